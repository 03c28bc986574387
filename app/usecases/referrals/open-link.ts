// A member's personal link, made when it is asked for first.
import { randomBytes } from "node:crypto";
import type { Instant } from "../../core/calendar/instant.ts";
import { REFERRAL_CODE_BYTES, referralCode } from "../../core/referrals/referral-code.ts";
import { pool } from "../../db/pool.ts";
import { findMainCode, insertLink, noteShare } from "../../db/referral-link-store.ts";
import { hashDevice } from "./hash-traces.ts";

/** With a million members, a code is taken once in forty tries. */
const MAX_TRIES = 8;

/** The code that the member is shown; null for a member who is gone. */
export async function openLink(
  { shopId, memberId }: { shopId: bigint; memberId: string },
  now: Instant,
): Promise<string | null> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const known = await findMainCode(pool(), shopId, memberId);
    if (known !== undefined) return known;
    const code = referralCode(randomBytes(REFERRAL_CODE_BYTES));
    await insertLink(pool(), shopId, { code, memberId, now });
  }
  return (await findMainCode(pool(), shopId, memberId)) ?? null;
}

/** The member handed the link on: counts, and notes the device as one of theirs. */
export async function recordShare(
  { shopId, memberId }: { shopId: bigint; memberId: string },
  device: string | null,
): Promise<void> {
  await noteShare(pool(), shopId, { memberId, deviceHash: hashDevice(shopId, device) });
}
