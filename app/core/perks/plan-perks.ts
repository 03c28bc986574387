// What must be done so that exactly what a program wants stands in Shopify: decided from what is
// wanted, what we wrote down and what Shopify shows.
import type { Instant } from "../calendar/instant.ts";
import { isAsWanted, isOwnDiscount, isOwnSegment, mustBeReplaced } from "./recognise-perk.ts";
import {
  type KnownPerk,
  type WantedDiscount,
  type WantedPerk,
  type WantedSegment,
  samePerk,
} from "./wanted-perks.ts";

export interface FoundSegment {
  readonly gid: string;
  readonly name: string;
  readonly query: string;
}

/** An automatic discount as a list shows it. */
export interface ListedDiscount {
  readonly gid: string;
  readonly kind: "discount" | "free_shipping" | "other";
  readonly title: string;
  readonly tags: readonly string[];
}

/** An automatic discount in full. */
export interface FoundDiscount extends ListedDiscount {
  /** Works now: neither ended nor still to begin. */
  readonly isActive: boolean;
  readonly hasEnd: boolean;
  /** Decimal text of the fraction that comes off, such as 0.1250; null for another value. */
  readonly fraction: string | null;
  /** In minor units of the shop's currency; zero for none, null for a minimum of another kind. */
  readonly minimumSubtotalMinor: bigint | null;
  /** Whether it is for all goods, or for all countries. */
  readonly isForAll: boolean;
  /** To which segments it is limited; null for other buyers. */
  readonly segmentGids: readonly string[] | null;
  readonly combinesWith: { order: boolean; product: boolean; shipping: boolean };
}

/** It is there, and not as it should be. */
interface There {
  readonly gid: string;
  /** What we knew of it. */
  readonly known: KnownPerk;
}

export interface WrongDiscount extends There {
  readonly wanted: WantedDiscount;
  readonly found: FoundDiscount;
}

export interface ShopifyView {
  /** Those that we know, or that bear our marks, and that are still there, by their ids. */
  readonly segments: ReadonlyMap<string, FoundSegment>;
  readonly discounts: ReadonlyMap<string, FoundDiscount>;
  /** The newest segments, where one of ours has no name yet. */
  readonly newestSegments: readonly FoundSegment[];
  /** All automatic discounts that work now. */
  readonly activeDiscounts: readonly ListedDiscount[];
}

export type PerkStep =
  /** It is in Shopify and no longer wanted. */
  | { readonly step: "remove"; readonly perk: KnownPerk & { readonly gid: string } }
  /** It is wanted no longer, and nowhere to be found. */
  | { readonly step: "forget"; readonly perk: KnownPerk }
  | { readonly step: "create"; readonly wanted: WantedPerk; readonly known: KnownPerk }
  | ({ readonly step: "write_segment"; readonly wanted: WantedSegment } & There)
  | ({ readonly step: "write_discount" } & WrongDiscount)
  /** A change cannot take away what is wrong with it: it goes, and a new one comes. */
  | ({ readonly step: "replace" } & WrongDiscount)
  /** It stands as it should. */
  | { readonly step: "keep"; readonly wanted: WantedPerk; readonly gid: string }
  /** It was asked for a moment ago, and lists may not show it yet. */
  | { readonly step: "wait"; readonly untilAt: Instant }
  /** There is no room for one more automatic discount. */
  | { readonly step: "block"; readonly wanted: WantedPerk }
  /** One of ours stands twice, because an answer was lost. */
  | { readonly step: "remove_double"; readonly gid: string };

/** Shopify lets so many automatic discounts of a store be active at a time. */
export const MOST_ACTIVE_DISCOUNTS = 25;
/** What was created is shown by lists within seconds; this long we do not ask for it again. */
export const LISTS_LAG_MS = 60_000;

/**
 * The steps, in the order in which they must be taken: discounts go before the segments that they
 * are limited to, and come after them; what goes makes room for what comes, and the highest tier is
 * served first. `now` is real time. Source: recognise own objects, so that no repetition makes a
 * second one; count before creating.
 */
export function planPerks(
  wanted: readonly WantedPerk[],
  known: readonly KnownPerk[],
  view: ShopifyView,
  now: Instant,
): PerkStep[] {
  const gone = known.filter((perk) => !wanted.some((each) => samePerk(each, perk)));
  const context: Context = { known, view, now };
  const leaving = gone.map((perk) => stepOfGone(perk, context));
  const doubles = findDoubles(wanted, context);
  const segments = wanted.filter(isSegment).map((each) => segmentStep(each, context));
  const room = { left: roomOf(view, [...leaving, ...doubles]) };
  const discounts = wanted
    .filter((each): each is WantedDiscount => each.kind !== "segment")
    .toReversed()
    .map((each) => discountStep(each, segments, context, room));
  const isOfSegment = (step: PerkStep): boolean => "perk" in step && step.perk.kind === "segment";
  return [
    ...leaving.filter((step) => !isOfSegment(step)),
    ...doubles,
    ...segments,
    ...discounts,
    ...leaving.filter(isOfSegment),
  ];
}

interface Context {
  readonly known: readonly KnownPerk[];
  readonly view: ShopifyView;
  readonly now: Instant;
}

function isSegment(perk: WantedPerk): perk is WantedSegment {
  return perk.kind === "segment";
}

/** Also one whose creation was asked for and never answered may be there, or be shown soon. */
function stepOfGone(perk: KnownPerk, { view, now }: Context): PerkStep {
  const gid = gidOf(perk, view);
  if (gid !== null) return { step: "remove", perk: { ...perk, gid } };
  return perk.gid === null && isLate(perk, now) ? waitFor(perk) : { step: "forget", perk };
}

/** Where it stands now, by its id or by its marks; null for nowhere. */
function gidOf(perk: KnownPerk, view: ShopifyView): string | null {
  const { gid, kind } = perk;
  const there = kind === "segment" ? view.segments : view.discounts;
  if (gid !== null && there.has(gid)) return gid;
  // Lists may show for a while what is gone already.
  const own =
    kind === "segment"
      ? view.newestSegments.find((segment) => isOwnSegment(segment, perk))
      : view.activeDiscounts.find((each) => isOwnDiscount(each, perk) && there.has(each.gid));
  return own?.gid ?? null;
}

/** Exactly as we write it, and not the one that we know. */
function findDoubles(wanted: readonly WantedPerk[], { known, view }: Context): PerkStep[] {
  return wanted.flatMap((each) => {
    if (each.kind === "segment") return [];
    const own = view.activeDiscounts.filter(
      (listed) => isOwnDiscount(listed, each) && listed.title === each.title,
    );
    const kept = gidOf(knownOf(each, known), view) ?? own[0]?.gid;
    const others = own.filter(({ gid }) => gid !== kept);
    return others.map(({ gid }) => ({ step: "remove_double", gid }) as const);
  });
}

function segmentStep(wanted: WantedSegment, { known, view, now }: Context): PerkStep {
  const perk = knownOf(wanted, known);
  const found =
    (perk.gid === null ? undefined : view.segments.get(perk.gid)) ??
    view.newestSegments.find(({ query }) => query === wanted.query);
  if (found === undefined) return stepOfMissing(wanted, perk, now);
  const isCurrent = found.query === wanted.query && found.name.startsWith(wanted.title);
  if (isCurrent) return { step: "keep", wanted, gid: found.gid };
  return { step: "write_segment", wanted, gid: found.gid, known: perk };
}

function discountStep(
  wanted: WantedDiscount,
  segments: readonly PerkStep[],
  { known, view, now }: Context,
  room: { left: number },
): PerkStep {
  const perk = knownOf(wanted, known);
  const found = view.discounts.get(gidOf(perk, view) ?? "");
  if (found === undefined) {
    const step = stepOfMissing(wanted, perk, now);
    return step.step === "create" ? takeRoom(step, room) : step;
  }
  const segment = segments.find((step) => "wanted" in step && step.wanted.tierId === wanted.tierId);
  const segmentGid = segment && "gid" in segment ? segment.gid : null;
  const { gid } = found;
  if (isAsWanted(found, wanted, segmentGid)) return { step: "keep", wanted, gid };
  const step = mustBeReplaced(found, wanted) ? "replace" : "write_discount";
  const change = { step, wanted, gid, known: perk, found } as const;
  return found.isActive ? change : takeRoom(change, room);
}

/** Asked for lately: whatever the lists say, it may be there. */
function stepOfMissing(
  wanted: WantedPerk,
  perk: KnownPerk,
  now: Instant,
): Extract<PerkStep, { step: "create" | "wait" }> {
  return isLate(perk, now) ? waitFor(perk) : { step: "create", wanted, known: perk };
}

function isLate({ askedAt }: KnownPerk, now: Instant): boolean {
  return askedAt !== null && now - askedAt < LISTS_LAG_MS;
}

function waitFor({ askedAt }: KnownPerk): Extract<PerkStep, { step: "wait" }> {
  return { step: "wait", untilAt: (askedAt ?? 0) + LISTS_LAG_MS };
}

function knownOf({ tierId, kind }: WantedPerk, known: readonly KnownPerk[]): KnownPerk {
  const perk = known.find((one) => samePerk(one, { tierId, kind }));
  return perk ?? { tierId, kind, gid: null, writtenHash: null, askedAt: null };
}

function takeRoom(
  step: PerkStep & { readonly wanted: WantedPerk },
  room: { left: number },
): PerkStep {
  if (room.left <= 0) return { step: "block", wanted: step.wanted };
  room.left -= 1;
  return step;
}

/** Places for active discounts, once what leaves has left. */
function roomOf(view: ShopifyView, leaving: readonly PerkStep[]): number {
  const freed = leaving.filter((step) => {
    if (step.step === "remove_double") return true;
    return step.step === "remove" && (view.discounts.get(step.perk.gid)?.isActive ?? false);
  });
  return MOST_ACTIVE_DISCOUNTS - view.activeDiscounts.length + freed.length;
}
