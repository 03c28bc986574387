// Step of the night: members whose membership began on this day of an earlier year are given what
// that earns.
import { daysWithAnniversary } from "../../core/awards/anniversary.ts";
import { endOfDay, startOfDay } from "../../core/calendar/local-time.ts";
import { yearOf } from "../../core/calendar/local-date.ts";
import { listAnniversaries } from "../../db/anniversary-store.ts";
import { FIRST_ID } from "../../db/due-store.ts";
import type { DueItem } from "../../db/due-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import { awardActions, awardedLater } from "../award-actions.ts";
import type { AskedAward } from "../award-actions.ts";
import type { Night, NightStep } from "./night.ts";

export const rewardAnniversaries: NightStep = {
  name: "anniversaries",
  batchSize: 100,
  isNeeded: ({ current }) =>
    current?.document.waysToEarn.some(({ trigger }) => trigger === "anniversary") === true,
  list: async (tx, { shopId, at, date, timeZone }, { after, limit }) => {
    const spans = daysWithAnniversary(date).map((day) => ({
      from: startOfDay(day, timeZone),
      before: endOfDay(day, timeZone),
    }));
    const afterId = after?.memberId ?? FIRST_ID;
    const ids = await listAnniversaries(tx, shopId, spans, { afterId, limit });
    return ids.map((memberId) => ({ at, memberId, lotId: null }));
  },
  work: async (tx, night, items) => {
    await awardActions(tx, awardsOf(night, items), night.now);
  },
  // No later night looks for who joined on this day.
  tryLater: (tx, night, items) => enqueueMessages(tx, awardsOf(night, items).map(awardedLater)),
};

function awardsOf({ shopId, at, date }: Night, items: readonly DueItem[]): AskedAward[] {
  const year = yearOf(date);
  return items.map(({ memberId }) => ({
    shopId,
    memberId,
    trigger: "anniversary",
    occurrence: `anniversary/${memberId}/${year}`,
    occurredAt: at,
  }));
}
