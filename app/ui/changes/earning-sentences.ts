// Sentences about settings of the program that stand alone.
import type { ProgramDocument } from "../../core/program/document.ts";
import type { programFields } from "../../core/program/program-fields.ts";
import type { Sentences } from "./describe-fields.ts";
import { pendingWords, policyWords } from "./expiry-words.ts";
import { type Words, daysWords, listed, productWords, quoted } from "./words.ts";

type Texts = ProgramDocument["texts"];

const stackings: Readonly<Record<ProgramDocument["earning"]["stacking"], string>> = {
  best: "only the one that gives most counts",
  newest: "only the one that began last counts",
  bonus_on_base: "each counts on base points, and all are added",
  sum: "all count: multipliers multiply one another, and bonuses are added",
};

const roundings: Readonly<Record<ProgramDocument["rounding"], string>> = {
  floor: "are dropped",
  half_up: "are rounded to the nearest",
  ceiling: "are rounded up",
};

const shortfalls: Readonly<Record<ProgramDocument["shortfallPolicy"], string>> = {
  repay: "What members owe after a refund is repaid by what they earn next.",
  forgive: "What members owe after a refund is forgiven once the voucher is used.",
  pending_only: "A refund takes back only what is still pending.",
};

const returns: Readonly<Record<ProgramDocument["returnSpentPoints"], string>> = {
  never: "do not come back when its order is refunded",
  on_full_refund: "come back when its order is refunded in full",
  on_full_refund_without_shipping:
    "come back when its order is refunded in full, with or without shipping",
};

export const programSentences: Sentences<typeof programFields, Words> = {
  pointsName: ({ one, other }) => `Members read “${one}” and “${other}”.`,
  pointsPerUnit: (after, before, words) =>
    `Orders earn ${words.decimalPoints(after)} per ${words.unit} instead of ${before}.`,
  taxIncluded: (after) => earns("Tax", after),
  shippingIncluded: (after) => earns("Shipping", after),
  giftCardsIncluded: (after) => earns("Buying a gift card", after),
  discountsDeducted: (after) =>
    after
      ? "Discounts now lower the amount that earns."
      : "Orders earn on prices before discounts.",
  vouchersDeducted: (after) => earns("The part that a loyalty voucher takes off", !after),
  giftCardPaymentsIncluded: (after) => earns("The part that a gift card pays", after),
  storeCreditPaymentsIncluded: (after) => earns("The part that store credit pays", after),
  minimumOrderMinor: (after, _before, words) =>
    after === 0n ? "Orders of any amount earn." : `Orders earn from ${words.money(after)} on.`,
  perOrderCap: (after, _before, words) => limit("One order", after, words),
  perDayCap: (after, _before, words) => limit("A member's orders of one day", after, words),
  perYearCap: (after, _before, words) => limit("A member's orders of one year", after, words),
  programBudget: (after, _before, words) => limit("All orders of one year", after, words),
  excludedProducts: (after, _before, words) => {
    const products = productWords(after, words);
    return products === "" ? "All products earn." : `Nothing is earned by ${products}.`;
  },
  stacking: (after) => `When several extras match, ${stackings[after]}.`,
  rounding: (after, _before, { name }) => `Fractions of a ${name.one} ${roundings[after]}.`,
  pending: (after, _before, { name }) => `${name.other} can be spent ${pendingWords(after)}.`,
  expiryPolicy: (after, _before, { name }) => `${name.other} ${policyWords(after)}.`,
  expiryAppliesTo: (after, _before, { name }) =>
    after === "all_points"
      ? `When ${name.other} end is worked out anew, also for those already earned.`
      : `${name.other} already earned end as they would have before.`,
  expiryWarningDays: (after, _before, { name }) =>
    after.length === 0
      ? `Members are not warned before ${name.other} end.`
      : `Members are warned ${daysWords(after)} before ${name.other} end.`,
  survey: surveyWords,
  activityNotice: (after) =>
    after === null
      ? "Visitors are not told what members did."
      : `Visitors are told how many members earned and chose rewards in ${lastDays(after.days)}.`,
  actionPointsPerYear: (after, _before, words) =>
    after === null
      ? `All ways to earn together can give a member any number of ${words.name.other} in a year.`
      : `All ways to earn together give a member at most ${words.points(after)} in a year.`,
  codePrefix: (after) => `Codes of new vouchers and gift cards begin with ${after}.`,
  shortfallPolicy: (after) => shortfalls[after],
  returnSpentPoints: (after, _before, { name }) =>
    `${name.other} spent on a voucher ${returns[after]}.`,
  storeCreditRefunds: (after, _before, { name }) =>
    after === "kept"
      ? `Members keep the ${name.other} for what is refunded as store credit.`
      : `Refunds as store credit take ${name.other} back, as all refunds do.`,
  orderEarnedEmail: (after) => emailed("about what an order earned", after),
  expiryWarningEmail: (after, _before, { name }) => emailed(`before ${name.other} end`, after),
  tierChangedEmail: (after) => emailed("about a new tier", after),
  tierNoticeEmail: (after) => emailed("before a tier ends", after),
  tierInvitationEmail: (after) => emailed("when they are invited to a tier", after),
  rewardIssuedEmail: (after) => emailed("about rewards that issued themselves", after),
  birthdayEmail: (after) => emailed("for their birthday", after),
  pointsReturnedEmail: (after) =>
    emailed("when what they spent comes back without their doing", after),
  texts: ownTextWords,
};

/** So many are quoted, the others are counted. */
const QUOTED_TEXTS = 3;

function asWritten(count: number): string {
  return count === 1
    ? "Shoppers read one text as we wrote it again."
    : `Shoppers read ${count} texts as we wrote them again.`;
}

function ownTextWords(after: Texts, before: Texts): string {
  const isIn = (texts: Texts) => (one: Texts[number]) =>
    texts.some(({ language, key, text }) =>
      [language, key, text].every(
        (part, place) => part === [one.language, one.key, one.text][place],
      ),
    );
  const added = after.filter((one) => !isIn(before)(one));
  const more = added.length - QUOTED_TEXTS;
  const quotes = quoted(added.slice(0, QUOTED_TEXTS).map(({ text }) => text));
  const shown = more > 0 ? [...quotes, `${more} more`] : quotes;
  const ended = before.filter(({ language, key }) =>
    after.every((one) => one.language !== language || one.key !== key),
  ).length;
  return [
    ...(added.length > 0 ? [`Shoppers read in your own words: ${listed(shown)}.`] : []),
    ...(ended > 0 ? [asWritten(ended)] : []),
    ...(added.length + ended === 0 ? ["Your own texts are in another order."] : []),
  ].join(" ");
}

function earns(what: string, does: boolean): string {
  return `${what} ${does ? "now earns" : "no longer earns"}.`;
}

function limit(what: string, most: bigint | null, words: Words): string {
  const verb = what.startsWith("One") ? "earns" : "earn";
  return most === null
    ? `${what} can earn any number of ${words.name.other}.`
    : `${what} ${verb} at most ${words.points(most)}.`;
}

function lastDays(days: number): string {
  return days === 1 ? "the last day" : `the last ${days} days`;
}

function surveyWords(after: ProgramDocument["survey"]): string {
  if (after === null) return "Members are not asked how likely they are to recommend the store.";
  const { daysAfterOrder, pauseDays, inOrderEmail } = after;
  const when =
    daysAfterOrder === 0 ? "on the day of an order" : `${daysAfterOrder} days after an order`;
  const where = inOrderEmail ? "in the panel and in the e-mail about an order" : "in the panel";
  return (
    `Members are asked how likely they are to recommend the store: ${when}, ${where}, ` +
    `and not again for ${pauseDays} days.`
  );
}

function emailed(about: string, is: boolean): string {
  return is ? `Members get an e-mail ${about}.` : `Members no longer get an e-mail ${about}.`;
}
