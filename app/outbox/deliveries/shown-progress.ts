// How far members are on the way to their next tier, as the theme reads it before any script runs.
// It is written with the balance; the theme leaves it out once it may be wrong.
import type { Instant } from "../../core/calendar/instant.ts";
import { NO_SUMS, addSums } from "../../core/tiers/counters.ts";
import { progressToNext } from "../../core/tiers/tier-progress.ts";
import { countsThrough, windowSpan } from "../../core/tiers/window.ts";
import { findPublishedProgram } from "../../db/publication-store.ts";
import type { PublishedBalance } from "../../db/publication-store.ts";
import { pool } from "../../db/pool.ts";
import { loadOldestUnits, loadUnitSums } from "../../db/unit-store.ts";
import { tiersKey } from "../../usecases/show-progress.ts";
import { publishedWays } from "./published-tiers.ts";

/** As JSON, by the member's id; nobody's where the program has no tiers. */
export async function readProgress(
  shopId: bigint,
  members: readonly PublishedBalance[],
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  if (members.length === 0) return new Map();
  const program = await findPublishedProgram(pool(), shopId, now);
  const terms = program?.document.tiers;
  if (!terms) return new Map();
  const { currency, timeZone } = program;
  const key = tiersKey(terms);
  const windows = members.map(({ memberId: id, enrolledAt }) => ({
    shopId,
    id,
    ...windowSpan(terms.window, { at: now, enrolledAt, timeZone }),
  }));
  const isRolling = terms.window.kind === "rolling";
  const [counted, oldest] = await Promise.all([
    loadUnitSums(pool(), windows),
    isRolling ? loadOldestUnits(pool(), windows) : [],
  ]);
  return new Map(
    members.map(({ memberId, enrolledAt, tierId, available: balance }, place) => {
      const sums = addSums({ ...NO_SUMS, balance }, counted[place] ?? {});
      const next = progressToNext(terms, tierId, sums);
      const first = oldest[place];
      const counts = { at: now, enrolledAt, timeZone, ...(first != null && { oldest: first }) };
      const shown = {
        key,
        tier: next?.tier.id ?? null,
        share: Number(next?.share ?? 0n),
        ways: publishedWays(next?.ways ?? [], currency),
        through: countsThrough(terms.window, counts),
      };
      return [memberId, JSON.stringify(shown)];
    }),
  );
}
