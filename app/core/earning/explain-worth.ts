// What an order's points are made of now: for explanations and reports, never for the ledger.
import type { AmountMinor } from "../money/money.ts";
import type { OrderState } from "../orders/order-state.ts";
import { ZERO } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { EarnSnapshot, SnapshotExtra } from "./earn-snapshot.ts";
import { asGranted, exactWorth, targetPoints } from "./target-points.ts";
import { whatIsLeft } from "./what-is-left.ts";

export interface WorthPart extends Pick<SnapshotExtra, "source" | "id"> {
  /** Exact points that it gives, as far as granted. */
  readonly points: Rational;
}

export interface WorthParts {
  /** What still counts, in minor units of the shop's currency. */
  readonly base: AmountMinor;
  /** Exact points without extras. */
  readonly basePoints: Rational;
  /** Those that give or take something, in the order of the program. */
  readonly extras: readonly WorthPart[];
}

/**
 * Base points and each extra's part of what is left of the order, exact and before the cap per
 * order, the rooms of days, years and budgets, and rounding: the parts of an order worth nothing
 * are nothing.
 */
export function explainWorth(snapshot: EarnSnapshot, state: OrderState): WorthParts {
  const { points, base } = targetPoints(snapshot, state);
  if (points === 0n) return { base, basePoints: ZERO, extras: [] };
  const worth = exactWorth(snapshot, whatIsLeft(snapshot, state));
  const extras = snapshot.extras.flatMap((extra, place) => {
    const exact = worth.extras.get(place);
    if (!exact) return [];
    return [{ source: extra.source, id: extra.id, points: asGranted(extra, exact) }];
  });
  return { base, basePoints: worth.base, extras };
}
