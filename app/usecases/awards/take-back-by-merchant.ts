// A merchant takes back what a member was given for something else than an order: a review that was
// none, a follower who was not. By the rules of refunds, once.
import type { Instant } from "../../core/calendar/instant.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { findAward } from "../../db/award-store.ts";
import { type Transaction, withTransaction } from "../../db/transaction.ts";
import { REFERRAL_RULE } from "../referrals/reward-member.ts";
import { takeBackAward } from "../take-back-award.ts";

export interface TakeBackByMerchant {
  readonly shopId: bigint;
  /** Whose page it is done on. */
  readonly memberId: string;
  readonly awardId: string;
  /** For colleagues. */
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

export type TakenBackByMerchant =
  | { readonly outcome: "taken_back" }
  /** not_found: none of this member. of_referral: it follows from what is decided of the friend. */
  | { readonly outcome: "refused"; readonly reason: "not_found" | "of_referral" };

/** Repeating it is harmless, and noted once. */
export function takeBackByMerchant(command: TakeBackByMerchant): Promise<TakenBackByMerchant> {
  return withTransaction((tx) => take(tx, command));
}

async function take(tx: Transaction, command: TakeBackByMerchant): Promise<TakenBackByMerchant> {
  const { shopId, memberId, awardId, actor, now } = command;
  const award = await findAward(tx, { shopId, id: awardId });
  if (award?.memberId !== memberId) return { outcome: "refused", reason: "not_found" };
  if (award.ruleId === REFERRAL_RULE) return { outcome: "refused", reason: "of_referral" };
  const reason = command.reason.trim();
  const { outcome } = await takeBackAward(tx, { shopId, awardId, reason }, now);
  if (outcome === "not_found") return { outcome: "refused", reason: "not_found" };
  if (outcome === "repeated") return { outcome: "taken_back" };
  await appendAuditEvents(tx, [
    {
      shopId,
      actor,
      action: "award_taken_back",
      subject: `member/${memberId}`,
      details: { award: award.title, points: Number(award.points), reason },
      recordedAt: now,
    },
  ]);
  return { outcome: "taken_back" };
}
