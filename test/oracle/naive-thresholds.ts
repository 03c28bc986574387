// What tiers ask for, in the second implementation.
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import type { Counter, Requirement, Tier, TierTerms } from "../../app/core/program/tier-terms.ts";
import { wallDate } from "./naive-calendar.ts";
import type { NaiveStanding } from "./naive-standing.ts";

/** What an order counts for tiers; `spend` is in cents. */
export interface Units {
  readonly spend: bigint;
  readonly orders: bigint;
  readonly items: bigint;
  readonly points: bigint;
}

const COUNTERS = ["spend", "orders", "items", "points"] as const;
export const NO_UNITS: Units = { spend: 0n, orders: 0n, items: 0n, points: 0n };

export function isSame(known: Units | undefined, units: Units): boolean {
  return COUNTERS.every((counter) => (known ?? NO_UNITS)[counter] === units[counter]);
}

export function countsMore(units: Units, known: Units): boolean {
  return COUNTERS.some((counter) => units[counter] > known[counter]);
}

export type Sums = Readonly<Partial<Record<Counter, bigint>>>;

function meets(requirement: Requirement | null, sums: Sums): boolean {
  if (!requirement) return false;
  return requirement.anyOf.some(({ allOf }) =>
    allOf.every(({ counter, atLeast }) => (sums[counter] ?? 0n) >= atLeast),
  );
}

export function enters({ entry, enter }: Tier, sums: Sums): boolean {
  return entry === "earned" && meets(enter, sums);
}

export function keeps(tier: Tier, sums: Sums): boolean {
  return enters(tier, sums) || (tier.entry === "earned" && meets(tier.keep, sums));
}

export function isEveryones({ entry, enter, keep }: Tier): boolean {
  const asksNothing = (each: Requirement | null): boolean =>
    each?.anyOf.some(({ allOf }) => allOf.length === 0) ?? false;
  return entry === "earned" && (asksNothing(enter) || asksNothing(keep));
}

export function readsBalance({ enter, keep }: Tier): boolean {
  const ways = [...(enter?.anyOf ?? []), ...(keep?.anyOf ?? [])];
  return ways.some(({ allOf }) => allOf.some(({ counter }) => counter === "balance"));
}

/** Whether a night decides about a tier by itself: it is to be met all the time, or ends then. */
export function isDecidedOn(
  night: string,
  { list, validity, downgrade, graceDays }: TierTerms,
  { tierId, until, isGiven }: NaiveStanding,
  zone: string,
): boolean {
  const tier = list.find(({ id }) => id === tierId);
  const isWatched = tier && !isGiven && !isEveryones(tier) && downgrade !== "none";
  if (list.some((each) => readsBalance(each))) return true;
  if (isWatched && validity.kind === "while_met") return true;
  if (until === null) return false;
  const ended = wallDate(until, zone);
  return night === ended || night === addDaysTo(ended, isGiven ? 0 : graceDays);
}
