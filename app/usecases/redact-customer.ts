// A customer is to be forgotten: name, addresses and messages go, the ledger and its sums stay.
import type { Instant } from "../core/calendar/instant.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import {
  lockPersonalTraces,
  redactInbox,
  redactMember,
  redactOrdersOfCustomer,
} from "../db/privacy-store.ts";
import type { Transaction } from "../db/transaction.ts";

export interface RedactCustomer {
  readonly shopId: bigint;
  readonly customerId: string;
  /** What Shopify names beside the id, so that messages which mention it can be found. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly orderIds: readonly string[];
  /** The message that asks for it is emptied when it is done. */
  readonly messageId: string;
  readonly now: Instant;
}

/**
 * Repeating it changes nothing. Orders are locked before the member, as always. Orders whose news
 * was thrown away are read anew from Shopify.
 */
export async function redactCustomer(tx: Transaction, command: RedactCustomer): Promise<void> {
  const { shopId, customerId } = command;
  const orderIds = await redactOrdersOfCustomer(tx, shopId, customerId);
  const person = await lockPersonalTraces(tx, shopId, customerId);
  const subjects = [...orderIds, ...command.orderIds].map((orderId) => `order/${orderId}`);
  const emptied = await redactInbox(tx, shopId, {
    needles: needlesOf(customerId, [command.email, command.phone, person?.email ?? null]),
    orderingKeys: [...subjects, `customer/${customerId}`],
    exceptId: command.messageId,
  });
  if (person !== undefined) {
    await redactMember(tx, shopId, person.memberId, new Date(command.now));
  }
  await enqueueMessages(
    tx,
    emptied.map((orderId) => ({
      shopId,
      kind: "refetch_order",
      key: orderId,
      payload: { orderId },
    })),
  );
}

/** The customer's id as JSON may hold it, and every address that is known. */
function needlesOf(customerId: string, addresses: readonly (string | null)[]): Buffer[] {
  const forms = [
    `:${customerId},`,
    `:${customerId}}`,
    `:"${customerId}"`,
    `Customer/${customerId}"`,
    ...addresses.filter((address) => address !== null && address !== ""),
  ];
  return forms.map((form) => Buffer.from(form ?? "", "utf8"));
}
