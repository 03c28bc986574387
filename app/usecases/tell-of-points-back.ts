// Asks for the e-mail about points that came back without the member's doing: one for all that
// comes back within a quarter of an hour.
import type { Instant } from "../core/calendar/instant.ts";
import { pointsBackReason, timeOfReturn } from "../core/rewards/points-back.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import type { NewMessage } from "../db/outbox-store.ts";

interface Changed {
  readonly shopId: bigint;
  readonly redemption: Redemption;
}

/** For redemptions as they stand after the steps that changed them. */
export function pointsBackMessages(changed: readonly Changed[], now: Instant): NewMessage[] {
  return changed
    .filter(({ redemption }) => pointsBackReason(redemption) !== null)
    .map(({ shopId, redemption: { memberId } }) => {
      const { from, until } = timeOfReturn(now);
      return {
        shopId,
        kind: "send_points_returned",
        key: `${memberId}/${from}`,
        payload: { memberId, from, until },
        delayMs: until - now,
      };
    });
}
