// Plays worlds through the app on a real database: each world in a shop of its own, a hundred shops
// side by side, one webhook of each in every batch.
import { parseOrder } from "../../app/inbox/parse-order.ts";
import { parseRefund } from "../../app/inbox/parse-refund.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import { insertShop } from "../support/shops.ts";
import type { Delivery } from "./deliveries.ts";
import { VOUCHER_POINTS } from "./naive-engine.ts";
import { FIRST_MOMENT, customerId, webhookOf } from "./store.ts";
import type { Told } from "./store.ts";
import type { World } from "./worlds.ts";

/** When the app hears of it all: long after the last order was placed, so that nothing is early. */
const NOW = FIRST_MOMENT + 10 * 86_400_000;

export interface Played {
  readonly shopId: bigint;
  readonly deliveries: readonly Delivery[];
}

/** Shops with the worlds' programs, in force since before their first order. */
export function openShops(worlds: readonly World[], name: string): Promise<bigint[]> {
  return Promise.all(
    worlds.map(async ({ program }, index) => {
      const domain = `${name}-${index}.myshopify.com`;
      const shopId = await insertShop(pool(), { domain, timeZone: "Europe/Berlin" });
      const saved = await saveProgram({
        shopId,
        document: program,
        baseVersionId: null,
        actor: "system",
        now: NOW,
        activeFrom: 0,
      });
      if (saved.outcome !== "saved") throw new Error(`No program: ${JSON.stringify(saved)}`);
      return shopId;
    }),
  );
}

/** Brings every shop its deliveries, all shops in step. */
export async function play(shops: readonly Played[]): Promise<void> {
  const steps = Math.max(...shops.map(({ deliveries }) => deliveries.length));
  for (let step = 0; step < steps; step += 1) {
    const events = shops.flatMap(({ shopId, deliveries }) => {
      const delivery = deliveries[step];
      return delivery?.type === "told" ? [{ shopId, event: eventOf(delivery.told) }] : [];
    });
    await withTransaction((tx) => recordOrders(tx, events, NOW));
    await Promise.all(
      shops.map(async ({ shopId, deliveries }) => {
        const delivery = deliveries[step];
        if (delivery?.type === "wish") await redeem(shopId, delivery.customer, step);
      }),
    );
  }
}

function eventOf(told: Told) {
  const { topic, body } = webhookOf(told);
  const answer = told.type === "order" ? parseOrder(topic, body) : parseRefund(body);
  if (answer.outcome !== "parsed") throw new Error(`Unreadable: ${JSON.stringify(answer)}`);
  return answer.event;
}

async function redeem(shopId: bigint, customer: number, step: number): Promise<void> {
  const wish = { rewardId: "five-off", points: VOUCHER_POINTS, amountMinor: 500n };
  const asked = await requestRedemption(
    { shopId, customerId: customerId(customer), requestKey: `wish-${step}`, ...wish },
    NOW,
  );
  if (asked.outcome !== "accepted") return;
  const gid = `gid://shopify/DiscountCodeNode/${shopId}${step}`;
  await settleIssued(shopId, asked.redemption.id, gid, NOW);
}

export interface StoredShop {
  readonly orders: readonly StoredOrder[];
  readonly members: readonly StoredMember[];
  readonly lots: readonly StoredLot[];
}

interface StoredOrder {
  readonly shop_id: bigint;
  readonly order_id: string;
  readonly posted_points: bigint;
  readonly snapshot: { readonly tierId?: string } | null;
}

interface StoredMember {
  readonly shop_id: bigint;
  readonly shopify_customer_id: string;
  readonly pending: bigint;
  readonly available: bigint;
  readonly reserved: bigint;
  readonly shortfall: bigint;
}

interface StoredLot {
  readonly shop_id: bigint;
  readonly order_id: string;
  readonly pending: bigint;
  readonly available: bigint;
}

/** What the database holds of each shop when all was heard, in the order of the shops. */
export async function storedOf(shopIds: readonly bigint[]): Promise<StoredShop[]> {
  const orders = await pool().query<StoredOrder>(
    `select shop_id, order_id, posted_points, snapshot from order_state
     where shop_id = any($1) order by order_id`,
    [shopIds],
  );
  const members = await pool().query<StoredMember>(
    `select shop_id, shopify_customer_id, pending, available, reserved, shortfall from member
     where shop_id = any($1) order by shopify_customer_id`,
    [shopIds],
  );
  const lots = await pool().query<StoredLot>(
    `select shop_id, order_id, pending, available from lot
     where shop_id = any($1) order by order_id`,
    [shopIds],
  );
  const of = <Row extends { shop_id: bigint }>(rows: readonly Row[], shopId: bigint): Row[] =>
    rows.filter((row) => row.shop_id === shopId);
  return shopIds.map((shopId) => ({
    orders: of(orders.rows, shopId),
    members: of(members.rows, shopId),
    lots: of(lots.rows, shopId),
  }));
}
