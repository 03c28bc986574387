// The words that sentences about programs share: lists, amounts, points, products and times.
import type { ProductCondition } from "../../core/program/conditions.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import { type KnownNames, type NamedKind, NO_NAMES } from "../known-names.ts";
import { type PointsName, formatMinor, formatNumber, formatPoints, pointsWord } from "../format.ts";

/** What the sentences of one comparison are written with. */
export interface Words {
  readonly name: PointsName;
  readonly points: (value: bigint) => string;
  /** `3 Stars`, of decimal text such as 1.5. */
  readonly decimalPoints: (text: string) => string;
  readonly money: (amountMinor: bigint) => string;
  /** One unit of the currency: `€1.00`. */
  readonly unit: string;
  readonly tier: (id: string) => string;
  /** `“House Blend”`; the number where the name is not known. */
  readonly thing: (kind: NamedKind, id: string) => string;
}

export interface WordsContext {
  readonly currency: string;
  readonly unit: string;
  readonly names?: KnownNames | undefined;
}

/** Amounts are in the shop's currency; points and tiers are called as they will be. */
export function wordsFor(
  before: ProgramDocument,
  after: ProgramDocument,
  { currency, unit, names = NO_NAMES }: WordsContext,
): Words {
  const name = after.pointsName;
  const tiers = [...(before.tiers?.list ?? []), ...(after.tiers?.list ?? [])];
  const tierNames = new Map(tiers.map((tier) => [tier.id, tier.name]));
  return {
    name,
    points: (value) => formatPoints(Number(value), name),
    decimalPoints: (text) => `${text} ${pointsWord(Number(text), name)}`,
    money: (amountMinor) => formatMinor(Number(amountMinor), currency),
    unit,
    tier: (id) => tierNames.get(id) ?? id,
    thing: (kind, id) => {
      const known = names[kind][id];
      return known ? `“${known}”` : id;
    },
  };
}

export function listed(items: readonly string[], join: "and" | "or" = "and"): string {
  const type = join === "and" ? "conjunction" : "disjunction";
  return new Intl.ListFormat("en", { type }).format(items);
}

export function quoted(texts: readonly string[]): string[] {
  return texts.map((text) => `“${text}”`);
}

/** `products 12 and 15 and products tagged “coffee”`; empty where none is named. */
export function productWords(condition: ProductCondition, { thing }: Words): string {
  const { productIds, variantIds, collectionIds, tags } = condition;
  const numbered = [
    [productIds, "product", "products"],
    [variantIds, "variant", "variants"],
    [collectionIds, "collection", "collections"],
  ] as const;
  const parts = numbered.flatMap(([ids, one, other]) => {
    if (ids.length === 0) return [];
    return [`${ids.length === 1 ? one : other} ${listed(ids.map((id) => thing(one, id)))}`];
  });
  const tagged = tags.length === 0 ? [] : [`products tagged ${listed(quoted(tags), "or")}`];
  return listed([...parts, ...tagged]);
}

/** `30 and 7 days`. */
export function daysWords(days: readonly number[]): string {
  const sorted = days.toSorted((a, b) => b - a).map(formatNumber);
  return `${listed(sorted)} ${days.length === 1 && days[0] === 1 ? "day" : "days"}`;
}

export function countWords(count: number, one: string): string {
  return `${formatNumber(count)} ${one}${count === 1 ? "" : "s"}`;
}

const EN = "en";

/** A date of the shop's calendar. */
export function dateWords(date: string): string {
  const format = new Intl.DateTimeFormat(EN, { dateStyle: "medium", timeZone: "UTC" });
  return format.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/** A moment of the shop's calendar and clock. */
export function momentWords(dateTime: string): string {
  return `${dateWords(dateTime)} at ${dateTime.slice(11)}`;
}

/** A day of every year, such as 12-31. */
export function monthDayWords(monthDay: string): string {
  const parts = { month: "long", day: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(EN, parts).format(new Date(`2000-${monthDay}T00:00:00Z`));
}

const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** `Mondays and Sundays`. */
export function weekdayWords(weekdays: readonly number[]): string {
  const format = new Intl.DateTimeFormat(EN, { weekday: "long", timeZone: "UTC" });
  const sorted = weekdays.toSorted((a, b) => a - b);
  return listed(sorted.map((day) => `${format.format(MONDAY + (day - 1) * DAY_MS)}s`));
}
