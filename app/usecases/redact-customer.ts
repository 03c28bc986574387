// A customer is to be forgotten: name, addresses and messages go, the ledger and its sums stay.
import type { Instant } from "../core/calendar/instant.ts";
import { mailboxOf } from "../core/referrals/normalise-contact.ts";
import { forgetInToldEvents } from "../db/integration-event-store.ts";
import { findCustomersMergedInto } from "../db/merge-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { redactPrivacyRequests } from "../db/privacy-request-store.ts";
import {
  findOrdersOfCustomer,
  readPersonalTraces,
  redactInbox,
  redactMember,
  redactOrders,
  redactReasons,
  redactRecipient,
} from "../db/privacy-store.ts";
import type { PersonalTraces } from "../db/privacy-store.ts";
import { redactFriend } from "../db/referral-privacy-store.ts";
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
 * Repeating it changes nothing. Customers who were merged into this one were the same person, and
 * are forgotten, too.
 */
export async function redactCustomer(tx: Transaction, command: RedactCustomer): Promise<void> {
  const gone = await findCustomersMergedInto(tx, command.shopId, command.customerId);
  for (const customerId of gone) await redactOne(tx, { ...command, customerId, orderIds: [] });
  await redactOne(tx, command);
}

/**
 * Messages come first: who handles one of them now may be making the customer a member. Then orders
 * are locked before the member, as always. Orders whose news was thrown away are read anew from
 * Shopify.
 */
async function redactOne(tx: Transaction, command: RedactCustomer): Promise<void> {
  const { shopId, customerId } = command;
  const now = new Date(command.now);
  const known = await readPersonalTraces(tx, shopId, customerId, { lock: false });
  const before = await findOrdersOfCustomer(tx, shopId, customerId);
  const subjects = [...before, ...command.orderIds].map((orderId) => `order/${orderId}`);
  const emptied = await redactInbox(tx, shopId, {
    needles: needlesOf(customerId, [command.email, command.phone, known?.email ?? null]),
    orderingKeys: [...subjects, `customer/${customerId}`],
    exceptId: command.messageId,
  });
  const addresses = [command.email, known?.email ?? null].filter((email) => email !== null);
  const told = { customerId, memberId: known?.memberId ?? null, emails: addresses };
  await forgetInToldEvents(tx, shopId, told);
  const after = await findOrdersOfCustomer(tx, shopId, customerId);
  await redactOrders(tx, shopId, [...after, ...command.orderIds], now);
  const person = await readPersonalTraces(tx, shopId, customerId, { lock: true });
  if (person !== undefined) await redactMember(tx, shopId, person.memberId, now);
  const emails = new Set([command.email, known?.email ?? null, person?.email ?? null]);
  for (const email of emails) if (email) await redactRecipient(tx, shopId, email);
  for (const email of emails) {
    const mailbox = email ? mailboxOf(email) : null;
    await redactFriend(tx, shopId, { customerId, mailbox });
  }
  await redactPrivacyRequests(tx, shopId, customerId);
  await redactReasons(tx, shopId, wordsOf(command, person));
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

/** What the words of staff may call the person. */
function wordsOf(command: RedactCustomer, person: PersonalTraces | undefined): string[] {
  const { customerId, email, phone } = command;
  const words = [customerId, email, phone, person?.email, person?.firstName, person?.lastName];
  return words.flatMap((word) => (word?.trim() ? [word] : []));
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
