// Shopify's answer to a gift card or a credit, written down. What was noted for the asking ends
// with it.
import type { Instant } from "../core/calendar/instant.ts";
import { decideGiven, decideRefused } from "../core/rewards/decide-settlement.ts";
import { versionById } from "../core/earning/order-standing.ts";
import type { ShortfallTerms } from "../core/ledger/forgive-shortfall.ts";
import { endAttempt, forgetCardCode, recordMoney } from "../db/issue-attempt-store.ts";
import { findRedemption } from "../db/redemption-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import { pointsHeldBackOf } from "./order-batch/held-back.ts";
import { openBook } from "./order-batch/open-book.ts";
import { type RedemptionName, stepRedemption } from "./step-redemption.ts";

/** Shopify's message is kept for the merchant, up to this length. */
const MAX_REFUSAL_LENGTH = 500;

const NOTHING_FORGIVEN: ShortfallTerms = { shortfallPolicy: "repay", voucherPoints: 0n };

export interface GivenMoney {
  /** Of the gift card, or of the credit's transaction; null where only the merchant knows of it. */
  readonly gid: string | null;
  /** Whether the member has the card's code, and not somebody else. */
  readonly keepsCode: boolean;
}

/** The member has it: the reserved points are spent. */
export async function settleMoneyGiven(
  name: RedemptionName,
  given: GivenMoney,
  now: Instant,
): Promise<void> {
  await withTransaction((tx) => moneyGiven(tx, name, given, now));
}

/** The same in a transaction; false where the redemption was settled before. */
export async function moneyGiven(
  tx: Transaction,
  name: RedemptionName,
  { gid, keepsCode }: GivenMoney,
  now: Instant,
): Promise<boolean> {
  const terms = await shortfallTermsOf(tx, name, now);
  const step = await stepRedemption(tx, name, now, (context) => decideGiven(context, terms));
  await endAttempt(tx, name);
  if (!keepsCode) await forgetCardCode(tx, name);
  if (step?.changed === true && gid !== null) await recordMoney(tx, name, gid);
  return step?.changed === true;
}

/** Whether what the member owes for the points is written off, now that these are gone for good. */
async function shortfallTermsOf(
  tx: Transaction,
  { shopId, redemptionId }: RedemptionName,
  now: Instant,
): Promise<ShortfallTerms> {
  const { redemption } = (await findRedemption(tx, shopId, redemptionId)) ?? {};
  if (redemption === undefined) return NOTHING_FORGIVEN;
  const { memberId, programVersionId } = redemption;
  const book = await openBook(tx, { shopId, memberId, now });
  if (book === undefined) return NOTHING_FORGIVEN;
  const version = versionById(book.terms.periods, programVersionId);
  const shortfallPolicy = version?.document.shortfallPolicy ?? "repay";
  const mayForgive = shortfallPolicy !== "repay" && book.ledger.balances.shortfall > 0n;
  const heldBack = mayForgive ? await pointsHeldBackOf({ tx, works: [] }, book) : 0n;
  return { shortfallPolicy, voucherPoints: book.voucherPoints, heldBack };
}

/** It was certainly not given: the points are free again. */
export async function settleMoneyRefused(
  name: RedemptionName,
  refusal: string,
  now: Instant,
): Promise<void> {
  await withTransaction((tx) => moneyRefused(tx, name, refusal, now));
}

/** The same in a transaction; false where the redemption was settled before. */
export async function moneyRefused(
  tx: Transaction,
  name: RedemptionName,
  refusal: string,
  now: Instant,
): Promise<boolean> {
  const reason = refusal.slice(0, MAX_REFUSAL_LENGTH);
  const step = await stepRedemption(tx, name, now, (context) => decideRefused(context, reason));
  await endAttempt(tx, name);
  await forgetCardCode(tx, name);
  return step?.changed === true;
}
