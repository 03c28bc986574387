// Money as exact numbers of minor units. Shopify's decimal text is parsed here and never compared
// as text.
import {
  decimalFromRational,
  multiply,
  rational,
  rationalFromDecimal,
} from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import { knownMinorDigits, minorPerUnit } from "./currency.ts";

/**
 * An exact number of minor units of a currency that the context names. Mostly whole; a fraction
 * where Shopify sent more decimals than the currency has.
 */
export type AmountMinor = Rational;

/** No single amount may be larger, in minor units: ten thousand milliards of cents. */
export const MAX_AMOUNT_MINOR = 10_000_000_000_000n;

/** Longer text is not a price. */
const MAX_AMOUNT_CHARACTERS = 40;

/**
 * The exact minor units of decimal text in major units: `"40.00"` EUR is 4000, `"0.125"` EUR is
 * 25/2, `"40"` JPY is 40. Null when the text is no plain decimal or the amount is out of range.
 * Throws for an unknown currency.
 */
export function parseAmount(text: string, currency: string): AmountMinor | null {
  if (text.length > MAX_AMOUNT_CHARACTERS) return null;
  return parsePlainAmount(text, currency) ?? parseAnyAmount(text, currency);
}

/** So few digits are in range in every currency. */
const PLAIN_AMOUNT = /^(\d{1,9})(?:\.(\d{0,4}))?$/;

/** Nearly all amounts have no more decimals than their currency: no fraction has to be reduced. */
function parsePlainAmount(text: string, currency: string): AmountMinor | null {
  const match = PLAIN_AMOUNT.exec(text);
  const digits = knownMinorDigits(currency);
  if (!match) return null;
  const [, whole, fraction = ""] = match;
  if (fraction.length > digits) return null;
  return { n: BigInt(`${whole}${fraction.padEnd(digits, "0")}`), d: 1n };
}

function parseAnyAmount(text: string, currency: string): AmountMinor | null {
  const major = rationalFromDecimal(text);
  if (!major) return null;
  const minor = multiply(major, rational(minorPerUnit(currency)));
  const limit = MAX_AMOUNT_MINOR * minor.d;
  return minor.n > limit || minor.n < -limit ? null : minor;
}

/**
 * Decimal text in major units with the currency's own number of decimals (4000 EUR is `"40.00"`),
 * fractions of a minor unit cut off. For explanations and for Shopify's inputs, whose amounts are
 * whole minor units.
 */
export function formatAmount(amount: AmountMinor, currency: string): string {
  const digits = knownMinorDigits(currency);
  return decimalFromRational({ n: amount.n, d: amount.d * 10n ** BigInt(digits) }, digits);
}
