// What orders earn for each unit of the currency, where nothing but the tier of who buys counts.
import {
  ONE,
  ZERO,
  compare,
  multiply,
  rationalFromDecimal,
  shortDecimalFromRational,
} from "../points/rational.ts";
import type { ProgramDocument } from "../program/document.ts";
import type { Tier } from "../program/tier-terms.ts";
import { firstTierOf } from "./storefront-terms.ts";

/** A rate and a multiplier have four each. */
const MOST_DECIMALS = 8;

export interface EarnRate {
  /** Exact, as decimal text. */
  readonly points: string;
  /** Whose members earn more or less than the base rate; null for the base rate. */
  readonly tier: Tier | null;
}

/**
 * `buyer` is null for a guest, who reads the base rate; a customer without a tier is taken for one
 * of the tier that a first order enters, as everywhere where orders to come are told of. Rule:
 * docs/storefront.md, the panel.
 */
export function earnRate(
  { earning, tiers }: Pick<ProgramDocument, "earning" | "tiers">,
  buyer: { readonly tierId: string | null } | null,
): EarnRate {
  const { pointsPerUnit } = earning;
  const id = buyer && (buyer.tierId ?? firstTierOf(tiers));
  const tier = tiers?.list.find((each) => each.id === id);
  const multiplier = (tier && rationalFromDecimal(tier.earnMultiplier)) ?? ONE;
  if (!tier || compare(multiplier, ONE) === 0) return { points: pointsPerUnit, tier: null };
  const rate = multiply(rationalFromDecimal(pointsPerUnit) ?? ZERO, multiplier);
  return { points: shortDecimalFromRational(rate, MOST_DECIMALS), tier };
}
