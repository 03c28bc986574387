// What a shopper has at last, read where it counts: what they were given from Shopify's books,
// their points from the postings of the ledger. The app's own word is only compared with it.
import { type Carrier, carrierOf } from "../../app/core/rewards/carrier.ts";
import type { RewardKind } from "../../app/core/program/reward-terms.ts";
import { pool } from "../../app/db/pool.ts";
import { evaluateCart } from "../../simulator/actions/evaluate-cart.ts";
import { creditAccountsOf } from "../../simulator/actions/store-credit.ts";
import type { Discount, Shop } from "../../simulator/model.ts";
import type { SimulatedShop } from "./simulated-shop.ts";
import { COFFEE, PRICE, idOf } from "./fault-rewards.ts";
import { type FaultShop, type Shopper } from "./fault-shop.ts";

export interface Truth {
  /** Vouchers in the shopper's hands: they work, or an order has used them. */
  readonly vouchers: number;
  /** Points that are gone from what was earned, but for those that are held. */
  readonly taken: bigint;
  /** Points that are set aside. */
  readonly held: bigint;
  /** How the app believes that it stands; null where it knows of no redemption. */
  readonly status: string | null;
}

/** `voucher`: one that works, its points taken. `none`: none, and all points there. */
export type EndState = "voucher" | "none";

const believed: Readonly<Record<EndState, readonly (string | null)[]>> = {
  voucher: ["issued", "used"],
  none: ["refused", "returned", null],
};

/** Which end it is; throws where it is none. */
export function endStateOf({ vouchers, taken, held, status }: Truth): EndState {
  const told = `${vouchers} vouchers, ${taken} points taken, ${held} held, ${status}`;
  if (held !== 0n) throw new Error(`Points are held for ever: ${told}`);
  if (vouchers > 1) throw new Error(`More than one voucher: ${told}`);
  if (vouchers === 1 && taken < PRICE) throw new Error(`Both voucher and points: ${told}`);
  if (vouchers === 0 && taken > 0n) throw new Error(`Neither voucher nor points: ${told}`);
  if (taken !== 0n && taken !== PRICE) throw new Error(`Not the price: ${told}`);
  const end = vouchers === 1 ? "voucher" : "none";
  if (!believed[end].includes(status)) throw new Error(`The app believes otherwise: ${told}`);
  return end;
}

export async function truthOf(
  world: SimulatedShop,
  at: FaultShop,
  shopper: Shopper,
): Promise<Truth> {
  const { earned, available, reserved, shortfall } = await postedTo(at.shopId, shopper.customerId);
  const status = (await at.redemptionOf(shopper))?.status ?? null;
  const vouchers = had[carrierOf(shopper.kind)](world, at.shop, { ...shopper, status });
  const taken = earned - available - reserved + shortfall;
  return { vouchers, taken, held: reserved, status };
}

interface Posted {
  readonly earned: bigint;
  readonly available: bigint;
  readonly reserved: bigint;
  readonly shortfall: bigint;
}

/** From the postings alone: balances and lots are what is to be proved. */
async function postedTo(shopId: bigint, customerId: string): Promise<Posted> {
  const moved = (account: string) =>
    `coalesce(sum(case '${account}' when to_account then points when from_account then -points
      end), 0)::bigint`;
  const { rows } = await pool().query<Posted>(
    `select -${moved("issued")} as earned, ${moved("available")} as available,
       ${moved("reserved")} as reserved,
       -${moved("shortfall")} as shortfall
     from posting join member on member.shop_id = posting.shop_id and member.id = member_id
     where posting.shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId],
  );
  return rows[0] ?? { earned: 0n, available: 0n, reserved: 0n, shortfall: 0n };
}

type Holder = Shopper & { readonly status: string | null };
type CountHad = (world: SimulatedShop, shop: Shop, holder: Holder) => number;

/** How many the shopper was given, by what carries them. */
const had: Readonly<Record<Carrier, CountHad>> = {
  discount: (world, shop, { customerId }) => codesOf(world, shop, customerId),
  gift_card: (_world, shop, { customerId }) =>
    [...shop.giftCards.values()].filter((card) => card.customerId === customerId).length,
  store_credit: ({ simulator }, shop, { customerId }) =>
    creditAccountsOf(simulator.context, shop, customerId).flatMap(
      ({ transactions }) => transactions,
    ).length,
  // Shopify makes nothing of it: it is had as soon as the app says so, and themes read it.
  none: (_world, shop, { kind, customerId, status }) =>
    isRead.has(kind) ? entitlementsOf(shop, customerId, kind) : Number(status === "issued"),
};

/** What themes show to those who have it. */
const isRead = new Set<RewardKind>(["exclusive_product", "early_access"]);

function entitlementsOf(shop: Shop, customerId: string, kind: RewardKind): number {
  const ownerId = `gid://shopify/Customer/${customerId}`;
  const written = [...shop.metafields.values()].filter(
    (field) => field.ownerId === ownerId && field.key === "entitlements",
  );
  const held = written.flatMap(({ value }) => JSON.parse(value) as { rewardId: string }[]);
  return held.filter(({ rewardId }) => rewardId === idOf(kind)).length;
}

/** Whatever its code: a second one would be one too many. */
function codesOf(world: SimulatedShop, shop: Shop, customerId: string): number {
  const orders = [...shop.orders.values()].filter(
    (order) => order.customerId === customerId && order.discountApplications.length > 0,
  );
  const own = [...shop.discounts.values()].filter(
    ({ buyers, uses }) =>
      buyers.kind === "customers" && buyers.customerIds.includes(customerId) && uses.length === 0,
  );
  const working = own.filter((one) => savesSomething(world, shop, one, customerId));
  return orders.length + working.length;
}

/** In a cart of the customer's that any of these vouchers is for. */
function savesSomething(
  { simulator }: SimulatedShop,
  shop: Shop,
  { code }: Discount,
  customerId: string,
): boolean {
  const [product] = [...shop.products.values()].filter(({ variants }) =>
    variants.some(({ id }) => id === COFFEE),
  );
  const line = { variantId: COFFEE, productId: product?.id ?? null, collectionIds: [] };
  const { applied } = evaluateCart(simulator.context, shop, {
    lines: [{ ...line, giftCard: false, priceMinor: 1_500, quantity: 2 }],
    codes: code === null ? [] : [code],
    customerId,
    email: null,
    shipping: { priceMinor: 490, countryCode: "DE" },
  });
  return applied.some(({ amountMinor }) => amountMinor > 0);
}
