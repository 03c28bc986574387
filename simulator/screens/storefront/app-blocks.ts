// Puts the app's blocks into a storefront page: section blocks where the theme placed them, embeds
// at the end of the body or in the head, and each block's script and style once.
import { escapeHtml, html, trusted } from "../html.ts";
import type { Html } from "../html.ts";
import { isAllowedOn } from "../liquid/block-schema.ts";
import { rendererFor } from "../liquid/engine.ts";
import type { RenderFacts } from "../liquid/engine.ts";
import type { Asset, ThemeBlock, ThemeExtension } from "../liquid/extension.ts";
import { blockSettings, blockTemplates, isEmbed, isEmbedOn } from "../theme-settings.ts";
import { globalObjects } from "./liquid-objects.ts";
import { moneyFormat } from "./page.ts";
import type { PageSubject, StorefrontPage } from "./page.ts";

export interface AppBlocks {
  /** Scripts, styles and head embeds. */
  readonly head: Html;
  /** Section blocks of this page. */
  readonly sections: Html;
  /** Embeds that end the body. */
  readonly body: Html;
}

/** The one section that holds the app's blocks, as a theme's wrapper of apps does. */
export const APPS_SECTION = "template--apps";
export const ASSET_FOLDER = "/extensions/theme/assets";

export function assetAddress(asset: Asset): string {
  return `${ASSET_FOLDER}/${asset.name}?v=${asset.version}`;
}

export function renderAppBlocks(page: StorefrontPage, subject: PageSubject): AppBlocks {
  const { extension } = page;
  if (!extension) return { head: html``, sections: html``, body: html`` };
  const globals = globalObjects(page, subject);
  const facts = renderFacts(page, extension);
  const shown = extension.blocks.filter((block) => isShownOn(page, subject, block));
  const available = shown.filter((block) => isAvailable(extension, block, globals, facts));
  const render = (block: ThemeBlock): Html => renderBlock(page, extension, block, globals, facts);
  const inside = (target: string): Html[] =>
    available.filter((block) => block.schema.target === target).map(render);
  return {
    head: html`${schemaAssets(extension, available)}${inside("compliance_head")}${inside("head")}`,
    sections: html`<div id="shopify-section-${APPS_SECTION}" class="shopify-section">
      ${inside("section")}
    </div>`,
    body: html`${inside("body")}`,
  };
}

function isShownOn(page: StorefrontPage, subject: PageSubject, block: ThemeBlock): boolean {
  if (!isAllowedOn(block.schema, subject.template)) return false;
  if (isEmbed(block)) return isEmbedOn(page.shop, block.handle);
  return blockTemplates(page.shop, block).some((template) => template === subject.template);
}

function isAvailable(
  extension: ThemeExtension,
  block: ThemeBlock,
  globals: object,
  facts: RenderFacts,
): boolean {
  const condition = block.schema.available_if;
  if (condition === undefined) return true;
  return rendererFor(extension).render(condition, {}, globals, facts).trim() === "true";
}

function renderBlock(
  page: StorefrontPage,
  extension: ThemeExtension,
  block: ThemeBlock,
  globals: object,
  facts: RenderFacts,
): Html {
  const id = `app-${block.handle}`;
  const type = `shopify://apps/${page.context.app.handle}/blocks/${block.handle}`;
  const scope = {
    block: {
      id,
      type,
      settings: blockSettings(page.shop, block),
      shopify_attributes: page.isDesignMode
        ? `data-shopify-editor-block="${escapeHtml(JSON.stringify({ id, type }))}"`
        : "",
    },
    section: { id: APPS_SECTION, settings: {} },
  };
  const inner = renderSafely(extension, block, scope, globals, facts);
  if (block.schema.target.endsWith("head")) return inner;
  const tag = block.schema.tag ?? "div";
  if (!/^[a-z][a-z0-9-]*$/.test(tag)) return html`<p>The block names an impossible tag.</p>`;
  const names = ["shopify-block", "shopify-app-block", block.schema.class ?? ""].join(" ").trim();
  return html`<${trusted(tag)}
    id="shopify-block-${id}"
    class="${names}"
    data-block-handle="${block.handle}"
    >${inner}</${trusted(tag)}
  >`;
}

/** A mistake in a template shows where it stands, as on Shopify, and spares the rest. */
function renderSafely(
  extension: ThemeExtension,
  block: ThemeBlock,
  scope: object,
  globals: object,
  facts: RenderFacts,
): Html {
  try {
    return trusted(rendererFor(extension).render(block.template, scope, globals, facts));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`Liquid error in blocks/${block.handle}.liquid: ${reason}`);
    return html`Liquid error (blocks/${block.handle}.liquid): ${reason}`;
  }
}

function schemaAssets(extension: ThemeExtension, blocks: readonly ThemeBlock[]): Html {
  const names = (kind: "javascript" | "stylesheet"): Asset[] => {
    const wanted = new Set(blocks.flatMap((block) => block.schema[kind] ?? []));
    return [...wanted].flatMap((name) => extension.assets.get(name) ?? []);
  };
  return html`${names("stylesheet").map(
    (asset) =>
      html`<link href="${assetAddress(asset)}" rel="stylesheet" type="text/css" media="all" />`,
  )}${names("javascript").map(
    (asset) => html`<script src="${assetAddress(asset)}" defer="defer"></script>`,
  )}`;
}

function renderFacts(page: StorefrontPage, extension: ThemeExtension): RenderFacts {
  const find = (name: string): Asset => {
    const asset = extension.assets.get(name);
    if (!asset) throw new Error(`There is no asset "${name}" in the extension.`);
    return asset;
  };
  return {
    texts: extension.texts(page.language),
    money: moneyFormat(page),
    now: page.context.clock.now(),
    timeZone: page.shop.timeZone,
    assetAddress: (name) => assetAddress(find(name)),
    assetText: (name) => find(name).plain.toString("utf8"),
  };
}
