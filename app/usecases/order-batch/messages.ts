// What a batch of orders sets in motion outside: balances to show, mails to send, orders to ask
// Shopify about.
import { DAY_MS } from "../../core/calendar/instant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { needsRefetch } from "../../core/orders/merge-order.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import { balanceMessagesOf } from "../balance-messages.ts";
import type { MemberBook } from "./member-book.ts";
import { versionOf } from "./order-terms.ts";
import type { OrderWork } from "./order-work.ts";
import { tierTermsOf } from "./shop-terms.ts";

/** News older than this are caught up silently: a mail about them would puzzle. */
const MAIL_MAX_AGE_DAYS = 3;
/** Shopify's clock ticks in seconds: asked in a later one, its answer is final for this one. */
const REFETCH_DELAY_MS = 2_000;

/**
 * The storefront's copy of what it shows of members, where what they can spend, or what counts for
 * a tier, has changed. Members of one shop share calls: one by one, a sale would use up the store's
 * call budget.
 */
export function balanceMessages(books: readonly MemberBook[]): NewMessage[] {
  const shown = new Map<bigint, string[]>();
  for (const { member } of books.filter(isShown)) {
    const ids = shown.get(member.shopId);
    if (ids === undefined) shown.set(member.shopId, [member.id]);
    else ids.push(member.id);
  }
  return [...shown].flatMap(([shopId, ids]) => balanceMessagesOf(shopId, ids));
}

function isShown(book: MemberBook): boolean {
  const isCounted = book.units.length > 0 && tierTermsOf(book.terms) !== null;
  return (book.isBalanceChanged || isCounted) && book.member.customerId !== null;
}

/** Asks Shopify how the order stands, where its payloads cannot tell. */
export function refetchMessages(works: readonly OrderWork[]): NewMessage[] {
  return works
    .filter(({ standing, before }) => isNews(standing, before) && needsRefetch(standing.state))
    .map(({ shopId, orderId }) => ({
      shopId,
      kind: "refetch_order",
      key: orderId,
      payload: { orderId },
      delayMs: REFETCH_DELAY_MS,
    }));
}

/** Asks Shopify what the program wants to know of the order and no payload tells. */
export function factMessages(works: readonly OrderWork[]): NewMessage[] {
  return works
    .filter(({ awaitsFacts }) => awaitsFacts)
    .map(({ shopId, orderId }) => ({
      shopId,
      kind: "fetch_order_facts",
      key: orderId,
      payload: { orderId },
    }));
}

function isNews(standing: OrderWork["standing"], before: OrderWork["before"]): boolean {
  return standing.state !== before.state;
}

/** The mail about what an order earned, when it has just earned for the first time. */
export function mailMessage(work: OrderWork, book: MemberBook, now: Instant): NewMessage[] {
  const { shopId, orderId, standing, terms } = work;
  const version = versionOf(terms, standing);
  const newsAt = standing.state.newest?.updatedAt ?? 0;
  const fresh = now - newsAt <= MAIL_MAX_AGE_DAYS * DAY_MS;
  if (!version?.document.emails.orderEarned || !book.member.wantsEmail || !fresh) return [];
  const memberId = book.member.id;
  return [{ shopId, kind: "send_order_email", key: orderId, payload: { orderId, memberId } }];
}
