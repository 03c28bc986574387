// When a reward issues itself, in words.
import type { Points } from "../../core/points/points.ts";
import type { AutoIssueTerms } from "../../core/program/auto-issue-terms.ts";
import { listed, monthDayWords } from "./words.ts";

/** Follows `issues itself`. `points` writes a number of points. */
export function autoIssueWords(terms: AutoIssueTerms, points: (count: Points) => string): string {
  const inYear = terms.mostPerYear === null ? "" : `, ${timesWords(terms.mostPerYear)} a year`;
  return `${occasionWords(terms, points)}${inYear}`;
}

function occasionWords(terms: AutoIssueTerms, points: (count: Points) => string): string {
  if (terms.kind === "threshold") {
    return terms.keep === 0n
      ? "whenever a member has the points for it"
      : `whenever a member has the points for it and ${points(terms.keep)} more`;
  }
  const dates = `on ${listed(terms.dates.map(monthDayWords))} of each year`;
  return terms.most === null ? dates : `${dates}, ${timesWords(terms.most)} on each`;
}

function timesWords(count: number): string {
  return count === 1 ? "at most once" : `at most ${count} times`;
}
