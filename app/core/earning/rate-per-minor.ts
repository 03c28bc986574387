// Programs count points for each unit of a currency, orders come in its minor units.
import { minorPerUnit } from "../money/currency.ts";
import { divide, rational } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";

/**
 * What one minor unit earns where a whole unit of the currency earns `perUnit` points: exact, never
 * rounded. One point for each 1.00 is a hundredth of a point for each cent, and one for each yen.
 * Throws a RangeError for an unknown currency. Rule: docs/engine.md §2.
 */
export function ratePerMinor(perUnit: Rational, currency: string): Rational {
  return divide(perUnit, rational(minorPerUnit(currency)));
}
