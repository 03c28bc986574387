// Creates the gift card that a reservation waits for. Its code is ours and unique, so after an
// unknown outcome the same is asked for again; a refusal counts only once no earlier attempt can
// have succeeded.
import { randomBytes } from "node:crypto";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { openCardCode, sealCardCode } from "../../adapters/shopify/card-code.ts";
import {
  type GiftCardInput,
  type GiftCardRecipient,
  createGiftCard,
} from "../../adapters/shopify/operations/create-gift-card.ts";
import { customerOfEmail } from "../../adapters/shopify/operations/customer-of-email.ts";
import { findGiftCards } from "../../adapters/shopify/operations/find-gift-card.ts";
import type { AdminProblem } from "../../adapters/shopify/admin-answer.ts";
import { withoutFriend } from "../../core/rewards/gift-recipient.ts";
import { cardOwner } from "../../core/rewards/offer.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import { VOUCHER_CODE_BYTES, giftCardCode } from "../../core/rewards/voucher-code.ts";
import {
  type IssueAttempt,
  findAttempt,
  findCardCode,
  keepCardCode,
  recordAsk,
  takeAskBack,
} from "../../db/issue-attempt-store.ts";
import { pool } from "../../db/pool.ts";
import { settleMoneyGiven, settleMoneyRefused } from "../../usecases/settle-money.ts";
import type { DeliveryOutcome } from "../delivery.ts";
import { giftCardOf, isOwnCard, sendMoment } from "./gift-card-terms.ts";
import type { Issue, Issuing } from "./issue.ts";
import { outcomeOf } from "./open-shop.ts";

type Asked = Issuing & {
  readonly code: string;
  readonly before: IssueAttempt;
  readonly now: number;
};

/** Shopify finds a new card in lists after less than this. */
const LIST_LAG_MS = 2 * 60_000;

export const issueGiftCard: Issue = async (issuing) => {
  const { redemption, customerId, shop } = issuing;
  const before = await findAttempt(pool(), nameOf(issuing));
  const code = await cardCodeOf(issuing);
  if (code === null) return { outcome: "retry", reason: "card_code_unreadable" };
  const asked = { ...issuing, code, before, now: (await businessNow()).getTime() };
  if (customerId === null) return settleRefusal(asked, "The customer no longer exists.");
  const { currency } = redemption;
  if (shop.currency !== currency) {
    return settleRefusal(asked, `The store has ${shop.currency} now, and the reward ${currency}.`);
  }
  if (!hasReader(redemption)) return settleRefusal(asked, "Whom it was for asked to be forgotten.");
  const found = await recipientOf(asked);
  if (found.outcome !== "ok") return notCarriedOut(asked, found);
  return create(asked, giftCardOf(asked, customerId, shop.timeZone, found.data));
};

/** A friend who asked to be forgotten meanwhile is known no more. */
function hasReader(redemption: Redemption): boolean {
  return ownerOf(redemption) === "self" || redemption.recipient !== null;
}

function ownerOf({ reward, choice }: Redemption): "self" | "friend" | null {
  if (reward.kind !== "gift_card") throw new RangeError("No gift card carries this reward");
  return cardOwner(reward, choice);
}

/**
 * Made and kept before Shopify is asked, so that every attempt asks for the same. Null where it was
 * sealed with a key that is no longer configured.
 */
async function cardCodeOf(issuing: Issuing): Promise<string | null> {
  const name = nameOf(issuing);
  const kept = await findCardCode(pool(), name);
  if (kept !== null) return openCardCode(kept, name);
  const [prefix = ""] = issuing.redemption.code.split("-");
  const code = giftCardCode(randomBytes(VOUCHER_CODE_BYTES), prefix);
  const first = await keepCardCode(pool(), name, sealCardCode(code, name));
  return first === undefined ? null : openCardCode(first, name);
}

type Recipient = { outcome: "ok"; data: GiftCardRecipient | null } | AdminProblem;

/** The friend's customer is there, or made, before the card is asked for. */
async function recipientOf({ redemption, admin, signal, shop, now }: Asked): Promise<Recipient> {
  const { recipient } = redemption;
  if (recipient === null) return { outcome: "ok", data: null };
  const customer = await customerOfEmail(admin, recipient, signal);
  if (customer.outcome !== "ok") return customer;
  const { name, message, sendOn } = recipient;
  const sendAt = sendOn === null ? null : sendMoment(sendOn, shop.timeZone, now);
  return { outcome: "ok", data: { customerId: customer.data, name, message, sendAt } };
}

async function create(asked: Asked, card: GiftCardInput): Promise<DeliveryOutcome> {
  const { before, now, admin, signal } = asked;
  const ask = { askedAt: now, lastSeenGid: null };
  if (!(await recordAsk(pool(), nameOf(asked), before, ask))) return askedElsewhere;
  const answer = await createGiftCard(admin, card, signal);
  if (answer.outcome === "ok") return given(asked, answer.data.gid);
  if (answer.outcome === "unknown") return outcomeOf(answer);
  await takeAskBack(pool(), nameOf(asked), now, before);
  if (answer.outcome !== "taken") return notCarriedOut(asked, answer);
  return isFirst(asked)
    ? refused(asked, "The code is taken by another gift card.")
    : lookUp(asked, null);
}

const askedElsewhere: DeliveryOutcome = { outcome: "retry", reason: "asked_elsewhere" };

async function notCarriedOut(asked: Asked, problem: AdminProblem): Promise<DeliveryOutcome> {
  if (problem.outcome === "refused") return settleRefusal(asked, problem.message);
  if (problem.outcome === "unauthorised" && problem.denied !== undefined && isFirst(asked)) {
    return refused(asked, problem.denied);
  }
  return outcomeOf(problem);
}

/** A refusal of this attempt does not speak for an earlier one. */
function settleRefusal(asked: Asked, reason: string): Promise<DeliveryOutcome> {
  return isFirst(asked) ? refused(asked, reason) : lookUp(asked, reason);
}

const isFirst = ({ before }: Asked): boolean => before.askedAt === null;

/**
 * Tells whether an earlier attempt made the card. `refusal` is why this one did not; null where the
 * code is taken, and so by that earlier one.
 */
async function lookUp(asked: Asked, refusal: string | null): Promise<DeliveryOutcome> {
  const { code, admin, signal, before, now } = asked;
  const found = await findGiftCards(admin, code, signal);
  if (found.outcome === "refused") {
    return { outcome: "retry", reason: `look-up refused ${found.code}` };
  }
  if (found.outcome !== "ok") return outcomeOf(found);
  const own = found.data.find((card) => isOwnCard(card, asked));
  if (own !== undefined) return given(asked, own.gid);
  const shownAt = (before.askedAt ?? now) + LIST_LAG_MS;
  if (now < shownAt) {
    return { outcome: "postpone", reason: "not_listed_yet", delayMs: shownAt - now };
  }
  if (refusal === null) return { outcome: "retry", reason: "taken_and_not_found" };
  return refused(asked, refusal);
}

/** A card for a friend is the friend's: its code is nobody else's business. */
async function given(asked: Asked, gid: string): Promise<DeliveryOutcome> {
  const keepsCode = ownerOf(asked.redemption) === "self" && asked.customerId !== null;
  await settleMoneyGiven(nameOf(asked), { gid, keepsCode }, asked.now);
  return { outcome: "sent" };
}

async function refused(asked: Asked, reason: string): Promise<DeliveryOutcome> {
  const told = withoutFriend(reason, asked.redemption.recipient);
  await settleMoneyRefused(nameOf(asked), told, asked.now);
  return { outcome: "sent" };
}

function nameOf({ message, redemption }: Issuing) {
  return { shopId: message.shopId, redemptionId: redemption.id };
}
