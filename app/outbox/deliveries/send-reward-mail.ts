// Tells a member what issued itself in a night: one e-mail for all of it, once Shopify has
// answered.
import {
  type IssuedReward,
  renderRewardIssuedEmail,
} from "../../adapters/email/reward-issued-email.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { DAY_MS } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import { isVoucherRedemption } from "../../core/rewards/carrier.ts";
import { isOpenReservation } from "../../core/rewards/decide-settlement.ts";
import { type Redemption, rewardParams } from "../../core/rewards/redemption.ts";
import { loadIssuedInNight } from "../../db/auto-issue-store.ts";
import { pool } from "../../db/pool.ts";
import type { Deliver } from "../delivery.ts";
import type { PayloadOf } from "../kinds.ts";
import { type Correspondence, type Written, sendOnce, skipped } from "./send-once.ts";

/** A reward is news for this long: later the e-mail would puzzle. */
const MAX_NEWS_AGE_MS = 7 * DAY_MS;
/** Where a night asks for many vouchers, the last of them are made hours later. */
const LOOK_AGAIN_MS = 10 * 60_000;

type Payload = PayloadOf<"send_reward_mail">;

export const sendRewardMail: Deliver<Payload> = async ({ shopId, payload }) => {
  const { memberId, night, issuedAt } = payload;
  const stored = await loadIssuedInNight(pool(), shopId, memberId, night);
  const redemptions = stored.map(({ redemption }) => redemption);
  const isNews = (await businessNow()).getTime() - issuedAt <= MAX_NEWS_AGE_MS;
  if (isNews && redemptions.some(isOpenReservation)) {
    return { outcome: "postpone", reason: "Shopify has not answered", delayMs: LOOK_AGAIN_MS };
  }
  return sendOnce({
    name: { shopId, kind: "reward_issued", subjectId: `${memberId}/${night}` },
    memberId,
    write: async (correspondence) =>
      isNews ? write(redemptions, correspondence) : skipped("too_late"),
  });
};

/** Of what was refused, or given back by now, nothing is said. */
function write(redemptions: readonly Redemption[], { program, shop }: Correspondence): Written {
  if (!program.document.emails.rewardIssued) return skipped("turned_off");
  const had = redemptions.filter(({ status }) => status === "issued" || status === "used");
  if (had.length === 0) return skipped("nothing_issued");
  const issued = had.map((redemption) => asTold(redemption, shop.timeZone));
  const spentPoints = had.reduce((sum, { points }) => sum + points, 0n);
  return {
    outcome: "written",
    render: (to) => renderRewardIssuedEmail({ ...to, issued, spentPoints }),
  };
}

function asTold(redemption: Redemption, timeZone: TimeZone): IssuedReward {
  const reward = rewardParams(redemption);
  // Shopify itself writes of gift cards, and all else is had without a code.
  if (!isVoucherRedemption(redemption)) return { reward, code: null, lastDay: null };
  const { code, expiresAt } = redemption;
  const lastDay = expiresAt === null ? null : localDateOf(expiresAt - 1, timeZone);
  return { reward, code, lastDay };
}
