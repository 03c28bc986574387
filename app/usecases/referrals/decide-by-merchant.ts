// A merchant approves or refuses a referral. Both can be taken back by the other: what follows from
// the decision is done or undone with it.
import { randomBytes } from "node:crypto";
import type { Instant } from "../../core/calendar/instant.ts";
import { DEFAULT_CODE_PREFIX } from "../../core/program/code-prefix.ts";
import { VOUCHER_CODE_BYTES, voucherCode } from "../../core/rewards/voucher-code.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import { type Referral, saveReferral } from "../../db/referral-store.ts";
import { type Transaction, withTransaction } from "../../db/transaction.ts";
import { withVoucher } from "./claim-voucher.ts";
import {
  type LockedReferral,
  friendVoucherMessage,
  openReferral,
  settle,
} from "./settle-referral.ts";

export interface DecideByMerchant {
  readonly shopId: bigint;
  readonly referralId: string;
  readonly decision: "approve" | "refuse";
  readonly actor: `merchant:${string}`;
  /** Business time, and real time. */
  readonly now: Instant;
  readonly at: Instant;
}

export type DecidedByMerchant =
  /** `isVoucherWanted`: a message waits that has Shopify make the friend's voucher. */
  | { readonly outcome: "decided"; readonly referral: Referral; readonly isVoucherWanted: boolean }
  | { readonly outcome: "refused"; readonly reason: "not_found" };

/** Saying the same again changes nothing but what could not be done before. */
export function decideByMerchant(command: DecideByMerchant): Promise<DecidedByMerchant> {
  const codeBytes = randomBytes(VOUCHER_CODE_BYTES);
  return withTransaction((tx) => decide(tx, command, codeBytes));
}

async function decide(
  tx: Transaction,
  command: DecideByMerchant,
  codeBytes: Uint8Array,
): Promise<DecidedByMerchant> {
  const { shopId, referralId, decision, actor, now, at } = command;
  const opened = await openReferral(tx, { shopId, id: referralId }, now);
  if (opened === undefined) return { outcome: "refused", reason: "not_found" };
  const { referral: before } = opened;
  const isSame = before.decision === decision && before.decidedBy !== "system";
  const decided = isSame ? before : { ...before, decision, decidedBy: actor, decidedAt: now };
  const referral = decision === "approve" ? welcome(opened, decided, codeBytes, now) : decided;
  const settled = await settle(tx, { ...opened, referral }, now);
  await saveReferral(tx, shopId, settled);
  const isVoucherWanted = settled.voucherState === "wanted" && before.voucherState !== "wanted";
  if (isVoucherWanted) await enqueueMessages(tx, [friendVoucherMessage(shopId, referralId)]);
  if (!isSame) {
    await appendAuditEvents(tx, [
      {
        shopId,
        actor,
        action: decision === "approve" ? "referral_approved" : "referral_refused",
        subject: `referral/${referralId}`,
        details: { member: before.memberId, before: before.decision },
        recordedAt: at,
      },
    ]);
  }
  return { outcome: "decided", referral: settled, isVoucherWanted };
}

/**
 * Who has no voucher that works, and has not ordered, gets one, with another code: the former may
 * be taken in Shopify for good by one that was switched off.
 */
function welcome(
  { terms, shopTerms }: LockedReferral,
  referral: Referral,
  codeBytes: Uint8Array,
  now: Instant,
): Referral {
  const { voucherState, orderId, friendEmail } = referral;
  const isWithout = voucherState === "held" || voucherState === "refused" || voucherState === "off";
  if (!isWithout || orderId !== null || friendEmail === null) return referral;
  const prefix = shopTerms.current?.document.codePrefix ?? DEFAULT_CODE_PREFIX;
  const fresh = { voucherCode: voucherCode(codeBytes, prefix), voucherGid: null };
  return withVoucher({ ...referral, ...fresh }, terms, now);
}
