// How a language writes amounts of a currency, by its own tables: also of one whose code the tables
// refuse, because it is none of ISO 4217.
import { minorDigitsOf } from "./currency.ts";

export type CurrencyFormat = Pick<
  Intl.NumberFormat,
  "format" | "formatToParts" | "resolvedOptions"
>;

const LISTED = /^[A-Z]{3}$/;
/** The code for tests lends its place to one that is not listed. */
const STAND_IN = "XTS";
/** Of a code that nobody knows. */
const USUAL_DIGITS = 2;

/**
 * A code that is not listed stands where the language puts codes, with all of the currency's
 * decimals. Throws a RangeError for a locale that is none.
 */
export function currencyFormat(
  locale: string,
  currency: string,
  options: Intl.NumberFormatOptions = {},
): CurrencyFormat {
  if (LISTED.test(currency)) {
    return new Intl.NumberFormat(locale, { ...options, style: "currency", currency });
  }
  const digits = minorDigitsOf(currency) ?? USUAL_DIGITS;
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...options,
    style: "currency",
    currency: STAND_IN,
    currencyDisplay: "code",
  });
  const formatToParts = (amount: number | bigint | Intl.StringNumericLiteral | undefined) =>
    format
      // Decimal text is taken, too, and exactly: its type is behind.
      .formatToParts(amount as number)
      .map((part) => (part.type === "currency" ? { ...part, value: currency } : part));
  return {
    formatToParts,
    format: (amount) =>
      formatToParts(amount)
        .map(({ value }) => value)
        .join(""),
    resolvedOptions: () => format.resolvedOptions(),
  };
}
