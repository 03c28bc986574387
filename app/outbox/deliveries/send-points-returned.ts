// Tells a member of points that came back without their doing: one e-mail for what came back
// together.
import { renderPointsReturnedEmail } from "../../adapters/email/points-returned-email.ts";
import { DAY_MS } from "../../core/calendar/instant.ts";
import { pointsBackReason } from "../../core/rewards/points-back.ts";
import { rewardParams } from "../../core/rewards/redemption.ts";
import { loadPointsBack } from "../../db/email-subject-store.ts";
import { pool } from "../../db/pool.ts";
import type { Deliver } from "../delivery.ts";
import type { PayloadOf } from "../kinds.ts";
import { type Correspondence, type Written, sendOnce, skipped } from "./send-once.ts";

/** It is news for this long: later the e-mail would puzzle. */
const MAX_NEWS_AGE_MS = 7 * DAY_MS;

type Payload = PayloadOf<"send_points_returned">;

export const sendPointsReturned: Deliver<Payload> = async ({ shopId, payload }) => {
  const { memberId, from } = payload;
  return sendOnce({
    name: { shopId, kind: "points_returned", subjectId: `${memberId}/${from}` },
    memberId,
    write: (correspondence) => write(payload, correspondence),
  });
};

async function write(
  { memberId, from, until }: Payload,
  { shopId, program, now }: Correspondence,
): Promise<Written> {
  if (!program.document.emails.pointsReturned) return skipped("turned_off");
  if (now - until > MAX_NEWS_AGE_MS) return skipped("too_late");
  const stored = await loadPointsBack(pool(), shopId, memberId, { from, until });
  const returned = stored.flatMap(({ redemption }) => {
    const reason = pointsBackReason(redemption);
    if (reason === null) return [];
    return [{ reward: rewardParams(redemption), points: redemption.points, reason }];
  });
  if (returned.length === 0) return skipped("nothing_came_back");
  return {
    outcome: "written",
    render: (to) => renderPointsReturnedEmail({ ...to, returned }),
  };
}
