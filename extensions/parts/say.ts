// What an extension says by itself: the texts of its locale files, or what the merchant wrote in
// their place, with the merchant's name for points.
import type { PointsName } from "../../widget/contract/money.ts";
import type { InOwnWords } from "../../widget/contract/own-words.ts";
import { language } from "./language.ts";

/** A value that a text of the merchant's names. */
const NAMED = /\{(\w+)\}/g;

type Values = Record<string, string | number>;

interface I18n {
  translate(key: string, values?: Values): string;
  formatNumber(number: number): string;
  formatDate(date: Date, options?: Intl.DateTimeFormatOptions): string;
}

type Words = Readonly<Record<string, unknown>>;

/** The merchant's words where the app has not answered. */
export interface FirstWords {
  /** What the merchant wrote in the place of a text, by its key. */
  readonly known: (key: string) => unknown;
  /** Is told those of each answer. */
  readonly keep?: (heard: Words) => void;
}

/** Where none are known, ours are said. */
export const noFirstWords: FirstWords = { known: () => undefined };

let first = noFirstWords;
let ownText = first.known;

/** Whoever begins to speak has heard nothing yet. */
export function speakFirst(words: FirstWords): void {
  first = words;
  ownText = words.known;
}

/** Takes what the merchant wrote from an answer of the app; one without it takes it back. */
export function hear({ own = {} }: InOwnWords): void {
  ownText = (key) => (own as Words)[key];
  first.keep?.(own);
}

/** A text with plural forms is said in that for `count`. */
export function say(key: string, values: Values = {}): string {
  const { count } = values;
  const text = ownText(typeof count === "number" ? `${key}.${formFor(count)}` : key);
  if (typeof text !== "string") return i18n().translate(key, values);
  return text.replace(NAMED, (whole, name: string) => `${values[name] ?? whole}`);
}

/** Merchants write two, as our own texts of the panel have them. */
const formFor = (count: number): "one" | "other" =>
  new Intl.PluralRules(language()).select(count) === "one" ? "one" : "other";

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
