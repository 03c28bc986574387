// What decides how many points a cart would earn, beside the cart: the program in force, who buys,
// and what is left of its limits. Nothing is locked: an order that comes meanwhile may take it.
import { memberDays } from "../core/awards/who-is-meant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import { compileProgram } from "../core/earning/compile-program.ts";
import type { Cart } from "../core/earning/cart-sums.ts";
import { type Buying, orderOfCart } from "../core/earning/estimate-cart.ts";
import type { EarnContext } from "../core/earning/evaluate-order.ts";
import { type Room, type RoomLeft, roomsInReach } from "../core/earning/grant-rooms.ts";
import { type FactsNeeded, type PaidOrder, neededFacts } from "../core/earning/needed-facts.ts";
import { campaignsToJoinAt } from "../core/earning/opt-in.ts";
import { firstTierOf } from "../core/earning/storefront-terms.ts";
import type { ProgramVersion } from "../core/program/document.ts";
import { normaliseVoucherCode } from "../core/rewards/voucher-code.ts";
import { loadBudgetUsed } from "../db/budget-store.ts";
import { loadOptIns } from "../db/campaign-opt-in-store.ts";
import { loadLastOrders } from "../db/customer-orders.ts";
import { loadRooms, roomName } from "../db/earning-room-store.ts";
import { pool } from "../db/pool.ts";
import { loadRedemptionsByCodes } from "../db/redemption-store.ts";
import type { ShopView } from "./shop.ts";
import type { Shopper } from "./shopper.ts";

export interface CartAsked {
  readonly shop: Pick<ShopView, "id" | "timeZone">;
  /** In force now. */
  readonly version: ProgramVersion;
  /** Null for a guest. */
  readonly customerId: string | null;
  /** None for guests, and for customers who are no members yet. */
  readonly shopper: Shopper | undefined;
  readonly cart: Cart;
  readonly now: Instant;
}

export interface CartTerms {
  readonly buying: Buying;
  /** The cart as an order; nothing is known yet that no payload tells. */
  readonly order: PaidOrder;
  readonly context: EarnContext;
  readonly left: RoomLeft;
  /** What only Shopify knows and the program asks; null where that is nothing. */
  readonly needed: FactsNeeded | null;
}

export async function loadCartTerms(asked: CartAsked): Promise<CartTerms> {
  const { shop, version, customerId, shopper, cart, now } = asked;
  const taxesIncluded = await loadTaxesIncluded(shop.id);
  const buying = { customerId, now, taxesIncluded };
  const order = orderOfCart(cart, buying);
  const [voucherCodes, joined, days, left] = await Promise.all([
    loadVoucherCodes(shop.id, order),
    loadJoined(asked),
    loadMemberDays(asked),
    loadRoomLeft(asked, order),
  ]);
  const { timeZone } = shop;
  const tierId = shopper?.tierId ?? firstTierOf(version.document.tiers);
  const context = { timeZone, tierId, voucherCodes, joined, memberDays: days };
  const needed = neededFacts(order, customerId, version, timeZone);
  return { buying, order, context, left, needed };
}

/** As the shop's latest order had it; null while there is none. */
async function loadTaxesIncluded(shopId: bigint): Promise<boolean | null> {
  const { rows } = await pool().query<{ included: boolean }>({
    name: "order_latest_taxes_included",
    text: `select state #>> '{newest,taxesIncluded}' is not distinct from 'true' as included
      from order_state where shop_id = $1 and placed_at is not null
      order by placed_at desc limit 1`,
    values: [shopId],
  });
  return rows[0]?.included ?? null;
}

async function loadVoucherCodes(shopId: bigint, { head }: PaidOrder): Promise<ReadonlySet<string>> {
  const codes = head.discountCodes.map((code) => ({ shopId, code: normaliseVoucherCode(code) }));
  const stored = await loadRedemptionsByCodes(pool(), codes);
  return new Set(stored.map(({ redemption: { code } }) => normaliseVoucherCode(code)));
}

async function loadJoined({ shop, version, shopper, now }: CartAsked): Promise<Set<string>> {
  const campaigns = campaignsToJoinAt(version.document, now, shop.timeZone);
  if (shopper === undefined || campaigns.length === 0) return new Set();
  const { memberId } = shopper;
  const answers = await loadOptIns(
    pool(),
    campaigns.map((campaignId) => ({ shopId: shop.id, memberId, campaignId, at: now })),
  );
  return new Set(campaigns.filter((_id, place) => answers[place]));
}

/** Whoever is no member yet joins with the order. */
async function loadMemberDays({ shop, version, shopper, now }: CartAsked) {
  if (!compileProgram(version.document).asksMemberDays) return null;
  const dayOf = (at: Instant) => localDateOf(at, shop.timeZone);
  const on = dayOf(now);
  if (shopper === undefined) return memberDays({ on, enrolledOn: on, lastOrderOn: null });
  const { memberId, enrolledAt } = shopper;
  const question = { shopId: shop.id, memberId, orderId: "", at: now };
  const [last = null] = await loadLastOrders(pool(), [question]);
  const lastOrderOn = last === null ? null : dayOf(last);
  return memberDays({ on, enrolledOn: dayOf(enrolledAt), lastOrderOn });
}

async function loadRoomLeft(
  { shop, version, shopper }: CartAsked,
  { head }: PaidOrder,
): Promise<RoomLeft> {
  const rooms = roomsInReach(head, version.document, shop.timeZone);
  const memberId = shopper?.memberId ?? "";
  const own = rooms.filter(({ scope }) => scope === "member" && memberId !== "");
  const used = await loadRooms(
    pool(),
    own.map(({ key }) => ({ shopId: shop.id, memberId, key })),
  );
  const usedByAll = new Map<string, bigint>();
  for (const { scope, key } of rooms) {
    if (scope === "program") usedByAll.set(key, await loadBudgetUsed(pool(), shop.id, key));
  }
  return ({ scope, key, limit }: Room) => {
    const taken = scope === "member" ? used.get(roomName(memberId, key)) : usedByAll.get(key);
    return limit - (taken ?? 0n);
  };
}
