// Tells a member what an order earned.
import {
  type OrderEarnedEmail,
  renderOrderEarnedEmail,
} from "../../adapters/email/order-earned-email.ts";
import { surveyUrl as linkToSurvey } from "../../adapters/links/survey-link.ts";
import { DAY_MS } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { affordableRewards, nextReward, promisedRewards } from "../../core/rewards/next-reward.ts";
import { leastOffer, offerParams } from "../../core/rewards/offer.ts";
import { type EarnedOrder, findEarnedOrder } from "../../db/email-subject-store.ts";
import type { PublishedProgram } from "../../db/publication-store.ts";
import { pool } from "../../db/pool.ts";
import { askByOrderEmail } from "../../usecases/surveys/ask-by-order-email.ts";
import type { Deliver } from "../delivery.ts";
import { type Correspondence, sendOnce, skipped } from "./send-once.ts";

/** Points are news for this long, however old their order is: later the e-mail would puzzle. */
const MAX_NEWS_AGE_MS = 7 * DAY_MS;

export const sendOrderEmail: Deliver<{ orderId: string; memberId: string }> = async (message) => {
  const { shopId, payload } = message;
  const { orderId, memberId } = payload;
  const order = await findEarnedOrder(pool(), shopId, orderId, memberId);
  if (order === undefined) return { outcome: "sent" };
  return sendOnce({
    name: { shopId, kind: "order_earned", subjectId: orderId },
    memberId,
    write: async (correspondence) => {
      const reason = skipReason(order, correspondence);
      if (reason !== null) return skipped(reason);
      const waiting = waitingOf(order, correspondence);
      const nextReward = rewardAhead(correspondence.program, correspondence.reader);
      const askId = await putQuestion(correspondence, orderId);
      const surveyUrl = askId === null ? null : linkToSurvey({ shopId, id: askId });
      const more = { waiting, nextReward, surveyUrl };
      return {
        outcome: "written",
        render: (to) => renderOrderEarnedEmail({ ...to, ...order, ...more }),
      };
    },
  });
};

/** The question of the survey that goes with it; null where the member is not asked. */
async function putQuestion(
  { shopId, shop, reader, program, now }: Correspondence,
  orderId: string,
): Promise<string | null> {
  const { survey } = program.document;
  if (survey === null || !survey.inOrderEmail) return null;
  const { memberId } = reader;
  const { timeZone } = shop;
  return askByOrderEmail({ shopId, memberId, orderId, timeZone, now }, survey);
}

/** Why this order is not written about; null when it is. */
function skipReason(order: EarnedOrder, { program, now }: Correspondence): string | null {
  if (order.isTest) return "test_order";
  if (!program.document.emails.orderEarned) return "turned_off";
  if (order.earnedPoints <= 0n) return "nothing_earned";
  return now - (order.earnedAt ?? 0) > MAX_NEWS_AGE_MS ? "too_late" : null;
}

/** Points that wait for a parcel have no day before it is on its way. */
function waitingOf(
  { waitingPoints: points, releasesAt }: EarnedOrder,
  { shop }: Correspondence,
): OrderEarnedEmail["waiting"] {
  if (points <= 0n) return null;
  return { points, by: releasesAt === null ? null : localDateOf(releasesAt, shop.timeZone) };
}

/** The next reward out of reach; where all can be had, the dearest of them. */
function rewardAhead(
  { document, currency, scopes }: PublishedProgram,
  { available, tier }: Correspondence["reader"],
): OrderEarnedEmail["nextReward"] {
  const rewards = promisedRewards(document.rewards, { scopes, tierId: tier.tierId });
  const next = nextReward(rewards, available);
  const reward = next?.reward ?? affordableRewards(rewards, available).at(-1);
  if (reward === undefined) return null;
  return {
    reward: offerParams(reward, leastOffer(reward), currency),
    missingPoints: next?.missing ?? 0n,
  };
}
