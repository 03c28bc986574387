// Sentences about gifts for birthdays.
import type { BirthdayGift, BirthdayTerms } from "../../core/program/birthday-terms.ts";
import type { ProgramChange } from "../../core/program/diff-programs.ts";
import type { birthdayFields } from "../../core/program/program-fields.ts";
import { audienceParts } from "./audience-words.ts";
import { type Sentences, describeField } from "./describe-fields.ts";
import type { RewardTitles } from "./reward-campaign-sentences.ts";
import { type Words, countWords, listed } from "./words.ts";

interface Worded {
  readonly words: Words;
  readonly titleOf: RewardTitles;
}

const sentences: Sentences<typeof birthdayFields, Worded> = {
  gift: (after, _before, context) => `For their birthday members get ${giftWords(after, context)}.`,
  window: (after, _before, { words }) => `A birthday gift can be had ${windowWords(after, words)}.`,
  blackoutDays: (after) =>
    `A birthday counts from ${countWords(after, "day")} after its date was entered or changed.`,
  minimumAge: (after) =>
    after === null
      ? "Members of every age can enter their date of birth."
      : `Members who are younger than ${after} cannot enter their date of birth.`,
  audience: (after, _before, { words }) => {
    const parts = audienceParts(after, words);
    return parts.length === 0
      ? "Birthday gifts are for all members."
      : `Birthday gifts are ${listed(parts)} only.`;
  },
};

type BirthdayChange = Extract<ProgramChange, { part: "birthdays" | "birthdayTerms" }>;

export function describeBirthday(change: BirthdayChange, context: Worded): string[] {
  if (change.part === "birthdayTerms") return [describeField(sentences, change, context)];
  if (change.kind === "ended") {
    return ["There are no birthday gifts any more, and nobody is asked for a date of birth."];
  }
  const { terms } = change;
  return [
    "Members are asked for their date of birth.",
    sentences.gift(terms.gift, terms.gift, context),
    sentences.window(terms, terms, context),
    sentences.blackoutDays(terms.blackoutDays, terms.blackoutDays, context),
    sentences.minimumAge(terms.minimumAge, terms.minimumAge, context),
    sentences.audience(terms.audience, terms.audience, context),
  ];
}

function giftWords(gift: BirthdayGift, { words, titleOf }: Worded): string {
  switch (gift.kind) {
    case "points":
      return words.points(gift.points);
    case "reward":
      return titleOf(gift.rewardId);
    case "choice":
      return `what they choose: ${words.points(gift.points)} or ${titleOf(gift.rewardId)}`;
  }
}

type Window = Pick<BirthdayTerms, "windowDays" | "windowByTier">;

function windowWords({ windowDays, windowByTier }: Window, words: Words): string {
  const usual = daysWords(windowDays);
  if (windowByTier.length === 0) return usual;
  const others = windowByTier.map(
    ({ tierId, days }) => `members in ${words.tier(tierId)} ${daysWords(days)}`,
  );
  return `${usual}, by ${listed(others)}`;
}

function daysWords(days: number): string {
  return days === 1 ? "on the day itself" : `for ${days} days from the day on`;
}
