// The net promoter score. Rule: the share of those who answer 9 or 10, less the share of those who
// answer 0 to 6; between -100 and 100.

/** How many gave each answer, from 0 to 10. */
export type AnswerCounts = readonly number[];

export interface NetPromoter {
  readonly answered: number;
  /** 9 and 10. */
  readonly promoters: number;
  /** 7 and 8. */
  readonly passives: number;
  /** 0 to 6. */
  readonly detractors: number;
  /** Whole, rounded half away from zero; null where nobody answered. */
  readonly score: number | null;
}

const HIGHEST = 10;
const FIRST_PASSIVE = 7;
const FIRST_PROMOTER = 9;

/**
 * The score of answers, with what it is worked out from, in numbers of answers. Throws a RangeError
 * for other than eleven counts.
 */
export function netPromoterOf(counts: AnswerCounts): NetPromoter {
  if (counts.length !== HIGHEST + 1) throw new RangeError("Answers go from 0 to 10");
  const sum = (from: number, before: number): number =>
    counts.slice(from, before).reduce((total, count) => total + count, 0);
  const detractors = sum(0, FIRST_PASSIVE);
  const passives = sum(FIRST_PASSIVE, FIRST_PROMOTER);
  const promoters = sum(FIRST_PROMOTER, HIGHEST + 1);
  const answered = detractors + passives + promoters;
  const score = answered === 0 ? null : share(promoters - detractors, answered);
  return { answered, promoters, passives, detractors, score };
}

/** A share in whole percent, rounded half away from zero; below zero where `part` is. */
export function share(part: number, whole: number): number {
  const size = Math.trunc((200 * Math.abs(part) + whole) / (2 * whole));
  return part < 0 && size > 0 ? -size : size;
}

export type AnswerGroup = "promoters" | "passives" | "detractors";

/** To which group an answer from 0 to 10 belongs. */
export function groupOf(score: number): AnswerGroup {
  if (score >= FIRST_PROMOTER) return "promoters";
  return score >= FIRST_PASSIVE ? "passives" : "detractors";
}
