// What a reward asks for, in words.
import type {
  LimitPeriod,
  RewardDrop,
  RewardLimit,
} from "../../core/program/reward-condition-terms.ts";
import { listed, momentWords } from "./words.ts";

const periodWords: Readonly<Record<LimitPeriod, string>> = {
  day: "a day",
  week: "a week",
  month: "a month",
  year: "a year",
  ever: "ever",
};

/** `once a day and 5 times ever`; empty without limits. */
export function limitWords(limits: readonly RewardLimit[]): string {
  return listed(limits.map(({ count, period }) => `${timesWords(count)} ${periodWords[period]}`));
}

function timesWords(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** `from Mar 1, 2026 at 09:00 until Mar 2, 2026 at 00:00`; empty for always. */
export function dropWords(drops: readonly RewardDrop[]): string {
  return listed(
    drops.map(({ opensAt, closesAt }) =>
      closesAt === null
        ? `from ${momentWords(opensAt)} on`
        : `from ${momentWords(opensAt)} until ${momentWords(closesAt)}`,
    ),
  );
}
