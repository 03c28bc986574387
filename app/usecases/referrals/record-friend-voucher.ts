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
  switchOffMessage,
  withoutVoucher,
} from "./settle-referral.ts";

/** The friend as Shopify knows them. */
export interface KnownFriend {
  readonly customerId: string;
  /**
   * Whether they had orders before they asked; false for a customer who was just made.
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

export interface MadeVoucher {
  readonly code: string;
  readonly gid: string;
}

/**
 * Shopify has the code. Where the referral was refused meanwhile, it is switched off again; so it
 * is where the merchant has refused and approved since, for then another code is the friend's.
 */
export function recordVoucherIssued(
  key: ShopKey,
  { code, gid: voucherGid }: MadeVoucher,
  now: Instant,
): Promise<Referral | undefined> {
  return change(key, now, async (tx, opened) => {
    const { referral } = opened;
    if (referral.voucherCode !== code) {
      await enqueueMessages(tx, [switchOffMessage(opened.shopId, voucherGid)]);
      return referral;
    }
    if (referral.voucherState === "issued" || referral.voucherState === "off") {
      return referral;
    }
    const issued = { ...referral, voucherState: "issued", voucherGid } as const;
    if (isToBeMailed(opened, now)) {
      await enqueueMessages(tx, [friendMailMessage(opened.shopId, referral.id)]);
    }
    return withoutVoucher(tx, opened.shopId, issued);
  });
}

/** So long a friend may still have the page before them on which the code appears. */
const ON_THE_PAGE_MS = 10 * 60_000;

/** By e-mail where the program says so, and to whoever does not look at the page any more. */
function isToBeMailed({ terms, referral }: LockedReferral, now: Instant): boolean {
  const { decidedBy, claimedAt } = referral;
  const isLate = decidedBy !== "system" || now - claimedAt > ON_THE_PAGE_MS;
  return terms.friendVoucher.handOver === "email" || isLate;
}

function friendMailMessage(shopId: bigint, referralId: string) {
  return { shopId, kind: "send_friend_voucher", key: referralId, payload: { referralId } };
}

export interface VoucherNotMade {
  readonly code: string;
  /** For the merchant, in Shopify's words. */
  readonly problem: string;
}

/** Shopify said no, to the code that is the friend's now. */
export function recordVoucherRefused(
  key: ShopKey,
  { code, problem }: VoucherNotMade,
  now: Instant,
): Promise<Referral | undefined> {
  return change(key, now, (_tx, { referral }) =>
    Promise.resolve(
      referral.voucherState === "wanted" && referral.voucherCode === code
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
