// Release and expiry that cannot work together, with the tiers, or with the warnings.
import { unknownTier } from "./condition-problems.ts";
import { type DocumentProblem, indexesOfRepeated } from "./document-problem.ts";
import type { ProgramDocument } from "./document.ts";
import type { CalendarLength, ExpiryPolicy, ExpiryTerms, Pending } from "./expiry-terms.ts";

/** No month or year is shorter. */
const LEAST_DAYS = { days: 1, months: 28, years: 365 } as const;

/**
 * One sentence for each way in which points could end while they are pending, end before their
 * warning, or end by terms that their tier cannot have. Months count as 28 days and years as 365:
 * what works then always works. Rule: the terms of one tier are `inactivity` only where everyone's
 * are, and then with the same activities, because a member has one clock.
 */
export function expiryProblems(
  { expiry, pending }: ProgramDocument,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  const policies = [
    { path: "expiry.policy", policy: expiry.policy },
    ...expiry.byTier.map(({ policy }, index) => ({
      path: `expiry.byTier.${index}.policy`,
      policy,
    })),
  ];
  return [
    ...pendingProblems(pending),
    ...tierProblems(expiry, tierIds),
    ...policies.flatMap(({ path, policy }) => [
      ...policyProblems(path, policy),
      ...endsWhilePending(path, policy, pending),
    ]),
    ...warningProblems(expiry),
  ];
}

function pendingProblems(pending: Pending): DocumentProblem[] {
  return pending.kind === "delivery" && pending.atLatestDays < pending.days
    ? [
        {
          path: "pending.atLatestDays",
          message: `This is less than the ${pending.days} days after delivery`,
        },
      ]
    : [];
}

function tierProblems(expiry: ExpiryTerms, tierIds: ReadonlySet<string>): DocumentProblem[] {
  const { byTier, policy: base } = expiry;
  return [
    ...byTier.flatMap(({ tierId }, index) =>
      unknownTier(`expiry.byTier.${index}.tierId`, tierId, tierIds),
    ),
    ...indexesOfRepeated(byTier.map(({ tierId }) => tierId)).map((index) => ({
      path: `expiry.byTier.${index}.tierId`,
      message: "This tier has other terms already",
    })),
    ...byTier.flatMap(({ policy }, index) => {
      const path = `expiry.byTier.${index}.policy`;
      if (policy.kind !== "inactivity") return [];
      if (base.kind !== "inactivity") {
        const message = "Balances of one tier end by inactivity only where those of everyone do";
        return [{ path: `${path}.kind`, message }];
      }
      return sameActivities(policy.activities, base.activities)
        ? []
        : [
            {
              path: `${path}.activities`,
              message: "What keeps a balance alive is the same for everyone",
            },
          ];
    }),
  ];
}

function sameActivities(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join();
}

function policyProblems(path: string, policy: ExpiryPolicy): DocumentProblem[] {
  switch (policy.kind) {
    case "never":
    case "age":
      return [];
    case "inactivity":
      return indexesOfRepeated(policy.activities).map((index) => ({
        path: `${path}.activities.${index}`,
        message: "Name each activity once",
      }));
    case "fixed_dates":
      return indexesOfRepeated(policy.dates).map((index) => ({
        path: `${path}.dates.${index}`,
        message: "Give each date once",
      }));
  }
}

/**
 * What would end before it can be spent is worth nothing. A balance of which all waits has its
 * clock, too: who orders once would lose the points with their release.
 */
function endsWhilePending(path: string, policy: ExpiryPolicy, pending: Pending): DocumentProblem[] {
  const waits = waitOf(pending);
  if (waits === 0 || !mayEndWithin(policy, waits)) return [];
  const wait = `Points wait ${waits} days before they can be spent`;
  if (policy.kind === "fixed_dates" && policy.leastAge === null) {
    const message = `${wait}, and some would end before that: say how old points must be to end`;
    return [{ path: `${path}.leastAge`, message }];
  }
  const lengthPath = policy.kind === "fixed_dates" ? "leastAge" : "length";
  return [{ path: `${path}.${lengthPath}`, message: `${wait}, and would end before that` }];
}

/** Whether points of anybody may end in so many days after they were earned. */
export function someEndWithin({ policy, byTier }: ExpiryTerms, days: number): boolean {
  return [policy, ...byTier.map((tier) => tier.policy)].some((each) => mayEndWithin(each, days));
}

/** A fixed date may follow at once, unless younger points wait for the next one. */
function mayEndWithin(policy: ExpiryPolicy, days: number): boolean {
  const life = lifeOf(policy);
  if (life === null) return policy.kind === "fixed_dates";
  return leastDays(life) <= days;
}

/** In days, as far as the program says: a parcel may take longer. */
function waitOf(pending: Pending): number {
  if (pending.kind === "none") return 0;
  return pending.kind === "delivery" ? pending.atLatestDays : pending.days;
}

/** Those of the days on which members are warned that come while all points live. */
export function fittingWarnings(expiry: ExpiryTerms): number[] {
  const shortest = shortestLife(expiry);
  return expiry.warningDays.filter((days) => days < shortest);
}

/** In days; infinite where no points have a length of life. */
function shortestLife({ policy, byTier }: ExpiryTerms): number {
  const lives = [policy, ...byTier.map((tier) => tier.policy)].flatMap((each) => {
    const life = lifeOf(each);
    return life === null ? [] : [leastDays(life)];
  });
  return Math.min(...lives);
}

/** Warnings that would have to come before there is anything to warn of. */
function warningProblems(expiry: ExpiryTerms): DocumentProblem[] {
  const shortest = shortestLife(expiry);
  const { warningDays } = expiry;
  return warningDays.flatMap((days, index) =>
    days >= shortest
      ? [
          {
            path: `expiry.warningDays.${index}`,
            message: `Some points live for ${shortest} days only: warn later`,
          },
        ]
      : [],
  );
}

/** How long points surely live; null where nothing says so. */
function lifeOf(policy: ExpiryPolicy): CalendarLength | null {
  switch (policy.kind) {
    case "never":
      return null;
    case "age":
    case "inactivity":
      return policy.length;
    case "fixed_dates":
      return policy.leastAge;
  }
}

function leastDays({ unit, count }: CalendarLength): number {
  return count * LEAST_DAYS[unit];
}
