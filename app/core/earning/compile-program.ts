// An earning program made ready to be computed with: decimals as fractions, lists as sets. A
// document never changes, so each is read once.
import { ONE, compare, rationalFromDecimal } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { Campaign } from "../program/campaign-terms.ts";
import type { Channel, Conditions } from "../program/conditions.ts";
import type { ProgramDocument } from "../program/document.ts";
import type { MembershipCondition } from "../program/membership-terms.ts";
import type { BonusEffect, EarningRule } from "../program/earning-terms.ts";
import { campaignWindow } from "./campaign-window.ts";
import type { CampaignWindow } from "./campaign-window.ts";
import type { CampaignLimits, SnapshotExtra } from "./earn-snapshot.ts";
import { productMatcher } from "./match-products.ts";
import type { ProductMatcher } from "./match-products.ts";
import { ratePerMinor } from "./rate-per-minor.ts";

/** What an order, as a whole, must be; null asks nothing. */
interface OrderConditions {
  readonly channels: ReadonlySet<Channel> | null;
  readonly tiers: ReadonlySet<string> | null;
  readonly customerTags: readonly string[] | null;
  readonly segmentIds: readonly string[] | null;
  readonly members: MembershipCondition | null;
}

/** A tier's multiplier, a rule or a campaign. */
export interface CompiledExtra extends OrderConditions {
  readonly source: SnapshotExtra["source"];
  readonly id: string;
  readonly effect: CompiledEffect;
  /** Null names every line. */
  readonly products: ProductMatcher | null;
  readonly excludedProducts: ProductMatcher | null;
  readonly minimumMinor: bigint;
  /** Null is always. */
  readonly window: CampaignWindow | null;
  /** Only for members who joined it. */
  readonly optIn: boolean;
  readonly limits: CampaignLimits | null;
  /** A local date and time: which of two is the newer. Empty text is older than all. */
  readonly since: string;
}

export type CompiledEffect =
  | { readonly kind: "multiplier"; readonly multiplier: Rational }
  /** `points` for one major unit of the currency. */
  | { readonly kind: "bonus_per_unit"; readonly points: Rational }
  | { readonly kind: "bonus_per_item" | "bonus_per_order"; readonly points: bigint };

export interface CompiledProgram {
  readonly rate: Rational;
  readonly excludedProducts: ProductMatcher | null;
  readonly multipliers: readonly {
    readonly products: ProductMatcher;
    readonly multiplier: Rational;
  }[];
  /** Of tiers that do not earn as everybody does, by tier id. */
  readonly tiers: ReadonlyMap<string, CompiledExtra>;
  /** Rules, then campaigns. */
  readonly extras: readonly CompiledExtra[];
  /** Those of them that are only for members who joined. */
  readonly optIns: readonly CompiledExtra[];
  /** Base points for one minor unit of the currency. */
  readonly perMinor: (currency: string) => Rational;
  /** Whether any condition names tags, collections or segments: no payload tells those. */
  readonly asksShopify: boolean;
  /** Whether any condition asks how long ago the member joined or ordered. */
  readonly asksMemberDays: boolean;
}

const compiled = new WeakMap<ProgramDocument, CompiledProgram>();

/**
 * The document's earning terms, computed once for each document. Throws a RangeError where a rate
 * or a multiplier is no decimal: a parsed document has none.
 */
export function compileProgram(document: ProgramDocument): CompiledProgram {
  const known = compiled.get(document);
  if (known) return known;
  const program = compile(document);
  compiled.set(document, program);
  return program;
}

function compile({ earning, campaigns, tiers }: ProgramDocument): CompiledProgram {
  const rate = decimal(earning.pointsPerUnit);
  const excludedProducts = productMatcher(earning.excludedProducts);
  const multipliers = earning.productMultipliers.flatMap(({ products, multiplier }) => {
    const matcher = productMatcher(products);
    return matcher ? [{ products: matcher, multiplier: decimal(multiplier) }] : [];
  });
  const extras = [...earning.rules.map(ruleExtra), ...campaigns.map(campaignExtra)];
  const matchers = [excludedProducts, ...multipliers.map(({ products }) => products)];
  return {
    rate,
    excludedProducts,
    multipliers,
    tiers: new Map(
      (tiers?.list ?? [])
        .map((tier) => [tier.id, decimal(tier.earnMultiplier)] as const)
        .filter(([, multiplier]) => compare(multiplier, ONE) !== 0)
        .map(([id, multiplier]) => [id, tierExtra(id, multiplier)]),
    ),
    extras,
    optIns: extras.filter(({ optIn }) => optIn),
    perMinor: rateByCurrency(rate),
    asksShopify: matchers.some(asksOfProduct) || extras.some(asksShopify),
    asksMemberDays: extras.some(({ members }) => members !== null),
  };
}

function rateByCurrency(rate: Rational): CompiledProgram["perMinor"] {
  const rates = new Map<string, Rational>();
  return (currency) => {
    const known = rates.get(currency);
    if (known) return known;
    const perMinor = ratePerMinor(rate, currency);
    rates.set(currency, perMinor);
    return perMinor;
  };
}

function asksShopify(extra: CompiledExtra): boolean {
  const asksOfBuyer = extra.customerTags !== null || extra.segmentIds !== null;
  return asksOfBuyer || asksOfProduct(extra.products) || asksOfProduct(extra.excludedProducts);
}

function asksOfProduct(matcher: ProductMatcher | null): boolean {
  return matcher !== null && (matcher.tags.size > 0 || matcher.collectionIds.size > 0);
}

function ruleExtra({ id, addedOn, effect, conditions }: EarningRule): CompiledExtra {
  return {
    source: "rule",
    id,
    effect: compileEffect(effect),
    ...compileConditions(conditions),
    window: null,
    optIn: false,
    limits: null,
    since: `${addedOn}T00:00`,
  };
}

function campaignExtra(campaign: Campaign): CompiledExtra {
  const { budget, perMemberLimit } = campaign;
  const isLimited = budget !== null || perMemberLimit !== null;
  return {
    source: "campaign",
    id: campaign.id,
    effect: compileEffect(campaign.effect),
    ...compileConditions(campaign.conditions),
    window: campaignWindow(campaign),
    optIn: campaign.optIn,
    limits: isLimited ? { budget, perMember: perMemberLimit } : null,
    since: campaign.startsAt,
  };
}

function tierExtra(id: string, multiplier: Rational): CompiledExtra {
  return {
    source: "tier",
    id,
    effect: { kind: "multiplier", multiplier },
    products: null,
    excludedProducts: null,
    channels: null,
    tiers: null,
    customerTags: null,
    segmentIds: null,
    members: null,
    minimumMinor: 0n,
    window: null,
    optIn: false,
    limits: null,
    since: "",
  };
}

function compileEffect(effect: BonusEffect): CompiledEffect {
  switch (effect.kind) {
    case "multiplier":
      return { kind: effect.kind, multiplier: decimal(effect.multiplier) };
    case "bonus_per_unit":
      return { kind: effect.kind, points: decimal(effect.points) };
    case "bonus_per_item":
    case "bonus_per_order":
      return { kind: effect.kind, points: effect.points };
  }
}

function compileConditions(conditions: Conditions) {
  const { channels, tiers, customerTags, segmentIds } = conditions;
  return {
    products: productMatcher(conditions.products),
    excludedProducts: productMatcher(conditions.excludedProducts),
    channels: channels.length > 0 ? new Set(channels) : null,
    tiers: tiers.length > 0 ? new Set(tiers) : null,
    customerTags: customerTags.length > 0 ? customerTags.map((tag) => tag.toLowerCase()) : null,
    segmentIds: segmentIds.length > 0 ? segmentIds : null,
    members: conditions.members,
    minimumMinor: conditions.minimumOrderMinor,
  };
}

function decimal(text: string): Rational {
  const value = rationalFromDecimal(text);
  if (!value) throw new RangeError("A program document holds a number that is no decimal");
  return value;
}
