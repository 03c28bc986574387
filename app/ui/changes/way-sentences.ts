// Sentences about ways to earn beside orders.
import type { ListChange } from "../../core/program/diff-programs.ts";
import type { wayFields } from "../../core/program/program-fields.ts";
import type {
  ActionTerms,
  SocialNetwork,
  WayToEarn,
  WayTrigger,
} from "../../core/program/ways-to-earn-terms.ts";
import { actionTerms } from "../../core/program/ways-to-earn-terms.ts";
import { audienceParts } from "./audience-words.ts";
import { type Sentences, describeField } from "./describe-fields.ts";
import { membershipSentence } from "./membership-words.ts";
import { type Titled, segmentWords, tiersWords } from "./rule-sentences.ts";
import { type Words, countWords, listed, quoted } from "./words.ts";

export const networkNames: Readonly<Record<SocialNetwork, string>> = {
  instagram: "Instagram",
  facebook: "Facebook",
  tiktok: "TikTok",
  youtube: "YouTube",
  x: "X",
  pinterest: "Pinterest",
  threads: "Threads",
  other: "another network",
};

const triggerWords: Readonly<Record<Exclude<WayTrigger, "social" | "custom">, string>> = {
  account: "having an account",
  newsletter: "agreeing to e-mails",
  sms: "agreeing to text messages",
  anniversary: "each anniversary of joining",
  review: "writing a review",
  survey: "answering the survey",
  check_in: "checking in at an event",
};

type Limit = Extract<WayToEarn, { readonly coolDownDays: number }>["limit"];

const sentences: Sentences<typeof wayFields, Titled> = {
  name: (after, before) => `The way to earn “${before}” is now called “${after}”.`,
  action: (after, before, { title }) =>
    `${title} is for ${actionWords(after)} instead of ${actionWords(before)}.`,
  points: (after, before, { title, words }) =>
    `${title} gives ${words.points(after)} instead of ${words.points(before)}.`,
  tiers: (after, _before, { title, words }) =>
    after.length === 0
      ? `${title} is for members of every tier.`
      : `${title} is for members in ${tiersWords(after, words)} only.`,
  customerTags: (after, _before, { title }) =>
    after.length === 0
      ? `${title} is for customers with any tags, or none.`
      : `${title} is for customers tagged ${listed(quoted(after), "or")} only.`,
  segmentIds: (after, _before, { title, words }) =>
    after.length === 0
      ? `${title} is for customers of every segment.`
      : `${title} is for customers in ${segmentWords(after, words)} only.`,
  members: (after, _before, { title }) => membershipSentence(title, after),
  limit: (after, _before, { title }) =>
    after === null
      ? `${title} earns as often as it happens.`
      : `${title} earns at most ${limitWords(after)}.`,
  coolDownDays: (after, _before, { title }) =>
    after === 0
      ? `${title} can earn again at once.`
      : `${title} earns again after ${countWords(after, "day")}.`,
  pendingDays: (after, _before, { title, words }) =>
    after === 0
      ? `${words.name.other} of ${title} can be spent at once.`
      : `${words.name.other} of ${title} can be spent after ${countWords(after, "day")}.`,
};

/** All that a way to earn says, in one sentence. */
export function wayWords(way: WayToEarn, words: Words): string {
  const { points, audience, pendingDays } = way;
  const limit = "limit" in way ? way.limit : null;
  const coolDownDays = "coolDownDays" in way ? way.coolDownDays : 0;
  return [
    `${words.points(points)} for ${actionWords(actionTerms(way))}`,
    ...audienceParts(audience, words),
    ...(limit === null ? [] : [`at most ${limitWords(limit)}`]),
    ...(coolDownDays === 0 ? [] : [`again after ${countWords(coolDownDays, "day")}`]),
    ...(pendingDays === 0 ? [] : [`to be spent after ${countWords(pendingDays, "day")}`]),
  ].join(", ");
}

export function describeWay(
  change: ListChange<WayToEarn, typeof wayFields>,
  words: Words,
): string[] {
  switch (change.kind) {
    case "added":
      return [`New way to earn “${change.item.name}”: ${wayWords(change.item, words)}.`];
    case "removed":
      return [`The way to earn “${change.item.name}” no longer gives anything.`];
    case "changed": {
      const context = { words, title: `“${change.after.name}”` };
      return change.changes.map((field) => describeField(sentences, field, context));
    }
    case "reordered": {
      const names = change.items.map(({ name }) => name);
      return [`Ways to earn are shown in this order: ${listed(quoted(names))}.`];
    }
  }
}

/** `following the store on Instagram (https://…)`. */
export function actionWords(terms: ActionTerms): string {
  if (terms.trigger === "custom") return `the event “${terms.event}”`;
  if (terms.trigger !== "social") return triggerWords[terms.trigger];
  return `opening the store’s page on ${networkNames[terms.network]} (${terms.url})`;
}

function limitWords({ times, per }: NonNullable<Limit>): string {
  const often = times === 1 ? "once" : `${times} times`;
  return per === "ever" ? `${often} ever` : `${often} a ${per}`;
}
