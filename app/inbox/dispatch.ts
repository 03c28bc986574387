// Which topic becomes which use case. A batch holds messages of one family (topics.ts) and is
// handled in one transaction. Orders are locked before members, here as everywhere.
import type { Instant } from "../core/calendar/instant.ts";
import type { OrderEvent } from "../core/orders/order-event.ts";
import type { ClaimedDelivery } from "../db/inbox-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { awardCustomers, enrolRewarded, recordConsent } from "../usecases/awards/record-signs.ts";
import { lookAtBirthDates } from "../usecases/birthdays/record-birth-date.ts";
import { mergeCustomers } from "../usecases/merge-customers.ts";
import { recordCustomers, recordDeletedCustomers } from "../usecases/record-customer.ts";
import { recordOrders } from "../usecases/record-order.ts";
import { redactCustomer } from "../usecases/redact-customer.ts";
import { redactShop } from "../usecases/redact-shop.ts";
import { requestCustomerData } from "../usecases/request-customer-data.ts";
import { recordDeletedDiscount } from "../usecases/return-voucher.ts";
import { recordDeletedPerk } from "../usecases/tier-perks.ts";
import { uninstallShop } from "../usecases/uninstall-shop.ts";
import { updateScopes, updateShop } from "../usecases/update-shop.ts";
import { parseEmailConsent, parseSmsConsent } from "./parse-consent.ts";
import type { ConsentNews } from "./parse-consent.ts";
import { parseCustomer, parseCustomerMerge, parseDeletedCustomer } from "./parse-customer.ts";
import type { CustomerNews } from "./parse-customer.ts";
import { parseOrder } from "./parse-order.ts";
import { parseCustomerRedaction, parseDataRequest } from "./parse-privacy.ts";
import { parseRefund } from "./parse-refund.ts";
import { parseDeletedDiscount, parseScopes, parseShop } from "./parse-shop.ts";
import type { PayloadAnswer } from "./payload-problem.ts";
import { findTopic } from "./topics.ts";

/** What became of a message: the transaction's commit makes it true. */
export interface Handled {
  readonly delivery: ClaimedDelivery;
  /** Why it can never be handled; missing when it was. */
  readonly deadReason?: string;
}

/** A message that was understood, on its way to a use case. */
type Step =
  | ({ readonly family: "customer" } & CustomerNews)
  | { readonly family: "deleted_customer"; readonly customerId: string }
  | { readonly family: "order"; readonly event: OrderEvent }
  | { readonly family: "single"; readonly run: (tx: Transaction) => Promise<unknown> }
  | { readonly family: "privacy"; readonly run: (tx: Transaction) => Promise<PrivacyOutcome> }
  | { readonly family: "refused"; readonly reason: string };

/** What a use case of privacy answers: what it refuses, a person must hear of. */
type PrivacyOutcome = void | { readonly outcome: string; readonly reason?: string };

type Work = { readonly delivery: ClaimedDelivery; readonly step: Step };

/**
 * Handles all or throws: then nothing of the batch may be kept. What is not among the answers waits
 * for the next batch.
 */
export async function dispatchBatch(
  tx: Transaction,
  deliveries: readonly ClaimedDelivery[],
  now: Instant,
): Promise<Handled[]> {
  const works = deliveries.map((delivery) => ({ delivery, step: readStep(delivery, now) }));
  const { refused, left } = await recordOrders(tx, works.flatMap(ordersOf), now);
  const waiting = new Set(left.map(({ event }) => event));
  const otherCurrency = new Set(refused.map(({ event }) => event));
  const accounts = works.flatMap(accountsOf);
  await enrolRewarded(tx, accounts, now);
  await recordCustomers(tx, works.flatMap(customersOf));
  await lookAtBirthDates(tx, works.flatMap(customerNamesOf), now);
  await awardCustomers(tx, accounts, now);
  await recordDeletedCustomers(tx, works.flatMap(deletedCustomersOf), now);
  for (const { step } of works) if (step.family === "single") await step.run(tx);
  const handled: Handled[] = [];
  for (const { delivery, step } of works) {
    if (step.family === "order" && waiting.has(step.event)) continue;
    const isOther = step.family === "order" && otherCurrency.has(step.event);
    const deadReason = isOther ? "currency_mismatch: currency" : await refusalOf(tx, step);
    handled.push(deadReason === undefined ? { delivery } : { delivery, deadReason });
  }
  return handled;
}

/** Does what privacy asks for. Answers why a step can never be done; nothing when it was. */
async function refusalOf(tx: Transaction, step: Step): Promise<string | undefined> {
  if (step.family === "refused") return step.reason;
  if (step.family !== "privacy") return undefined;
  const answer = await step.run(tx);
  return answer?.outcome === "refused" ? (answer.reason ?? "refused") : undefined;
}

function customersOf({ delivery, step }: Work) {
  return step.family === "customer" ? [{ shopId: delivery.shopId, customer: step.customer }] : [];
}

function customerNamesOf({ delivery: { shopId }, step }: Work) {
  return step.family === "customer" ? [{ shopId, customerId: step.customer.customerId }] : [];
}

function accountsOf({ delivery: { shopId }, step }: Work) {
  if (step.family !== "customer" || step.accountAt === null) return [];
  const { customer, accountAt: occurredAt } = step;
  return [{ shopId, customer, trigger: "account" as const, occurredAt }];
}

function deletedCustomersOf({ delivery: { shopId }, step }: Work) {
  return step.family === "deleted_customer" ? [{ shopId, customerId: step.customerId }] : [];
}

function ordersOf({ delivery, step }: Work) {
  return step.family === "order" ? [{ shopId: delivery.shopId, event: step.event }] : [];
}

function readStep(delivery: ClaimedDelivery, now: Instant): Step {
  const { shopId, body, id: messageId } = delivery;
  const askedAt = delivery.triggeredAt?.getTime() ?? now;
  const topic = findTopic(delivery.topic);
  switch (topic) {
    case "orders/paid":
    case "orders/updated":
    case "orders/cancelled":
    case "orders/edited":
      return understood(parseOrder(topic, body), (event) => ({ family: "order", event }));
    case "refunds/create":
      return understood(parseRefund(body), (event) => ({ family: "order", event }));
    case "customers/create":
    case "customers/update":
    case "customers/enable":
      return understood(parseCustomer(topic, body), (news) => ({ family: "customer", ...news }));
    case "customers_email_marketing_consent/update":
      return consent("newsletter", parseEmailConsent(body), { shopId, askedAt, now });
    case "customers_marketing_consent/update":
      return consent("sms", parseSmsConsent(body), { shopId, askedAt, now });
    case "customers/delete":
      return understood(parseDeletedCustomer(body), ({ customerId }) => ({
        family: "deleted_customer",
        customerId,
      }));
    case "customers/merge":
      return understood(parseCustomerMerge(body), (merge) =>
        single(async (tx) => merge && mergeCustomers(tx, shopId, merge, now)),
      );
    case "discounts/delete":
      return understood(parseDeletedDiscount(body), (discountGid) =>
        single(async (tx) => {
          await recordDeletedDiscount(tx, shopId, discountGid, now);
          await recordDeletedPerk(tx, shopId, discountGid);
        }),
      );
    case "app/uninstalled":
      return single((tx) => uninstallShop(tx, { shopId, happenedAt: delivery.triggeredAt, now }));
    case "app/scopes_update":
      return understood(parseScopes(body), (scopes) =>
        single((tx) => updateScopes(tx, shopId, scopes)),
      );
    case "shop/update":
      return understood(parseShop(body), (facts) => single((tx) => updateShop(tx, shopId, facts)));
    case "customers/data_request":
      return understood(parseDataRequest(body), (request) =>
        privacy((tx) => requestCustomerData(tx, { shopId, ...request, now })),
      );
    case "customers/redact":
      return understood(parseCustomerRedaction(body), (redaction) =>
        privacy((tx) => redactCustomer(tx, { shopId, ...redaction, messageId, now })),
      );
    case "shop/redact":
      return privacy((tx) => redactShop(tx, { shopId, messageId, askedAt, now }));
    case undefined:
      return { family: "refused", reason: "unknown_topic" };
  }
}

/**
 * What cannot be read now cannot be read later: the message is dead, and says which field it was.
 */
function understood<Event>(answer: PayloadAnswer<Event>, step: (event: Event) => Step): Step {
  if (answer.outcome === "parsed") return step(answer.event);
  return { family: "refused", reason: `${answer.reason}: ${answer.detail}` };
}

function consent(
  trigger: "newsletter" | "sms",
  answer: PayloadAnswer<ConsentNews>,
  { shopId, askedAt, now }: { shopId: bigint; askedAt: Instant; now: Instant },
): Step {
  return understood(answer, (news) =>
    single((tx) => recordConsent(tx, { shopId, trigger, ...news }, askedAt, now)),
  );
}

function single(run: (tx: Transaction) => Promise<unknown>): Step {
  return { family: "single", run };
}

function privacy(run: (tx: Transaction) => Promise<PrivacyOutcome>): Step {
  return { family: "privacy", run };
}
