// What may come on top of an order's base points, and which lines it is for.
import type { Conditions, ProductCondition } from "../../app/core/program/conditions.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { BonusEffect } from "../../app/core/program/earning-terms.ts";
import { decimal, isLess, over, whole } from "./fraction.ts";
import type { Fraction } from "./fraction.ts";
import { runs } from "./naive-calendar.ts";
import { collectionsOf, productId, tagsOf } from "./store.ts";
import type { StoreLine, StoreOrder } from "./store.ts";

const QUARTERS = 4;

export interface Extra {
  readonly id: string;
  readonly isCampaign: boolean;
  readonly effect: BonusEffect;
  readonly conditions: Conditions | null;
  /** The later the newer. */
  readonly since: string;
}

/** A line, or shipping, as ordered. */
export interface Part {
  readonly line: StoreLine | null;
  readonly paid: Fraction;
  readonly base: Fraction;
  readonly ownPoints: Fraction;
  readonly items: Fraction;
  /** How much of it is left, from 0 to 1, before amounts that name no line. */
  readonly left: Fraction;
}

/** The part of a whole euro, yen or dinar. */
export function minorUnit({ currency }: StoreOrder): Fraction {
  return [1n, 10n ** BigInt(currency.decimals)];
}

export function countsAtAll(line: StoreLine, { earning }: ProgramDocument): boolean {
  if (line.kind === "tip") return false;
  if (line.kind === "gift_card" && !earning.giftCardsIncluded) return false;
  return !names(earning.excludedProducts, line);
}

export function lowers({ effect }: Extra): boolean {
  return effect.kind === "multiplier" && isLess(decimal(effect.multiplier), whole(1));
}

/** What was settled when the order first counted. */
interface ExtrasTerms {
  readonly tierId: string | null;
  readonly gone: ReadonlySet<string>;
}

/** What may come on top: the tier's multiplier, then rules, then campaigns. */
export function extrasOf(
  paid: StoreOrder,
  program: ProgramDocument,
  { tierId, gone }: ExtrasTerms,
): Extra[] {
  const tier = program.tiers?.list.find(({ id }) => id === tierId);
  const tierExtra: Extra[] =
    tier && tier.earnMultiplier !== "1"
      ? [
          {
            id: `tier ${tier.id}`,
            isCampaign: false,
            effect: { kind: "multiplier", multiplier: tier.earnMultiplier },
            conditions: null,
            since: "",
          },
        ]
      : [];
  const rules = program.earning.rules
    .filter(({ conditions }) => meets(paid, conditions, tierId))
    .map(({ id, effect, conditions, addedOn }) => ({
      id,
      isCampaign: false,
      effect,
      conditions,
      since: `${addedOn}T00:00`,
    }));
  const campaigns = program.campaigns
    .filter(({ id }) => !gone.has(id))
    .filter(
      (campaign) =>
        runs(campaign, paid.placedAt, paid.zone) && meets(paid, campaign.conditions, tierId),
    )
    .map(({ id, effect, conditions, startsAt }) => ({
      id,
      isCampaign: true,
      effect,
      conditions,
      since: startsAt,
    }));
  return [...tierExtra, ...rules, ...campaigns];
}

function meets(
  { channel, buyer }: StoreOrder,
  conditions: Conditions,
  tierId: string | null,
): boolean {
  const { channels, tiers, customerTags, segmentIds } = conditions;
  const own = channel === "web" ? "online" : channel === "pos" ? "pos" : "other";
  const isAny = (asked: readonly string[], held: readonly string[]): boolean =>
    asked.length === 0 || asked.some((each) => held.includes(each.toLowerCase()));
  return (
    isAny(channels, [own]) &&
    isAny(tiers, tierId === null ? [] : [tierId]) &&
    isAny(customerTags, buyer.tags) &&
    isAny(segmentIds, buyer.segmentIds)
  );
}

export function names(
  { productIds, tags, collectionIds }: ProductCondition,
  line: StoreLine,
): boolean {
  const { product } = line;
  return (
    productIds.includes(productId(product)) ||
    tags.some((tag) => tagsOf(product).includes(tag.toLowerCase())) ||
    collectionIds.some((id) => collectionsOf(product).includes(id))
  );
}

function namesNothing({ productIds, tags, collectionIds }: ProductCondition): boolean {
  return productIds.length + tags.length + collectionIds.length === 0;
}

/** What gift cards and store credit paid is left out where the program says so. */
export function countedShare({ payments }: StoreOrder, { earning }: ProgramDocument): Fraction {
  const giftCards = earning.giftCardPaymentsIncluded ? 0 : payments.giftCardQuarters;
  const credit = earning.storeCreditPaymentsIncluded ? 0 : payments.storeCreditQuarters;
  return over(whole(QUARTERS - giftCards - credit), whole(QUARTERS));
}

export function applies({ conditions, effect }: Extra, { line }: Part): boolean {
  const perAmount = effect.kind === "multiplier" || effect.kind === "bonus_per_unit";
  if (line === null && !perAmount) return false;
  if (conditions === null) return true;
  const all = namesNothing(conditions.products);
  if (line === null) return all;
  return (all || names(conditions.products, line)) && !names(conditions.excludedProducts, line);
}
