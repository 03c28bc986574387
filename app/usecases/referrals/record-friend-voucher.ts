// What came of asking Shopify for a friend's voucher: who the friend is there, and whether the code
// works.
import type { Instant } from "../../core/calendar/instant.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import { isBroughtBefore } from "../../db/referral-facts-store.ts";
import { type Referral, saveReferral } from "../../db/referral-store.ts";
import type { ShopKey } from "../../db/rows.ts";
import { type Transaction, withTransaction } from "../../db/transaction.ts";
import { lookAtReferral } from "./look-at-referral.ts";
import {
  type LockedReferral,
  followMessage,
  openReferral,
  withoutVoucher,
} from "./settle-referral.ts";

/** The friend as Shopify knows them. */
export interface KnownFriend {
  readonly customerId: string;
  /**
   * Whether they had orders before the voucher was made; false for a customer who was just made.
   */
  readonly hasBought: boolean;
}

/**
 * Notes who the friend is, before the voucher is made for that customer alone. Answers the referral
 * as it is left: its voucher is still wanted only where no check refuses or doubts it now.
 */
export function recordFriend(
  key: ShopKey,
  friend: KnownFriend,
  now: Instant,
): Promise<Referral | undefined> {
  return change(key, now, async (tx, opened) => {
    const { shopId, terms, referral } = opened;
    if (referral.friendCustomerId !== null) return referral;
    const known = { ...referral, friendCustomerId: friend.customerId };
    const looked = await lookAtReferral(tx, shopId, known, {
      stage: "claim",
      terms,
      friendHasBought: friend.hasBought,
      isBroughtBefore: await isBroughtBefore(tx, shopId, known),
      connectionHashes: referral.connectionHash === null ? [] : [referral.connectionHash],
      now,
    });
    // They may have ordered already, while Shopify was asked.
    await enqueueMessages(tx, [followMessage(shopId, referral.id)]);
    if (looked.decision === "approve") return looked;
    const held = { ...looked, voucherState: "held", voucherEndsAt: null } as const;
    return looked.decision === "refuse" ? { ...held, state: "refused" } : held;
  });
}

/** Shopify has the code. Where the referral was refused meanwhile, it is switched off again. */
export function recordVoucherIssued(
  key: ShopKey,
  voucherGid: string,
  now: Instant,
): Promise<Referral | undefined> {
  return change(key, now, (tx, opened) => {
    const { referral } = opened;
    if (referral.voucherState === "issued" || referral.voucherState === "off") {
      return Promise.resolve(referral);
    }
    const issued = { ...referral, voucherState: "issued", voucherGid } as const;
    return withoutVoucher(tx, opened.shopId, issued);
  });
}

/** Shopify said no. `problem` is for the merchant, in Shopify's words. */
export function recordVoucherRefused(
  key: ShopKey,
  problem: string,
  now: Instant,
): Promise<Referral | undefined> {
  return change(key, now, (_tx, { referral }) =>
    Promise.resolve(
      referral.voucherState === "wanted"
        ? { ...referral, voucherState: "refused", voucherProblem: problem }
        : referral,
    ),
  );
}

function change(
  key: ShopKey,
  now: Instant,
  work: (tx: Transaction, opened: LockedReferral) => Promise<Referral>,
): Promise<Referral | undefined> {
  return withTransaction(async (tx) => {
    const opened = await openReferral(tx, key, now);
    if (opened === undefined) return undefined;
    const changed = await work(tx, opened);
    await saveReferral(tx, key.shopId, changed);
    return changed;
  });
}
