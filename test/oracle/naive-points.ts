// What an order is worth, worked out a second time and as plainly as possible: from what the store
// says of the order now, by the words of docs/engine.md.
import type { ProgramDocument } from "../../app/core/program/document.ts";
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
import { countedShare, countsAtAll, extrasOf, lowers, minorUnit, names } from "./naive-extras.ts";
import type { Extra, Part } from "./naive-extras.ts";
import { stacked } from "./naive-stacking.ts";
import { NO_UNITS } from "./naive-thresholds.ts";
import type { Units } from "./naive-thresholds.ts";
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
  /** Those of them that the member had not joined when the order was placed. */
  readonly notJoined: ReadonlySet<string>;
}

export interface Worth {
  readonly points: bigint;
  /** By campaign, before limits. */
  readonly campaigns: ReadonlyMap<string, Fraction>;
  /** Campaigns that apply to the order, whether they give anything or not. */
  readonly running: ReadonlySet<string>;
  /** What tiers count of it. */
  readonly units: Units;
}

const NO_WORTH: Worth = {
  points: 0n,
  campaigns: new Map(),
  running: new Set(),
  units: NO_UNITS,
};

/** What is left of the order is worth. */
export function worthNow(heard: Heard, program: ProgramDocument, granted: Granted): Worth {
  const { newest, paid, refunds } = heard;
  if (!newest || !paid || newest.cancelled) return NO_WORTH;
  const parts = partsOf(paid, program, (line) => unitsLeft(line, heard), [...refunds.values()]);
  const paidLeft = sum(parts.filter(isNoTip).map(({ paid: money, left }) => times(money, left)));
  const unnamed = unnamedBeyond(heard, paid);
  const kept = isLess(unnamed, paidLeft)
    ? minus(whole(1), over(unnamed, paidLeft))
    : noneOrAll(unnamed);
  return worthOf(paid, parts, kept, program, granted);
}

/** Money without a name first pays for what an edit took off; this is the rest. */
export function unnamedBeyond(heard: Heard, paid: StoreOrder): Fraction {
  const owed = sum(paid.lines.map((line) => times(paidCents(line, paid), takenOff(line, heard))));
  const named = whole(total([...heard.refunds.values()], ({ unnamedCents }) => unnamedCents));
  return most(minus(named, owed), NOTHING);
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
  const earning = parts.filter(({ line }) => line === null || countsAtAll(line, program));
  const left = kept[0] === 0n ? [] : earning.map((part) => times(part.items, part.left));
  const units = unitsOf(base, down(sum(left)));
  if (isLess(base, whole(program.earning.minimumOrderMinor))) {
    return { ...NO_WORTH, running, units };
  }
  const counts = (extra: Extra): boolean =>
    lowers(extra) || !isLess(base, whole(extra.conditions?.minimumOrderMinor ?? 0n));
  const own = sum(parts.map((part) => times(part.ownPoints, share(part))));
  const stack = { parts, extras, counts, program, minorUnit: minorUnit(paid) };
  let points = own;
  const given = new Map<string, Fraction>();
  for (const part of parts) {
    for (const [extra, gain] of stacked(part, stack)) {
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
  const basePoints = rounded(own, program.rounding);
  const counted = program.tiers?.qualifyingPoints === "base" ? basePoints : limited;
  return { points: limited, campaigns, running, units: { ...units, points: counted } };
}

/** An order counts as long as anything of it is left. */
function unitsOf(base: Fraction, items: bigint): Units {
  const orders = items > 0n || base[0] > 0n ? 1n : 0n;
  return { spend: down(base), orders, items, points: 0n };
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
  const perMinor = times(decimal(earning.pointsPerUnit), minorUnit(paid));
  const counted = countedShare(paid, program);
  const lines = paid.lines.map((line): Part => {
    const counts = countsAtAll(line, program);
    const multiplier = earning.productMultipliers.find(({ products }) => names(products, line));
    const base = counts ? times(countingCents(line, paid, program), counted) : NOTHING;
    return {
      line,
      paid: paidCents(line, paid),
      base,
      ownPoints: times(times(base, perMinor), decimal(multiplier?.multiplier ?? "1")),
      items: whole(line.quantity),
      left: line.quantity === 0 ? NOTHING : over(whole(unitsOf(line)), whole(line.quantity)),
    };
  });
  if (!earning.shippingIncluded) return lines;
  const shipping = whole(paid.shippingCents);
  const back = whole(total(refunds, ({ shippingCents }) => shippingCents));
  const left = isLess(back, shipping) ? minus(whole(1), over(back, shipping)) : noneOrAll(back);
  const base = times(shipping, counted);
  const ownPoints = times(base, perMinor);
  return [...lines, { line: null, paid: shipping, base, ownPoints, items: NOTHING, left }];
}

function isNoTip({ line }: Part): boolean {
  return line?.kind !== "tip";
}

function countingCents(line: StoreLine, paid: StoreOrder, { earning }: ProgramDocument): Fraction {
  const manual = earning.discountsDeducted ? line.discountCents - line.voucherCents : 0;
  const discount = manual + (earning.vouchersDeducted ? line.voucherCents : 0);
  const net = Math.max(line.priceCents * line.quantity - discount, 0);
  if (earning.taxIncluded === paid.taxesIncluded) return whole(net);
  return whole(earning.taxIncluded ? net + line.taxCents : Math.max(net - line.taxCents, 0));
}

export function paidCents(line: StoreLine, { taxesIncluded }: StoreOrder): Fraction {
  const net = Math.max(line.priceCents * line.quantity - line.discountCents, 0);
  return whole(taxesIncluded ? net : net + line.taxCents);
}

/** What the newest payload says, less what was refunded since. */
export function unitsLeft(line: StoreLine, { newest, refunds }: Heard): number {
  const told = newest?.lines.find(({ id }) => id === line.id)?.current ?? line.quantity;
  const since = [...refunds.values()].filter(({ id }) => !newest?.refunds.some((r) => r.id === id));
  const back = since.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === line.id);
  return Math.min(Math.max(told - total(back, ({ units }) => units), 0), line.quantity);
}

/** The share of a line that is gone without a refund of its units. */
function takenOff(line: StoreLine, { newest }: Heard): Fraction {
  const shown = newest?.lines.find(({ id }) => id === line.id);
  if (!shown || !newest || line.quantity === 0) return NOTHING;
  const named = newest.refunds.flatMap(({ lines }) => lines);
  const back = total(
    named.filter(({ lineId }) => lineId === line.id),
    ({ units }) => units,
  );
  return over(whole(Math.max(line.quantity - shown.current - back, 0)), whole(line.quantity));
}

function total<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((all, item) => all + amount(item), 0);
}
