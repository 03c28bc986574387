// Sentences about rules, campaigns and product multipliers.
import type { Campaign, CampaignTimes } from "../../core/program/campaign-terms.ts";
import type { Channel, Conditions } from "../../core/program/conditions.ts";
import type { MembershipCondition } from "../../core/program/membership-terms.ts";
import type { BonusEffect, EarningRule } from "../../core/program/earning-terms.ts";
import type {
  ProductMultiplier,
  campaignFields,
  productMultiplierFields,
  ruleFields,
} from "../../core/program/program-fields.ts";
import { membershipSentence, membershipWords } from "./membership-words.ts";
import type { Sentences } from "./describe-fields.ts";
import {
  type Words,
  dateWords,
  listed,
  momentWords,
  productWords,
  quoted,
  weekdayWords,
} from "./words.ts";

/** The words, and what the rule or campaign is called. */
export interface Titled {
  readonly words: Words;
  readonly title: string;
}

const channelWords: Readonly<Record<Channel, string>> = {
  online: "the online store",
  pos: "the point of sale",
  other: "other channels",
};

const conditionSentences = {
  products: (after: Conditions["products"], _before: unknown, { title, words }: Titled) =>
    `${title} is for ${productWords(after, words) || "all products"}.`,
  excludedProducts: (after: Conditions["products"], _before: unknown, { title, words }: Titled) =>
    `${title} leaves out ${productWords(after, words) || "no products"}.`,
  channels: (after: readonly Channel[], _before: unknown, { title }: Titled) =>
    after.length === 0
      ? `${title} is for orders of every channel.`
      : `${title} is for orders of ${channelsWords(after)} only.`,
  tiers: (after: readonly string[], _before: unknown, { title, words }: Titled) =>
    after.length === 0
      ? `${title} is for members of every tier.`
      : `${title} is for members in ${tiersWords(after, words)} only.`,
  customerTags: (after: readonly string[], _before: unknown, { title }: Titled) =>
    after.length === 0
      ? `${title} is for customers with any tags, or none.`
      : `${title} is for customers tagged ${listed(quoted(after), "or")} only.`,
  segmentIds: (after: readonly string[], _before: unknown, { title, words }: Titled) =>
    after.length === 0
      ? `${title} is for customers of every segment.`
      : `${title} is for customers in ${segmentWords(after, words)} only.`,
  members: (after: MembershipCondition | null, _before: unknown, { title }: Titled) =>
    membershipSentence(title, after),
  minimumOrderMinor: (after: bigint, _before: unknown, { title, words }: Titled) =>
    after === 0n
      ? `${title} is for orders of any amount.`
      : `${title} is for orders of at least ${words.money(after)}.`,
};

export const ruleSentences: Sentences<typeof ruleFields, Titled> = {
  name: (after, before) => `The rule “${before}” is now called “${after}”.`,
  addedOn: (after, _before, { title }) => `${title} counts as added on ${dateWords(after)}.`,
  effect: (after, before, { title, words }) =>
    `${title} gives ${effectWords(after, words)} instead of ${effectWords(before, words)}.`,
  ...conditionSentences,
};

/** When something runs for a while. */
export const timeSentences: Sentences<
  Pick<typeof campaignFields, keyof CampaignTimes>,
  Pick<Titled, "title">
> = {
  startsAt: (after, before, { title }) =>
    `${title} starts on ${momentWords(after)} instead of ${momentWords(before)}.`,
  endsAt: (after, before, { title }) =>
    `${title} ends on ${momentWords(after)} instead of ${momentWords(before)}.`,
  weekdays: (after, _before, { title }) =>
    after.length === 0
      ? `${title} runs on every day of the week.`
      : `${title} runs on ${weekdayWords(after)} only.`,
  hours: (after, _before, { title }) =>
    after === null
      ? `${title} runs all day.`
      : `${title} runs from ${after.from} until ${after.until} only.`,
};

export const campaignSentences: Sentences<typeof campaignFields, Titled> = {
  name: (after, before) => `The campaign “${before}” is now called “${after}”.`,
  ...timeSentences,
  effect: ruleSentences.effect,
  ...conditionSentences,
  optIn: (after, _before, { title }) =>
    after
      ? `${title} is only for members who joined it before they ordered.`
      : `${title} is for members whether they joined it or not.`,
  budget: (after, _before, { title, words }) =>
    after === null
      ? `${title} has no budget.`
      : `${title} gives at most ${words.points(after)} to all together.`,
  perMemberLimit: (after, _before, { title, words }) =>
    after === null
      ? `${title} has no limit for one member.`
      : `${title} gives at most ${words.points(after)} to one member.`,
};

export const productMultiplierSentences: Sentences<
  typeof productMultiplierFields,
  { readonly products: string; readonly words: Words }
> = {
  products: (after, before, { words }) =>
    `What was set for ${productWords(before, words)} is now set for ${productWords(after, words)}.`,
  multiplier: (after, before, { products, words }) =>
    `${baseWords(after, words)} for ${products} instead of ${baseWords(before, words)}.`,
};

/** All that a rule says, in one sentence. */
export function ruleWords({ effect, conditions, addedOn }: EarningRule, words: Words): string {
  const parts = [effectWords(effect, words), ...conditionParts(conditions, words)];
  return `${parts.join(", ")}; added on ${dateWords(addedOn)}`;
}

/** All that a campaign says, in one sentence. */
export function campaignWords(campaign: Campaign, words: Words): string {
  const { effect, conditions, optIn, budget, perMemberLimit } = campaign;
  return [
    effectWords(effect, words),
    timeWords(campaign),
    ...conditionParts(conditions, words),
    optIn && "for members who joined it",
    budget !== null && `at most ${words.points(budget)} to all together`,
    perMemberLimit !== null && `at most ${words.points(perMemberLimit)} to one member`,
  ]
    .filter((part) => part !== false)
    .join(", ");
}

/** `from Mar 1, 2026 at 00:00 until Apr 1, 2026 at 00:00, on Mondays`. */
export function timeWords({ startsAt, endsAt, weekdays, hours }: CampaignTimes): string {
  return [
    `from ${momentWords(startsAt)} until ${momentWords(endsAt)}`,
    weekdays.length > 0 && `on ${weekdayWords(weekdays)}`,
    hours !== null && `between ${hours.from} and ${hours.until}`,
  ]
    .filter((part) => part !== false)
    .join(", ");
}

export function productMultiplierWords(
  { products, multiplier }: ProductMultiplier,
  words: Words,
): string {
  return `${baseWords(multiplier, words)} for ${productWords(products, words)}.`;
}

function conditionParts(conditions: Conditions, words: Words): string[] {
  const { products, excludedProducts, channels, tiers, customerTags, segmentIds, members } =
    conditions;
  const minimum = conditions.minimumOrderMinor;
  const parts: [string, string][] = [
    ["for", productWords(products, words)],
    ["without", productWords(excludedProducts, words)],
    ["in", channels.length === 0 ? "" : channelsWords(channels)],
    ["for members in", tiers.length === 0 ? "" : tiersWords(tiers, words)],
    ["for customers tagged", customerTags.length === 0 ? "" : listed(quoted(customerTags), "or")],
    ["for customers in", segmentIds.length === 0 ? "" : segmentWords(segmentIds, words)],
    ["for", members ? membershipWords(members) : ""],
    ["for orders of at least", minimum === 0n ? "" : words.money(minimum)],
  ];
  return parts.flatMap(([preposition, part]) => (part === "" ? [] : [`${preposition} ${part}`]));
}

function effectWords(effect: BonusEffect, words: Words): string {
  switch (effect.kind) {
    case "multiplier":
      return `${effect.multiplier} times the ${words.name.other}`;
    case "bonus_per_unit":
      return `${words.decimalPoints(effect.points)} more per ${words.unit}`;
    case "bonus_per_item":
      return `${words.points(effect.points)} more per item`;
    case "bonus_per_order":
      return `${words.points(effect.points)} more per order`;
  }
}

function baseWords(multiplier: string, { name }: Words): string {
  return `${/^[0.]+$/.test(multiplier) ? "0" : multiplier} times the base ${name.other}`;
}

function channelsWords(channels: readonly Channel[]): string {
  return listed(
    channels.map((channel) => channelWords[channel]),
    "or",
  );
}

export function tiersWords(ids: readonly string[], words: Words): string {
  return listed(ids.map(words.tier), "or");
}

export function segmentWords(ids: readonly string[], { thing }: Words): string {
  const named = ids.map((id) => thing("segment", id));
  return `${ids.length === 1 ? "segment" : "segments"} ${listed(named, "or")}`;
}
