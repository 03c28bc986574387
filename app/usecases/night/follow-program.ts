// One member or one order that could not follow a new program with the others follows it later:
// what failed then is tried again by itself, and stands among the dead letters if it goes on.
import type { Instant } from "../../core/calendar/instant.ts";
import { lockMembers } from "../../db/member-store.ts";
import { findHeirOfMember } from "../../db/merge-store.ts";
import { askForTierReviews, findTermsToFollow } from "../../db/new-terms-store.ts";
import { loadNightShop } from "../../db/night-store.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import { loadProgramPeriods } from "../../db/program-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { Transaction } from "../../db/transaction.ts";
import { recountOrder } from "../recount-units.ts";
import { moveEnds } from "./move-ends.ts";

/** Whoever was left out, and when the version came into force that was carried out then. */
export type LeftBehind =
  | { readonly memberId: string; readonly activeFrom: Instant }
  | { readonly orderId: string; readonly activeFrom: Instant };

/** A short while, in which what failed with the others may have passed. */
const FIRST_TRY_AFTER_MS = 60_000;

/** The message by which it is tried again; a later program's takes its place. */
export function followLater(shopId: bigint, left: LeftBehind): NewMessage {
  const key = "memberId" in left ? `member/${left.memberId}` : `order/${left.orderId}`;
  return { shopId, kind: "follow_program", key, payload: left, delayMs: FIRST_TRY_AFTER_MS };
}

/**
 * Follows the latest program that the others follow. Nothing the second time. False where the app
 * is not installed: then it waits until it is again.
 */
export function followProgram(shopId: bigint, left: LeftBehind, now: Instant): Promise<boolean> {
  return withTransaction(async (tx) => {
    const shop = await loadNightShop(tx, shopId);
    if (!shop) return false;
    const terms = await findTermsToFollow(tx, shopId, left.activeFrom);
    if (!terms) return true;
    if ("orderId" in left) {
      const memberId = await recountOrder(tx, { shopId, orderId: left.orderId }, now);
      if (memberId !== null) await askForTierReviews(tx, shopId, [memberId], terms.activeFrom);
      return true;
    }
    const periods = (await loadProgramPeriods(tx, [shopId])).get(shopId) ?? [];
    const ends = { shopId, zone: shop.timeZone, periods, terms, now };
    // Points of somebody who was merged meanwhile lie with the other, under their old ends.
    const memberId = await findHeirOfMember(tx, { shopId, id: left.memberId });
    await followForMember(tx, ends, memberId);
    return true;
  });
}

async function followForMember(
  tx: Transaction,
  ends: Parameters<typeof moveEnds>[1],
  memberId: string,
): Promise<void> {
  const { shopId, terms } = ends;
  const members = await lockMembers(tx, [{ shopId, id: memberId }]);
  await moveEnds(tx, ends, members);
  // Whether tiers changed is not asked again: a review too many finds what it found before.
  await askForTierReviews(tx, shopId, [memberId], terms.activeFrom);
}
