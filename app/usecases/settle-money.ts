// Shopify's answer to a gift card or a credit, written down. What was noted for the asking ends
// with it.
import type { Instant } from "../core/calendar/instant.ts";
import { decideIssued, decideRefused } from "../core/rewards/decide-settlement.ts";
import { endAttempt, forgetCardCode, recordMoney } from "../db/issue-attempt-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import { type RedemptionName, stepRedemption } from "./step-redemption.ts";

/** Shopify's message is kept for the merchant, up to this length. */
const MAX_REFUSAL_LENGTH = 500;

export interface GivenMoney {
  /** Of the gift card, or of the credit's transaction; null where only the merchant knows of it. */
  readonly gid: string | null;
  /** Whether the member has the card's code, and not somebody else. */
  readonly keepsCode: boolean;
}

/** The member has it: the reserved points are spent. */
export function settleMoneyGiven(
  name: RedemptionName,
  given: GivenMoney,
  now: Instant,
): Promise<void> {
  return withTransaction((tx) => moneyGiven(tx, name, given, now));
}

export async function moneyGiven(
  tx: Transaction,
  name: RedemptionName,
  { gid, keepsCode }: GivenMoney,
  now: Instant,
): Promise<void> {
  const step = await stepRedemption(tx, name, now, decideIssued);
  await endAttempt(tx, name);
  if (!keepsCode) await forgetCardCode(tx, name);
  if (step?.changed === true && gid !== null) await recordMoney(tx, name, gid);
}

/** It was certainly not given: the points are free again. */
export function settleMoneyRefused(
  name: RedemptionName,
  refusal: string,
  now: Instant,
): Promise<void> {
  return withTransaction((tx) => moneyRefused(tx, name, refusal, now));
}

export async function moneyRefused(
  tx: Transaction,
  name: RedemptionName,
  refusal: string,
  now: Instant,
): Promise<void> {
  const reason = refusal.slice(0, MAX_REFUSAL_LENGTH);
  await stepRedemption(tx, name, now, (context) => decideRefused(context, reason));
  await endAttempt(tx, name);
  await forgetCardCode(tx, name);
}
