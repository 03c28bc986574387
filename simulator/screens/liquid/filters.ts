// The filters that Shopify adds to Liquid, as far as theme app extensions use them.
import { createHash } from "node:crypto";
import { filters as builtIn } from "liquidjs";
import type { FilterImplOptions, Liquid } from "liquidjs";
import { escapeHtml } from "../html.ts";
import { handleize, imageAddress } from "./addresses.ts";
import type { RenderFacts } from "./engine.ts";
import {
  formatMoney,
  formatMoneyWithCurrency,
  formatMoneyWithoutCurrency,
  formatMoneyWithoutTrailingZeros,
} from "./money.ts";
import type { MoneyFormat } from "./money.ts";
import { liquidText } from "./liquid-text.ts";
import { translate } from "./texts.ts";

type FactsOf = (globals: object) => RenderFacts;
type NamedArgument = [string, unknown];
type Filters = Record<string, FilterImplOptions>;

export function registerFilters(engine: Liquid, factsOf: FactsOf): void {
  const all: Filters = {
    ...textFilters(factsOf),
    ...dateFilters(factsOf),
    ...moneyFilters(factsOf),
    ...assetFilters(factsOf),
    ...markupFilters(),
  };
  for (const [name, filter] of Object.entries(all)) engine.registerFilter(name, filter);
}

function textFilters(factsOf: FactsOf): Filters {
  const t: FilterImplOptions = function (key: unknown, ...values: unknown[]) {
    const { texts } = factsOf(this.context.globals);
    return translate(texts, liquidText(key), namedArguments(values));
  };
  const handle = (text: unknown): string => handleize(liquidText(text));
  return {
    t,
    translate: t,
    handle,
    handleize: handle,
    pluralize: (count: unknown, one: unknown, other: unknown) =>
      Number(count) === 1 ? one : other,
    json: (value: unknown) => safeJson(value),
    sha256: (text: unknown) => createHash("sha256").update(liquidText(text)).digest("hex"),
  };
}

/** JSON that can stand inside a script element. */
function safeJson(value: unknown): string {
  const text = JSON.stringify(value ?? null) ?? "null";
  return text
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("&", "\\u0026")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

/** The store's clock may be another than the computer's, and so may its time zone. */
function dateFilters(factsOf: FactsOf): Filters {
  const { date } = builtIn;
  return {
    date: function (moment: unknown, format: unknown) {
      if (typeof date !== "function") throw new Error("Liquid has no filter for dates.");
      const { now, timeZone } = factsOf(this.context.globals);
      const isNow = moment === "now" || moment === "today";
      return date.call(this, isNow ? now : moment, format, timeZone);
    },
  };
}

function moneyFilters(factsOf: FactsOf): Filters {
  const filter = (format: (minor: number, format: MoneyFormat) => string): FilterImplOptions =>
    function (amount: unknown) {
      const minor = Math.round(Number(amount ?? 0));
      return Number.isFinite(minor) ? format(minor, factsOf(this.context.globals).money) : "";
    };
  return {
    money: filter(formatMoney),
    money_with_currency: filter(formatMoneyWithCurrency),
    money_without_currency: filter(formatMoneyWithoutCurrency),
    money_without_trailing_zeros: filter(formatMoneyWithoutTrailingZeros),
  };
}

function assetFilters(factsOf: FactsOf): Filters {
  return {
    asset_url: function (name: unknown) {
      return factsOf(this.context.globals).assetAddress(liquidText(name));
    },
    inline_asset_content: function (name: unknown) {
      return factsOf(this.context.globals).assetText(liquidText(name));
    },
    image_url: (image: unknown, ...values: unknown[]) =>
      imageAddress(image, namedArguments(values)),
    img_url: (image: unknown) => imageAddress(image, {}),
    asset_img_url: function (name: unknown) {
      return factsOf(this.context.globals).assetAddress(liquidText(name));
    },
  };
}

function markupFilters(): Filters {
  const attribute = (value: unknown): string => escapeHtml(liquidText(value));
  return {
    script_tag: (address: unknown) => `<script src="${attribute(address)}"></script>`,
    stylesheet_tag: (address: unknown) =>
      `<link href="${attribute(address)}" rel="stylesheet" type="text/css" media="all" />`,
    preload_tag: (address: unknown, ...values: unknown[]) =>
      `<link rel="preload" href="${attribute(address)}"${writeAttributes(namedArguments(values))}>`,
    image_tag: (address: unknown, ...values: unknown[]) =>
      `<img src="${attribute(address)}"${writeAttributes({ alt: "", ...namedArguments(values) })}>`,
    link_to: (text: unknown, address: unknown) =>
      `<a href="${attribute(address)}">${attribute(text)}</a>`,
    time_tag: (moment: unknown) => {
      const iso = new Date(liquidText(moment)).toISOString();
      return `<time datetime="${iso}">${iso.slice(0, 10)}</time>`;
    },
    metafield_tag: (metafield: unknown) => attribute(metafield),
  };
}

function writeAttributes(entries: Readonly<Record<string, unknown>>): string {
  return Object.entries(entries)
    .filter(([, value]) => value !== null && value !== undefined && value !== false)
    .map(([name, value]) => ` ${name}="${escapeHtml(liquidText(value))}"`)
    .join("");
}

/** Liquid passes `name: value` as a pair. */
function namedArguments(values: readonly unknown[]): Record<string, unknown> {
  const pairs = values.filter(
    (value): value is NamedArgument =>
      Array.isArray(value) && value.length === 2 && typeof value[0] === "string",
  );
  return Object.fromEntries(pairs);
}
