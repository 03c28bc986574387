// What a member reached in many windows, from one list of what counted: windows that slide over
// thousands of units must not add them up anew for each.
import type { Instant } from "../calendar/instant.ts";
import { NO_SUMS, addSums } from "./counters.ts";
import type { CounterSums } from "./counters.ts";

/** What counted at one moment; below zero where more was taken back. */
export interface CountedMoment {
  readonly at: Instant;
  readonly counts: Partial<CounterSums>;
}

interface Reached {
  readonly at: Instant;
  /** All that counted until then, the moment itself included. */
  readonly total: CounterSums;
}

export type RunningSums = readonly Reached[];

/** Adds up from the first moment to the last; they must be sorted, each moment once. Exact. */
export function runningSums(moments: readonly CountedMoment[]): RunningSums {
  let total = NO_SUMS;
  return moments.map(({ at, counts }) => ({ at, total: (total = addSums(total, counts)) }));
}

/** What counted from `from` on, null for the beginning, until `at`, both included. */
export function sumsWithin(
  running: RunningSums,
  { from, at }: { readonly from: Instant | null; readonly at: Instant },
): CounterSums {
  const until = totalBefore(running, at + 1);
  return from === null ? until : less(until, totalBefore(running, from));
}

/** Of instants that are whole milliseconds; found by halving. */
function totalBefore(running: RunningSums, before: Instant): CounterSums {
  let [first, end] = [0, running.length];
  while (first < end) {
    const middle = Math.floor((first + end) / 2);
    if ((running[middle]?.at ?? before) < before) first = middle + 1;
    else end = middle;
  }
  return running[first - 1]?.total ?? NO_SUMS;
}

function less(sums: CounterSums, other: CounterSums): CounterSums {
  return {
    spend: sums.spend - other.spend,
    points: sums.points - other.points,
    orders: sums.orders - other.orders,
    items: sums.items - other.items,
    nights: sums.nights - other.nights,
    visits: sums.visits - other.visits,
    referrals: sums.referrals - other.referrals,
    events: sums.events - other.events,
    balance: sums.balance - other.balance,
  };
}
