// What the orders of a shop are counted by: its program over time, and its calendar.
import type { Instant } from "../../core/calendar/instant.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import type { ProgramPeriod } from "../../core/program/version-in-force.ts";
import type { Sql } from "../../db/pool.ts";
import { loadProgramPeriods } from "../../db/program-store.ts";
import { loadShopCounting } from "../../db/shop-store.ts";
import { together } from "../../db/transaction.ts";

export interface ShopTerms {
  /** All versions that the shop's program had, and those that are scheduled. */
  readonly periods: readonly ProgramPeriod[];
  readonly timeZone: TimeZone;
  /** The version in force now: its tiers, and its ends of whole balances, hold for all members. */
  readonly current: ProgramVersion | null;
}

/** With what it takes to count an order that is heard of for the first time. */
export interface CountingTerms extends ShopTerms {
  /** Of the store today; null where it is not known yet. */
  readonly currency: string | null;
}

/** The terms of the shops, by shop id. */
export async function loadShopTerms(
  sql: Sql,
  shopIds: readonly bigint[],
  now: Instant,
): Promise<Map<bigint, CountingTerms>> {
  const [periods, shops] = await together(
    loadProgramPeriods(sql, shopIds),
    loadShopCounting(sql, shopIds),
  );
  return new Map(
    shopIds.map((shopId) => {
      const known = periods.get(shopId) ?? [];
      const { timeZone, currency } = shops.get(shopId) ?? { timeZone: "UTC", currency: null };
      const current = versionInForce(known, now);
      return [shopId, { periods: known, timeZone, currency, current }];
    }),
  );
}

/** The tiers in force; null where the program has none. */
export function tierTermsOf({ current }: ShopTerms): TierTerms | null {
  return current?.document.tiers ?? null;
}
