// Turns points into a voucher, for the storefront and for customer accounts. Asking again with the
// same key tells how it stands.
import { z } from "zod";
import type { RedeemAnswer } from "../../../widget/contract/redeem.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { isOpenReservation } from "../../core/rewards/decide-settlement.ts";
import type { RewardChoice } from "../../core/rewards/offer.ts";
import { askAboutCustomer } from "../../outbox/ask-about-customer.ts";
import { deliverNow } from "../../outbox/deliver-now.ts";
import { findShopper } from "../../queries/shopper.ts";
import { findVoucher } from "../../queries/vouchers.ts";
import {
  type RedemptionRequest,
  type RequestRedemptionResult,
  requestRedemption,
} from "../../usecases/request-redemption.ts";
import { type ProxyVisit, parseBody, signedInCustomer } from "./door.ts";
import { redeemAnswer, refusalAnswer } from "./redeem-answer.ts";
import { loadVoice } from "./load-voice.ts";

/** Longer than Shopify normally takes, shorter than a shopper's patience. */
const ISSUE_WAIT_MS = 4_000;

/** Such as 12.25. */
const MAX_PERCENT_CHARACTERS = 6;
/** What only Shopify knows of a customer is asked while they wait. */
const CUSTOMER_WAIT_MS = 3_000;

/** Of numbers of Shopify. */
const MAX_ID_CHARACTERS = 20;

const MAX_LOCALE_CHARACTERS = 40;

const wholeNumber = z.int().positive().transform(BigInt);
/** How much is read of a friend; what is too long of it is refused with a sentence. */
const MAX_FRIEND_CHARACTERS = 2_000;
const friendText = z.string().max(MAX_FRIEND_CHARACTERS).trim();
const orNone = friendText
  .nullable()
  .default(null)
  .transform((text) => text || null);
const friendSchema = z.object({
  email: friendText,
  name: orNone,
  message: orNone,
  sendOn: orNone,
});

const requestSchema = z.object({
  rewardId: z.string().min(1).max(40),
  points: wholeNumber,
  amountMinor: wholeNumber.nullable().default(null),
  percent: z.string().max(MAX_PERCENT_CHARACTERS).nullable().default(null),
  steps: z.int().positive().optional(),
  variantId: z.string().max(MAX_ID_CHARACTERS).optional(),
  friend: friendSchema.nullable().default(null),
  locale: z.string().max(MAX_LOCALE_CHARACTERS).nullable().default(null),
  requestKey: z.uuid(),
});

function choiceOf(steps: number | undefined, variantId: string | undefined): RewardChoice | null {
  if (steps !== undefined) return { steps };
  return variantId === undefined ? null : { variantId };
}

/**
 * Where the answer depends on what Shopify knows of the customer, it is asked for and the request
 * is made again. Without an answer of Shopify it stays refused: nothing is guessed.
 */
async function requestOnceKnown(
  request: RedemptionRequest,
  now: Instant,
): Promise<RequestRedemptionResult> {
  const first = await requestRedemption(request, now);
  if (first.outcome !== "refused" || first.reason !== "audience_unknown") return first;
  const { shopId, customerId } = request;
  const question = { shopId, customerId, asks: first.asks };
  const customer = await askAboutCustomer(question, CUSTOMER_WAIT_MS);
  return customer === null ? first : requestRedemption({ ...request, customer }, now);
}

/** What whoever lets a request in says about it. */
export interface RedemptionTerms extends Pick<RedemptionRequest, "actor" | "validForMs"> {
  /** Under which the request is stored, by the key that it brings. */
  readonly keyOf?: (requestKey: string) => string;
}

export async function takeRedemption(
  request: Request,
  visit: ProxyVisit,
  { keyOf = (key) => key, ...terms }: RedemptionTerms = {},
): Promise<RedeemAnswer> {
  const customerId = signedInCustomer(visit);
  const asked = await parseBody(request, requestSchema);
  const { rewardId, points, amountMinor, percent, friend: recipient } = asked;
  const requestKey = keyOf(asked.requestKey);
  const agreed = { points, amountMinor, percent };
  const choice = choiceOf(asked.steps, asked.variantId);
  const { id: shopId, timeZone } = visit.shop;
  const now = (await businessNow()).getTime();
  const asking = { shopId, customerId, rewardId, requestKey, agreed, choice, recipient };
  const result = await requestOnceKnown({ ...asking, ...terms }, now);
  const voice = await loadVoice(shopId, [asked.locale, visit.shop.locale], now);
  if (result.outcome === "refused") return refusalAnswer(result, voice);
  const { id, memberId } = result.redemption;
  if (isOpenReservation(result.redemption)) {
    await deliverNow({ shopId, kind: "issue_voucher", key: id }, ISSUE_WAIT_MS);
  }
  const [held, shopper] = await Promise.all([
    findVoucher(shopId, memberId, id),
    findShopper(shopId, customerId),
  ]);
  const { redemption } = result;
  const answered = held ?? { shopId, redemption, sealedCode: null };
  return redeemAnswer(answered, shopper, { timeZone, voice });
}
