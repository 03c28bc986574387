// Prices as a shop shows them, in the language of the page.
import { minorDigits } from "../../money.ts";

export interface MoneyFormat {
  readonly locale: string;
  readonly currency: string;
}

export function formatMoney(minor: number, format: MoneyFormat): string {
  const { locale, currency } = format;
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(
    majorUnits(minor, currency),
  );
}

export function formatMoneyWithCurrency(minor: number, format: MoneyFormat): string {
  return `${formatMoney(minor, format)} ${format.currency}`;
}

export function formatMoneyWithoutCurrency(minor: number, format: MoneyFormat): string {
  const digits = minorDigits(format.currency);
  return new Intl.NumberFormat(format.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(majorUnits(minor, format.currency));
}

export function formatMoneyWithoutTrailingZeros(minor: number, format: MoneyFormat): string {
  const { locale, currency } = format;
  const isWhole = minor % 10 ** minorDigits(currency) === 0;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    ...(isWhole && { maximumFractionDigits: 0 }),
  }).format(majorUnits(minor, currency));
}

/** For display only: what is shown is never calculated with. */
function majorUnits(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}
