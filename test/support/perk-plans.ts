// A tier's perks as a plan meets them: wanted, known and found in Shopify.
import {
  type FoundDiscount,
  type FoundSegment,
  type ListedDiscount,
  type PerkStep,
  type ShopifyView,
  planPerks,
} from "../../app/core/perks/plan-perks.ts";
import type { KnownPerk, WantedDiscount, WantedPerk } from "../../app/core/perks/wanted-perks.ts";

export const NOW = 1_000_000;

export const segment: WantedPerk = {
  tierId: "gold",
  kind: "segment",
  title: "Loyalty tier: Gold",
  query: "metafields.app--1.tier = 'gold'",
};
export const discount: WantedDiscount = {
  tierId: "gold",
  kind: "discount",
  title: "Gold: 10% off",
  percent: "10",
  minimumSubtotalMinor: 0n,
};
export const shipping: WantedPerk = {
  tierId: "gold",
  kind: "free_shipping",
  title: "Gold: free shipping",
  percent: null,
  minimumSubtotalMinor: 0n,
};
export const wanted = [segment, discount];

export const known = (perk: WantedPerk, change: Partial<KnownPerk> = {}): KnownPerk => ({
  tierId: perk.tierId,
  kind: perk.kind,
  gid: `gid://${perk.kind}`,
  writtenHash: "hash",
  askedAt: null,
  ...change,
});
export const nameless = (perk: WantedPerk, askedAt: number | null = null) =>
  known(perk, { gid: null, writtenHash: null, askedAt });
export const allKnown = [known(segment), known(discount)];

export const foundSegment: FoundSegment = {
  gid: "gid://segment",
  name: "Loyalty tier: Gold",
  query: "metafields.app--1.tier = 'gold'",
};
export const foundDiscount: FoundDiscount = {
  gid: "gid://discount",
  kind: "discount",
  title: "Gold: 10% off",
  tags: ["loyalty", "loyalty-tier-gold"],
  isActive: true,
  hasEnd: false,
  fraction: "0.100000",
  minimumSubtotalMinor: 0n,
  isForAll: true,
  segmentGids: ["gid://segment"],
  combinesWith: { order: true, product: true, shipping: true },
};

interface Scene {
  segments?: readonly FoundSegment[];
  discounts?: readonly FoundDiscount[];
  newestSegments?: readonly FoundSegment[];
  /** Other automatic discounts that are active. */
  others?: number;
  active?: readonly ListedDiscount[];
}

/** Lists show what is active, as they do once they have caught up. */
export function view({
  segments = [],
  discounts = [],
  newestSegments = [],
  ...rest
}: Scene): ShopifyView {
  const others = Array.from({ length: rest.others ?? 0 }, (_, index) => ({
    gid: `gid://other/${index}`,
    kind: "discount" as const,
    title: "Sale",
    tags: [],
  }));
  const active = rest.active ?? discounts.filter(({ isActive }) => isActive);
  return {
    segments: new Map(segments.map((one) => [one.gid, one])),
    discounts: new Map(discounts.map((one) => [one.gid, one])),
    newestSegments,
    activeDiscounts: [...active, ...others],
  };
}

export function steps(
  perks: readonly WantedPerk[],
  books: readonly KnownPerk[],
  scene: Scene = {},
): string[] {
  return planPerks(perks, books, view(scene), NOW).map(nameOf);
}

export function nameOf(step: PerkStep): string {
  if ("wanted" in step) return `${step.step} ${step.wanted.kind}`;
  if ("perk" in step) return `${step.step} ${step.perk.kind}`;
  return step.step === "remove_double" ? `${step.step} ${step.gid}` : step.step;
}
