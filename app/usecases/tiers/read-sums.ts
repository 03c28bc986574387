// What members reached in their windows, read for a whole batch in one statement.
import { readsBalance } from "../../core/tiers/requirement.ts";
import { NO_SUMS, addSums } from "../../core/tiers/counters.ts";
import type { CounterSums } from "../../core/tiers/counters.ts";
import type { UnitSpan } from "../../core/tiers/window.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import type { Sql } from "../../db/pool.ts";
import type { ShopKey } from "../../db/rows.ts";
import { loadUnitSums } from "../../db/unit-store.ts";

/** The spans that one member's decision reads. */
export interface WantedSums {
  readonly member: ShopKey;
  readonly terms: TierTerms;
  /** What the member can spend now: the counter `balance`, whatever the span. */
  readonly available: bigint;
  readonly spans: readonly UnitSpan[];
}

/** The sums of each member's spans, in the order of the members and of their spans. */
export async function readSums(sql: Sql, wanted: readonly WantedSums[]): Promise<CounterSums[][]> {
  const sums = await loadUnitSums(
    sql,
    wanted.flatMap(({ member: { shopId, id }, spans }) =>
      spans.map(({ from, before }) => ({ shopId, id, from, before })),
    ),
  );
  let place = 0;
  return wanted.map(({ spans, terms, available }) => {
    const balance = readsBalance(terms) ? available : 0n;
    const own = sums.slice(place, (place += spans.length));
    return own.map((counts) => addSums({ ...NO_SUMS, balance }, counts));
  });
}
