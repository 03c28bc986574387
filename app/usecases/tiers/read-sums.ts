// What members reached in their windows, read for a whole batch in one statement.
import { readsBalance } from "../../core/tiers/requirement.ts";
import { NO_SUMS, addSums } from "../../core/tiers/counters.ts";
import type { CounterSums } from "../../core/tiers/counters.ts";
import { runningSums, sumsWithin } from "../../core/tiers/running-sums.ts";
import type { UnitSpan } from "../../core/tiers/window.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import type { Sql } from "../../db/pool.ts";
import type { ShopKey } from "../../db/rows.ts";
import { loadUnitMoments, loadUnitSums } from "../../db/unit-store.ts";
import type { UnitMoment } from "../../db/unit-store.ts";

/** The spans that one member's decision reads. */
export interface WantedSums {
  readonly member: ShopKey;
  readonly terms: TierTerms;
  /** What the member can spend now: the counter `balance`, whatever the span. */
  readonly available: bigint;
  readonly spans: readonly UnitSpan[];
}

/** Each span goes through all units of its member; more spans than these are summed up at once. */
const MOST_SPANS = 32;

/** The sums of each member's spans, in the order of the members and of their spans. */
export async function readSums(sql: Sql, wanted: readonly WantedSums[]): Promise<CounterSums[][]> {
  const isOfMany = ({ spans }: WantedSums): boolean => spans.length > MOST_SPANS;
  const [few, many] = [wanted.filter((one) => !isOfMany(one)), wanted.filter(isOfMany)];
  const spanSums = await loadUnitSums(
    sql,
    few.flatMap(({ member: { shopId, id }, spans }) =>
      spans.map(({ from, before }) => ({ shopId, id, from, before })),
    ),
  );
  const moments = await loadUnitMoments(
    sql,
    many.map(({ member }) => member),
  );
  let [place, turn] = [0, 0];
  return wanted.map((one) => {
    const { spans, terms, available } = one;
    const balance = readsBalance(terms) ? available : 0n;
    const own = isOfMany(one)
      ? sumsOfSpans(moments[turn++] ?? [], spans)
      : spanSums.slice(place, (place += spans.length));
    return own.map((counts) => addSums({ ...NO_SUMS, balance }, counts));
  });
}

function sumsOfSpans(units: readonly UnitMoment[], spans: readonly UnitSpan[]): CounterSums[] {
  const running = runningSums(units);
  return spans.map(({ from, before }) =>
    sumsWithin(running, { from, at: (before ?? Number.POSITIVE_INFINITY) - 1 }),
  );
}
