// Tells a member what an order earned, at most once. The row in email_send is claimed before the
// mail server is spoken to: when an attempt dies without telling how it ended, the e-mail counts as
// sent. Better one lost than one sent twice. Only where the server certainly took nothing is the
// claim given back and tried again.
import { randomUUID } from "node:crypto";
import {
  type OrderEarnedEmail,
  renderOrderEarnedEmail,
} from "../../adapters/email/order-earned-email.tsx";
import {
  type MailServer,
  mailServer,
  messageIdOf,
  sendMail,
} from "../../adapters/email/send-mail.ts";
import { unsubscribeUrl } from "../../adapters/email/unsubscribe-token.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { DAY_MS } from "../../core/calendar/instant.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import { affordableRewards, nextReward } from "../../core/rewards/next-reward.ts";
import { type DeliveryShop, findDeliveryShop } from "../../db/delivery-shop-store.ts";
import {
  type OrderEmailFacts,
  claimOrderEmail,
  findOrderEmailFacts,
  finishOrderEmail,
  releaseOrderEmail,
} from "../../db/email-store.ts";
import { type PublishedProgram, findPublishedProgram } from "../../db/publication-store.ts";
import { pool } from "../../db/pool.ts";
import type { Deliver, DeliveryOutcome, OutboxMessage } from "../delivery.ts";

type Message = OutboxMessage<{ orderId: string; memberId: string }>;

/** Points are news for this long, however old their order is: later the e-mail would puzzle. */
const MAX_NEWS_AGE_MS = 7 * DAY_MS;

export const sendOrderEmail: Deliver<{ orderId: string; memberId: string }> = async (message) => {
  const { shopId } = message;
  const { orderId, memberId } = message.payload;
  const now = await businessNow();
  const [shop, facts, program] = await Promise.all([
    findDeliveryShop(pool(), shopId),
    findOrderEmailFacts(pool(), shopId, orderId, memberId),
    findPublishedProgram(pool(), shopId, now.getTime()),
  ]);
  if (shop === undefined || facts === undefined || program === undefined) {
    return { outcome: "sent" };
  }
  const server = mailServer();
  const messageId = server && messageIdOf(server, `order-earned.${shopId}.${orderId}`);
  const claim = { shopId, id: randomUUID(), orderId, memberId, messageId };
  const claimed = await claimOrderEmail(pool(), claim);
  if (claimed.outcome === "exists") {
    if (claimed.status === "queued") await finish(message, "sent", "outcome_unknown");
    return { outcome: "sent" };
  }
  const skipped = skipReason(shop, facts, program, now);
  if (skipped !== null || server === null || messageId === null) {
    await finish(message, "skipped", skipped ?? "no_mail_server");
    return { outcome: "sent" };
  }
  return send(message, { server, messageId }, { shop, facts, program, emailId: claim.id });
};

/** Why this order is not written about; null when it is. */
function skipReason(
  shop: DeliveryShop,
  facts: OrderEmailFacts,
  program: PublishedProgram,
  now: Date,
): string | null {
  if (!shop.installed) return "shop_uninstalled";
  if (facts.gone) return "member_gone";
  if (facts.isTest) return "test_order";
  if (facts.optedOut) return "opted_out";
  if (facts.email === null || facts.email === "") return "no_address";
  if (!program.document.emails.orderEarned) return "turned_off";
  if (facts.earnedPoints <= 0n) return "nothing_earned";
  const earnedAt = facts.earnedAt?.getTime() ?? 0;
  if (now.getTime() - earnedAt > MAX_NEWS_AGE_MS) return "too_late";
  return null;
}

interface Subject {
  shop: DeliveryShop;
  facts: OrderEmailFacts;
  program: PublishedProgram;
  emailId: string;
}

async function send(
  message: Message,
  via: { server: MailServer; messageId: string },
  subject: Subject,
): Promise<DeliveryOutcome> {
  const { shop, facts } = subject;
  const content = orderEarnedEmail(message, subject);
  const result = await sendMail(via.server, {
    ...(await renderOrderEarnedEmail(content)),
    messageId: via.messageId,
    to: facts.email ?? "",
    fromName: content.shopName,
    replyTo: shop.contactEmail,
    unsubscribeUrl: content.unsubscribeUrl,
  });
  switch (result.outcome) {
    case "sent":
      await finish(message, "sent", null);
      return { outcome: "sent" };
    case "refused":
      await finish(message, "skipped", `refused ${result.reason}`);
      return { outcome: "sent" };
    case "unknown":
      await finish(message, "sent", "outcome_unknown");
      return { outcome: "sent" };
    case "unavailable":
      await releaseOrderEmail(pool(), message.shopId, message.payload.orderId);
      return { outcome: "retry", reason: `mail server ${result.reason}` };
  }
}

function orderEarnedEmail(
  { shopId, payload }: Message,
  { shop, facts, program, emailId }: Subject,
): OrderEarnedEmail {
  return {
    locales: [facts.locale, shop.locale],
    shopName: shop.name ?? shop.domain,
    shopUrl: `https://${shop.domain}/`,
    firstName: facts.firstName,
    orderName: facts.orderName,
    earnedPoints: facts.earnedPoints,
    availablePoints: facts.available,
    pointsName: program.document.pointsName,
    nextReward: rewardAhead(program, facts.available),
    unsubscribeUrl: unsubscribeUrl({ shopId, orderId: payload.orderId, emailId }),
  };
}

/** The next reward out of reach; where all can be had, the dearest of them. */
function rewardAhead(
  { document: { rewards }, currency }: PublishedProgram,
  available: bigint,
): OrderEarnedEmail["nextReward"] {
  const next = nextReward(rewards, available);
  const reward = next?.reward ?? affordableRewards(rewards, available).at(-1);
  if (reward === undefined) return null;
  const amount = formatAmount(rational(reward.amountMinor), currency);
  return { amount: { amount, currency }, missingPoints: next?.missing ?? 0n };
}

async function finish(
  { shopId, payload }: Message,
  status: "sent" | "skipped",
  reason: string | null,
): Promise<void> {
  await finishOrderEmail(pool(), shopId, payload.orderId, { status, reason });
}
