// Texts of the extension's locale files: looked up by key, with values inserted and plural forms
// chosen by the language's own rules.
import { liquidText } from "./liquid-text.ts";

export type TextTree = { readonly [key: string]: string | TextTree };

export interface Texts {
  readonly locale: string;
  readonly own: TextTree;
  readonly fallback: TextTree;
}

/**
 * Values are inserted as they are: a template that forgets to escape them shows it here instead of
 * in a real store.
 */
export function translate(
  texts: Texts,
  key: string,
  values: Readonly<Record<string, unknown>> = {},
): string {
  const found = findText(texts.own, key) ?? findText(texts.fallback, key);
  const text =
    typeof found === "object" ? choosePlural(found, texts.locale, values["count"]) : found;
  if (text === undefined) return `Translation missing: ${texts.locale}.${key}`;
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? liquidText(values[name]) : whole,
  );
}

/** Schema texts name their translation by `t:` and a key. */
export function translateSchemaText(tree: TextTree, text: string): string {
  if (!text.startsWith("t:")) return text;
  const found = findText(tree, text.slice(2));
  return typeof found === "string" ? found : text;
}

function findText(tree: TextTree, key: string): string | TextTree | undefined {
  let node: string | TextTree | undefined = tree;
  for (const part of key.split(".")) {
    if (typeof node !== "object" || !Object.hasOwn(node, part)) return undefined;
    node = node[part];
  }
  return node;
}

function choosePlural(forms: TextTree, locale: string, count: unknown): string | undefined {
  const number = Number(count);
  if (count === undefined || !Number.isFinite(number)) return undefined;
  const exact = number === 0 ? "zero" : null;
  const category = new Intl.PluralRules(locale).select(number);
  for (const form of [exact, category, "other"]) {
    const text = form === null ? undefined : forms[form];
    if (typeof text === "string") return text;
  }
  return undefined;
}
