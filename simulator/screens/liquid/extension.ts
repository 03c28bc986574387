// The theme app extension as it lies on disk: blocks, snippets, texts and assets. Read again when a
// file changes, so that editing it needs no restart.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { parseBlock } from "./block-schema.ts";
import type { BlockSchema } from "./block-schema.ts";
import { translateSchemaText } from "./texts.ts";
import type { Texts, TextTree } from "./texts.ts";

export interface ThemeBlock {
  readonly handle: string;
  readonly template: string;
  readonly schema: BlockSchema;
}

export interface Asset {
  readonly name: string;
  readonly contentType: string;
  readonly version: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
}

export interface ThemeExtension {
  /** Changes whenever any file does. */
  readonly version: string;
  readonly blocks: readonly ThemeBlock[];
  readonly snippets: Readonly<Record<string, string>>;
  readonly assets: ReadonlyMap<string, Asset>;
  /** What is wrong with it, in sentences; a broken block does not hide the others. */
  readonly problems: readonly string[];
  texts(locale: string): Texts;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const FOLDERS = ["assets", "blocks", "locales", "snippets"] as const;
type Folder = (typeof FOLDERS)[number];
type Listing = Readonly<Record<Folder, readonly string[]>>;

const NOTHING: Listing = { assets: [], blocks: [], locales: [], snippets: [] };

/** Returns a reader that answers from memory while nothing changed. */
export function openExtension(directory: string): () => ThemeExtension {
  const isNamed = directory !== "";
  let current: ThemeExtension | null = null;
  return () => {
    const listing = isNamed ? listFiles(directory) : NOTHING;
    const version = fingerprint(directory, listing);
    if (current?.version !== version) current = readExtension(directory, listing, version);
    return current;
  };
}

function readExtension(directory: string, listing: Listing, version: string): ThemeExtension {
  const problems: string[] = [];
  const read = (folder: Folder, name: string): string =>
    readFileSync(join(directory, folder, name), "utf8");
  const locales = new Map<string, TextTree>();
  for (const name of listing.locales) {
    try {
      locales.set(name.replace(/\.json$/, ""), JSON.parse(read("locales", name)) as TextTree);
    } catch (error) {
      problems.push(`locales/${name} is not JSON: ${String(error)}`);
    }
  }
  const names = [...locales.keys()];
  const defaultName = names.find((name) => name.endsWith(".default")) ?? "en.default";
  const schemaTexts = locales.get(`${defaultName}.schema`) ?? {};
  const blocks = listing.blocks.flatMap((name) => {
    try {
      const { template, schema } = parseBlock(`blocks/${name}`, read("blocks", name));
      const named = resolveSchemaTexts(schema, schemaTexts);
      return [{ handle: name.replace(/\.liquid$/, ""), template, schema: named }];
    } catch (error) {
      problems.push(String(error));
      return [];
    }
  });
  problems.push(...missingAssets(blocks, listing.assets));
  return {
    version,
    blocks,
    snippets: Object.fromEntries(
      listing.snippets.map((name) => [name.replace(/\.liquid$/, ""), read("snippets", name)]),
    ),
    assets: new Map(listing.assets.map((name) => [name, readAsset(directory, name)])),
    problems,
    texts: (locale) => ({
      locale,
      own: locales.get(locale) ?? locales.get(`${locale}.default`) ?? {},
      fallback: locales.get(defaultName) ?? {},
    }),
  };
}

function missingAssets(blocks: readonly ThemeBlock[], assets: readonly string[]): string[] {
  return blocks.flatMap(({ handle, schema }) =>
    [schema.javascript, schema.stylesheet].flatMap((name) =>
      name === undefined || assets.includes(name)
        ? []
        : [`blocks/${handle}.liquid names assets/${name}, which is not there: build the widget.`],
    ),
  );
}

function resolveSchemaTexts<Value>(value: Value, texts: TextTree): Value {
  if (typeof value === "string") return translateSchemaText(texts, value) as Value;
  if (Array.isArray(value)) return value.map((item) => resolveSchemaTexts(item, texts)) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    resolveSchemaTexts(entry, texts),
  ]);
  return Object.fromEntries(entries) as Value;
}

function listFiles(directory: string): Listing {
  const list = (folder: Folder): string[] => {
    try {
      return readdirSync(join(directory, folder)).toSorted();
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
      throw error;
    }
  };
  return {
    assets: list("assets").filter((name) => extname(name) in CONTENT_TYPES),
    blocks: list("blocks").filter((name) => name.endsWith(".liquid")),
    locales: list("locales").filter((name) => name.endsWith(".json")),
    snippets: list("snippets").filter((name) => name.endsWith(".liquid")),
  };
}

function fingerprint(directory: string, listing: Listing): string {
  const hash = createHash("sha256");
  for (const folder of FOLDERS) {
    for (const name of listing[folder]) {
      const { mtimeMs, size } = statSync(join(directory, folder, name));
      hash.update(`${folder}/${name}/${mtimeMs}/${size}\n`);
    }
  }
  return hash.digest("hex").slice(0, 16);
}

function readAsset(directory: string, name: string): Asset {
  const plain = readFileSync(join(directory, "assets", name));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return {
    name,
    contentType: CONTENT_TYPES[extname(name)] ?? "application/octet-stream",
    version: createHash("sha256").update(plain).digest("hex").slice(0, 12),
    plain,
    brotli: brotliCompressSync(plain, { params: quality }),
    gzip: gzipSync(plain),
  };
}
