// What lines are worth when a tier, rules and campaigns apply to them together, exactly.
import type { AmountMinor } from "../money/money.ts";
import { ONE, ZERO, add, compare, multiply, rational, subtract } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { Stacking } from "../program/earning-terms.ts";
import type { EarnSnapshot, ExtraEffect, SnapshotExtra } from "./earn-snapshot.ts";

/** Lines, or what is left of them, that have the same terms. */
export interface LineGroup {
  readonly rate: Rational;
  /** Places in the snapshot's list, ascending. */
  readonly extras: readonly number[];
  base: AmountMinor;
  /** Units; a fraction where part of a unit's refund counts as kept. */
  items: Rational;
}

/** Exact points: of the base rate, and of each extra that gives or takes any. */
export interface ExactWorth {
  base: Rational;
  /** By place in the snapshot's list. */
  readonly extras: Map<number, Rational>;
}

/** Which extras still count. Those that do not give nothing. */
export type IsActive = (place: number) => boolean;

/**
 * Whether lines of equal terms may be computed as one. Not where each line chooses for itself
 * between what is given for its amount and what is given for its items.
 */
export function isAdditive(
  { stacking, extras }: Pick<EarnSnapshot, "stacking" | "extras">,
  places: readonly number[],
): boolean {
  if (places.length === 0 || stacking === "sum" || stacking === "newest") return true;
  return places.every((place) => !isPerItem(extras[place]));
}

/**
 * Adds the worth of a group, by the program's way of stacking:
 *
 * - `best`: base points and the one extra that gives most; none lowers them. Of equals the first in
 *   the program counts.
 * - `newest`: base points and the extra that started last, whatever it gives. Where it no longer
 *   counts, none follows it.
 * - `bonus_on_base`: base points and each extra on base points alone. Those that lower points take
 *   no more than the base points, whatever others give.
 * - `sum`: base points and bonuses per unit of currency, times all multipliers, and then bonuses
 *   per item and per order. A multiplier gives what it adds to those before it in the program;
 *   those below one come first, and lower bonuses per unit as well.
 */
export function addWorth(
  worth: ExactWorth,
  group: LineGroup,
  { stacking, extras }: Pick<EarnSnapshot, "stacking" | "extras">,
  isActive: IsActive,
): void {
  const base = multiply(group.base, group.rate);
  worth.base = add(worth.base, base);
  if (group.extras.length > 0)
    STACKINGS[stacking](worth, { ...group, points: base }, extras, isActive);
}

interface PricedGroup extends LineGroup {
  /** Base points. */
  readonly points: Rational;
}

type Stack = (
  worth: ExactWorth,
  group: PricedGroup,
  extras: readonly SnapshotExtra[],
  isActive: IsActive,
) => void;

const STACKINGS: Readonly<Record<Stacking, Stack>> = {
  best: stackBest,
  newest: stackNewest,
  bonus_on_base: stackOnBase,
  sum: stackSum,
};

function stackBest(...[worth, group, extras, isActive]: Parameters<Stack>): void {
  let best = ZERO;
  let bestPlace: number | null = null;
  for (const place of group.extras) {
    if (!isActive(place)) continue;
    const gain = gainOf(extras[place], group);
    if (compare(gain, best) <= 0) continue;
    best = gain;
    bestPlace = place;
  }
  if (bestPlace !== null) addTo(worth, bestPlace, best);
}

function stackNewest(...[worth, group, extras, isActive]: Parameters<Stack>): void {
  const newest = group.extras.at(-1);
  if (newest !== undefined && isActive(newest)) {
    addTo(worth, newest, gainOf(extras[newest], group));
  }
}

function stackOnBase(...[worth, group, extras, isActive]: Parameters<Stack>): void {
  let left = group.points;
  for (const place of group.extras) {
    if (!isActive(place)) continue;
    const gain = gainOf(extras[place], group);
    const lowers = gain.n < 0n && add(left, gain).n < 0n;
    const given = lowers ? subtract(ZERO, left) : gain;
    if (given.n < 0n) left = add(left, given);
    addTo(worth, place, given);
  }
}

/**
 * What lowers comes first, and lowers bonuses per unit too: so each extra's own part is whole, and
 * a limit on it gives back nothing that another took.
 */
function stackSum(...[worth, group, extras, isActive]: Parameters<Stack>): void {
  const active = group.extras.filter(isActive);
  let running = group.points;
  let lowered = ONE;
  const raise = (place: number, gain: Rational): void => {
    running = add(running, gain);
    addTo(worth, place, gain);
  };
  for (const place of active) {
    const multiplier = multiplierOf(extras[place]);
    if (!multiplier || compare(multiplier, ONE) >= 0) continue;
    lowered = multiply(lowered, multiplier);
    raise(place, multiply(running, subtract(multiplier, ONE)));
  }
  for (const place of active) {
    const extra = extras[place];
    if (extra?.effect.kind !== "bonus_per_unit") continue;
    raise(place, multiply(gainOf(extra, group), lowered));
  }
  for (const place of active) {
    const multiplier = multiplierOf(extras[place]);
    if (!multiplier || compare(multiplier, ONE) < 0) continue;
    raise(place, multiply(running, subtract(multiplier, ONE)));
  }
  for (const place of active) {
    const kind = extras[place]?.effect.kind;
    if (kind === "multiplier" || kind === "bonus_per_unit") continue;
    addTo(worth, place, gainOf(extras[place], group));
  }
}

function multiplierOf(extra: SnapshotExtra | undefined): Rational | null {
  return extra?.effect.kind === "multiplier" ? extra.effect.multiplier : null;
}

/** What the extra alone gives over base points. */
function gainOf(extra: SnapshotExtra | undefined, group: PricedGroup): Rational {
  if (!extra) return ZERO;
  return gainOfEffect(extra.effect, group);
}

function gainOfEffect(effect: ExtraEffect, { base, items, points }: PricedGroup): Rational {
  switch (effect.kind) {
    case "multiplier":
      return multiply(points, subtract(effect.multiplier, ONE));
    case "bonus_per_unit":
      return multiply(base, effect.perMinor);
    case "bonus_per_item":
      return multiply(items, rational(effect.points));
    case "bonus_per_order":
      return multiply(effect.per === "minor" ? base : items, effect.share);
  }
}

function isPerItem(extra: SnapshotExtra | undefined): boolean {
  if (!extra) return false;
  const { effect } = extra;
  return (
    effect.kind === "bonus_per_item" || (effect.kind === "bonus_per_order" && effect.per === "item")
  );
}

function addTo({ extras }: ExactWorth, place: number, points: Rational): void {
  if (points.n === 0n) return;
  extras.set(place, add(extras.get(place) ?? ZERO, points));
}
