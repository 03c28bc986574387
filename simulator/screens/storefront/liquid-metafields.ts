// Metafields as Liquid reads them: by namespace and key, the app's own also under `$app`. What is
// the merchant's own is always read; of an app's only what its definition shows to the storefront.
import { Drop } from "liquidjs";
import type { SimulatorContext } from "../../context.ts";
import type { Metafield, Shop } from "../../model.ts";
import { gid } from "../../world.ts";

export type MetafieldNamespaces = Record<string, Record<string, MetafieldDrop>>;

export class MetafieldDrop extends Drop {
  readonly type: string;
  readonly value: unknown;

  constructor(metafield: Pick<Metafield, "type" | "value">) {
    super();
    this.type = metafield.type;
    this.value = typedValue(metafield.type, metafield.value);
  }

  override valueOf(): unknown {
    return this.value;
  }

  toJSON(): unknown {
    return this.value;
  }
}

export function ownerMetafields(
  context: SimulatorContext,
  shop: Shop,
  ownerId: string,
): MetafieldNamespaces {
  const shown = [...shop.metafields.values()].filter(
    (metafield) => metafield.ownerId === ownerId && isShown(shop, metafield),
  );
  return groupByNamespace(shown, context.app.apiClientId);
}

/** What belongs to the installation itself is the app's, and needs no definition. */
export function appMetafields(context: SimulatorContext, shop: Shop): MetafieldNamespaces {
  if (!shop.installation) return {};
  const ownerId = gid("AppInstallation", shop.installation.id);
  const own = [...shop.metafields.values()].filter((metafield) => metafield.ownerId === ownerId);
  return groupByNamespace(own, context.app.apiClientId);
}

function isShown(shop: Shop, metafield: Metafield): boolean {
  if (!metafield.namespace.startsWith("app--")) return true;
  const ownerType = /^gid:\/\/shopify\/(\w+)\//.exec(metafield.ownerId)?.[1]?.toUpperCase();
  return shop.metafieldDefinitions.some(
    (definition) =>
      definition.ownerType === ownerType &&
      definition.namespace === metafield.namespace &&
      definition.key === metafield.key &&
      definition.storefrontAccess.toUpperCase() === "PUBLIC_READ",
  );
}

function groupByNamespace(metafields: readonly Metafield[], clientId: string): MetafieldNamespaces {
  const groups: MetafieldNamespaces = {};
  for (const metafield of metafields) {
    for (const name of namesOf(metafield.namespace, clientId)) {
      groups[name] = { ...groups[name], [metafield.key]: new MetafieldDrop(metafield) };
    }
  }
  return groups;
}

function namesOf(namespace: string, clientId: string): string[] {
  const reserved = `app--${clientId}`;
  if (namespace === reserved) return [namespace, "$app"];
  if (!namespace.startsWith(`${reserved}--`)) return [namespace];
  return [namespace, `$app:${namespace.slice(reserved.length + 2)}`];
}

function typedValue(type: string, value: string): unknown {
  if (type === "json" || type.startsWith("list.")) return parseJson(value);
  if (type === "boolean") return value === "true";
  if (type !== "number_integer" && type !== "number_decimal") return value;
  const number = Number(value);
  return type === "number_integer" && !Number.isSafeInteger(number) ? value : number;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Shopify refuses such a value when it is written; one put here by hand reads as nothing.
    return null;
  }
}
