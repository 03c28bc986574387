// How the admin writes numbers, amounts and times: in English, in the shop's currency and time
// zone.
import { knownMinorDigits } from "../core/money/currency.ts";
import { currencyFormat } from "../core/money/currency-format.ts";
import { formatAmount } from "../core/money/money.ts";
import { rational } from "../core/points/rational.ts";

const LOCALE = "en";

export interface PointsName {
  one: string;
  other: string;
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(LOCALE).format(value);
}

/** Numbers for the head of a page: 12.4K instead of 12,412. */
export function formatShortNumber(value: number): string {
  return new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 }).format(
    value,
  );
}

/** A movement: +80 or −20, with a real minus sign. */
export function formatSigned(value: number): string {
  const digits = formatNumber(Math.abs(value));
  if (value === 0) return digits;
  return value < 0 ? `−${digits}` : `+${digits}`;
}

export function formatPoints(value: number, name: PointsName): string {
  return `${formatNumber(value)} ${pointsWord(value, name)}`;
}

export function pointsWord(value: number, name: PointsName): string {
  return Math.abs(value) === 1 ? name.one : name.other;
}

/**
 * `amount` is decimal text in major units. The text is what the currency has, so no digit gets lost
 * on the way.
 */
export function formatMoney(amount: string, currency: string): string {
  const digits = knownMinorDigits(currency);
  const format = currencyFormat(LOCALE, currency, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

export function formatMinor(amountMinor: number, currency: string): string {
  return formatMoney(formatAmount(rational(BigInt(amountMinor)), currency), currency);
}

export function formatDate(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeZone }).format(instant);
}

/** `end` is the first moment without something; people are told the last day with it. */
export function formatLastDay(end: Date, timeZone: string): string {
  return formatDate(new Date(end.getTime() - 1), timeZone);
}

export function formatDateTime(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  }).format(instant);
}

/** A day of the store's calendar: `2026-07-06`. */
export function formatCalendarDate(day: string): string {
  return formatDate(new Date(`${day}T00:00:00Z`), "UTC");
}

/** The start of a week or month, given as a calendar date without a time zone: `2026-07-06`. */
export function formatPeriod(day: string, unit: "week" | "month"): string {
  const instant = new Date(`${day}T00:00:00Z`);
  const parts: Intl.DateTimeFormatOptions =
    unit === "month" ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(LOCALE, { ...parts, timeZone: "UTC" }).format(instant);
}

const BYTES_PER_KIB = 1_024;

export function formatBytes(bytes: number): string {
  return bytes < BYTES_PER_KIB
    ? `${formatNumber(bytes)} bytes`
    : `${formatNumber(Math.round(bytes / BYTES_PER_KIB))} KB`;
}

export function plural(count: number, one: string, other: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : other}`;
}
