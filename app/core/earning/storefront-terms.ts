// The earning terms as a theme can compute with them: whole numbers only, because Liquid knows no
// fractions, prices in hundredths of the currency, because Liquid tells them so, and what no page
// can know marked as such. It must never promise what `evaluateOrder` would not credit.
import type { Instant } from "../calendar/instant.ts";
import { dayNumberOf } from "../calendar/local-date.ts";
import { instantOfLocal, localDateOf } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { openingsBetween, dateTimeOf } from "../campaigns/openings.ts";
import { knownMinorDigits, minorPerUnit } from "../money/currency.ts";
import { leastPoints } from "../points/points.ts";
import type { Points, Rounding } from "../points/points.ts";
import { ONE, compare, divide, floor, multiply, rational } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { Campaign } from "../program/campaign-terms.ts";
import type { ProgramDocument } from "../program/document.ts";
import type { EarningTerms, Stacking } from "../program/earning-terms.ts";
import type { TierTerms } from "../program/tier-terms.ts";
import { NO_SUMS } from "../tiers/counters.ts";
import { entersBy } from "../tiers/requirement.ts";
import { compileProgram } from "./compile-program.ts";
import type { CompiledEffect, CompiledExtra, CompiledProgram } from "./compile-program.ts";
import type { ProductMatcher } from "./match-products.ts";

/** What Liquid tells prices in: hundredths of every currency, also of those without any. */
const HUNDREDTHS = 100n;
const HUNDREDTH_DIGITS = 2;
/** Of one campaign; with more of them nothing of it is sure. */
const MAX_OPENINGS = 400;
const MS_PER_SECOND = 1_000;
/** With a greater one no page computes: its products would leave what JSON holds exactly. */
const MAX_SCALE = 1_000_000_000_000n;

/** Any of these; ids as text, tags in lower case. */
export interface NamedProducts {
  readonly products: readonly string[];
  readonly variants: readonly string[];
  readonly collections: readonly string[];
  readonly tags: readonly string[];
}

export type StorefrontEffect =
  | { readonly kind: "multiplier"; readonly n: bigint; readonly d: bigint }
  /** Points times `scale` for one hundredth of the currency. */
  | { readonly kind: "unit"; readonly perHundredth: bigint }
  /** Points for each item, or once for the order, spread over what it names. */
  | { readonly kind: "item" | "order"; readonly points: bigint };

export type StorefrontExtra = StorefrontEffect & {
  readonly products: NamedProducts | null;
  readonly excluded: NamedProducts | null;
  readonly tiers: readonly string[] | null;
  /** Of customers, in lower case. */
  readonly tags: readonly string[] | null;
  /** The least order, in hundredths of the currency; zero for none. */
  readonly minimum: bigint;
  /** When it runs, in seconds of Unix time, from the first and before the last; null for always. */
  readonly spans: readonly (readonly [number, number])[] | null;
  /** Whether it also asks what no page knows, or may have given all that it has. */
  readonly unsure: boolean;
};

export interface StorefrontTerms {
  readonly taxIncluded: boolean;
  readonly rounding: Rounding;
  readonly stacking: Stacking;
  readonly giftCards: boolean;
  /** Which discounts lower what counts; where only some do, no page can tell which is which. */
  readonly deducted: "all" | "none" | "some";
  /** What all points of an amount are multiplied by, so that they are whole numbers. */
  readonly scale: bigint;
  /** Base points of one hundredth of the currency, times `scale`. */
  readonly perHundredth: bigint;
  /** The first that names a product counts in place of that. */
  readonly multipliers: readonly {
    readonly products: NamedProducts;
    readonly perHundredth: bigint;
  }[];
  readonly excluded: NamedProducts | null;
  /** The least order that earns, in hundredths of the currency; zero for none. */
  readonly minimum: bigint;
  /** The most points of one order. */
  readonly most: Points | null;
  /** The most points of several orders: nobody's page knows how much of it is left. */
  readonly mostOfMany: Points | null;
  /** The tier of members who have done nothing yet; null for none. */
  readonly firstTier: string | null;
  /** Whether the order that reaches a tier earns at its rate: which one that is no page knows. */
  readonly crossing: boolean;
  /** Tiers' multipliers, rules, campaigns; the oldest first where only the newest counts. */
  readonly extras: readonly StorefrontExtra[];
}

export interface StorefrontContext {
  readonly currency: string;
  readonly timeZone: TimeZone;
  /** What is over by then is left out. */
  readonly now: Instant;
}

/**
 * Null where a page cannot compute exactly: in currencies with more than two decimals, and with
 * rates of very many. Amounts are in hundredths of the currency, points times `scale`; nothing is
 * rounded. Rule: docs/storefront.md, points of a product and of the cart.
 */
export function storefrontTerms(
  document: ProgramDocument,
  context: StorefrontContext,
): StorefrontTerms | null {
  const { currency } = context;
  if (knownMinorDigits(currency) > HUNDREDTH_DIGITS) return null;
  const { earning, rounding, campaigns, tiers } = document;
  const program = compileProgram(document);
  const extras = extrasOf(program, earning.stacking);
  const scale = scaleOf(program, extras);
  if (scale > MAX_SCALE) return null;
  const whole = (value: Rational): bigint => floor(multiply(value, rational(scale)));
  return {
    taxIncluded: earning.taxIncluded,
    rounding,
    stacking: earning.stacking,
    giftCards: earning.giftCardsIncluded,
    deducted: deductedOf(earning),
    scale,
    perHundredth: whole(perHundredth(program.rate)),
    multipliers: program.multipliers.map(({ products, multiplier }) => ({
      products: namesOf(products),
      perHundredth: whole(multiply(perHundredth(program.rate), multiplier)),
    })),
    excluded: program.excludedProducts && namesOf(program.excludedProducts),
    minimum: hundredths(earning.minimumOrderMinor, currency),
    most: earning.perOrderCap,
    mostOfMany: least([earning.perDayCap, earning.perYearCap, earning.programBudget]),
    firstTier: firstTierOf(tiers),
    crossing: tiers?.crossingOrderEarnsNewRate ?? false,
    extras: extras.map((extra) => ({
      ...effectOf(extra.effect, whole),
      ...conditionsOf(extra, currency),
      ...(mayWaitForShipping(extra, earning) && { unsure: true }),
      ...timesOf(extra, campaigns, context),
    })),
  };
}

function deductedOf({ discountsDeducted, vouchersDeducted }: EarningTerms) {
  if (discountsDeducted !== vouchersDeducted) return "some";
  return discountsDeducted ? "all" : "none";
}

/** What lowers points from an amount on, where shipping may bring the order there. */
function mayWaitForShipping(extra: CompiledExtra, { shippingIncluded }: EarningTerms): boolean {
  const { effect, minimumMinor } = extra;
  const lowers = effect.kind === "multiplier" && compare(effect.multiplier, ONE) < 0;
  return lowers && shippingIncluded && minimumMinor > 0n;
}

/** Those that an order in the online store could get. */
function extrasOf(program: CompiledProgram, stacking: Stacking): CompiledExtra[] {
  const tiers = [...program.tiers].map(([id, extra]) => ({ ...extra, tiers: new Set([id]) }));
  const others = program.extras.filter(({ channels }) => channels?.has("online") ?? true);
  const extras = [...tiers, ...others];
  if (stacking !== "newest") return extras;
  return extras.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

/**
 * The least number that makes everything whole: base points of each product, times what each
 * multiplier adds to them, and points for each unit of the currency.
 */
function scaleOf({ rate, multipliers }: CompiledProgram, extras: CompiledExtra[]): bigint {
  const rates = [ONE, ...multipliers.map(({ multiplier }) => multiplier)];
  const base = commonDenominator(rates.map((one) => multiply(perHundredth(rate), one)));
  const effects = extras.map(({ effect }) => effect);
  const times = effects.flatMap((effect) => ("multiplier" in effect ? [effect.multiplier] : []));
  const units = effects.flatMap((effect) =>
    effect.kind === "bonus_per_unit" ? [perHundredth(effect.points)] : [],
  );
  return leastMultiple(base * commonDenominator(times), commonDenominator(units));
}

function effectOf(effect: CompiledEffect, whole: (value: Rational) => bigint): StorefrontEffect {
  switch (effect.kind) {
    case "multiplier":
      return { kind: "multiplier", n: effect.multiplier.n, d: effect.multiplier.d };
    case "bonus_per_unit":
      return { kind: "unit", perHundredth: whole(perHundredth(effect.points)) };
    case "bonus_per_item":
      return { kind: "item", points: effect.points };
    case "bonus_per_order":
      return { kind: "order", points: effect.points };
  }
}

function conditionsOf(extra: CompiledExtra, currency: string) {
  const { products, excludedProducts, tiers, customerTags, segmentIds, members } = extra;
  return {
    products: products && namesOf(products),
    excluded: excludedProducts && namesOf(excludedProducts),
    tiers: tiers && [...tiers],
    tags: customerTags,
    minimum: hundredths(extra.minimumMinor, currency),
    unsure: segmentIds !== null || members !== null || extra.optIn || extra.limits !== null,
  };
}

/** Times as instants: no page computes with the shop's calendar. */
function timesOf(
  { source, id }: CompiledExtra,
  campaigns: readonly Campaign[],
  { timeZone, now }: StorefrontContext,
): Pick<StorefrontExtra, "spans"> & { unsure?: true } {
  const campaign = source === "campaign" ? campaigns.find((one) => one.id === id) : undefined;
  if (!campaign) return { spans: null };
  const secondsOf = (text: string): number =>
    Math.floor(instantOfLocal(text, timeZone, "earlier") / MS_PER_SECOND);
  const { startsAt, endsAt, weekdays, hours } = campaign;
  if (weekdays.length === 0 && hours === null) {
    return { spans: [[secondsOf(startsAt), secondsOf(endsAt)]] };
  }
  // Hours that reach over midnight may have begun on the day before.
  const today = dayNumberOf(localDateOf(now, timeZone)) - 1;
  const first = Math.max(today, dayNumberOf(startsAt));
  const openings = openingsBetween(campaign, first, dayNumberOf(endsAt));
  const spans = openings
    .slice(0, MAX_OPENINGS)
    .map(({ from, until }) => [secondsOf(dateTimeOf(from)), secondsOf(dateTimeOf(until))] as const);
  const [begin, end] = [spans.at(-1)?.[1] ?? 0, secondsOf(endsAt)];
  if (openings.length <= MAX_OPENINGS) return { spans };
  return { spans: [...spans, [begin, end]], unsure: true };
}

/** What who has done nothing enters with the first order, before it is counted; null for none. */
export function firstTierOf(tiers: TierTerms | null): string | null {
  return tiers?.list.findLast((tier) => entersBy(tier, NO_SUMS))?.id ?? null;
}

function namesOf({ productIds, variantIds, collectionIds, tags }: ProductMatcher): NamedProducts {
  return {
    products: [...productIds],
    variants: [...variantIds],
    collections: [...collectionIds],
    tags: [...tags],
  };
}

function perHundredth(perUnit: Rational): Rational {
  return divide(perUnit, rational(HUNDREDTHS));
}

function hundredths(minor: bigint, currency: string): bigint {
  return floor(rational(minor * HUNDREDTHS, minorPerUnit(currency)));
}

function least(limits: readonly (Points | null)[]): Points | null {
  const known = limits.filter((limit) => limit !== null);
  return known.length === 0 ? null : known.reduce(leastPoints);
}

function commonDenominator(values: readonly Rational[]): bigint {
  return values.reduce((multiple, { d }) => leastMultiple(multiple, d), 1n);
}

function leastMultiple(a: bigint, b: bigint): bigint {
  return a * rational(b, a).n;
}
