// What is left of an order's lines and of its shipping, in the terms of its snapshot.
import type { AmountMinor } from "../money/money.ts";
import { refundedShipping, refundedUnnamed } from "../orders/money-back.ts";
import { unitsKept } from "../orders/remaining.ts";
import type { OrderState } from "../orders/order-state.ts";
import {
  ONE,
  ZERO,
  add,
  compare,
  divide,
  isZero,
  multiply,
  rational,
  subtract,
} from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { EarnSnapshot, SnapshotLine, SnapshotShipping } from "./earn-snapshot.ts";
import { isAdditive } from "./stack-extras.ts";
import type { LineGroup } from "./stack-extras.ts";

/** The parts of an order that are left, before money that names no line is spread over them. */
export interface WhatIsLeft {
  /** What counts, in minor units of the shop's currency. */
  readonly base: AmountMinor;
  /** Units of lines that earn. */
  readonly items: Rational;
  /** Lines of equal terms together. */
  readonly groups: readonly LineGroup[];
  /** The share that money given back without naming a line leaves of all of it: 0 to 1. */
  readonly kept: Rational;
}

/** Everything, as ordered: what limited rooms are asked for. */
export function wholeOrder(snapshot: EarnSnapshot): WhatIsLeft {
  const gathering = new Gathering(snapshot);
  for (const line of snapshot.lines) {
    if (line.quantity > 0) gathering.add(line, rational(BigInt(line.quantity)), ONE);
  }
  if (snapshot.shipping) gathering.addShipping(snapshot.shipping, ONE);
  return gathering.left(ZERO);
}

/**
 * Each line scaled to its units left, shipping by what was given back of it. Where the program
 * keeps what is refunded as store credit, that share of each refund counts as left.
 */
export function whatIsLeft(snapshot: EarnSnapshot, state: OrderState): WhatIsLeft {
  const gathering = new Gathering(snapshot);
  const { keepsStoreCredit } = snapshot;
  const units = unitsKept(state, keepsStoreCredit);
  for (const line of snapshot.lines) {
    const left = units(line.lineId, line.quantity);
    if (!isZero(left)) gathering.add(line, left, shareOf(left, line.quantity));
  }
  const { shipping } = snapshot;
  if (shipping && state.paid) {
    const { gross, discount } = state.paid.shipping;
    const taken = refundedShipping(state, keepsStoreCredit);
    gathering.addShipping(shipping, shareKept(subtract(gross, discount), taken));
  }
  return gathering.left(refundedUnnamed(state, keepsStoreCredit));
}

/** Sums what is left, and puts lines of equal terms together. */
class Gathering {
  readonly #snapshot: EarnSnapshot;
  readonly #groups: LineGroup[] = [];
  #paid = ZERO;
  #base = ZERO;
  #items = ZERO;

  constructor(snapshot: EarnSnapshot) {
    this.#snapshot = snapshot;
  }

  /** Tips are left out of what is paid: nobody takes back a tip by refunding an amount. */
  add(line: SnapshotLine, units: Rational, share: Rational): void {
    if (line.exclusion === "tip") return;
    this.#paid = add(this.#paid, scaled(line.paid, share));
    if (line.exclusion !== null) return;
    this.#addGroup(line, scaled(line.base, share), units);
    this.#items = add(this.#items, units);
  }

  addShipping(shipping: SnapshotShipping, share: Rational): void {
    this.#paid = add(this.#paid, scaled(shipping.paid, share));
    this.#addGroup(shipping, scaled(shipping.base, share), ZERO);
  }

  left(unnamed: AmountMinor): WhatIsLeft {
    return {
      base: this.#base,
      items: this.#items,
      groups: this.#groups,
      kept: shareKept(this.#paid, unnamed),
    };
  }

  #addGroup({ rate, extras }: SnapshotShipping, base: AmountMinor, items: Rational): void {
    this.#base = add(this.#base, base);
    const group = this.#groups.find((other) => other.rate === rate && other.extras === extras);
    if (group && isAdditive(this.#snapshot, extras)) {
      group.base = add(group.base, base);
      group.items = add(group.items, items);
    } else {
      this.#groups.push({ rate, extras, base, items });
    }
  }
}

function shareOf(units: Rational, quantity: number): Rational {
  if (units.d === 1n && units.n === BigInt(quantity)) return ONE;
  return divide(units, rational(BigInt(quantity)));
}

/**
 * The share of `whole` that stays after `taken` went back: one when nothing went back, never below
 * zero.
 */
function shareKept(whole: AmountMinor, taken: AmountMinor): Rational {
  if (isZero(taken)) return ONE;
  if (compare(taken, whole) >= 0) return ZERO;
  return subtract(ONE, divide(taken, whole));
}

function scaled(amount: AmountMinor, share: Rational): AmountMinor {
  return share === ONE ? amount : multiply(amount, share);
}
