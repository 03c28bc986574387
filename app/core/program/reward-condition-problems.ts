// Conditions of rewards that contradict each other.
import { type DocumentProblem, indexesOfRepeated, repeatedIds } from "./document-problem.ts";
import type { Reward } from "./reward-terms.ts";

/** `path` leads to the reward. */
export function rewardConditionProblems(
  path: string,
  { drops, limits }: Reward,
): DocumentProblem[] {
  const repeated = indexesOfRepeated(limits.map(({ period }) => period)).map((index) => ({
    path: `${path}.limits.${index}.period`,
    message: "Another limit is for the same time: leave one out",
  }));
  const empty = drops.flatMap(({ opensAt, closesAt }, index) =>
    closesAt !== null && closesAt <= opensAt
      ? [{ path: `${path}.drops.${index}.closesAt`, message: "It closes before it opens" }]
      : [],
  );
  return [...repeatedIds(`${path}.drops`, drops), ...empty, ...repeated];
}
