// Cursor pages over lists, with the refusals Shopify gives to careless arguments.

import type { Arguments } from "./call.ts";
import { topLevel } from "./errors.ts";

const maximumPage = 250;

export type Connection<Item> = {
  nodes: Item[];
  edges: { cursor: string; node: Item }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
};

/** A list that stays as it is while it is paged through: cursors name items. */
export function connect<Item>(
  all: Item[],
  args: Arguments,
  keyOf: (item: Item) => string,
): Connection<Item> {
  const items = args["reverse"] === true ? all.toReversed() : all;
  const after = positionOf(items, args["after"], keyOf);
  const from = after === null ? 0 : after + 1;
  const until = positionOf(items, args["before"], keyOf) ?? items.length;
  return pageOf(items, args, keyOf, from, until);
}

/**
 * A list in the order of its keys, whose items may change place between two pages: cursors name
 * places, as Shopify's do with the last value that was seen.
 */
export function connectSorted<Item>(
  all: Item[],
  args: Arguments,
  keyOf: (item: Item) => string,
): Connection<Item> {
  const reverse = args["reverse"] === true;
  const items = all.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), reverse));
  const after = cursorOf(args["after"]);
  const before = cursorOf(args["before"]);
  const isPast = (item: Item) => after === null || compareKeys(keyOf(item), after, reverse) > 0;
  const isReached = (item: Item) =>
    before !== null && compareKeys(keyOf(item), before, reverse) >= 0;
  const [from, until] = [items.findIndex(isPast), items.findIndex(isReached)];
  return pageOf(
    items,
    args,
    keyOf,
    from < 0 ? items.length : from,
    until < 0 ? items.length : until,
  );
}

function compareKeys(a: string, b: string, reverse: boolean): number {
  const order = a < b ? -1 : a > b ? 1 : 0;
  return reverse ? -order : order;
}

function pageOf<Item>(
  items: Item[],
  args: Arguments,
  keyOf: (item: Item) => string,
  from: number,
  until: number,
): Connection<Item> {
  const size = pageSize(args);
  const window = items.slice(from, until);
  const backwards = typeof args["last"] === "number";
  const nodes = backwards ? window.slice(-size) : window.slice(0, size);
  const edges = nodes.map((node) => ({ cursor: encode(keyOf(node)), node }));
  const first = nodes[0] === undefined ? -1 : items.indexOf(nodes[0]);
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: first >= 0 && first + nodes.length < items.length,
      hasPreviousPage: first > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function pageSize(args: Arguments): number {
  const { first, last } = args;
  if (typeof first === "number" && typeof last === "number") {
    throw topLevel("providing both first and last is not supported", "BAD_REQUEST");
  }
  const size = typeof first === "number" ? first : last;
  if (typeof size !== "number")
    throw topLevel("you must provide one of first or last", "BAD_REQUEST");
  if (size < 0 || size > maximumPage) {
    const name = typeof first === "number" ? "first" : "last";
    throw topLevel(`${name} must be between 0 and ${maximumPage}`, "BAD_REQUEST");
  }
  return size;
}

function positionOf<Item>(
  items: Item[],
  cursor: unknown,
  keyOf: (item: Item) => string,
): number | null {
  const key = cursorOf(cursor);
  if (key === null) return null;
  const at = items.findIndex((item) => keyOf(item) === key);
  if (at < 0) throw topLevel("Invalid cursor for current pagination sort.", "BAD_REQUEST");
  return at;
}

function cursorOf(cursor: unknown): string | null {
  return typeof cursor === "string" && cursor !== "" ? decode(cursor) : null;
}

function encode(key: string): string {
  return Buffer.from(JSON.stringify({ last: key })).toString("base64");
}

function decode(cursor: string): string {
  try {
    const parsed = JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as { last?: unknown };
    return String(parsed.last);
  } catch {
    throw topLevel("Invalid cursor for current pagination sort.", "BAD_REQUEST");
  }
}
