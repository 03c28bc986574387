// What the orders of a shop are counted by: its program over time, and its calendar.
import type { Instant } from "../../core/calendar/instant.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import type { ProgramPeriod } from "../../core/program/version-in-force.ts";
import type { Sql } from "../../db/pool.ts";
import { loadProgramPeriods } from "../../db/program-store.ts";
import { loadTimeZones } from "../../db/shop-store.ts";
import { together } from "../../db/transaction.ts";

export interface ShopTerms {
  /** All versions that the shop's program had, and those that are scheduled. */
  readonly periods: readonly ProgramPeriod[];
  readonly timeZone: TimeZone;
  /** The version in force now: its tiers, and its ends of whole balances, hold for all members. */
  readonly current: ProgramVersion | null;
}

/** The terms of the shops, by shop id. */
export async function loadShopTerms(
  sql: Sql,
  shopIds: readonly bigint[],
  now: Instant,
): Promise<Map<bigint, ShopTerms>> {
  const [periods, timeZones] = await together(
    loadProgramPeriods(sql, shopIds),
    loadTimeZones(sql, shopIds),
  );
  return new Map(
    shopIds.map((shopId) => {
      const known = periods.get(shopId) ?? [];
      const timeZone = timeZones.get(shopId) ?? "UTC";
      return [shopId, { periods: known, timeZone, current: versionInForce(known, now) }];
    }),
  );
}

/** The tiers in force; null where the program has none. */
export function tierTermsOf({ current }: ShopTerms): TierTerms | null {
  return current?.document.tiers ?? null;
}
