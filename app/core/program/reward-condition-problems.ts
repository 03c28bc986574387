// Conditions of rewards that contradict each other, or that nobody can meet.
import { unknownTier } from "./condition-problems.ts";
import { type DocumentProblem, indexesOfRepeated, repeatedIds } from "./document-problem.ts";
import type { Reward } from "./reward-terms.ts";

/** `path` leads to the reward; `tierIds` are those of the document's tiers. */
export function rewardConditionProblems(
  path: string,
  reward: Reward,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  const { drops, limits, audience } = reward;
  const repeated = indexesOfRepeated(limits.map(({ period }) => period)).map((index) => ({
    path: `${path}.limits.${index}.period`,
    message: "Another limit is for the same time: leave one out",
  }));
  const empty = drops.flatMap(({ opensAt, closesAt }, index) =>
    closesAt !== null && closesAt <= opensAt
      ? [{ path: `${path}.drops.${index}.closesAt`, message: "It closes before it opens" }]
      : [],
  );
  return [
    ...repeatedIds(`${path}.drops`, drops),
    ...empty,
    ...repeated,
    ...audience.tierIds.flatMap((id, index) =>
      unknownTier(`${path}.audience.tierIds.${index}`, id, tierIds),
    ),
    ...tierPriceProblems(path, reward, tierIds),
  ];
}

function tierPriceProblems(
  path: string,
  { points: usual, tierPrices, audience }: Reward,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  const repeated = indexesOfRepeated(tierPrices.map(({ tierId }) => tierId)).map((index) => ({
    path: `${path}.tierPrices.${index}.tierId`,
    message: "This tier has a price already: leave one out",
  }));
  const each = tierPrices.flatMap(({ tierId, points }, index): DocumentProblem[] => {
    const own = `${path}.tierPrices.${index}`;
    const unknown = unknownTier(`${own}.tierId`, tierId, tierIds);
    const isOutside = audience.tierIds.length > 0 && !audience.tierIds.includes(tierId);
    return [
      ...unknown,
      ...(isOutside && unknown.length === 0
        ? [{ path: `${own}.tierId`, message: "Members in this tier cannot have the reward" }]
        : []),
      ...(points > usual
        ? [{ path: `${own}.points`, message: `This is more than the usual price of ${usual}` }]
        : []),
    ];
  });
  return [...repeated, ...each];
}
