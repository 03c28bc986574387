// What a program wants to stand in Shopify for its tiers: a segment of the members of each tier
// that gives something in the cart, and the automatic discounts that are limited to it.
import type { Instant } from "../calendar/instant.ts";
import type { Tier, TierTerms } from "../program/tier-terms.ts";
import { perkTitle } from "./perk-words.ts";

export type PerkKind = "segment" | "discount" | "free_shipping";

export interface PerkName {
  readonly tierId: string;
  readonly kind: PerkKind;
}

export interface WantedSegment extends PerkName {
  readonly kind: "segment";
  readonly title: string;
  /** In Shopify's language of segments. */
  readonly query: string;
}

export interface WantedDiscount extends PerkName {
  readonly kind: "discount" | "free_shipping";
  /** What merchants read in Shopify, and shoppers in the cart. */
  readonly title: string;
  /** Decimal text such as 12.5; null for free shipping. */
  readonly percent: string | null;
  /** The least subtotal in minor units of the shop's currency; zero for none. */
  readonly minimumSubtotalMinor: bigint;
}

export type WantedPerk = WantedSegment | WantedDiscount;

/** What we know to stand in Shopify, or to have been asked for. */
export interface KnownPerk extends PerkName {
  /** Null until Shopify named it. */
  readonly gid: string | null;
  /** Of what was written last; null where nobody knows. */
  readonly writtenHash: string | null;
  /** When Shopify was asked to create it, while nobody knows how that ended. */
  readonly askedAt: Instant | null;
}

export interface PerkPlace {
  /** The app's own namespace of metafields, as this store resolved it. */
  readonly namespace: string;
  /** The store's language. */
  readonly locale: string;
}

/** The key of the customer's metafield that says which tier a member is in. */
export const TIER_KEY = "tier";
/** The value for a member who was in a tier and is in none: no tier's id has brackets. */
export const NO_TIER_VALUE = "(none)";
/** What the names of our segments begin with. */
export const SEGMENT_PREFIX = "Loyalty tier: ";
/** Merchants find all that is ours in Shopify under this tag. */
export const MERCHANT_TAG = "loyalty";

/**
 * The perks of all tiers, the lowest tier first, each tier's segment before its discounts. Empty
 * where no tier gives anything in the cart. Source: benefits of tiers apply by themselves, through
 * segments over a metafield of the app.
 */
export function wantedPerks(tiers: TierTerms | null, place: PerkPlace): WantedPerk[] {
  return (tiers?.list ?? []).flatMap((tier) => {
    const discounts = wantedDiscounts(tier, place.locale);
    return discounts.length === 0 ? [] : [wantedSegment(tier, place), ...discounts];
  });
}

/** The names of the perks that a program wants, without what only the store can tell. */
export function wantedNames(tiers: TierTerms | null): PerkName[] {
  const nowhere = { namespace: "", locale: "en" };
  return wantedPerks(tiers, nowhere).map(({ tierId, kind }) => ({ tierId, kind }));
}

function wantedSegment({ id, name }: Tier, { namespace }: PerkPlace): WantedSegment {
  return {
    tierId: id,
    kind: "segment",
    title: `${SEGMENT_PREFIX}${name}`,
    // An id is made of letters, digits and hyphens: there is nothing to escape.
    query: `metafields.${namespace}.${TIER_KEY} = '${id}'`,
  };
}

function wantedDiscounts({ id: tierId, name, perks }: Tier, locale: string): WantedDiscount[] {
  const { discountPercent, freeShipping, minimumSubtotalMinor } = perks;
  const discount: WantedDiscount[] =
    discountPercent === null
      ? []
      : [
          {
            tierId,
            kind: "discount",
            title: perkTitle(name, { kind: "discount", percent: discountPercent }, locale),
            percent: discountPercent,
            minimumSubtotalMinor,
          },
        ];
  if (!freeShipping) return discount;
  const title = perkTitle(name, { kind: "free_shipping" }, locale);
  const shipping = { tierId, kind: "free_shipping" as const, percent: null };
  return [...discount, { ...shipping, title, minimumSubtotalMinor }];
}

/** What tells a discount from others, whatever a merchant calls it: among its tags. */
export function perkMark(tierId: string): string {
  return `${MERCHANT_TAG}-tier-${tierId}`;
}

/**
 * A discount that combines with all others: those decide whether they combine with it. Free
 * shipping cannot combine with other discounts of shipping.
 */
export function perkCombination(kind: WantedDiscount["kind"]) {
  return { order: true, product: true, shipping: kind === "discount" };
}

/**
 * All that is written of a perk, as text that is the same exactly where the same is written.
 * `segmentGid` is what a discount is limited to; null for segments.
 */
export function perkText(perk: WantedPerk, segmentGid: string | null): string {
  if (perk.kind === "segment") return JSON.stringify([perk.title, perk.query]);
  const { kind, title, percent, minimumSubtotalMinor } = perk;
  return JSON.stringify([kind, title, percent, minimumSubtotalMinor.toString(), segmentGid]);
}

/** Whether both are the same thing of the same tier, however it stands. */
export function samePerk(one: PerkName, other: PerkName): boolean {
  return one.tierId === other.tierId && one.kind === other.kind;
}
