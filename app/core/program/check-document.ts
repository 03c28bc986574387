// Whether the parts of a program can work together. Each part alone is checked by the schema.
import { minorDigitsOf } from "../money/currency.ts";
import { birthdayProblems } from "./birthday-problems.ts";
import { campaignProblems } from "./campaign-problems.ts";
import type { DocumentProblem } from "./document-problem.ts";
import type { ProgramDocument, ProgramShop } from "./document.ts";
import { earningProblems } from "./earning-problems.ts";
import { expiryProblems } from "./expiry-problems.ts";
import { ownTextProblems } from "./own-text-problems.ts";
import { referralProblems } from "./referral-problems.ts";
import { rewardCampaignProblems } from "./reward-campaign-problems.ts";
import { rewardProblems } from "./reward-problems.ts";
import { tierProblems } from "./tier-problems.ts";
import { wayProblems } from "./way-problems.ts";

/**
 * Every contradiction of a document, as sentences for the merchant. The shop's currency is the one
 * in which amounts are counted, its zone the one of campaigns; null where it is not known. A
 * currency without known decimals is one problem more. Rule: a
 * program that cannot work is refused, with a sentence per problem.
 */
export function checkDocument(
  document: ProgramDocument,
  shop: ProgramShop | null,
): DocumentProblem[] {
  const tierIds = new Set(document.tiers?.list.map(({ id }) => id));
  const isCountable = shop !== null && minorDigitsOf(shop.currency) !== null;
  return [
    ...(shop === null || isCountable ? [] : [unknownCurrency(shop)]),
    ...earningProblems(document, tierIds, isCountable ? shop.currency : null),
    ...campaignProblems(document, tierIds, shop?.timeZone ?? null),
    ...expiryProblems(document, tierIds),
    ...tierProblems(document.tiers),
    ...rewardProblems(document.rewards, tierIds),
    ...birthdayProblems(document.birthday, document.rewards, tierIds),
    ...referralProblems(document.referral, document.rewards, tierIds),
    ...rewardCampaignProblems(document, shop?.timeZone ?? null),
    ...wayProblems(document, tierIds),
    ...ownTextProblems(document.texts),
  ];
}

function unknownCurrency({ currency }: ProgramShop): DocumentProblem {
  const message = `The store’s currency ${currency} is not known, so no amount can be counted`;
  return { path: "", message };
}
