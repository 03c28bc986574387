// How extras on the same line get on with one another, in the words of docs/engine.md.
import type { ProgramDocument } from "../../app/core/program/document.ts";
import {
  NOTHING,
  decimal,
  isLess,
  minus,
  most,
  over,
  plus,
  sum,
  times,
  whole,
} from "./fraction.ts";
import type { Fraction } from "./fraction.ts";
import { applies, countsAtAll, lowers } from "./naive-extras.ts";
import type { Extra, Part } from "./naive-extras.ts";

interface Stack {
  readonly parts: readonly Part[];
  readonly extras: readonly Extra[];
  /** Whether its minimum is met by what is left. */
  readonly counts: (extra: Extra) => boolean;
  readonly program: ProgramDocument;
  /** The part of a whole euro, yen or dinar in which amounts are counted. */
  readonly minorUnit: Fraction;
}

/** What each extra adds to a part, as the program stacks them. */
export function stacked(part: Part, stack: Stack): [Extra, Fraction][] {
  const { extras, counts, program } = stack;
  if (part.line && !countsAtAll(part.line, program)) return [];
  const named = extras
    .filter((extra) => applies(extra, part))
    .map((extra): [Extra, Fraction] => [extra, gainAlone(extra, part, stack)]);
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

function gainAlone(extra: Extra, part: Part, { parts, program, minorUnit }: Stack): Fraction {
  const { effect } = extra;
  switch (effect.kind) {
    case "multiplier":
      return times(part.ownPoints, minus(decimal(effect.multiplier), whole(1)));
    case "bonus_per_unit":
      return times(part.base, times(decimal(effect.points), minorUnit));
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
