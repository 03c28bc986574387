// Renders the extension's Liquid. Global objects reach snippets too, as on Shopify; what a block
// itself sees beyond them (`block`, `section`) does not.
import { Liquid } from "liquidjs";
import type { ThemeExtension } from "./extension.ts";
import { registerFilters } from "./filters.ts";
import type { MoneyFormat } from "./money.ts";
import { registerTags } from "./tags.ts";
import type { Texts } from "./texts.ts";

/** What filters need to know about the page beyond their arguments. */
export interface RenderFacts {
  readonly texts: Texts;
  readonly money: MoneyFormat;
  /** What `'now' | date` means. */
  readonly now: Date;
  /** In which dates are told. */
  readonly timeZone: string;
  assetAddress(name: string): string;
  assetText(name: string): string;
}

export interface BlockRenderer {
  render(template: string, scope: object, globals: object, facts: RenderFacts): string;
}

const PARSE_LIMIT_CHARACTERS = 100_000;
const RENDER_LIMIT_MS = 2_000;
const MEMORY_LIMIT_UNITS = 10_000_000;

const renderers = new WeakMap<ThemeExtension, BlockRenderer>();

export function rendererFor(extension: ThemeExtension): BlockRenderer {
  const existing = renderers.get(extension);
  if (existing) return existing;
  const created = createRenderer(extension.snippets);
  renderers.set(extension, created);
  return created;
}

export function createRenderer(snippets: Readonly<Record<string, string>>): BlockRenderer {
  const factsByGlobals = new WeakMap<object, RenderFacts>();
  const engine = new Liquid({
    templates: { ...snippets },
    ownPropertyOnly: true,
    strictFilters: true,
    cache: true,
    parseLimit: PARSE_LIMIT_CHARACTERS,
    renderLimit: RENDER_LIMIT_MS,
    memoryLimit: MEMORY_LIMIT_UNITS,
  });
  registerTags(engine);
  registerFilters(engine, (globals) => {
    const facts = factsByGlobals.get(globals);
    if (!facts) throw new Error("A filter ran outside a page.");
    return facts;
  });
  const parsed = new Map<string, ReturnType<Liquid["parse"]>>();
  return {
    render(template, scope, globals, facts) {
      factsByGlobals.set(globals, facts);
      const ready = parsed.get(template) ?? engine.parse(template);
      parsed.set(template, ready);
      return String(engine.renderSync(ready, scope, { globals, sync: true }));
    },
  };
}
