// The sections of the program's form, and which of them shows which part of the document.
import type { DocumentProblem } from "../../core/program/document-problem.ts";

export const sectionNames = {
  basics: "Basics",
  rewards: "Rewards",
  prices: "Price campaigns",
  limits: "Limits and stacking",
  products: "Products",
  rules: "Earning rules",
  campaigns: "Campaigns",
  ways: "Ways to earn",
  life: "Release and expiry",
  refunds: "Refunds",
  birthdays: "Birthdays",
  referral: "Referrals",
  tiers: "Tiers",
  survey: "Survey",
  notice: "Activity notice",
  emails: "E-mails",
  texts: "Texts",
} as const;

export type SectionId = keyof typeof sectionNames;
export const sectionIds = Object.keys(sectionNames) as SectionId[];

/** The first that fits decides; whatever fits none stands among the basics. */
const starts: readonly (readonly [string, SectionId])[] = [
  ["earning.productMultipliers", "products"],
  ["earning.excludedProducts", "products"],
  ["earning.rules", "rules"],
  ["earning.perOrderCap", "limits"],
  ["earning.perDayCap", "limits"],
  ["earning.perYearCap", "limits"],
  ["earning.programBudget", "limits"],
  ["earning.stacking", "limits"],
  ["rewards", "rewards"],
  ["rewardCampaigns", "prices"],
  ["codePrefix", "rewards"],
  ["campaigns", "campaigns"],
  ["waysToEarn", "ways"],
  ["actionPointsPerYear", "ways"],
  ["pending", "life"],
  ["expiry", "life"],
  ["shortfallPolicy", "refunds"],
  ["returnSpentPoints", "refunds"],
  ["storeCreditRefunds", "refunds"],
  ["birthday", "birthdays"],
  ["referral", "referral"],
  ["tiers", "tiers"],
  ["survey", "survey"],
  ["activityNotice", "notice"],
  ["emails", "emails"],
  ["texts", "texts"],
];

export function isSectionId(text: string | null): text is SectionId {
  return text !== null && Object.hasOwn(sectionNames, text);
}

/** Where the field of a path is. */
export function sectionOf(path: string): SectionId {
  return starts.find(([start]) => path === start || path.startsWith(`${start}.`))?.[1] ?? "basics";
}

/** In the order in which the form shows them. */
export function inOrderOfSections(problems: readonly DocumentProblem[]): DocumentProblem[] {
  const place = ({ path }: DocumentProblem) => sectionIds.indexOf(sectionOf(path));
  return problems.toSorted((one, other) => place(one) - place(other));
}
