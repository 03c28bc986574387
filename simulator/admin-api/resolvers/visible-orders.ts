// Which orders an app may read, and in which order lists come.

import { textOf, type Arguments, type Call } from "../call.ts";
import { gap } from "../errors.ts";
import type { Order } from "../../model.ts";

const withoutAllOrdersDays = 60;

/** Without read_all_orders only those of the last 60 days. */
export function visibleOrders(call: Call): Order[] {
  const all = [...call.shop.orders.values()];
  if (call.scopes.has("read_all_orders")) return all;
  const oldest = call.context.now().getTime() - withoutAllOrdersDays * 24 * 3600 * 1000;
  return all.filter((order) => Date.parse(order.createdAt) >= oldest);
}

const sortKeys: Record<string, (order: Order) => string> = {
  ID: (order) => order.id.padStart(20, "0"),
  CREATED_AT: (order) => order.createdAt,
  UPDATED_AT: (order) => order.updatedAt,
  PROCESSED_AT: (order) => order.processedAt,
  ORDER_NUMBER: (order) => String(order.number).padStart(12, "0"),
};

/** What orders are sorted by, the oldest or smallest first; ids decide between equals. */
export function sortKeyOf(args: Arguments): (order: Order) => string {
  const name = textOf(args, "sortKey") || "PROCESSED_AT";
  const key = sortKeys[name] ?? gap(`sorting orders by ${name}`);
  const tie = sortKeys["ID"] ?? key;
  return (order) => `${key(order)} ${tie(order)}`;
}
