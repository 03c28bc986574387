// Puts keys and points into the page's language. How numbers, money and dates are written comes
// from outside.
import type { LocalDate, Money, PointsName } from "../contract/money.ts";
import type { CodeKind } from "../contract/panel.ts";
import type { FirstTexts } from "./first-texts.ts";
import type { Texts } from "./texts/en.ts";

/** A text, or one for each of the plural forms that we tell apart. */
export type Text = string | { one: string; other: string };

/** Money, or decimal text with no minor digits. */
export type AmountLike = Omit<Money, "amountMinor"> & { amountMinor: number | string };

/** A reward or a voucher, or what the history tells of one. */
export interface Worth {
  kind: string;
  name?: string | null | undefined;
  amount?: AmountLike | null;
  percent?: string | null | undefined;
}

/** What a text does not name may be missing. */
export type Params = Record<string, string | number | null | undefined>;
export type Wording<Known extends Formats = Formats> = ReturnType<typeof createWording<Known>>;

/** How numbers, money and days of the shop's calendar are written. */
export interface Formats {
  locale: string;
  number: (value: number | string) => string;
  /** A movement shows its direction. */
  signed: (count: number) => string;
  percent: (percent: string) => string;
  days: (count: number) => string;
  money: (amount: AmountLike) => string;
  /** The same day wherever it is read. */
  date: (day: LocalDate) => string;
}

/** What is known beside that where languages have their own tables. */
export interface MoreFormats extends Formats {
  /** Of an exact decimal. */
  currency: (decimal: string, code: string) => string;
}

export const PLACEHOLDER = /\{(\w+)\}/g;

/** Until the shop has answered, there are the first texts only. */
export type KnownTexts = FirstTexts & Partial<Texts>;

export const createWording = <Known extends Formats>(
  formats: Known,
  texts: KnownTexts,
  name: PointsName,
) => {
  const { lang, dir } = texts;

  /** By the rules of the languages that we speak: French counts up to two as one. */
  const isOne = (count: number | string): boolean => {
    const size = Math.abs(+count);
    return lang === "fr" ? size < 2 : size === 1;
  };

  /** `count` chooses the plural form. */
  const fill = (text: Text, params: Params = {}): string => {
    const form =
      typeof text === "string" ? text : text[isOne(params["count"] ?? 0) ? "one" : "other"];
    return form.replace(PLACEHOLDER, (whole, param: string) => `${params[param] ?? whole}`);
  };

  const t = (key: keyof KnownTexts, params?: Params): string => fill(texts[key] ?? "", params);

  const nameFor = (count: number | string): string => (isOne(count) ? name.one : name.other);

  const points = (count: number | string): string =>
    `${formats.number(count)}\u00a0${nameFor(count)}`;

  /** As the merchant calls it, or in the page's language; empty for a kind that it cannot know. */
  const reward = ({ kind, name, amount, percent }: Worth): string =>
    name ??
    fill(texts[kind as CodeKind] ?? "", {
      amount: amount && formats.money(amount),
      percent: percent && formats.percent(percent),
    });

  return { ...formats, lang, dir, fill, t, nameFor, points, reward };
};
