// A merchant decides about a difference between the ledger and Shopify: has it put right, or writes
// down why it stays. Who did it is kept, and deciding twice is deciding once.
import type { Instant } from "../core/calendar/instant.ts";
import { type Remedy, remediesOf } from "../core/rewards/compare-vouchers.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { type MessageKey, type NewMessage, enqueueMessages } from "../db/outbox-store.ts";
import { setShopifyGid } from "../db/redemption-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import {
  type Settlement,
  type StoredDifference,
  lockDifference,
  settleDifferences,
} from "../db/voucher-difference-store.ts";
import { loadVouchersByIds } from "../db/voucher-comparison-store.ts";
import { returnVoucher, voucherMessage } from "./return-voucher.ts";
import type { RedemptionName } from "./step-redemption.ts";

export interface SettleDifference {
  readonly shopId: bigint;
  readonly id: string;
  readonly actor: `merchant:${string}`;
  readonly decision: { readonly remedy: Remedy } | { readonly note: string };
  /** Business time, and real time. */
  readonly now: Instant;
  readonly at: Instant;
}

export type DifferenceSettled =
  /** `message` carries it out in Shopify; null where nothing is to be done there. */
  | { readonly outcome: "settled"; readonly message: MessageKey | null }
  | {
      readonly outcome: "refused";
      /** `over`: it was settled otherwise. `not_possible`: the voucher has changed since. */
      readonly reason: "not_found" | "over" | "not_possible";
    };

const settlementBy: Readonly<Record<Remedy, Settlement>> = {
  make_anew: "made_anew",
  return_points: "points_returned",
  switch_off: "switched_off",
  read_order: "order_read",
};

export function settleDifference(command: SettleDifference): Promise<DifferenceSettled> {
  return withTransaction((tx) => settle(tx, command));
}

async function settle(tx: Transaction, command: SettleDifference): Promise<DifferenceSettled> {
  const { shopId, id, decision, at } = command;
  const difference = await lockDifference(tx, shopId, id);
  if (difference === undefined) return { outcome: "refused", reason: "not_found" };
  const settlement = "note" in decision ? "noted" : settlementBy[decision.remedy];
  if (difference.settlement !== null) {
    if (difference.settlement !== settlement) return { outcome: "refused", reason: "over" };
    return { outcome: "settled", message: null };
  }
  const message = "note" in decision ? null : await carryOut(tx, command, difference);
  if (message === undefined) return { outcome: "refused", reason: "not_possible" };
  await settleDifferences(tx, shopId, difference, settlement, at);
  await audit(tx, command, difference);
  return { outcome: "settled", message };
}

/** Nothing where the voucher is no longer what the merchant saw. */
async function carryOut(
  tx: Transaction,
  { shopId, decision, now }: SettleDifference,
  difference: StoredDifference,
): Promise<MessageKey | undefined> {
  if ("note" in decision) return undefined;
  const { kind, redemptionId, shopifyGid } = difference;
  const [voucher] = await loadVouchersByIds(
    tx,
    shopId,
    redemptionId === null ? [] : [redemptionId],
  );
  if (!remediesOf(kind, voucher?.carrier ?? "discount").includes(decision.remedy)) return undefined;
  if (decision.remedy === "switch_off") {
    return shopifyGid === null ? undefined : request(tx, switchOffMessage(shopId, shopifyGid));
  }
  if (voucher?.redemption.status !== "issued") return undefined;
  const name = { shopId, redemptionId: voucher.redemption.id };
  switch (decision.remedy) {
    case "return_points": {
      const after = await returnVoucher(tx, name, "cancelled_by_merchant", now);
      if (after?.status !== "returning") return undefined;
      return voucherMessage("deactivate_voucher", name);
    }
    case "make_anew":
      // Without its old name a deletion of the old one is not taken for that of the new one.
      await setShopifyGid(tx, shopId, voucher.redemption.id, null);
      return request(tx, voucherRequest("make_voucher_anew", name));
    case "read_order":
      return request(tx, voucherRequest("find_voucher_orders", name));
  }
}

async function request(tx: Transaction, message: NewMessage): Promise<MessageKey> {
  await enqueueMessages(tx, [message]);
  return message;
}

function switchOffMessage(shopId: bigint, shopifyGid: string): NewMessage {
  return { shopId, kind: "switch_off_discount", key: shopifyGid, payload: { shopifyGid } };
}

function voucherRequest(
  kind: "make_voucher_anew" | "find_voucher_orders",
  { shopId, redemptionId }: RedemptionName,
): NewMessage {
  return { shopId, kind, key: redemptionId, payload: { redemptionId } };
}

async function audit(
  tx: Transaction,
  { shopId, actor, decision, at }: SettleDifference,
  { id, kind, redemptionId, shopifyGid }: StoredDifference,
): Promise<void> {
  const what = { kind, voucher: redemptionId, gid: shopifyGid };
  const details = "note" in decision ? { ...what, reason: decision.note } : what;
  const action =
    "note" in decision ? "voucher_difference_noted" : `voucher_difference_${decision.remedy}`;
  const subject = `voucher_difference/${id}`;
  await appendAuditEvents(tx, [{ shopId, actor, action, subject, details, recordedAt: at }]);
}
