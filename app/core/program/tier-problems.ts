// Tiers that nobody can reach, hold or keep.
import { type DocumentProblem, indexesOfRepeated, repeatedIds } from "./document-problem.ts";
import type { Counter, Requirement, Tier, TierTerms } from "./tier-terms.ts";

type Way = Requirement["anyOf"][number];

/** No month is shorter. */
const LEAST_DAYS_PER_MONTH = 28;

/**
 * One sentence for each tier that nobody can be in, because whoever reaches a tier below reaches it
 * as well; that asks less of a counter than one below; that is harder to keep than to enter; or
 * whose window, validity and notices do not fit. Rule: thresholds out of order are refused.
 */
export function tierProblems(tiers: TierTerms | null): DocumentProblem[] {
  if (tiers === null) return [];
  const { list } = tiers;
  return [
    ...repeatedIds("tiers.list", list),
    ...indexesOfRepeated(list.map(({ name }) => name.toLowerCase())).map((index) => ({
      path: `tiers.list.${index}.name`,
      message: "Another tier has this name",
    })),
    ...list.flatMap((tier, index) => [
      ...entryProblems(`tiers.list.${index}`, tier),
      ...orderProblems(list, index),
      ...keepProblems(`tiers.list.${index}.keep`, tier, tiers),
      ...perkProblems(`tiers.list.${index}.perks`, tier),
    ]),
    ...validityProblems(tiers),
    ...noticeProblems(tiers),
  ];
}

function entryProblems(path: string, tier: Tier): DocumentProblem[] {
  if (tier.entry === "earned") {
    if (tier.enter === null) {
      return [{ path: `${path}.enter`, message: "Say what members must reach to enter" }];
    }
    return [
      ...repeatedCounters(`${path}.enter`, tier.enter),
      ...(tier.keep === null ? [] : repeatedCounters(`${path}.keep`, tier.keep)),
    ];
  }
  return (["enter", "keep"] as const).flatMap((field) =>
    tier[field] === null
      ? []
      : [{ path: `${path}.${field}`, message: "Only tiers that are earned have thresholds" }],
  );
}

function repeatedCounters(path: string, { anyOf }: Requirement): DocumentProblem[] {
  return anyOf.flatMap(({ allOf }, way) =>
    indexesOfRepeated(allOf.map(({ counter }) => counter)).map((index) => ({
      path: `${path}.anyOf.${way}.allOf.${index}.counter`,
      message: "Give one threshold for each counter",
    })),
  );
}

/** Compares a tier with the ones below it; the nearest that it contradicts is named. */
function orderProblems(list: readonly Tier[], index: number): DocumentProblem[] {
  const tier = list[index];
  if (!tier?.enter || index === 0) return [];
  const path = `tiers.list.${index}`;
  if (tier.enter.anyOf.some(({ allOf }) => allOf.length === 0)) {
    const message = `Everyone reaches ${tier.name}, so nobody is ever in a tier below: put it first`;
    return [{ path: `${path}.enter`, message }];
  }
  for (const lower of list.slice(0, index).toReversed()) {
    if (!lower.enter) continue;
    if (implies(lower.enter, tier.enter)) {
      const message = `Whoever reaches ${lower.name} reaches ${tier.name} as well: ask for more here`;
      return [{ path: `${path}.enter`, message }];
    }
    const easier = easierCounter(tier.enter, lower.enter);
    if (easier) return [{ path: `${path}.enter`, message: easierThan(easier, lower.name) }];
    const easierKeep = easierCounter(tier.keep ?? tier.enter, lower.keep ?? lower.enter);
    if (easierKeep) return [{ path: `${path}.keep`, message: easierThan(easierKeep, lower.name) }];
  }
  return [];
}

const amountWords = {
  spend: "less spend",
  points: "fewer points",
  orders: "fewer orders",
  items: "fewer items",
  nights: "fewer nights",
  visits: "fewer visits",
  referrals: "fewer referrals",
  events: "fewer events",
  balance: "a lower balance",
} as const satisfies Record<Counter, string>;

function easierThan(counter: Counter, name: string): string {
  return `This asks for ${amountWords[counter]} than ${name} does, which is below`;
}

function keepProblems(path: string, tier: Tier, { validity }: TierTerms): DocumentProblem[] {
  const { enter, keep } = tier;
  if (enter === null || keep === null) return [];
  const isHarder =
    lowerCounter(enter, keep) !== null || (implies(keep, enter) && !implies(enter, keep));
  if (isHarder) return [{ path, message: `This asks for more than entering ${tier.name} does` }];
  if (validity.kind !== "while_met" || implies(enter, keep)) return [];
  const message = `Members could enter ${tier.name} without meeting this, and would fall at once`;
  return [{ path, message }];
}

/** A subtotal from which on nothing is given is a slip of the pen. */
function perkProblems(path: string, { perks }: Tier): DocumentProblem[] {
  const { discountPercent, freeShipping, minimumSubtotalMinor } = perks;
  if (minimumSubtotalMinor === 0n || discountPercent !== null || freeShipping) return [];
  const message = "Say what members get from this subtotal on, or leave it out";
  return [{ path: `${path}.minimumSubtotalMinor`, message }];
}

/** Who is reviewed as a calendar year ends has had a part of a membership year only. */
function validityProblems({ window, validity }: TierTerms): DocumentProblem[] {
  if (window.kind !== "membership_year" || validity.kind !== "rest_of_year") return [];
  const message = "Tiers that count years of membership do not end with a calendar year";
  return [{ path: "tiers.validity.kind", message }];
}

/** A notice must come after the tier has begun. */
function noticeProblems({ validity, graceDays, noticeDays }: TierTerms): DocumentProblem[] {
  if (validity.kind !== "months") return [];
  const least = validity.months * LEAST_DAYS_PER_MONTH + graceDays;
  return noticeDays.flatMap((days, index) =>
    days >= least
      ? [
          {
            path: `tiers.noticeDays.${index}`,
            message: `Members may be in a tier for ${least} days only: give notice later`,
          },
        ]
      : [],
  );
}

/** Whether whoever meets `one` surely meets `other`. */
function implies(one: Requirement, other: Requirement): boolean {
  return one.anyOf.every((way) => other.anyOf.some((asked) => wayImplies(way, asked)));
}

function wayImplies(way: Way, asked: Way): boolean {
  return asked.allOf.every(({ counter, atLeast }) =>
    way.allOf.some((met) => met.counter === counter && met.atLeast >= atLeast),
  );
}

/**
 * A counter of which `one` asks less than `other`: in any respect where each has a single way, else
 * where a way of `other` is more than enough for a way of `one`. Otherwise null.
 */
function easierCounter(one: Requirement, other: Requirement): Counter | null {
  if (one.anyOf.length === 1 && other.anyOf.length === 1) return lowerCounter(one, other);
  for (const mine of one.anyOf) {
    for (const theirs of other.anyOf) {
      const easier = wayImplies(theirs, mine) ? lowerOf(mine, theirs) : undefined;
      if (easier) return easier.counter;
    }
  }
  return null;
}

/** A counter of which `one` asks less than `other`, where each has a single way; otherwise null. */
function lowerCounter(one: Requirement, other: Requirement): Counter | null {
  const [mine, theirs] = [one.anyOf[0], other.anyOf[0]];
  if (!mine || !theirs || one.anyOf.length > 1 || other.anyOf.length > 1) return null;
  return lowerOf(mine, theirs)?.counter ?? null;
}

function lowerOf(mine: Way, theirs: Way): Way["allOf"][number] | undefined {
  return mine.allOf.find(({ counter, atLeast }) =>
    theirs.allOf.some((asked) => asked.counter === counter && asked.atLeast > atLeast),
  );
}
