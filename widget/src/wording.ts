// Puts keys, points, money and dates into the page's language. Numbers follow the page's locale,
// money the shop's currency.
import type { HistoryEntry } from "../contract/history.ts";
import type { Money, PointsName } from "../contract/money.ts";
import type { TextKey, Texts } from "./locales/en.ts";

type Params = Record<string, string | number>;
export type Wording = ReturnType<typeof createWording>;

const PLACEHOLDER = /\{(\w+)\}/g;

export const createWording = (pageLocale: string, texts: Texts, name: PointsName) => {
  const { lang, dir } = texts;
  // Where the page's language has no texts, numbers and dates follow the texts: half and half reads
  // worse.
  const formats = createFormats(pageLocale.startsWith(lang) ? pageLocale : lang);
  const { number, isOne, currency } = formats;

  const t = (key: TextKey, params: Params = {}): string => {
    const found = texts[key];
    const form =
      typeof found === "string" ? found : found[isOne(params["count"] ?? 0) ? "one" : "other"];
    return form.replace(PLACEHOLDER, (whole, param: string) => `${params[param] ?? whole}`);
  };

  const nameFor = (count: number | string): string => (isOne(count) ? name.one : name.other);

  const points = (count: number | string): string => `${number(count)}\u00a0${nameFor(count)}`;

  /**
   * Why an entry stands there. A key that is newer than this script, or a value that is missing,
   * gets a neutral word.
   */
  const explain = ({ explanation: { key, params } }: HistoryEntry): string => {
    const values: Params = { ...params };
    const { currency: code, amount } = params;
    if (code) {
      if (amount) values["amount"] = currency(amount, code);
      values["unit"] = currency("1", code);
    }
    for (const field of ["points", "rate"]) {
      if (params[field]) values[field] = points(params[field]);
    }
    const sentence = `explain_${key}` as TextKey;
    const template = texts[sentence] as string | undefined;
    const isComplete = [...(template?.matchAll(PLACEHOLDER) ?? [])].every(
      ([, param]) => values[param as string],
    );
    return t(template && isComplete ? sentence : "explain_other", values);
  };

  return { ...formats, lang, dir, t, nameFor, points, explain };
};

const createFormats = (locale: string) => {
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
    currency,
    number: (value: number | string) => format(value, { maximumFractionDigits: 4 }),
    /** A movement shows its direction. */
    signed: (count: number) => format(count, { signDisplay: "exceptZero" }),
    days: (count: number) => format(count, { style: "unit", unit: "day", unitDisplay: "long" }),
    money: ({ amountMinor, minorDigits, currency: code }: Money) =>
      currency(`${amountMinor}E-${minorDigits}`, code),
    date: (instant: string) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(instant)),
    isOne: (count: number | string) => new Intl.PluralRules(locale).select(Number(count)) === "one",
  };
};
