// What the merchant of a shop has decided about the app's UI extensions in the editor of checkout
// and accounts, and what Shopify allows them there.
import type { Shop } from "../model.ts";
import type { DeclaredExtension } from "./declared-extensions.ts";

export type ExtensionSettingValue = string | number | boolean;

export interface HostSettings {
  /** `folder/target` of the blocks that the merchant took away; all others stand. */
  readonly removed: Set<string>;
  /** By folder, what the merchant entered. */
  readonly values: Map<string, Map<string, ExtensionSettingValue>>;
  /** Whether Shopify has approved the app's wish for the network. */
  hasNetworkAccess: boolean;
  /** False as in checkouts of invoices, where nobody may enter a code. */
  canUpdateDiscountCodes: boolean;
  /** Whether a code that goes with no better one is left out although the answer is yes. */
  saysYesToCodesLeftOut: boolean;
}

const settingsByShop = new WeakMap<Shop, HostSettings>();

export function hostSettings(shop: Shop): HostSettings {
  const existing = settingsByShop.get(shop);
  if (existing) return existing;
  const created: HostSettings = {
    removed: new Set(),
    values: new Map(),
    hasNetworkAccess: true,
    canUpdateDiscountCodes: true,
    saysYesToCodesLeftOut: false,
  };
  settingsByShop.set(shop, created);
  return created;
}

/** Steps of the checkout belong to Plus stores; what follows the order is for everybody. */
export function isForPlusOnly(target: string): boolean {
  return target.startsWith("purchase.checkout.");
}

export function isPlaced(shop: Shop, { folder }: DeclaredExtension, target: string): boolean {
  if (shop.installation === null) return false;
  if (isForPlusOnly(target) && shop.plan !== "plus") return false;
  return !hostSettings(shop).removed.has(`${folder}/${target}`);
}

/** Staff's extensions reach the app always: there, the network is no capability. */
export function mayUseNetwork(shop: Shop, extension: DeclaredExtension): boolean {
  if (extension.targets.some((target) => /^(?:admin|pos)\./.test(target))) return true;
  return extension.hasNetworkAccess && hostSettings(shop).hasNetworkAccess;
}

export function valuesOf(
  shop: Shop,
  { folder }: Pick<DeclaredExtension, "folder">,
): Record<string, ExtensionSettingValue> {
  return Object.fromEntries(hostSettings(shop).values.get(folder) ?? []);
}

/** Only what the configuration declares is kept, in its own type; an empty field is unset. */
export function changeValues(
  shop: Shop,
  extension: DeclaredExtension,
  wanted: Readonly<Record<string, string>>,
): void {
  const values = new Map<string, ExtensionSettingValue>();
  for (const { key, type } of extension.settings) {
    const text = wanted[key]?.trim() ?? "";
    if (type === "boolean") values.set(key, text === "on" || text === "true");
    else if (text === "") continue;
    else if (type === "number_integer" || type === "number_decimal") values.set(key, Number(text));
    else values.set(key, text);
  }
  hostSettings(shop).values.set(extension.folder, values);
}
