// `shopify.i18n`: the texts of the extension's own files, and numbers, amounts and dates as the
// page's language writes them.
import type { Texts } from "../declared-extensions.ts";
import type { HostFacts } from "../host-facts.ts";

type Values = Readonly<Record<string, unknown>>;
type NumberOptions = Intl.NumberFormatOptions & { inExtensionLocale?: boolean };
type DateOptions = Intl.DateTimeFormatOptions & { inExtensionLocale?: boolean };

export interface Translations {
  translate(key: string, values?: Values): string | unknown[];
  formatNumber(number: number | bigint, options?: NumberOptions): string;
  formatCurrency(number: number | bigint, options?: NumberOptions): string;
  formatDate(date: Date, options?: DateOptions): string;
}

type Languages = Pick<
  HostFacts,
  "texts" | "language" | "extensionLanguage" | "currency" | "timeZone"
>;

export function translations(facts: Languages, tell: (problem: string) => void): Translations {
  const { texts, language, extensionLanguage, currency, timeZone } = facts;
  const localeFor = (options: { inExtensionLocale?: boolean }) =>
    options.inExtensionLocale ? extensionLanguage : language;
  return {
    translate(key, values = {}) {
      const text = textOf(texts, key, values["count"], extensionLanguage);
      if (text === null) tell(`There is no text "${key}" in ${extensionLanguage}`);
      return text === null ? key : filled(text, values);
    },
    formatNumber: (number, options = {}) =>
      new Intl.NumberFormat(localeFor(options), options).format(number),
    formatCurrency: (number, options = {}) =>
      new Intl.NumberFormat(localeFor(options), {
        style: "currency",
        currency,
        ...options,
      }).format(number),
    formatDate: (date, options = {}) =>
      new Intl.DateTimeFormat(localeFor(options), { timeZone, ...options }).format(date),
  };
}

/** A group with the forms of a plural is chosen from by `count`. */
function textOf(texts: Texts, key: string, count: unknown, language: string): string | null {
  let found: string | Texts | undefined = texts;
  for (const part of key.split(".")) found = typeof found === "object" ? found[part] : undefined;
  if (typeof found === "object" && typeof count === "number") {
    found = found[new Intl.PluralRules(language).select(count)] ?? found["other"];
  }
  return typeof found === "string" ? found : null;
}

/** Values in double braces; one that is no text, such as an element, makes a list of parts. */
function filled(text: string, values: Values): string | unknown[] {
  const parts = text.split(/\{\{\s*(\w+)\s*\}\}/).map((part, index) => {
    const value = index % 2 === 1 ? values[part] : part;
    return value === undefined ? `{{${part}}}` : value;
  });
  const isText = parts.every((part) => typeof part !== "object" && typeof part !== "function");
  return isText ? parts.map(String).join("") : parts;
}
