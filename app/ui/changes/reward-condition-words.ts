// What a reward asks for, in words.
import type { LimitPeriod, RewardLimit } from "../../core/program/reward-condition-terms.ts";
import { listed } from "./words.ts";

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
