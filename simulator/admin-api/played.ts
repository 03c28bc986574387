// Everything of the Admin API that the simulator plays. What is not here is a gap and says so.

import {
  TypeInfo,
  getNamedType,
  isObjectType,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { deniedBy } from "./access.ts";
import type { Call, FieldResolvers, Resolver } from "./call.ts";
import {
  automaticDiscountMutations,
  automaticDiscountPayloads,
} from "./resolvers/automatic-discounts.ts";
import { scopeMutations, scopeTypes } from "./resolvers/app-scopes.ts";
import { customerMutations, customerRoot, customerTypes } from "./resolvers/customers.ts";
import { discountTypes } from "./resolvers/discount-types.ts";
import { discountMutations, discountPayloads, discountRoot } from "./resolvers/discounts.ts";
import { giftCardTypes } from "./resolvers/gift-card-types.ts";
import { giftCardMutations, giftCardRoot } from "./resolvers/gift-cards.ts";
import {
  storeCreditMutations,
  storeCreditRoot,
  storeCreditTypes,
} from "./resolvers/store-credit.ts";
import { fulfillmentTypes } from "./resolvers/fulfillments.ts";
import {
  metafieldDefinitionCreate,
  metafieldDefinitionPayloads,
} from "./resolvers/metafield-definitions.ts";
import { metafieldRoot, metafieldTypes } from "./resolvers/metafields.ts";
import { moneyTypes, plainFields, userErrorTypes } from "./resolvers/money-values.ts";
import { orderPartTypes } from "./resolvers/order-parts.ts";
import { orderRoot, orderTypes } from "./resolvers/orders.ts";
import { productRoot, productTypes } from "./resolvers/products.ts";
import { segmentMutations, segmentRoot, segmentTypes } from "./resolvers/segments.ts";
import {
  standardDefinitionPayloads,
  standardMetafieldDefinitionEnable,
} from "./resolvers/standard-definitions.ts";
import { metafieldsDelete } from "./resolvers/delete-metafields.ts";
import { metafieldsSet } from "./resolvers/set-metafields.ts";
import { shopRoot, shopTypes } from "./resolvers/shop.ts";

const played: Record<string, FieldResolvers> = {
  QueryRoot: {
    ...shopRoot,
    ...customerRoot,
    ...segmentRoot,
    ...productRoot,
    ...orderRoot,
    ...discountRoot,
    ...giftCardRoot,
    ...storeCreditRoot,
    ...metafieldRoot,
  },
  Mutation: {
    ...customerMutations,
    ...segmentMutations,
    ...discountMutations,
    ...automaticDiscountMutations,
    metafieldDefinitionCreate,
    standardMetafieldDefinitionEnable,
    ...giftCardMutations,
    ...storeCreditMutations,
    ...scopeMutations,
    metafieldsDelete,
    metafieldsSet,
  },
  MetafieldsDeletePayload: plainFields("deletedMetafields", "userErrors"),
  MetafieldIdentifier: plainFields("key", "namespace", "ownerId"),
  MetafieldsSetPayload: plainFields("metafields", "userErrors"),
  ...shopTypes,
  ...customerTypes,
  ...segmentTypes,
  ...orderTypes,
  ...orderPartTypes,
  ...fulfillmentTypes,
  ...productTypes,
  ...discountTypes,
  ...discountPayloads,
  ...automaticDiscountPayloads,
  ...giftCardTypes,
  ...scopeTypes,
  ...storeCreditTypes,
  ...metafieldTypes,
  ...metafieldDefinitionPayloads,
  ...standardDefinitionPayloads,
  ...moneyTypes,
  ...userErrorTypes,
};

const connectionFields = plainFields("nodes", "edges", "pageInfo");
const edgeFields = plainFields("cursor", "node");

export function resolverOf(typeName: string, fieldName: string): Resolver | undefined {
  const fields = played[typeName];
  if (fields && Object.hasOwn(fields, fieldName)) return fields[fieldName];
  if (typeName.endsWith("Connection")) return connectionFields[fieldName];
  return typeName.endsWith("Edge") ? edgeFields[fieldName] : undefined;
}

/** Fields of a document that are not played, told before anything takes effect. */
export function gapsIn(schema: GraphQLSchema, document: DocumentNode, call: Call): string[] {
  const gaps = new Set<string>();
  const types = new TypeInfo(schema);
  const look = {
    Field(): void {
      const parent = types.getParentType();
      const field = types.getFieldDef();
      if (!parent || !field || field.name.startsWith("__")) return;
      if (getNamedType(field.type).name.startsWith("__")) return;
      if (!isObjectType(parent) || parent.name.startsWith("__")) return;
      // What the app may not read is refused as Shopify refuses it, played or not.
      const returned = getNamedType(field.type).name;
      if (deniedBy(call, parent.name, field.name, returned)) return;
      if (deniedBy(call, "", "", parent.name)) return;
      if (!resolverOf(parent.name, field.name)) gaps.add(`${parent.name}.${field.name}`);
    },
  };
  visit(document, visitWithTypeInfo(types, look));
  return [...gaps];
}
