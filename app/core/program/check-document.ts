// Whether the parts of a program can work together. Each part alone is checked by the schema.
import { campaignProblems } from "./campaign-problems.ts";
import type { DocumentProblem } from "./document-problem.ts";
import type { ProgramDocument } from "./document.ts";
import { earningProblems } from "./earning-problems.ts";
import { expiryProblems } from "./expiry-problems.ts";
import { tierProblems } from "./tier-problems.ts";

/**
 * Every contradiction of a document, as sentences for the merchant. `currency` is the shop's, in
 * which amounts are counted; null where it is not known. Rule: a program that cannot work is
 * refused, with a sentence per problem.
 */
export function checkDocument(
  document: ProgramDocument,
  currency: string | null,
): DocumentProblem[] {
  const tierIds = new Set(document.tiers?.list.map(({ id }) => id));
  return [
    ...earningProblems(document, tierIds, currency),
    ...campaignProblems(document, tierIds),
    ...expiryProblems(document, tierIds),
    ...tierProblems(document.tiers),
  ];
}
