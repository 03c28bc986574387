// Puts keys, points, money and dates into the page's language. Numbers follow the page's locale, money the shop's currency.
import type { HistoryEntry } from "../contract/history.ts";
import type { Money, PointsName } from "../contract/money.ts";
import type { TextKey, Texts } from "./locales/en.ts";

export type Params = Record<string, string | number>;
export type Wording = ReturnType<typeof createWording>;

const PLACEHOLDER = /\{(\w+)\}/g;

export const createWording = (pageLocale: string, texts: Texts, name: PointsName) => {
  // Where the page's language has no texts, numbers and dates follow the texts: half and half reads worse.
  const locale = pageLocale.startsWith(texts.lang) ? pageLocale : texts.lang;

  const isOne = (count: number | string): boolean =>
    new Intl.PluralRules(locale).select(Number(count)) === "one";

  const number = (value: number | string): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(Number(value));

  /** "5 €" rather than "5,00 €"; 39.90 keeps its decimals. The text is an exact decimal, read by Intl as such. */
  const currency = (decimal: string, code: string): string =>
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency: code,
      trailingZeroDisplay: "stripIfInteger",
    }).format(decimal as `${number}`);

  const t = (key: TextKey, params: Params = {}): string => {
    const found = texts[key];
    const form =
      typeof found === "string" ? found : found[isOne(params["count"] ?? 0) ? "one" : "other"];
    return form.replace(PLACEHOLDER, (whole, param: string) => `${params[param] ?? whole}`);
  };

  const nameFor = (count: number | string): string => (isOne(count) ? name.one : name.other);

  const points = (count: number | string): string => `${number(count)}\u00a0${nameFor(count)}`;

  /** A movement shows its direction. */
  const signed = (count: number): string =>
    new Intl.NumberFormat(locale, { signDisplay: "exceptZero" }).format(count);

  const money = ({ amountMinor, minorDigits, currency: code }: Money): string =>
    currency(`${amountMinor}E-${minorDigits}`, code);

  const date = (instant: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(instant));

  const days = (count: number): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit: "day", unitDisplay: "long" }).format(
      count,
    );

  /** Why an entry stands there. A key that is newer than this script, or a value that is missing, gets a neutral word. */
  const explain = ({ explanation: { key, params } }: HistoryEntry): string => {
    const values: Params = { ...params };
    const { currency: code } = params;
    if (code) {
      if (params["amount"]) values["amount"] = currency(params["amount"], code);
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
    return template && isComplete ? t(sentence, values) : t("explain_other");
  };

  return {
    lang: texts.lang,
    dir: texts.dir,
    t,
    number,
    signed,
    nameFor,
    points,
    money,
    date,
    days,
    explain,
  };
};
