// Sentences about tiers: what they count, how long they last, and what each asks and gives.
import type { tierFields, tierTermsFields } from "../../core/program/program-fields.ts";
import type {
  Counter,
  Requirement,
  Threshold,
  Tier,
  TierPerks,
  TierTerms,
  TierValidity,
  TierWindow,
} from "../../core/program/tier-terms.ts";
import { formatNumber } from "../format.ts";
import type { Sentences } from "./describe-fields.ts";
import type { Titled } from "./rule-sentences.ts";
import { type Words, countWords, daysWords, listed, quoted } from "./words.ts";

const downgrades: Readonly<Record<TierTerms["downgrade"], string>> = {
  none: "stay in it",
  one_step: "fall by one tier",
  earned: "fall to the tier that they meet",
};

const entries: Readonly<Record<Tier["entry"], string>> = {
  earned: "reached by what members do",
  manual: "given by hand",
  invitation: "given by invitation",
};

export const tierTermsSentences: Sentences<typeof tierTermsFields, Words> = {
  window: (after) => `Tiers count ${windowWords(after)}.`,
  qualifyingPoints: (after, _before, { name }) =>
    after === "all"
      ? `All ${name.other} of an order count for tiers.`
      : `Only base ${name.other} of an order count for tiers, without extras.`,
  validity: (after) => `A tier is kept ${validityWords(after)}.`,
  downgrade: (after) => `Members who no longer meet a tier ${downgrades[after]}.`,
  graceDays: (after) =>
    after === 0
      ? "Members fall as soon as a tier has ended."
      : `Members fall ${countWords(after, "day")} after a tier has ended.`,
  noticeDays: (after) =>
    after.length === 0
      ? "Members are not told before they fall."
      : `Members are told ${daysWords(after)} before they fall.`,
  crossingOrderEarnsNewRate: (after) =>
    `The order that reaches a tier ${after ? "already earns at its rate" : "still earns at the rate before it"}.`,
};

export const tierSentences: Sentences<typeof tierFields, Titled> = {
  name: (after, before) => `The tier “${before}” is now called “${after}”.`,
  entry: (after, _before, { title }) => `${title} is ${entries[after]}.`,
  enter: (after, before, { title, words }) =>
    `${title} is reached with ${requirementWords(after, words)} instead of ${requirementWords(before, words)}.`,
  keep: (after, _before, { title, words }) =>
    after === null
      ? `${title} is kept with what reaches it.`
      : `${title} is kept with ${requirementWords(after, words)}.`,
  earnMultiplier: (after, before, { title, words }) =>
    `${words.name.other} of members in ${title} are multiplied by ${after} instead of ${before}.`,
  entryPoints: (after, _before, { title, words }) =>
    after === 0n
      ? `Members get nothing on reaching ${title}.`
      : `Members get ${words.points(after)} on reaching ${title}.`,
  benefits: (after, _before, { title }) =>
    after.length === 0
      ? `Members read of no benefits of ${title}.`
      : `Members read as benefits of ${title}: ${listed(quoted(after))}.`,
  perks: (after, _before, { title, words }) =>
    `Members in ${title} get ${perkWords(after, words) ?? "nothing"} without a code.`,
};

/** All that a tier says, in one sentence. */
export function tierWords(tier: Tier, words: Words): string {
  return [
    tier.entry === "earned" ? reachedWords(tier.enter, words) : entries[tier.entry],
    tier.keep !== null && `kept with ${requirementWords(tier.keep, words)}`,
    !/^1(\.0+)?$/.test(tier.earnMultiplier) &&
      `${tier.earnMultiplier} times the ${words.name.other}`,
    tier.entryPoints > 0n && `${words.points(tier.entryPoints)} on reaching it`,
    perkWords(tier.perks, words) ?? false,
    tier.benefits.length > 0 && `with ${listed(quoted(tier.benefits))}`,
  ]
    .filter((part) => part !== false)
    .join(", ");
}

/** `10% off and free shipping on orders of at least €50.00`; null where there is nothing. */
function perkWords(perks: TierPerks, words: Words): string | null {
  const { discountPercent, freeShipping, minimumSubtotalMinor } = perks;
  const given = [
    ...(discountPercent === null ? [] : [`${discountPercent}% off`]),
    ...(freeShipping ? ["free shipping"] : []),
  ];
  if (given.length === 0) return null;
  return minimumSubtotalMinor === 0n
    ? listed(given)
    : `${listed(given)} on orders of at least ${words.money(minimumSubtotalMinor)}`;
}

function windowWords(window: TierWindow): string {
  switch (window.kind) {
    case "rolling":
      return window.months === 1 ? "the last month" : `the last ${window.months} months`;
    case "calendar_year":
      return "the calendar year";
    case "membership_year":
      return "the year of membership";
    case "lifetime":
      return "all that members ever did";
  }
}

function validityWords(validity: TierValidity): string {
  switch (validity.kind) {
    case "while_met":
      return "while its threshold is met";
    case "months":
      return `for ${countWords(validity.months, "month")} at least`;
    case "rest_of_year":
      return validity.furtherYears === 0
        ? "for the rest of the year"
        : `for the rest of the year and ${countWords(validity.furtherYears, "year")} more`;
    case "forever":
      return "for ever";
  }
}

function reachedWords(requirement: Requirement | null, words: Words): string {
  const asksNothing = requirement?.anyOf.some(({ allOf }) => allOf.length === 0) ?? false;
  return asksNothing
    ? "held by every member"
    : `reached with ${requirementWords(requirement, words)}`;
}

function requirementWords(requirement: Requirement | null, words: Words): string {
  if (requirement === null) return "nothing that members do";
  const ways = requirement.anyOf.map(({ allOf }) =>
    allOf.length === 0
      ? "nothing asked"
      : listed(allOf.map((threshold) => thresholdWords(threshold, words))),
  );
  return ways.join(", or ");
}

const things: Readonly<Record<Exclude<Counter, "spend" | "points" | "balance">, string>> = {
  orders: "order",
  items: "item",
  nights: "night",
  visits: "visit",
  referrals: "referral",
  events: "event",
};

function thresholdWords({ counter, atLeast }: Threshold, words: Words): string {
  if (counter === "spend") return `${words.money(atLeast)} spent`;
  if (counter === "points") return `${words.points(atLeast)} earned`;
  if (counter === "balance") return `a balance of ${formatNumber(Number(atLeast))}`;
  return countWords(Number(atLeast), things[counter]);
}
