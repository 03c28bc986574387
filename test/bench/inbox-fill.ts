// Puts orders into the inbox as the door does, before the clock of a measurement starts.
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { insertReceived } from "../../app/db/inbox-store.ts";
import { newId } from "../../app/db/new-id.ts";
import { findOrderingKey } from "../../app/inbox/ordering-key.ts";
import { anyonesOrder } from "./workload.ts";
import type { Spread } from "./workload.ts";

const MESSAGES_AT_ONCE = 250;

/** Orders with the numbers from `first` on, on the shops of the spread. */
export interface OrderRange {
  readonly first: number;
  readonly count: number;
  readonly spread: Spread;
}

/** `suffix` makes subjects that no order of the product has: only the baseline handles them. */
export async function fillInbox(pool: pg.Pool, range: OrderRange, suffix = ""): Promise<void> {
  const end = range.first + range.count;
  for (let start = range.first; start < end; start += MESSAGES_AT_ONCE) {
    const count = Math.min(MESSAGES_AT_ONCE, end - start);
    const numbers = Array.from({ length: count }, (_, index) => start + index);
    await insertReceived(
      pool,
      numbers.map((number) => messageOf(number, range.spread, suffix)),
    );
  }
}

function messageOf(number: number, spread: Spread, suffix: string) {
  const { shop, body: text } = anyonesOrder(number, spread);
  const body = Buffer.from(text, "utf8");
  return {
    shopId: BigInt(shop),
    id: newId(),
    topic: "orders/paid",
    webhookId: randomUUID(),
    eventId: null,
    orderingKey: `${findOrderingKey("orders/paid", body)}${suffix}`,
    triggeredAt: null,
    body,
  };
}
