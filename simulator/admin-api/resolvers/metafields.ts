// Reading metafields and their definitions.

import { connect } from "../connections.ts";
import { fieldsOf, textOf, type Call, type FieldResolvers, type Resolver } from "../call.ts";
import { gap } from "../errors.ts";
import { plainFields, utc } from "./money-values.ts";
import { findMetafield, metafieldsOf } from "../../actions/metafields.ts";
import { resolveNamespace } from "../../app-declaration.ts";
import type { Metafield, MetafieldDefinition } from "../../model.ts";
import { gid } from "../../world.ts";

/** metafield and metafields of any type that has them. */
export function metafieldFields<Source>(ownerOf: (source: Source) => string): FieldResolvers {
  return fieldsOf<Source>({
    metafield: (source, args, call) => {
      const namespace = namespaceOf(call, args["namespace"]);
      return findMetafield(call.shop, ownerOf(source), namespace, textOf(args, "key")) ?? null;
    },
    metafields: (source, args, call) => {
      const all = metafieldsOf(call.shop, ownerOf(source));
      const wanted = args["namespace"];
      if (args["keys"] !== undefined && args["keys"] !== null) gap("metafields(keys:)");
      const namespace = typeof wanted === "string" ? namespaceOf(call, wanted) : null;
      const found = all.filter((entry) => namespace === null || entry.namespace === namespace);
      return connect(found, args, (entry) => entry.id);
    },
  });
}

/** No namespace means the app's own. */
export function namespaceOf(call: Call, namespace: unknown): string {
  return resolveNamespace(call.context.app, typeof namespace === "string" ? namespace : "$app");
}

const definitions: Resolver = (_source, args, call) => {
  const { ownerType, namespace, key, query } = args;
  if (typeof query === "string") gap("metafieldDefinitions(query:)");
  const found = call.shop.metafieldDefinitions.filter(
    (entry) =>
      entry.ownerType === ownerType &&
      (typeof namespace !== "string" || entry.namespace === namespaceOf(call, namespace)) &&
      (typeof key !== "string" || entry.key === key),
  );
  return connect(found, args, (entry) => entry.id);
};

export const metafieldRoot: FieldResolvers = { metafieldDefinitions: definitions };

export const metafieldTypes: Record<string, FieldResolvers> = {
  Metafield: fieldsOf<Metafield>({
    id: (metafield) => gid("Metafield", metafield.id),
    legacyResourceId: (metafield) => metafield.id,
    namespace: (metafield) => metafield.namespace,
    key: (metafield) => metafield.key,
    type: (metafield) => metafield.type,
    value: (metafield) => metafield.value,
    jsonValue: (metafield) => jsonValue(metafield),
    compareDigest: (metafield) => metafield.digest,
    sizeInBytes: (metafield) => Buffer.byteLength(metafield.value),
    createdAt: (metafield) => utc(metafield.createdAt),
    updatedAt: (metafield) => utc(metafield.updatedAt),
    ownerType: (metafield) =>
      /\/shopify\/([A-Za-z]+)\//.exec(metafield.ownerId)?.[1]?.toUpperCase(),
    definition: (metafield, _args, call) =>
      call.shop.metafieldDefinitions.find(
        (entry) =>
          metafield.ownerId.toUpperCase().includes(`/${entry.ownerType}/`) &&
          entry.namespace === metafield.namespace &&
          entry.key === metafield.key,
      ) ?? null,
  }),
  MetafieldDefinition: fieldsOf<MetafieldDefinition>({
    id: (definition) => gid("MetafieldDefinition", definition.id),
    name: (definition) => definition.name,
    description: (definition) => definition.description,
    namespace: (definition) => definition.namespace,
    key: (definition) => definition.key,
    ownerType: (definition) => definition.ownerType,
    type: (definition) => ({ name: definition.type }),
    access: (definition) => ({
      admin: definition.adminAccess,
      storefront: definition.storefrontAccess,
    }),
  }),
  MetafieldDefinitionType: plainFields("name"),
  MetafieldAccess: plainFields("admin", "storefront"),
};

function jsonValue(metafield: Metafield): unknown {
  const parsed = ["json", "number_integer", "number_decimal", "boolean"].includes(metafield.type);
  return parsed ? (JSON.parse(metafield.value) as unknown) : metafield.value;
}
