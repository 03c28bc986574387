// Which of a store's segments and discounts are ours, and whether they are as the program wants
// them. Money and percentages are compared as numbers: Shopify writes them in its own way.
import { compare, multiply, rational, rationalFromDecimal } from "../points/rational.ts";
import type { FoundDiscount, FoundSegment, ListedDiscount } from "./plan-perks.ts";
import {
  type PerkName,
  SEGMENT_PREFIX,
  TIER_KEY,
  type WantedDiscount,
  perkCombination,
  perkMark,
} from "./wanted-perks.ts";

const HUNDREDTH = rational(1n, 100n);

/** By the tier's mark among the tags, which no merchant gives by chance. */
export function isOwnDiscount(found: ListedDiscount, { tierId, kind }: PerkName): boolean {
  return found.kind === kind && found.tags.includes(perkMark(tierId));
}

/** Whether it bears the mark of any tier. */
export function isMarked({ tags }: ListedDiscount): boolean {
  return tags.some((tag) => tag.startsWith(perkMark("")));
}

/** By what we call it, and by its query, which asks for the tier in a metafield of an app. */
export function isOwnSegment({ name, query }: FoundSegment, { tierId }: PerkName): boolean {
  return name.startsWith(SEGMENT_PREFIX) && query.endsWith(`.${TIER_KEY} = '${tierId}'`);
}

/** Whether nothing has to be written: what shoppers get, who gets it, and how it is called. */
export function isAsWanted(
  found: FoundDiscount,
  wanted: WantedDiscount,
  segmentGid: string | null,
): boolean {
  const combination = perkCombination(wanted.kind);
  return (
    isOwnDiscount(found, wanted) &&
    found.title === wanted.title &&
    found.isActive &&
    !found.hasEnd &&
    found.isForAll &&
    found.minimumSubtotalMinor === wanted.minimumSubtotalMinor &&
    isSamePercent(found.fraction, wanted.percent) &&
    found.combinesWith.order === combination.order &&
    found.combinesWith.product === combination.product &&
    found.combinesWith.shipping === combination.shipping &&
    found.segmentGids?.length === 1 &&
    found.segmentGids[0] === segmentGid
  );
}

/**
 * A change of a discount adds to what it says, and cannot be relied upon to take away a minimum,
 * other buyers, or goods and countries that it was limited to.
 */
export function mustBeReplaced(found: FoundDiscount, wanted: WantedDiscount): boolean {
  const { minimumSubtotalMinor: minimum } = found;
  const losesMinimum = minimum === null || (minimum > 0n && wanted.minimumSubtotalMinor === 0n);
  return losesMinimum || found.segmentGids === null || !found.isForAll;
}

function isSamePercent(fraction: string | null, percent: string | null): boolean {
  if (fraction === null || percent === null) return fraction === percent;
  const [found, wanted] = [rationalFromDecimal(fraction), rationalFromDecimal(percent)];
  if (!found || !wanted) return false;
  return compare(found, multiply(wanted, HUNDREDTH)) === 0;
}
