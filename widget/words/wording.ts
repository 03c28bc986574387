// Puts keys, points, money and dates into the page's language. Numbers follow the page's locale,
// money the shop's currency.
import type { LocalDate, Money, PointsName } from "../contract/money.ts";
import type { CodeKind } from "../contract/panel.ts";
import type { FirstTexts } from "./first-texts.ts";
import type { Texts } from "./texts/en.ts";

/** A text, or one for each of the plural forms that we tell apart. */
export type Text = string | { one: string; other: string };

/** Money, or decimal text with no minor digits. */
type AmountLike = Omit<Money, "amountMinor"> & { amountMinor: number | string };

/** A reward or a voucher, or what the history tells of one. */
export interface Worth {
  kind: string;
  name?: string | null | undefined;
  amount?: AmountLike | null;
  percent?: string | null | undefined;
}

/** What a text does not name may be missing. */
export type Params = Record<string, string | number | null | undefined>;
export type Wording = ReturnType<typeof createWording>;

export const PLACEHOLDER = /\{(\w+)\}/g;

/** Until the shop has answered, there are the first texts only. */
export type KnownTexts = FirstTexts & Partial<Texts>;

export const createWording = (pageLocale: string, texts: KnownTexts, name: PointsName) => {
  const { lang, dir } = texts;
  // Where the page's language has no texts, numbers and dates follow the texts: half and half reads
  // worse.
  const formats = createFormats(pageLocale.startsWith(lang) ? pageLocale : lang);
  const { number, isOne } = formats;

  /** `count` chooses the plural form. */
  const fill = (text: Text, params: Params = {}): string => {
    const form =
      typeof text === "string" ? text : text[isOne(params["count"] ?? 0) ? "one" : "other"];
    return form.replace(PLACEHOLDER, (whole, param: string) => `${params[param] ?? whole}`);
  };

  const t = (key: keyof KnownTexts, params?: Params): string => fill(texts[key] ?? "", params);

  const nameFor = (count: number | string): string => (isOne(count) ? name.one : name.other);

  const points = (count: number | string): string => `${number(count)}\u00a0${nameFor(count)}`;

  /** As the merchant calls it, or in the page's language; empty for a kind that it cannot know. */
  const reward = ({ kind, name, amount, percent }: Worth): string =>
    name ??
    fill(texts[kind as CodeKind] ?? "", {
      amount: amount && formats.money(amount),
      percent: percent && formats.percent(percent),
    });

  return { ...formats, lang, dir, fill, t, nameFor, points, reward };
};

export const createFormats = (locale: string) => {
  const format = (value: number | string, options?: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(locale, options).format(value as number);

  /**
   * "5 €" rather than "5,00 €"; 39.90 keeps its decimals. The text is an exact decimal, read by
   * Intl as such.
   */
  const currency = (decimal: string, code: string): string =>
    format(decimal, {
      style: "currency",
      currency: code,
      trailingZeroDisplay: "stripIfInteger",
    });

  return {
    locale,
    currency,
    number: (value: number | string) => format(value, { maximumFractionDigits: 4 }),
    /** A movement shows its direction. */
    signed: (count: number) => format(count, { signDisplay: "exceptZero" }),
    percent: (percent: string) =>
      format(`${percent}E-2`, { style: "percent", maximumFractionDigits: 2 }),
    days: (count: number) => format(count, { style: "unit", unit: "day", unitDisplay: "long" }),
    money: ({ amountMinor, minorDigits, currency: code }: AmountLike) =>
      currency(`${amountMinor}E-${minorDigits}`, code),
    /** A day of the shop's calendar is the same day wherever it is read. */
    date: (day: LocalDate) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
        new Date(day),
      ),
    /** On the reader's own clock. */
    moment: (at: number) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(at),
    either: (items: string[]) => new Intl.ListFormat(locale, { type: "disjunction" }).format(items),
    isOne: (count: number | string) => new Intl.PluralRules(locale).select(Number(count)) === "one",
  };
};
