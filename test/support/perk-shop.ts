// A store of the simulated Shopify whose program has tiers that give something in the cart, and
// what of that stands there.
import { expect } from "vitest";
import { pool } from "../../app/db/pool.ts";
import type { DeliveryOutcome } from "../../app/outbox/delivery.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { evaluateCart } from "../../simulator/actions/evaluate-cart.ts";
import type { Discount, Segment, Shop } from "../../simulator/model.ts";
import { recordPaidOrder, openLoyaltyShop } from "./loyalty-shop.ts";
import { PROGRAM_INPUT } from "./order-builder.ts";
import { type SimulatedShop, deliverOnce } from "./simulated-shop.ts";

type TierInput = NonNullable<ProgramDocumentInput["tiers"]>["list"][number];
export type PerksInput = NonNullable<TierInput["perks"]>;

/** Silver from 50.00, gold from 200.00 of a calendar year. */
export function perkProgram(
  gold: PerksInput | null,
  silver: PerksInput | null = null,
): ProgramDocumentInput {
  const tier = (
    id: string,
    name: string,
    atLeast: string,
    perks: PerksInput | null,
  ): TierInput => ({
    id,
    name,
    enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast }] }] },
    ...(perks && { perks }),
  });
  const list = [tier("silver", "Silver", "5000", silver), tier("gold", "Gold", "20000", gold)];
  return { ...PROGRAM_INPUT, tiers: { window: { kind: "lifetime" }, list } };
}

export interface PerkShop {
  readonly shopId: bigint;
  readonly shop: Shop;
  /** Another program is in force from now on, by a clock that may be ahead of others. */
  save(document: ProgramDocumentInput, aheadMs?: number): Promise<void>;
  /** One attempt. */
  deliver(patienceMs?: number): Promise<DeliveryOutcome>;
  /** Attempts, with the pauses between them, until nothing is left to be done. */
  settle(): Promise<void>;
  /** Time enough for Shopify's lists to show what was made. */
  letListsCatchUp(): Promise<void>;
  segments(): Segment[];
  /** Automatic discounts of ours. */
  discounts(): Discount[];
  books(): Promise<PerkRow[]>;
  /** A member who spent so much, decimal text, known to Shopify with the tier. */
  addMember(customerId: string, spent: string): Promise<void>;
  /** What a cart of so much saves the customer, goods and shipping, in minor units. */
  savings(customerId: string | null, priceMinor: number): { goods: number; shipping: number };
  /** Whether it waits to be brought in line; it does no longer. */
  isQueued(): Promise<boolean>;
}

export interface PerkRow {
  tier_id: string;
  kind: string;
  state: string;
  gid: string | null;
  problem: string | null;
  problem_detail: string | null;
}

let opened = 0;
const MOST_ATTEMPTS = 8;
const LAG_MS = 60_000;

export async function openPerkShop(
  world: SimulatedShop,
  document: ProgramDocumentInput,
): Promise<PerkShop> {
  opened += 1;
  const shop = await world.addShop({ handle: `perks-${opened}`, currency: "EUR" });
  const shopId = await openLoyaltyShop(pool(), { domain: shop.domain }, document);
  return perkShopOf(world, shop, shopId);
}

export function perkShopOf(world: SimulatedShop, shop: Shop, shopId: bigint): PerkShop {
  const { context } = world.simulator;
  const deliver = (patienceMs = 10_000) =>
    deliverOnce(shopId, "write_tier_perks", {}, { patienceMs });
  const letListsCatchUp = async () => {
    context.clock.advance(LAG_MS);
    await pool().query(
      `update tier_perk set asked_at = asked_at - $2 * interval '1 millisecond' where shop_id = $1`,
      [shopId, LAG_MS],
    );
  };
  return {
    shopId,
    shop,
    deliver,
    letListsCatchUp,
    save: (document, aheadMs = 0) =>
      saveAnother(shopId, document, context.clock.now().getTime() + aheadMs),
    async settle() {
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        const { outcome } = await deliver();
        await letListsCatchUp();
        if (outcome === "sent") return;
      }
      throw new Error("It is never done");
    },
    segments: () => [...shop.segments.values()],
    discounts: () => [...shop.discounts.values()].filter(({ tags }) => tags.includes("loyalty")),
    books: () => readBooks(shopId),
    async addMember(customerId, spent) {
      createCustomer(context, shop, { id: customerId, email: `${customerId}@example.com` });
      await recordPaidOrder(shopId, { customerId, price: spent });
      await writeMembers(shopId);
    },
    savings: (customerId, priceMinor) => savingsIn(world, shop, customerId, priceMinor),
    isQueued: () => takeFromQueue(shopId),
  };
}

async function saveAnother(
  shopId: bigint,
  document: ProgramDocumentInput,
  now: number,
): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    "select id from program_version where shop_id = $1 and status = 'active'",
    [shopId],
  );
  const baseVersionId = rows[0]?.id ?? null;
  const saved = await saveProgram({ shopId, document, baseVersionId, actor: "system", now });
  expect(saved.outcome).toBe("saved");
}

async function readBooks(shopId: bigint): Promise<PerkRow[]> {
  const { rows } = await pool().query<PerkRow>(
    `select tier_id, kind, state, gid, problem, problem_detail from tier_perk
      where shop_id = $1 order by tier_id, kind`,
    [shopId],
  );
  return rows;
}

function savingsIn(
  world: SimulatedShop,
  shop: Shop,
  customerId: string | null,
  priceMinor: number,
): { goods: number; shipping: number } {
  const line = { variantId: null, productId: null, collectionIds: [], giftCard: false };
  const lines = [{ ...line, priceMinor, quantity: 1 }];
  const shipping = { priceMinor: 490, countryCode: "DE" };
  const buyer = { codes: [], customerId, email: null, shipping };
  const { applied } = evaluateCart(world.simulator.context, shop, { lines, ...buyer });
  const sum = (isShipping: boolean) =>
    applied
      .filter((one) => (one.class === "shipping") === isShipping)
      .reduce((total, { amountMinor }) => total + amountMinor, 0);
  return { goods: sum(false), shipping: sum(true) };
}

async function takeFromQueue(shopId: bigint): Promise<boolean> {
  const { rows } = await pool().query(
    `update outbox_message set status = 'sent', sent_at = now()
      where shop_id = $1 and kind = 'write_tier_perks' and status = 'ready' returning 1`,
    [shopId],
  );
  return rows.length > 0;
}

/** Delivers what waits to be told of members: their balances and tiers. */
export async function writeMembers(shopId: bigint): Promise<void> {
  const { rows } = await pool().query<{ memberId: string }>(
    `delete from outbox_message where shop_id = $1 and kind = 'write_member_balance'
      and status = 'ready' returning payload ->> 'memberId' as "memberId"`,
    [shopId],
  );
  for (const payload of rows) {
    expect(await deliverOnce(shopId, "write_member_balance", payload)).toEqual({ outcome: "sent" });
  }
}

/** What shoppers read of the tiers' discounts. */
export function titlesIn(shop: PerkShop): string[] {
  return shop.discounts().map(({ title }) => title);
}

/** A tenth off and free shipping for gold: each once, for the one segment, and written down. */
export async function expectWhole(shop: PerkShop): Promise<void> {
  expect(titlesIn(shop).toSorted()).toEqual(["Gold: 10% off", "Gold: free shipping"]);
  expect(shop.segments().map(({ name }) => name)).toEqual(["Loyalty tier: Gold"]);
  const books = await shop.books();
  expect(books.map(({ state }) => state)).toEqual(["present", "present", "present"]);
  const segmentIds = shop.segments().map(({ id }) => id);
  for (const { buyers, endsAt } of shop.discounts()) {
    expect({ buyers, endsAt }).toEqual({ buyers: { kind: "segments", segmentIds }, endsAt: null });
  }
}
