// What an extension says by itself: the texts of its locale files, or what the merchant wrote in
// their place, with the merchant's name for points.
import type { PointsName } from "../../widget/contract/money.ts";
import type { InOwnWords } from "../../widget/contract/own-words.ts";

/** A value that a text of the merchant's names. */
const NAMED = /\{(\w+)\}/g;

type Values = Record<string, string | number>;

interface I18n {
  translate(key: string, values?: Values): string;
  formatNumber(number: number): string;
  formatDate(date: Date, options?: Intl.DateTimeFormatOptions): string;
}

let own: Readonly<Record<string, unknown>> = {};

/** Takes what the merchant wrote from an answer of the app; one without it takes it back. */
export function hear(answer: InOwnWords): void {
  own = answer.own ?? {};
}

export function say(key: string, values: Values = {}): string {
  const text = own[key];
  if (typeof text !== "string") return i18n().translate(key, values);
  return text.replace(NAMED, (whole, name: string) => `${values[name] ?? whole}`);
}

/** Throws where an answer holds no such thing: nobody is told of "NaN undefined". */
export function points(count: number, { one, other }: PointsName): string {
  const name = count === 1 ? one : other;
  if (!Number.isSafeInteger(count) || typeof name !== "string") {
    throw new TypeError("The answer tells no number of points");
  }
  return `${i18n().formatNumber(count)} ${name}`;
}

/** A day of the shop's calendar, the same for every reader. */
export function day(date: string): string {
  const options = { dateStyle: "long", timeZone: "UTC" } as const;
  return i18n().formatDate(new Date(`${date}T00:00:00Z`), options);
}

function i18n(): I18n {
  return (globalThis as unknown as { shopify: { i18n: I18n } }).shopify.i18n;
}
