// Puts numbers and days into a language by its own tables: for whoever has them at hand, which a
// server has and a page on a phone has not.
import type { AmountLike, MoreFormats } from "../../../widget/words/wording.ts";
import { currencyFormat } from "../../core/money/currency-format.ts";

export type IntlFormats = ReturnType<typeof intlFormats>;

export const intlFormats = (locale: string) => {
  const format = (value: number | string, options?: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(locale, options).format(value as number);

  /**
   * "5 €" rather than "5,00 €"; 39.90 keeps its decimals. The text is an exact decimal, read by
   * Intl as such.
   */
  const currency = (decimal: string, code: string): string =>
    currencyFormat(locale, code, { trailingZeroDisplay: "stripIfInteger" }).format(
      decimal as Intl.StringNumericLiteral,
    );

  return {
    locale,
    currency,
    number: (value: number | string) => format(value, { maximumFractionDigits: 8 }),
    signed: (count: number) => format(count, { signDisplay: "exceptZero" }),
    percent: (percent: string) =>
      format(`${percent}E-2`, { style: "percent", maximumFractionDigits: 2 }),
    days: (count: number) => format(count, { style: "unit", unit: "day", unitDisplay: "long" }),
    money: ({ amountMinor, minorDigits, currency: code }: AmountLike) =>
      currency(`${amountMinor}E-${minorDigits}`, code),
    date: (day: string) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
        new Date(day),
      ),
    either: (items: string[]) => new Intl.ListFormat(locale, { type: "disjunction" }).format(items),
  } satisfies MoreFormats & Record<string, unknown>;
};
