// Customer segments: named queries, and who is in them at this moment.

import { amountSpent } from "./customers.ts";
import { ordersOf } from "./find-order.ts";
import { metafieldsOf } from "./metafields.ts";
import {
  clausesOf,
  meets,
  parseSegmentQuery,
  placed,
  SegmentSyntaxError,
  type Attribute,
} from "./segment-query.ts";
import type { Customer, Segment, Shop } from "../model.ts";
import { formatMinor } from "../money.ts";
import { gid, iso, refuse, takeId, type World } from "../world.ts";

export type SegmentInput = { id?: string; name: string; query: string };

export function createSegment(world: World, shop: Shop, input: SegmentInput): Segment {
  checkQuery(input.query);
  const now = iso(world);
  const segment: Segment = {
    id: takeId(world, input.id),
    name: input.name,
    query: input.query,
    createdAt: now,
    updatedAt: now,
  };
  if (shop.segments.has(segment.id)) refuse(`A segment ${segment.id} exists already`);
  shop.segments.set(segment.id, segment);
  return segment;
}

export function updateSegment(
  world: World,
  shop: Shop,
  id: string,
  change: { name?: string; query?: string },
): Segment {
  const segment = requireSegment(shop, id);
  if (change.query !== undefined) checkQuery(change.query);
  return Object.assign(segment, change, { updatedAt: iso(world) });
}

export function deleteSegment(shop: Shop, id: string): void {
  requireSegment(shop, id);
  shop.segments.delete(id);
}

export function requireSegment(shop: Shop, id: string): Segment {
  return shop.segments.get(id) ?? refuse(`No segment ${id} in ${shop.domain}`);
}

/** Nobody is in a segment that does not exist, nor is a customer who does not. */
export function isInSegment(shop: Shop, id: string, customerId: string): boolean {
  const segment = shop.segments.get(id);
  const customer = shop.customers.get(customerId);
  return segment !== undefined && customer !== undefined && isMember(shop, segment, customer);
}

export function membersOf(shop: Shop, id: string): Customer[] {
  const segment = requireSegment(shop, id);
  return [...shop.customers.values()].filter((customer) => isMember(shop, segment, customer));
}

function isMember(shop: Shop, segment: Segment, customer: Customer): boolean {
  return meets(parseSegmentQuery(segment.query), (attribute) => read(shop, customer, attribute));
}

/** A query that asks for what is not played is refused when it is written, not when it is asked. */
function checkQuery(query: string): void {
  for (const clause of clausesOf(parseSegmentQuery(query))) {
    meets(clause, () => sampleOf(clause.attribute));
  }
}

/**
 * What Shopify finds wrong with a query, in its words: what it cannot read, filters that it does
 * not know, metafields of customers that are not defined. Filters that Shopify knows and the
 * simulator does not play are refused.
 */
export function segmentQueryErrors(shop: Shop, query: string): string[] {
  const missing = (filters: { attribute: string; column: number }[]): string[] =>
    filters
      .filter(({ attribute }) => !isKnown(shop, attribute))
      .map(({ attribute, column }) => placed(column, `'${attribute}' filter cannot be found.`));
  try {
    const unknown = missing(clausesOf(parseSegmentQuery(query)));
    if (unknown.length === 0) checkQuery(query);
    return unknown;
  } catch (error) {
    if (!(error instanceof SegmentSyntaxError)) throw error;
    return [...missing(error.filter ? [error.filter] : []), error.message];
  }
}

/** Every filter of Shopify's own has several words. */
function isKnown(shop: Shop, attribute: string): boolean {
  if (!attribute.startsWith("metafields.")) return attribute.includes("_");
  return shop.metafieldDefinitions.some(
    ({ ownerType, namespace, key }) =>
      ownerType === "CUSTOMER" && attribute === `metafields.${namespace}.${key}`,
  );
}

/** What a metafield holds is known only by its owner. */
function sampleOf(attribute: string): Attribute {
  const sample = samples[attribute];
  if (sample) return sample;
  if (attribute.startsWith("metafields.")) return { kind: "text", value: "" };
  return refuse(`The simulator does not play the segment filter "${attribute}"`);
}

const samples: Record<string, Attribute> = {
  customer_tags: { kind: "list", values: [] },
  customer_countries: { kind: "list", values: [] },
  number_of_orders: { kind: "number", value: 0 },
  amount_spent: { kind: "number", value: 0 },
  email_subscription_status: { kind: "text", value: "" },
};

function read(shop: Shop, customer: Customer, attribute: string): Attribute {
  switch (attribute) {
    case "customer_tags":
      return { kind: "list", values: customer.tags };
    case "customer_countries":
      return { kind: "list", values: customer.address ? [customer.address.countryCode] : [] };
    case "number_of_orders":
      return { kind: "number", value: ordersOf(shop, customer.id).length };
    case "amount_spent":
      return {
        kind: "number",
        value: Number(formatMinor(amountSpent(shop, customer.id), shop.currency)),
      };
    case "email_subscription_status":
      return { kind: "text", value: customer.marketingState };
    default:
      return readMetafield(shop, customer, attribute);
  }
}

/** metafields.custom.tier: the namespace as it is stored, and the key. */
function readMetafield(shop: Shop, customer: Customer, attribute: string): Attribute {
  const found = metafieldsOf(shop, gid("Customer", customer.id)).find(
    ({ namespace, key }) => attribute === `metafields.${namespace}.${key}`,
  );
  if (!found) return { kind: "text", value: null };
  return found.type.startsWith("number_")
    ? { kind: "number", value: Number(found.value) }
    : { kind: "text", value: found.value };
}
