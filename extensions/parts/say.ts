// What an extension says by itself: the texts of its locale files, with the merchant's name for
// points.
import type { PointsName } from "../../widget/contract/money.ts";

type Values = Record<string, string | number>;

interface I18n {
  translate(key: string, values?: Values): string;
  formatNumber(number: number): string;
  formatDate(date: Date, options?: Intl.DateTimeFormatOptions): string;
}

export function say(key: string, values: Values = {}): string {
  return i18n().translate(key, values);
}

export function points(count: number, { one, other }: PointsName): string {
  return `${i18n().formatNumber(count)} ${count === 1 ? one : other}`;
}

/** A day of the shop's calendar, the same for every reader. */
export function day(date: string): string {
  const options = { dateStyle: "long", timeZone: "UTC" } as const;
  return i18n().formatDate(new Date(`${date}T00:00:00Z`), options);
}

function i18n(): I18n {
  return (globalThis as unknown as { shopify: { i18n: I18n } }).shopify.i18n;
}
