// What the panel is told of how its language writes numbers, read off what our own tables write,
// and the days of an answer as they are written.
import type { NumberStyle, Numbers } from "../../../widget/contract/numbers.ts";
import { type CurrencyFormat, currencyFormat } from "../../core/money/currency-format.ts";
import { intlFormats } from "./intl-formats.ts";

/** Shops' shoppers read in a handful; what else anybody may ask for is forgotten again. */
const MAX_LOCALES = 200;

interface Styles extends Pick<Numbers, "digits" | "number" | "signed" | "percent"> {
  readonly money: Map<string, NumberStyle>;
}

const known = new Map<string, Styles>();

/** `answer` is what is to be written; `today` the day of the shop's calendar. */
export function numbersOf(answer: object, locale: string, today: string): Numbers {
  const { currencies, days, spans } = occurringIn(answer);
  const { digits, number, signed, percent, money } = stylesIn(locale);
  const formats = intlFormats(locale);
  const written: Record<string, string> = {};
  for (const day of days) written[day] = formats.date(day);
  for (const span of spans) written[span] = formats.days(span);
  const styles: Numbers["money"] = {};
  for (const currency of currencies) {
    const style = money.get(currency) ?? moneyStyle(locale, currency);
    money.set(currency, style);
    styles[currency] = style;
  }
  return {
    locale,
    digits,
    number,
    signed,
    percent,
    money: styles,
    written,
    today: formats.date(today),
  };
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function occurringIn(answer: object) {
  const currencies = new Set<string>();
  const days = new Set<string>();
  const spans = new Set<number>();
  JSON.stringify(answer, (key, value: unknown) => {
    if (typeof value === "string") {
      if (key === "currency") currencies.add(value);
      else if (DAY.test(value)) days.add(value);
    } else if (typeof value === "number" && (key === "days" || key === "validityDays")) {
      spans.add(value);
    }
    return value;
  });
  return { currencies, days, spans };
}

function stylesIn(locale: string): Styles {
  const remembered = known.get(locale);
  if (remembered !== undefined) return remembered;
  if (known.size >= MAX_LOCALES) known.clear();
  const digit = new Intl.NumberFormat(locale, { useGrouping: false });
  const styles: Styles = {
    digits: Array.from({ length: 10 }, (_, value) => digit.format(value)).join(""),
    number: styleOf(new Intl.NumberFormat(locale, { maximumFractionDigits: 8 })),
    signed: styleOf(new Intl.NumberFormat(locale, { signDisplay: "exceptZero" })),
    percent: styleOf(new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 })),
    money: new Map(),
  };
  known.set(locale, styles);
  return styles;
}

function moneyStyle(locale: string, currency: string): NumberStyle {
  const format = currencyFormat(locale, currency, { trailingZeroDisplay: "stripIfInteger" });
  const [above, below, decimal, group, groupedFrom, groupSize] = styleOf(format);
  const { maximumFractionDigits: decimals = 0 } = format.resolvedOptions();
  return [above, below, decimal, group, groupedFrom, groupSize, decimals];
}

const FIGURES: ReadonlySet<string> = new Set(["integer", "group", "decimal", "fraction"]);
/** Beyond this no language waits with its groups. */
const MOST_UNGROUPED = 8;

function styleOf(format: CurrencyFormat): NumberStyle {
  // Percents are told as shares.
  const scale = format.resolvedOptions().style === "percent" ? 100 : 1;
  const partsOf = (value: number) => format.formatToParts(value / scale);
  const around = (value: number): string => {
    const marked = partsOf(value).map(({ type, value: text }) => (FIGURES.has(type) ? "#" : text));
    return marked.join("").replace(/#+/, "#");
  };
  const find = (type: string, value: number) =>
    partsOf(value).find((part) => part.type === type)?.value ?? "";
  const whole = partsOf(1_234_567_890).filter(({ type }) => type === "integer");
  let groupedFrom = 4;
  while (groupedFrom < MOST_UNGROUPED && find("group", 10 ** (groupedFrom - 1)) === "") {
    groupedFrom += 1;
  }
  return [
    around(1),
    around(-1),
    find("decimal", 1.25),
    find("group", 1_234_567_890),
    groupedFrom,
    Array.from(whole.at(-2)?.value ?? "000").length,
  ];
}
