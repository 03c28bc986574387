// What an order is worth, worked out a second time and as plainly as possible: from what the store
// says of the order now, by the words of docs/engine.md.
import type { Conditions, ProductCondition } from "../../app/core/program/conditions.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { BonusEffect } from "../../app/core/program/earning-terms.ts";
import {
  NOTHING,
  decimal,
  down,
  isLess,
  least,
  minus,
  most,
  over,
  plus,
  sum,
  times,
  up,
  whole,
} from "./fraction.ts";
import type { Fraction } from "./fraction.ts";
import { runs } from "./naive-calendar.ts";
import { productId } from "./store.ts";
import type { StoreLine, StoreOrder, StoreRefund } from "./store.ts";

/** What has been heard of an order. */
export interface Heard {
  readonly newest: StoreOrder | null;
  /** The newest that was fully paid. */
  readonly paid: StoreOrder | null;
  readonly refunds: ReadonlyMap<string, StoreRefund>;
}

/** What was settled when the order first counted. */
export interface Granted {
  readonly tierId: string | null;
  /** The most points of the order; null for no limit. */
  readonly order: bigint | null;
  /** By campaign; those without an entry have no limit. */
  readonly campaigns: ReadonlyMap<string, bigint>;
  /** Campaigns that had no room left: for this order they do not run. */
  readonly gone: ReadonlySet<string>;
}

interface Extra {
  readonly id: string;
  readonly isCampaign: boolean;
  readonly effect: BonusEffect;
  readonly conditions: Conditions | null;
  /** The later the newer. */
  readonly since: string;
}

/** A line, or shipping, as ordered. */
interface Part {
  readonly line: StoreLine | null;
  readonly paid: Fraction;
  readonly base: Fraction;
  readonly ownPoints: Fraction;
  readonly items: Fraction;
  /** How much of it is left, from 0 to 1, before amounts that name no line. */
  readonly left: Fraction;
}

export interface Worth {
  readonly points: bigint;
  /** By campaign, before limits. */
  readonly campaigns: ReadonlyMap<string, Fraction>;
  /** Campaigns that apply to the order, whether they give anything or not. */
  readonly running: ReadonlySet<string>;
  /** What counts of it, in cents. */
  readonly base: Fraction;
}

const NO_WORTH: Worth = {
  points: 0n,
  campaigns: new Map(),
  running: new Set(),
  base: NOTHING,
};

/** What is left of the order is worth. */
export function worthNow(heard: Heard, program: ProgramDocument, granted: Granted): Worth {
  const { newest, paid, refunds } = heard;
  if (!newest || !paid || newest.cancelled) return NO_WORTH;
  const parts = partsOf(paid, program, (line) => unitsLeft(line, heard), [...refunds.values()]);
  const paidLeft = sum(parts.filter(isNoTip).map(({ paid: money, left }) => times(money, left)));
  const unnamed = whole(total([...refunds.values()], ({ unnamedCents }) => unnamedCents));
  const kept = isLess(unnamed, paidLeft)
    ? minus(whole(1), over(unnamed, paidLeft))
    : noneOrAll(unnamed);
  return worthOf(paid, parts, kept, program, granted);
}

function noneOrAll(unnamed: Fraction): Fraction {
  return unnamed[0] > 0n ? NOTHING : whole(1);
}

/** What the order would be worth if nothing had ever been given back. */
export function worthAsOrdered(
  paid: StoreOrder,
  program: ProgramDocument,
  granted: Granted,
): Worth {
  const parts = partsOf(paid, program, ({ quantity }) => quantity, []);
  return worthOf(paid, parts, whole(1), program, granted);
}

function worthOf(
  paid: StoreOrder,
  parts: readonly Part[],
  kept: Fraction,
  program: ProgramDocument,
  granted: Granted,
): Worth {
  const share = (part: Part): Fraction => times(part.left, kept);
  const base = sum(parts.map((part) => times(part.base, share(part))));
  // A rule asks its minimum of the order as placed, and of what is left only if it adds points.
  const baseAsPlaced = sum(parts.map((part) => part.base));
  const extras = extrasOf(paid, program, granted).filter(
    ({ conditions }) => !isLess(baseAsPlaced, whole(conditions?.minimumOrderMinor ?? 0n)),
  );
  const running = runningOf(extras);
  if (isLess(base, whole(program.earning.minimumOrderMinor))) return { ...NO_WORTH, running, base };
  const counts = (extra: Extra): boolean =>
    lowers(extra) || !isLess(base, whole(extra.conditions?.minimumOrderMinor ?? 0n));
  let points = NOTHING;
  const given = new Map<string, Fraction>();
  for (const part of parts) {
    points = plus(points, times(part.ownPoints, share(part)));
    for (const [extra, gain] of stacked(part, { parts, extras, counts, program })) {
      const more = times(gain, share(part));
      given.set(extra.id, plus(given.get(extra.id) ?? NOTHING, more));
    }
  }
  const campaigns = new Map<string, Fraction>();
  for (const { id, isCampaign } of extras) {
    const all = given.get(id) ?? NOTHING;
    if (isCampaign) campaigns.set(id, all);
    const most_ = isCampaign ? granted.campaigns.get(id) : undefined;
    points = plus(points, most_ === undefined ? all : least(all, whole(most_)));
  }
  const limits = [program.earning.perOrderCap, granted.order].filter((limit) => limit !== null);
  const limited = limits.reduce(
    (value, limit) => (limit < value ? limit : value),
    rounded(most(points, NOTHING), program.rounding),
  );
  return { points: limited, campaigns, running, base };
}

function lowers({ effect }: Extra): boolean {
  return effect.kind === "multiplier" && isLess(decimal(effect.multiplier), whole(1));
}

function runningOf(extras: readonly Extra[]): Set<string> {
  return new Set(extras.filter(({ isCampaign }) => isCampaign).map(({ id }) => id));
}

function rounded(value: Fraction, rounding: ProgramDocument["rounding"]): bigint {
  if (rounding === "ceiling") return up(value);
  return down(rounding === "half_up" ? plus(value, [1n, 2n]) : value);
}

function partsOf(
  paid: StoreOrder,
  program: ProgramDocument,
  unitsOf: (line: StoreLine) => number,
  refunds: readonly StoreRefund[],
): Part[] {
  const { earning } = program;
  const perCent = over(decimal(earning.pointsPerUnit), whole(100));
  const lines = paid.lines.map((line): Part => {
    const counts = countsAtAll(line, program);
    const multiplier = earning.productMultipliers.find(({ products }) => names(products, line));
    const base = counts ? countingCents(line, paid, program) : NOTHING;
    return {
      line,
      paid: paidCents(line, paid),
      base,
      ownPoints: times(times(base, perCent), decimal(multiplier?.multiplier ?? "1")),
      items: whole(line.quantity),
      left: line.quantity === 0 ? NOTHING : over(whole(unitsOf(line)), whole(line.quantity)),
    };
  });
  if (!earning.shippingIncluded) return lines;
  const base = whole(paid.shippingCents);
  const back = whole(total(refunds, ({ shippingCents }) => shippingCents));
  const left = isLess(back, base) ? minus(whole(1), over(back, base)) : noneOrAll(back);
  const ownPoints = times(base, perCent);
  return [...lines, { line: null, paid: base, base, ownPoints, items: NOTHING, left }];
}

function isNoTip({ line }: Part): boolean {
  return line?.kind !== "tip";
}

function countsAtAll(line: StoreLine, { earning }: ProgramDocument): boolean {
  if (line.kind === "tip") return false;
  if (line.kind === "gift_card" && !earning.giftCardsIncluded) return false;
  return !names(earning.excludedProducts, line);
}

function countingCents(line: StoreLine, paid: StoreOrder, { earning }: ProgramDocument): Fraction {
  const discount = earning.discountsDeducted ? line.discountCents : 0;
  const net = Math.max(line.priceCents * line.quantity - discount, 0);
  if (earning.taxIncluded === paid.taxesIncluded) return whole(net);
  return whole(earning.taxIncluded ? net + line.taxCents : Math.max(net - line.taxCents, 0));
}

function paidCents(line: StoreLine, { taxesIncluded }: StoreOrder): Fraction {
  const net = Math.max(line.priceCents * line.quantity - line.discountCents, 0);
  return whole(taxesIncluded ? net : net + line.taxCents);
}

/** What the newest payload says, less what was refunded since. */
function unitsLeft(line: StoreLine, { newest, refunds }: Heard): number {
  const told = newest?.lines.find(({ id }) => id === line.id)?.current ?? line.quantity;
  const since = [...refunds.values()].filter(({ id }) => !newest?.refunds.some((r) => r.id === id));
  const back = since.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === line.id);
  return Math.min(Math.max(told - total(back, ({ units }) => units), 0), line.quantity);
}

function total<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((all, item) => all + amount(item), 0);
}

/** What may come on top: the tier's multiplier, then rules, then campaigns. */
function extrasOf(paid: StoreOrder, program: ProgramDocument, { tierId, gone }: Granted): Extra[] {
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
    .filter(({ conditions }) => meets(paid, conditions))
    .map(({ id, effect, conditions, addedOn }) => ({
      id,
      isCampaign: false,
      effect,
      conditions,
      since: `${addedOn}T00:00`,
    }));
  const campaigns = program.campaigns
    .filter(({ id }) => !gone.has(id))
    .filter((campaign) => runs(campaign, paid.placedAt) && meets(paid, campaign.conditions))
    .map(({ id, effect, conditions, startsAt }) => ({
      id,
      isCampaign: true,
      effect,
      conditions,
      since: startsAt,
    }));
  return [...tierExtra, ...rules, ...campaigns];
}

function meets({ channel }: StoreOrder, { channels }: Conditions): boolean {
  const own = channel === "web" ? "online" : channel === "pos" ? "pos" : "other";
  return channels.length === 0 || channels.includes(own);
}

function names(products: ProductCondition, line: StoreLine): boolean {
  return products.productIds.includes(productId(line.product));
}

function applies({ conditions, effect }: Extra, { line }: Part): boolean {
  const perAmount = effect.kind === "multiplier" || effect.kind === "bonus_per_unit";
  if (line === null && !perAmount) return false;
  if (conditions === null) return true;
  const all = conditions.products.productIds.length === 0;
  if (line === null) return all;
  return (all || names(conditions.products, line)) && !names(conditions.excludedProducts, line);
}

interface Stack {
  readonly parts: readonly Part[];
  readonly extras: readonly Extra[];
  /** Whether its minimum is met by what is left. */
  readonly counts: (extra: Extra) => boolean;
  readonly program: ProgramDocument;
}

/** What each extra adds to a part, as the program stacks them. */
function stacked(part: Part, { parts, extras, counts, program }: Stack): [Extra, Fraction][] {
  if (part.line && !countsAtAll(part.line, program)) return [];
  const named = extras
    .filter((extra) => applies(extra, part))
    .map((extra): [Extra, Fraction] => [extra, gainAlone(extra, part, parts, program)]);
  const alone = named.filter(([extra]) => counts(extra));
  switch (program.earning.stacking) {
    case "bonus_on_base":
      return onBase(part, alone);
    case "best": {
      const better = alone.filter(([, gain]) => isLess(NOTHING, gain));
      const best = better.filter(([, gain]) => !better.some((other) => isLess(gain, other[1])));
      return best.slice(0, 1);
    }
    case "newest": {
      const newest = named.reduce<[Extra, Fraction] | null>(
        (known, each) => (known && each[0].since < known[0].since ? known : each),
        null,
      );
      return newest && counts(newest[0]) ? [newest] : [];
    }
    case "sum":
      return multipliedAndAdded(part, alone);
  }
}

/** All added; those that lower points take no more than the line's own. */
function onBase(part: Part, alone: [Extra, Fraction][]): [Extra, Fraction][] {
  let own = part.ownPoints;
  return alone.map(([extra, gain]) => {
    if (!isLess(gain, NOTHING)) return [extra, gain];
    const taken = most(gain, minus(NOTHING, own));
    own = plus(own, taken);
    return [extra, taken];
  });
}

/** What lowers first, then bonuses per unit as lowered, then what raises, then fixed bonuses. */
function multipliedAndAdded(part: Part, alone: [Extra, Fraction][]): [Extra, Fraction][] {
  let running = part.ownPoints;
  let lowered = whole(1);
  const given: [Extra, Fraction][] = [];
  const give = (extra: Extra, more: Fraction): void => {
    running = plus(running, more);
    given.push([extra, more]);
  };
  for (const [extra] of alone.filter(([each]) => lowers(each))) {
    lowered = times(lowered, multiplierOf(extra));
    give(extra, times(running, minus(multiplierOf(extra), whole(1))));
  }
  for (const [extra, gain] of alone) {
    if (extra.effect.kind === "bonus_per_unit") give(extra, times(gain, lowered));
  }
  for (const [extra] of alone) {
    if (extra.effect.kind !== "multiplier" || lowers(extra)) continue;
    give(extra, times(running, minus(multiplierOf(extra), whole(1))));
  }
  for (const [extra, gain] of alone) {
    const { kind } = extra.effect;
    if (kind === "bonus_per_item" || kind === "bonus_per_order") give(extra, gain);
  }
  return given;
}

function multiplierOf({ effect }: Extra): Fraction {
  return effect.kind === "multiplier" ? decimal(effect.multiplier) : whole(1);
}

function gainAlone(
  extra: Extra,
  part: Part,
  parts: readonly Part[],
  program: ProgramDocument,
): Fraction {
  const { effect } = extra;
  switch (effect.kind) {
    case "multiplier":
      return times(part.ownPoints, minus(decimal(effect.multiplier), whole(1)));
    case "bonus_per_unit":
      return times(part.base, over(decimal(effect.points), whole(100)));
    case "bonus_per_item":
      return times(part.items, whole(effect.points));
    case "bonus_per_order": {
      if (part.line === null) return NOTHING;
      const named = parts.filter(
        (each) => each.line && countsAtAll(each.line, program) && applies(extra, each),
      );
      const money = sum(named.map(({ base }) => base));
      const items = sum(named.map((each) => each.items));
      if (money[0] > 0n) return times(whole(effect.points), over(part.base, money));
      return items[0] > 0n ? times(whole(effect.points), over(part.items, items)) : NOTHING;
    }
  }
}
