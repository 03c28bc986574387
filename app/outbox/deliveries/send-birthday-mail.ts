// Wishes a member a happy birthday, and tells what they are given, once Shopify has made it.
import { type TellableGift, renderBirthdayEmail } from "../../adapters/email/birthday-email.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { isVoucherRedemption } from "../../core/rewards/carrier.ts";
import { isOpenReservation } from "../../core/rewards/decide-settlement.ts";
import { leastOffer, offerParams } from "../../core/rewards/offer.ts";
import { type Redemption, rewardParams } from "../../core/rewards/redemption.ts";
import { type BirthdayGiftRow, loadBirthdayGifts } from "../../db/birthday-store.ts";
import { pool } from "../../db/pool.ts";
import type { PublishedProgram } from "../../db/publication-store.ts";
import { findRedemption } from "../../db/redemption-store.ts";
import type { Deliver } from "../delivery.ts";
import type { PayloadOf } from "../kinds.ts";
import { type Correspondence, type Written, sendOnce, skipped } from "./send-once.ts";

/** Where a night asks for many vouchers, the last of them are made hours later. */
const LOOK_AGAIN_MS = 10 * 60_000;

type Payload = PayloadOf<"send_birthday_mail">;

export const sendBirthdayMail: Deliver<Payload> = async ({ shopId, payload }) => {
  const { memberId, year } = payload;
  const gifts = await loadBirthdayGifts(pool(), { shopId, id: memberId });
  const gift = gifts.find(({ birthday }) => birthday.startsWith(`${year}-`));
  const isNews = gift !== undefined && (await businessNow()).getTime() < gift.until;
  const redemption = gift === undefined ? null : await redemptionOf(gift);
  if (isNews && redemption !== null && isOpenReservation(redemption)) {
    return { outcome: "postpone", reason: "Shopify has not answered", delayMs: LOOK_AGAIN_MS };
  }
  return sendOnce({
    name: { shopId, kind: "birthday", subjectId: `${memberId}/${year}` },
    memberId,
    write: async (correspondence) =>
      gift !== undefined && isNews
        ? write({ gift, redemption }, correspondence)
        : skipped("too_late"),
  });
};

async function redemptionOf({ shopId, redemptionId }: BirthdayGiftRow): Promise<Redemption | null> {
  if (redemptionId === null) return null;
  return (await findRedemption(pool(), shopId, redemptionId))?.redemption ?? null;
}

interface Given {
  readonly gift: BirthdayGiftRow;
  readonly redemption: Redemption | null;
}

function write(given: Given, { program, shop }: Correspondence): Written {
  if (!program.document.emails.birthday) return skipped("turned_off");
  const gift = tellable(given, program);
  if (gift === null) return skipped("nothing_given");
  const lastDay = localDateOf(given.gift.until - 1, shop.timeZone);
  return { outcome: "written", render: (to) => renderBirthdayEmail({ ...to, gift, lastDay }) };
}

/** As it stands now. Null for what could not be given yet, or is not had any more. */
function tellable(
  { gift, redemption }: Given,
  { document, currency }: PublishedProgram,
): TellableGift | null {
  const { status, points, rewardId } = gift;
  if (status === "points" && points !== null) return { kind: "points", points };
  if (status === "reward") {
    const isHad = redemption?.status === "issued" || redemption?.status === "used";
    if (!isHad) return null;
    const code = isVoucherRedemption(redemption) ? redemption.code : null;
    return { kind: "reward", reward: rewardParams(redemption), code };
  }
  const reward = document.rewards.find(({ id }) => id === rewardId);
  if (status !== "offered" || points === null || reward === undefined) return null;
  return { kind: "choice", points, reward: offerParams(reward, leastOffer(reward), currency) };
}
