// What Shopify has of a portion of vouchers: discounts, gift cards and credits, each asked for by
// its id.
import type { AdminAnswer } from "../../adapters/shopify/admin-answer.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import {
  type ReadDiscount,
  readDiscounts,
} from "../../adapters/shopify/operations/read-discounts.ts";
import {
  type MoneyLeft,
  readMoneyLeft,
} from "../../adapters/shopify/operations/read-money-left.ts";
import { floor } from "../../core/points/rational.ts";
import type { Carrier } from "../../core/rewards/carrier.ts";
import type { VoucherHere } from "../../core/rewards/compare-vouchers.ts";
import type { MoneyLeft as StoredMoney } from "../../db/voucher-comparison-store.ts";

export interface Asking {
  readonly admin: AdminGraphql;
  readonly currency: string;
  readonly signal: AbortSignal;
}

export interface MoneyFound {
  readonly found: ReadonlyMap<string, MoneyLeft>;
  /** Of which kinds Shopify told: a store may have taken back the leave to look at one. */
  readonly carriers: ReadonlySet<Carrier>;
}

export interface VouchersThere {
  readonly discounts: ReadonlyMap<string, ReadDiscount>;
  readonly money: MoneyFound;
}

export async function readThere(
  { admin, currency, signal }: Asking,
  vouchers: readonly VoucherHere[],
): Promise<AdminAnswer<VouchersThere>> {
  const gids = gidsOf(vouchers, "discount");
  const discounts = await readDiscounts(admin, { gids, currency }, signal);
  if (discounts.outcome !== "ok") return discounts;
  const found = new Map<string, MoneyLeft>();
  const carriers = new Set<Carrier>();
  // A leave that is missing denies the whole call, so each kind is asked for alone.
  for (const carrier of ["gift_card", "store_credit"] as const) {
    const asked = gidsOf(vouchers, carrier);
    if (asked.length === 0) continue;
    const answer = await readMoneyLeft(admin, asked, signal);
    if (answer.outcome === "unauthorised" && answer.denied !== undefined) continue;
    if (answer.outcome !== "ok") return answer;
    carriers.add(carrier);
    for (const [gid, left] of answer.data) found.set(gid, left);
  }
  return { outcome: "ok", data: { discounts: discounts.data, money: { found, carriers } } };
}

function gidsOf(vouchers: readonly VoucherHere[], carrier: Carrier): string[] {
  const own = vouchers.filter((voucher) => voucher.carrier === carrier);
  return own.flatMap(({ shopifyGid }) => shopifyGid ?? []);
}

/** In whole minor units of the currency in which it was given; nothing for any other. */
export function moneyLeft(
  vouchers: readonly VoucherHere[],
  { found }: MoneyFound,
): readonly StoredMoney[] {
  return vouchers.flatMap(({ redemption: { id, currency }, shopifyGid }) => {
    const money = found.get(shopifyGid ?? "");
    if (money === undefined || money.currency !== currency) return [];
    return [{ redemptionId: id, leftMinor: floor(money.left) }];
  });
}
