// What is missing for a tier, in words: things that are joined with "and", one line for each way.
import type { Counter } from "../../core/program/tier-terms.ts";
import { type MoneyText, formatMoney } from "./format.ts";
import type { Block, Voice } from "./letter.tsx";
import { type PluralText, fill } from "./locales/texts.ts";

/** One threshold; spend is given as money. */
export type MissingThing =
  | { counter: "spend"; amount: MoneyText }
  | { counter: Exclude<Counter, "spend">; count: bigint };

/** Ways to a tier: each of them alone is enough, with all its things. */
export type MissingWays = readonly (readonly MissingThing[])[];

/** One sentence for one way, a list for several; nothing where nothing is missing. */
export function missingBlocks(
  ways: MissingWays,
  sentences: { one: (way: string) => string; several: string },
  voice: Voice,
): Block[] {
  const lines = ways.filter((way) => way.length > 0).map((way) => wayText(way, voice));
  const [only] = lines;
  if (only === undefined || lines.length < ways.length) return [];
  if (lines.length === 1) return [sentences.one(only)];
  return [{ lead: sentences.several, items: lines }];
}

function wayText(way: readonly MissingThing[], voice: Voice): string {
  const list = new Intl.ListFormat(voice.locale, { type: "conjunction" });
  return list.format(way.map((thing) => thingText(thing, voice)));
}

function thingText(thing: MissingThing, voice: Voice): string {
  const { missing } = voice.texts;
  switch (thing.counter) {
    case "spend":
      return fill(missing.spend, { amount: formatMoney(thing.amount, voice.locale) });
    case "points":
      return fill(missing.points, { points: voice.points(thing.count) });
    case "balance":
      return fill(missing.balance, { points: voice.points(thing.count) });
    case "orders":
    case "items":
    case "nights":
    case "visits":
    case "referrals":
    case "events":
      return countText(missing.counts[thing.counter], thing.count, voice.locale);
  }
}

function countText(text: PluralText, count: bigint, locale: string): string {
  const form = new Intl.PluralRules(locale).select(Number(count));
  const number = new Intl.NumberFormat(locale).format(count);
  return fill(form === "one" ? text.one : text.other, { count: number });
}
