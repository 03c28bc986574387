// What a merchant has set in the theme editor for each shop: which app embeds are on, where app
// blocks stand, and the values of their settings.
import type { Shop } from "../model.ts";
import { defaultSettings, isAllowedOn } from "./liquid/block-schema.ts";
import type { SettingValue } from "./liquid/block-schema.ts";
import type { ThemeBlock } from "./liquid/extension.ts";

export const BLOCK_TEMPLATES = [
  { name: "index", label: "Home page" },
  { name: "product", label: "Product page" },
  { name: "cart", label: "Cart" },
  { name: "customers/account", label: "Customer account" },
] as const;

export type BlockTemplate = (typeof BLOCK_TEMPLATES)[number]["name"];

const FIRST_TEMPLATES: readonly BlockTemplate[] = ["index", "customers/account"];

interface StoredBlock {
  /** Null until a merchant decides; blocks then stand on the first templates, embeds are off. */
  templates: BlockTemplate[] | null;
  isEmbedOn: boolean;
  values: Map<string, SettingValue>;
}

export type ThemeSettings = Map<string, StoredBlock>;

const settingsByShop = new WeakMap<Shop, ThemeSettings>();

export function themeSettings(shop: Shop): ThemeSettings {
  const existing = settingsByShop.get(shop);
  if (existing) return existing;
  const created: ThemeSettings = new Map();
  settingsByShop.set(shop, created);
  return created;
}

export function isEmbed(block: ThemeBlock): boolean {
  return block.schema.target !== "section";
}

export function isEmbedOn(shop: Shop, handle: string): boolean {
  return themeSettings(shop).get(handle)?.isEmbedOn ?? false;
}

export function switchEmbed(shop: Shop, handle: string, isOn: boolean): void {
  stored(shop, handle).isEmbedOn = isOn;
}

/** By its handle: nobody wants it on each page, so a merchant has to put it somewhere. */
function isPageOfItsOwn({ handle }: ThemeBlock): boolean {
  return handle.endsWith("-page");
}

export function blockTemplates(shop: Shop, block: ThemeBlock): readonly BlockTemplate[] {
  const first = isPageOfItsOwn(block) ? [] : FIRST_TEMPLATES;
  const chosen = themeSettings(shop).get(block.handle)?.templates ?? first;
  return chosen.filter((template) => isAllowedOn(block.schema, template));
}

export function placeBlock(shop: Shop, handle: string, templates: readonly BlockTemplate[]): void {
  stored(shop, handle).templates = [...templates];
}

export function blockSettings(shop: Shop, block: ThemeBlock): Record<string, SettingValue> {
  const values = themeSettings(shop).get(block.handle)?.values ?? new Map();
  return { ...defaultSettings(block.schema), ...Object.fromEntries(values) };
}

/** Only settings that the schema knows are kept, each in its own type and within its bounds. */
export function changeSettings(
  shop: Shop,
  block: ThemeBlock,
  wanted: Readonly<Record<string, string>>,
): void {
  const { values } = stored(shop, block.handle);
  for (const setting of block.schema.settings) {
    if (setting.id === undefined) continue;
    if (setting.type === "checkbox") {
      values.set(setting.id, wanted[setting.id] === "on");
      continue;
    }
    const text = wanted[setting.id];
    if (text === undefined) continue;
    if (setting.type === "number" || setting.type === "range") {
      const number = Number(text);
      const lowest = setting.min ?? Number.NEGATIVE_INFINITY;
      const highest = setting.max ?? Number.POSITIVE_INFINITY;
      if (text.trim() !== "" && Number.isFinite(number)) {
        values.set(setting.id, Math.min(Math.max(number, lowest), highest));
      }
      continue;
    }
    const isKnown = setting.options?.some((option) => option.value === text) ?? true;
    if (isKnown) values.set(setting.id, text);
  }
}

function stored(shop: Shop, handle: string): StoredBlock {
  const settings = themeSettings(shop);
  const existing = settings.get(handle);
  if (existing) return existing;
  const created: StoredBlock = { templates: null, isEmbedOn: false, values: new Map() };
  settings.set(handle, created);
  return created;
}
