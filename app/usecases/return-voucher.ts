// A voucher is given up before its use: cancelled by the shopper, expired, or deleted by the
// merchant. First the code is switched off, then its use is read once more, and only then do the
// points go back to their lots.
import type { Instant } from "../core/calendar/instant.ts";
import type { Actor } from "../core/ledger/entry.ts";
import {
  decideDeactivated,
  decideReturned,
  decideReturning,
} from "../core/rewards/decide-return.ts";
import type { Redemption, ReturnReason } from "../core/rewards/redemption.ts";
import { type AuditEvent, appendAuditEvents } from "../db/audit-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { findRedemption, findRedemptionByDiscount } from "../db/redemption-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import { listEnded } from "../db/waiting-redemption-store.ts";
import { type RedemptionName, stepRedemption } from "./step-redemption.ts";

/**
 * Shopify counts a code's uses some time after the order: only then does the count prove anything.
 */
export const RETURN_DELAY_MS = 2 * 60_000;
/** Expired vouchers that one run of the job takes on. */
const EXPIRY_BATCH_SIZE = 100;

export type CancelVoucherResult =
  | { outcome: "returning"; redemption: Redemption }
  | {
      outcome: "refused";
      reason: "voucher_not_found" | "voucher_used" | "voucher_closed" | "voucher_on_its_way";
    };

export interface VoucherToCancel extends RedemptionName {
  /** Whose voucher it must be. */
  readonly memberId: string;
  /** Who gives it up for the member; left out where the member does. */
  readonly actor?: Actor;
}

/** Repeating a cancellation is harmless: it tells how the voucher stands now. */
export async function cancelVoucher(
  { memberId, actor = "shopper", ...name }: VoucherToCancel,
  now: Instant,
): Promise<CancelVoucherResult> {
  const stored = await findRedemption(pool(), name.shopId, name.redemptionId);
  if (stored?.redemption.memberId !== memberId) {
    return { outcome: "refused", reason: "voucher_not_found" };
  }
  const redemption = await withTransaction(async (tx) => {
    const step = await beginReturn(tx, name, "cancelled_by_shopper", now);
    if (step?.changed === true && actor !== "shopper") {
      await appendAuditEvents(tx, [givenBackBy(actor, { ...name, memberId }, now)]);
    }
    return step?.redemption;
  });
  switch (redemption?.status) {
    case "returning":
    case "returned":
      return { outcome: "returning", redemption };
    case "used":
      return { outcome: "refused", reason: "voucher_used" };
    case "reserved":
    case "unsettled":
      return { outcome: "refused", reason: "voucher_on_its_way" };
    // An issued voucher is returning by now: only a refused redemption or none at all is left.
    case "issued":
    case "refused":
    case undefined:
      return { outcome: "refused", reason: "voucher_closed" };
  }
}

/**
 * The timer's work: begins the return of issued vouchers past their last moment. Answers how many
 * it began; one that fails is reported and holds up no other.
 */
export async function expireVouchers(
  now: Instant,
  onFault: (voucher: { shopId: bigint; id: string }, error: unknown) => void,
): Promise<number> {
  const expired = await listEnded(pool(), "discount", now, EXPIRY_BATCH_SIZE);
  let begun = 0;
  for (const voucher of expired) {
    const name = { shopId: voucher.shopId, redemptionId: voucher.id };
    try {
      await withTransaction((tx) => returnVoucher(tx, name, "expired", now));
      begun++;
    } catch (error) {
      onFault(voucher, error);
    }
  }
  return begun;
}

/** discounts/delete: where the discount was a voucher of ours, its code is off already. */
export async function recordDeletedDiscount(
  tx: Transaction,
  shopId: bigint,
  discountGid: string,
  now: Instant,
): Promise<void> {
  const stored = await findRedemptionByDiscount(tx, shopId, discountGid);
  if (stored === undefined) return;
  const name = { shopId, redemptionId: stored.redemption.id };
  await returnVoucher(tx, name, "deleted_in_shopify", now);
  await deactivated(tx, name, now);
}

/** Shopify confirmed that the code no longer works. */
export async function recordDeactivation(
  shopId: bigint,
  redemptionId: string,
  now: Instant,
): Promise<void> {
  await withTransaction((tx) => deactivated(tx, { shopId, redemptionId }, now));
}

/** The code has been off for a while and was not used. */
export async function settleReturned(
  shopId: bigint,
  redemptionId: string,
  now: Instant,
): Promise<void> {
  await withTransaction((tx) => stepRedemption(tx, { shopId, redemptionId }, now, decideReturned));
}

export async function returnVoucher(
  tx: Transaction,
  name: RedemptionName,
  reason: ReturnReason,
  now: Instant,
): Promise<Redemption | undefined> {
  return (await beginReturn(tx, name, reason, now))?.redemption;
}

async function beginReturn(
  tx: Transaction,
  name: RedemptionName,
  reason: ReturnReason,
  now: Instant,
) {
  const step = await stepRedemption(tx, name, now, (context) => decideReturning(context, reason));
  if (step?.changed === true)
    await enqueueMessages(tx, [voucherMessage("deactivate_voucher", name)]);
  return step;
}

function givenBackBy(
  actor: Actor,
  { shopId, memberId, redemptionId }: VoucherToCancel,
  now: Instant,
): AuditEvent {
  const subject = `member/${memberId}`;
  const details = { voucher: redemptionId };
  return { shopId, actor, action: "voucher_given_back", subject, details, recordedAt: now };
}

async function deactivated(tx: Transaction, name: RedemptionName, now: Instant): Promise<void> {
  const step = await stepRedemption(tx, name, now, decideDeactivated);
  if (step?.changed !== true) return;
  const message = voucherMessage("confirm_voucher_unused", name);
  await enqueueMessages(tx, [{ ...message, delayMs: RETURN_DELAY_MS }]);
}

/** One message of each kind for a redemption, named by it. */
export function voucherMessage(
  kind: "issue_voucher" | "deactivate_voucher" | "confirm_voucher_unused",
  { shopId, redemptionId }: RedemptionName,
) {
  return { shopId, kind, key: redemptionId, payload: { redemptionId } };
}
