// A store of the simulated Shopify in which a member holds a voucher, and what a comparison says of
// it.
import { randomUUID } from "node:crypto";
import type { Redemption } from "../../app/core/rewards/redemption.ts";
import { pool } from "../../app/db/pool.ts";
import { findRedemption } from "../../app/db/redemption-store.ts";
import type { Kind, PayloadOf } from "../../app/outbox/kinds.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import type { Discount, Shop } from "../../simulator/model.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "./loyalty-shop.ts";
import { FIVE_OFF } from "./order-builder.ts";
import { CUSTOMER, type SimulatedShop, deliverOnce } from "./simulated-shop.ts";

export interface ShownDifference {
  readonly kind: string;
  readonly details: Readonly<Record<string, string | null>>;
}

export interface ComparedShop {
  readonly shopId: bigint;
  readonly shop: Shop;
  /** The voucher that the member holds. */
  redemption(): Promise<Redemption>;
  discount(): Discount;
  available(): Promise<bigint>;
  /** A whole comparison, portion by portion, as the outbox would make it. */
  compare(): Promise<void>;
  /** The second look, as if its time had come. */
  lookAgain(): Promise<void>;
  /** A comparison and its second look. Answers what a merchant then sees. */
  differences(): Promise<ShownDifference[]>;
  shown(): Promise<ShownDifference[]>;
  /** What waits of a kind is delivered once. Answers how often. */
  deliver<K extends Kind>(kind: K): Promise<string[]>;
}

let opened = 0;
const SETTLED_MS = 11 * 60_000;
const MOST_PORTIONS = 20;

export async function openComparedShop(world: SimulatedShop): Promise<ComparedShop> {
  opened += 1;
  const { context } = world.simulator;
  const shop = await world.addShop({ handle: `compared-${opened}`, currency: "EUR" });
  createCustomer(context, shop, { id: CUSTOMER, email: "ada@example.com", firstName: "Ada" });
  const shopId = await openLoyaltyShop(pool(), { domain: shop.domain });
  await recordPaidOrder(shopId, { price: "100.00" });
  const asked = { shopId, customerId: CUSTOMER, ...FIVE_OFF, requestKey: randomUUID() };
  const result = await requestRedemption(asked, context.clock.now().getTime());
  if (result.outcome !== "accepted") throw new Error(result.reason);
  const { id: redemptionId, code } = result.redemption;
  await deliverOnce(shopId, "issue_voucher", { redemptionId });
  context.clock.advance(SETTLED_MS);
  await pool().query("delete from outbox_message where shop_id = $1", [shopId]);

  return {
    shopId,
    shop,
    compare: () => compareAll(shopId),
    lookAgain: () => lookAgain(shopId),
    redemption: () => held(shopId, redemptionId),
    discount: () => [...shop.discounts.values()].find((one) => one.code === code) ?? missing(code),
    available: async () => (await balancesOf(shopId)).available,
    shown: () => shownDifferences(shopId),
    differences: () => findDifferences(shopId),
    async deliver(kind) {
      const outcomes: string[] = [];
      for (const payload of await takeMessages(shopId, kind)) {
        const { outcome } = await deliverOnce(shopId, kind, payload as PayloadOf<typeof kind>);
        outcomes.push(outcome);
      }
      return outcomes;
    },
  };
}

/** Portion by portion, as the outbox would. */
async function compareAll(shopId: bigint): Promise<void> {
  let payload: PayloadOf<"compare_vouchers"> | undefined = {};
  for (let portion = 0; payload !== undefined; portion += 1) {
    if (portion === MOST_PORTIONS) throw new Error("The comparison does not end");
    await expectSent(shopId, "compare_vouchers", payload);
    payload = (await takeMessages(shopId, "compare_vouchers", "vouchers"))[0] as typeof payload;
  }
}

async function lookAgain(shopId: bigint): Promise<void> {
  await pool().query(
    `update voucher_difference set confirm_from = first_seen_at - interval '1 second'
      where shop_id = $1 and confirmed_at is null`,
    [shopId],
  );
  for (let portion = 0; portion < MOST_PORTIONS; portion += 1) {
    await expectSent(shopId, "compare_vouchers", { again: true });
    const { rowCount } = await pool().query(
      `select from voucher_difference
        where shop_id = $1 and confirmed_at is null and settled_at is null`,
      [shopId],
    );
    if (rowCount === 0) return;
  }
  throw new Error("The second look does not end");
}

/** A comparison and its second look. Answers what a merchant then sees. */
export async function findDifferences(shopId: bigint): Promise<ShownDifference[]> {
  await compareAll(shopId);
  await lookAgain(shopId);
  return shownDifferences(shopId);
}

async function held(shopId: bigint, redemptionId: string): Promise<Redemption> {
  const stored = await findRedemption(pool(), shopId, redemptionId);
  if (stored === undefined) throw new Error("The voucher is gone");
  return stored.redemption;
}

async function expectSent<K extends Kind>(shopId: bigint, kind: K, payload: PayloadOf<K>) {
  const outcome = await deliverOnce(shopId, kind, payload);
  if (outcome.outcome !== "sent") throw new Error(JSON.stringify(outcome));
}

/** What waits, taken off the queue. */
async function takeMessages(shopId: bigint, kind: Kind, key?: string): Promise<unknown[]> {
  const { rows } = await pool().query<{ payload: unknown }>(
    `delete from outbox_message where shop_id = $1 and kind = $2 and status = 'ready'
      and ($3::text is null or key = $3) returning payload`,
    [shopId, kind, key ?? null],
  );
  return rows.map(({ payload }) => payload);
}

async function shownDifferences(shopId: bigint): Promise<ShownDifference[]> {
  const { rows } = await pool().query<ShownDifference>(
    `select kind, details from voucher_difference
      where shop_id = $1 and confirmed_at is not null and settled_at is null order by kind`,
    [shopId],
  );
  return rows;
}

function missing(code: string): never {
  throw new Error(`The store has no code ${code}`);
}
