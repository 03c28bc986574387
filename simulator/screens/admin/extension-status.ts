// How the theme app extension is used, in the shape that `shopify.app.extensions()` returns.
import type { Shop } from "../../model.ts";
import type { ThemeBlock, ThemeExtension } from "../liquid/extension.ts";
import { blockTemplates, isEmbed, isEmbedOn } from "../theme-settings.ts";

const THEME_ID = "gid://shopify/OnlineStoreTheme/1";
const EXTENSION_HANDLE = "theme";

interface BlockActivation {
  readonly target: string;
  readonly handle: string;
  readonly name: string;
  readonly status: "active" | "available" | "unavailable";
  readonly activations: readonly { readonly target: string; readonly themeId: string }[];
}

export interface ExtensionStatus {
  readonly handle: string;
  readonly type: "theme_app_extension";
  readonly activations: readonly BlockActivation[];
}

export function describeExtensions(shop: Shop, extension: ThemeExtension): ExtensionStatus[] {
  if (extension.blocks.length === 0) return [];
  const activations = extension.blocks.map((block) => describeBlock(shop, block));
  return [{ handle: EXTENSION_HANDLE, type: "theme_app_extension", activations }];
}

function describeBlock(shop: Shop, block: ThemeBlock): BlockActivation {
  const places = placesOf(shop, block).map((target) => ({ target, themeId: THEME_ID }));
  return {
    target: block.schema.target,
    handle: block.handle,
    name: block.schema.name,
    status: places.length > 0 ? "active" : "available",
    activations: places,
  };
}

function placesOf(shop: Shop, block: ThemeBlock): string[] {
  if (isEmbed(block)) return isEmbedOn(shop, block.handle) ? [block.schema.target] : [];
  return blockTemplates(shop, block).map(
    (template) => `template--${template}/main/${block.handle}`,
  );
}
