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

export function connect<Item>(
  all: Item[],
  args: Arguments,
  keyOf: (item: Item) => string,
): Connection<Item> {
  const size = pageSize(args);
  const items = args["reverse"] === true ? all.toReversed() : all;
  const from = positionAfter(items, args["after"], keyOf);
  const until = positionOf(items, args["before"], keyOf) ?? items.length;
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

function positionAfter<Item>(
  items: Item[],
  cursor: unknown,
  keyOf: (item: Item) => string,
): number {
  const at = positionOf(items, cursor, keyOf);
  return at === null ? 0 : at + 1;
}

function positionOf<Item>(
  items: Item[],
  cursor: unknown,
  keyOf: (item: Item) => string,
): number | null {
  if (typeof cursor !== "string" || cursor === "") return null;
  const key = decode(cursor);
  const at = items.findIndex((item) => keyOf(item) === key);
  if (at < 0) throw topLevel("Invalid cursor for current pagination sort.", "BAD_REQUEST");
  return at;
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
