// Asks for the storefront's copies of balances.
import { newId } from "../db/new-id.ts";
import type { NewMessage } from "../db/outbox-store.ts";

/** Four calls at most: a member has up to four metafields, and Shopify takes 25 at once. */
export const BALANCES_PER_MESSAGE = 24;

/** Of one member: asked for again before it is written, it is written once. */
export function balanceMessage(shopId: bigint, memberId: string): NewMessage {
  return { shopId, kind: "write_member_balance", key: memberId, payload: { memberId } };
}

/** Of any number of members of a shop, each named once. */
export function balanceMessagesOf(shopId: bigint, memberIds: readonly string[]): NewMessage[] {
  const [only] = memberIds;
  if (only !== undefined && memberIds.length === 1) return [balanceMessage(shopId, only)];
  const count = Math.ceil(memberIds.length / BALANCES_PER_MESSAGE);
  return Array.from({ length: count }, (_, index) => ({
    shopId,
    kind: "write_member_balances",
    key: newId(),
    payload: {
      memberIds: memberIds.slice(index * BALANCES_PER_MESSAGE, (index + 1) * BALANCES_PER_MESSAGE),
    },
  }));
}
