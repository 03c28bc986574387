// Points and money in the words of a locale, exact at any size: no number passes through floating
// point.
import { currencyFormat } from "../../core/money/currency-format.ts";

export interface PointsName {
  one: string;
  other: string;
}

/** `amount` is decimal text in major units. */
export interface MoneyText {
  amount: string;
  currency: string;
}

export function formatPoints(points: bigint, name: PointsName, locale: string): string {
  const number = new Intl.NumberFormat(locale).format(points);
  return `${number} ${points === 1n ? name.one : name.other}`;
}

export function formatMoney(money: MoneyText, locale: string): string {
  const format = currencyFormat(locale, money.currency, { trailingZeroDisplay: "stripIfInteger" });
  return format.format(money.amount as Intl.StringNumericLiteral);
}

/** A day of the calendar as people write it: 1 March 2026. */
export function formatDay(date: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return format.format(Date.parse(date));
}

/** How many days, in words: 14 days. */
export function formatDays(days: number, locale: string): string {
  const format = { style: "unit", unit: "day", unitDisplay: "long" } as const;
  return new Intl.NumberFormat(locale, format).format(days);
}

/** A time of the calendar and the clock, such as 2026-03-01T09:00, as people write it. */
export function formatMoment(dateTime: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return format.format(new Date(`${dateTime}Z`));
}

/** Decimal text, such as 1.5, as people write it. */
export function formatDecimal(decimal: string, locale: string): string {
  return new Intl.NumberFormat(locale).format(decimal as Intl.StringNumericLiteral);
}

/** Decimal text in percent, such as 12.5, as people write it. */
export function formatPercent(percent: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  return format.format(`${percent}E-2` as Intl.StringNumericLiteral);
}

/** Names come from outside: no line breaks into a subject or a plain-text line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
