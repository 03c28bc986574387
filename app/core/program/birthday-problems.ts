// Birthday gifts that the program cannot give.
import { leavesChoice } from "../rewards/decide-gift.ts";
import { indexesOfRepeated } from "./document-problem.ts";
import type { DocumentProblem } from "./document-problem.ts";
import type { BirthdayTerms } from "./birthday-terms.ts";
import type { Reward } from "./reward-terms.ts";

/**
 * One sentence where the gift is no reward of the program, one that asks the member something or
 * that ends on a day of its own; and for tiers that are unknown or named twice. Rule: what is
 * promised to members can be given.
 */
export function birthdayProblems(
  birthday: BirthdayTerms | null,
  rewards: readonly Reward[],
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  if (birthday === null) return [];
  return [
    ...giftProblems(birthday, rewards),
    ...windowProblems(birthday, tierIds),
    ...audienceProblems(birthday, tierIds),
  ];
}

function giftProblems({ gift }: BirthdayTerms, rewards: readonly Reward[]): DocumentProblem[] {
  if (gift.kind === "points") return [];
  const path = "birthday.gift.rewardId";
  const reward = rewards.find(({ id }) => id === gift.rewardId);
  if (reward === undefined) {
    return [{ path, message: "The program has no such reward: choose one, or give points" }];
  }
  if (leavesChoice(reward)) {
    const message = "Members have to choose something of this reward: choose another one";
    return [{ path, message }];
  }
  if (reward.kind === "experience" || reward.kind === "early_access") {
    const message =
      "This reward ends on a day of its own, and birthdays do not: choose another one";
    return [{ path, message }];
  }
  return [];
}

function windowProblems(
  { windowByTier }: BirthdayTerms,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  const repeated = indexesOfRepeated(windowByTier.map(({ tierId }) => tierId));
  return windowByTier.flatMap(({ tierId }, index) => {
    const path = `birthday.windowByTier.${index}.tierId`;
    if (!tierIds.has(tierId)) return [{ path, message: "The program has no such tier" }];
    return repeated.includes(index) ? [{ path, message: "Give each tier once" }] : [];
  });
}

function audienceProblems(
  { audience }: BirthdayTerms,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  return audience.tiers.flatMap((tierId, index) =>
    tierIds.has(tierId)
      ? []
      : [{ path: `birthday.audience.tiers.${index}`, message: "The program has no such tier" }],
  );
}
