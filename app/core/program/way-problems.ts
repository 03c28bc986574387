// Ways to earn that contradict each other, or that nobody can meet.
import type { AudienceTerms } from "./audience-terms.ts";
import { unknownTier } from "./condition-problems.ts";
import { type DocumentProblem, repeatedIds } from "./document-problem.ts";
import type { ProgramDocument } from "./document.ts";
import { someEndWithin } from "./expiry-problems.ts";
import type { ExpiryTerms } from "./expiry-terms.ts";
import type { WayToEarn } from "./ways-to-earn-terms.ts";

/** So many days can lie between two awards of a limit's period. */
const DAYS_PER_PERIOD = { day: 1, month: 31, year: 366 } as const;

/**
 * One sentence for each way that gives more than a year allows, asks for tiers that do not exist,
 * whose points could end while they wait, or whose limit and cool-down do not fit together.
 * `tierIds` are those of the document's tiers.
 */
export function wayProblems(
  { waysToEarn, actionPointsPerYear, expiry }: ProgramDocument,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  return [
    ...repeatedIds("waysToEarn", waysToEarn),
    ...waysToEarn.flatMap((way, index) => {
      const path = `waysToEarn.${index}`;
      return [
        ...aboveYear(path, way, actionPointsPerYear),
        ...tooRare(path, way),
        ...endsWhilePending(path, way, expiry),
        ...audienceProblems(`${path}.audience`, way.audience, tierIds),
      ];
    }),
  ];
}

/** `path` leads to the audience. */
export function audienceProblems(
  path: string,
  { tiers }: Pick<AudienceTerms, "tiers">,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  return tiers.flatMap((id, index) => unknownTier(`${path}.tiers.${index}`, id, tierIds));
}

function aboveYear(path: string, { points }: WayToEarn, most: bigint | null): DocumentProblem[] {
  if (most === null || points <= most) return [];
  const message = `All ways to earn together give one member at most ${most} points a year`;
  return [{ path: `${path}.points`, message }];
}

function endsWhilePending(
  path: string,
  { pendingDays }: WayToEarn,
  expiry: ExpiryTerms,
): DocumentProblem[] {
  if (pendingDays === 0 || !someEndWithin(expiry, pendingDays)) return [];
  const message =
    `Some points could end before these ${pendingDays} days are over: ` +
    "let them wait for less, or live longer";
  return [{ path: `${path}.pendingDays`, message }];
}

/** A limit that the cool-down never lets anybody reach promises what nobody gets. */
function tooRare(path: string, way: WayToEarn): DocumentProblem[] {
  if (!("coolDownDays" in way)) return [];
  const { limit, coolDownDays } = way;
  if (limit === null || limit.per === "ever") return [];
  const days = DAYS_PER_PERIOD[limit.per];
  if ((limit.times - 1) * coolDownDays < days) return [];
  const message = `With ${coolDownDays} days between them, it cannot earn ${limit.times} times in that time`;
  return [{ path: `${path}.limit.times`, message }];
}
