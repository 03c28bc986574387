// A member's date of birth, and the gift that they can have now.
import type { Instant } from "../core/calendar/instant.ts";
import type { LocalDate } from "../core/calendar/local-date.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import { type BirthdayGiftRow, findBirthDate, loadBirthdayGifts } from "../db/birthday-store.ts";
import { pool } from "../db/pool.ts";
import { findRedemption } from "../db/redemption-store.ts";

export interface CurrentGift {
  readonly gift: BirthdayGiftRow;
  /** What it became; null for points, and while it is nothing yet. */
  readonly redemption: Redemption | null;
}

export interface BirthdayView {
  readonly birthDate: LocalDate | null;
  /** The one whose window has not ended; null outside of it. */
  readonly current: CurrentGift | null;
}

export async function loadBirthday(
  shopId: bigint,
  memberId: string,
  now: Instant,
): Promise<BirthdayView> {
  const name = { shopId, id: memberId };
  const [known, gifts] = await Promise.all([
    findBirthDate(pool(), name, { lock: false }),
    loadBirthdayGifts(pool(), name),
  ]);
  const gift = gifts.find(({ until, status }) => until > now && status !== "missed");
  const birthDate = known?.birthDate ?? null;
  if (gift === undefined) return { birthDate, current: null };
  const stored =
    gift.redemptionId === null
      ? undefined
      : await findRedemption(pool(), shopId, gift.redemptionId);
  const redemption = gift.status === "reward" ? (stored?.redemption ?? null) : null;
  return { birthDate, current: { gift, redemption } };
}
