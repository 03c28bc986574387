// Conditions of rewards that contradict each other.
import { type DocumentProblem, indexesOfRepeated } from "./document-problem.ts";
import type { Reward } from "./reward-terms.ts";

/** `path` leads to the reward. */
export function rewardConditionProblems(path: string, { limits }: Reward): DocumentProblem[] {
  return indexesOfRepeated(limits.map(({ period }) => period)).map((index) => ({
    path: `${path}.limits.${index}.period`,
    message: "Another limit is for the same time: leave one out",
  }));
}
