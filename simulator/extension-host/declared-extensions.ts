// The UI extensions of the app as their configuration files declare them, which Shopify reads when
// the app is deployed: targets, capabilities, settings, and the texts in every language.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseToml, tableAt, tablesAt, textAt } from "../toml.ts";
import type { TomlTable } from "../toml.ts";

/** Texts by key; forms of a plural and groups are nested. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

export interface DeclaredSetting {
  readonly key: string;
  readonly type: string;
  readonly name: string;
  readonly description: string | null;
  readonly choices: readonly { readonly label: string; readonly value: string }[];
}

export interface DeclaredExtension {
  /** Its folder below `extensions`. */
  readonly folder: string;
  readonly handle: string;
  readonly name: string;
  readonly targets: readonly string[];
  readonly hasNetworkAccess: boolean;
  readonly metafields: readonly { readonly namespace: string; readonly key: string }[];
  readonly settings: readonly DeclaredSetting[];
  readonly defaultLocale: string;
  readonly texts: ReadonlyMap<string, Texts>;
}

const CONFIGURATION = "shopify.extension.toml";

/** Read again each time, so that a change is seen at the next look at a page. */
export function readExtensions(root: string): DeclaredExtension[] {
  if (root === "" || !existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, CONFIGURATION)))
    .map((entry) => entry.name)
    .toSorted()
    .flatMap((folder) => readFolder(root, folder));
}

function readFolder(root: string, folder: string): DeclaredExtension[] {
  const file = readFileSync(join(root, folder, CONFIGURATION), "utf8");
  const declared = tablesAt(parseToml(file), "extensions");
  const { defaultLocale, texts } = readLocales(join(root, folder, "locales"));
  return declared
    .filter((table) => textAt(table, "type") === "ui_extension")
    .map((table) => ({
      folder,
      handle: textAt(table, "handle") ?? folder,
      name: translated(textAt(table, "name") ?? folder, texts.get(defaultLocale)),
      targets: tablesAt(table, "targeting").flatMap((entry) => textAt(entry, "target") ?? []),
      hasNetworkAccess: tableAt(table, "capabilities")["network_access"] === true,
      metafields: metafieldsOf(table),
      settings: tablesAt(tableAt(table, "settings"), "fields").map(readSetting),
      defaultLocale,
      texts,
    }));
}

/** Of the extension, and of its targets. */
function metafieldsOf(table: TomlTable): { namespace: string; key: string }[] {
  const tables = [table, ...tablesAt(table, "targeting")];
  return tables.flatMap((one) =>
    tablesAt(one, "metafields").map((entry) => ({
      namespace: textAt(entry, "namespace") ?? "$app",
      key: textAt(entry, "key") ?? "",
    })),
  );
}

function readSetting(table: TomlTable): DeclaredSetting {
  const key = textAt(table, "key") ?? "";
  const choices = tablesAt(table, "validations").flatMap((entry) => {
    const values = entry["value"];
    if (textAt(entry, "name") !== "choices" || !Array.isArray(values)) return [];
    return values.flatMap((value) => (typeof value === "string" ? [{ label: value, value }] : []));
  });
  return {
    key,
    type: textAt(table, "type") ?? "single_line_text_field",
    name: textAt(table, "name") ?? key,
    description: textAt(table, "description"),
    choices,
  };
}

/** `en.default.json` is what is read where a language has no file of its own. */
function readLocales(folder: string): { defaultLocale: string; texts: Map<string, Texts> } {
  const texts = new Map<string, Texts>();
  let defaultLocale = "en";
  if (!existsSync(folder)) return { defaultLocale, texts };
  for (const name of readdirSync(folder)) {
    const match = /^([a-z]{2}(?:-[A-Z]{2})?)(\.default)?\.json$/.exec(name);
    if (!match?.[1]) continue;
    if (match[2]) [, defaultLocale] = match;
    texts.set(match[1], JSON.parse(readFileSync(join(folder, name), "utf8")) as Texts);
  }
  return { defaultLocale, texts };
}

/** Names in the configuration may be keys: `t:name`. */
function translated(name: string, texts: Texts | undefined): string {
  if (!name.startsWith("t:")) return name;
  const text = texts?.[name.slice(2)];
  return typeof text === "string" ? text : name;
}
