// Tiers as the theme blocks read them: what leads into each, and what it gives.
import { formatAmount } from "../../core/money/money.ts";
import {
  ONE,
  compare,
  rational,
  rationalFromDecimal,
  shortDecimalFromRational,
} from "../../core/points/rational.ts";
import type { Counter, Requirement, Tier, TierTerms } from "../../core/program/tier-terms.ts";
import { tiersKey } from "../../usecases/show-progress.ts";

/** As many as a program's decimals have. */
const MOST_DECIMALS = 4;

/** Null for a program without tiers. `currency` is the shop's, of all amounts in the document. */
export function publishedTiers(terms: TierTerms | null, currency: string) {
  if (terms === null) return null;
  const { window, list } = terms;
  return {
    key: tiersKey(terms),
    window,
    list: list.map((tier) => publishedTier(tier, currency)),
  };
}

function publishedTier(tier: Tier, currency: string) {
  const { id, name, entry, enter, entryPoints, benefits, perks } = tier;
  const { discountPercent, freeShipping, minimumSubtotalMinor: least } = perks;
  return {
    id,
    name,
    entry,
    ways: entry === "earned" ? entryWays(enter, currency) : [],
    multiplier: multiplierOf(tier),
    entryPoints: Number(entryPoints),
    benefits,
    discountPercent,
    freeShipping,
    minimum: least > 0n ? amountOf(least, currency) : null,
  };
}

/** None where nothing is asked: one empty way is enough to enter. */
function entryWays(enter: Requirement | null, currency: string) {
  const ways = enter?.anyOf ?? [];
  if (ways.some(({ allOf }) => allOf.length === 0)) return [];
  const asked = ways.map(({ allOf }) =>
    allOf.map(({ counter, atLeast: missing }) => ({ counter, missing })),
  );
  return publishedWays(asked, currency);
}

/** So much of each counter, way by way. */
export function publishedWays(
  ways: readonly (readonly { readonly counter: Counter; readonly missing: bigint }[])[],
  currency: string,
) {
  return ways.map((way) =>
    way.map(({ counter, missing }) =>
      counter === "spend"
        ? { counter, amount: amountOf(missing, currency) }
        : { counter, count: Number(missing) },
    ),
  );
}

/** Decimal text; null for members who earn as everybody does. */
function multiplierOf({ earnMultiplier }: Tier): string | null {
  const multiplier = rationalFromDecimal(earnMultiplier) ?? ONE;
  if (compare(multiplier, ONE) === 0) return null;
  return shortDecimalFromRational(multiplier, MOST_DECIMALS);
}

function amountOf(minor: bigint, currency: string): string {
  return formatAmount(rational(minor), currency);
}
