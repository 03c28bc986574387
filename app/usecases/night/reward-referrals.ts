// A step of the night: members are rewarded for friends whose orders have waited long enough.
import { listDueReferrals } from "../../db/referral-store.ts";
import { settleReferral } from "../referrals/settle-referral.ts";
import type { NightStep } from "./night.ts";
import { lockDue } from "./night-ledgers.ts";

export const rewardReferrals: NightStep = {
  name: "referrals",
  batchSize: 100,
  // Where referrals have ended, those that are under way are still paid.
  isNeeded: ({ periods }) => periods.some(({ version }) => version.document.referral !== null),
  list: async (tx, { shopId, at }, { after, limit }) => {
    const last = after && { at: after.at, memberId: after.memberId, id: after.lotId ?? "" };
    const due = await listDueReferrals(tx, shopId, { until: at, after: last, limit });
    return due.map((one) => ({ at: one.at, memberId: one.memberId, lotId: one.id }));
  },
  work: async (tx, night, items) => {
    const { shopId, now } = night;
    // All members at once, in the order that all transactions keep.
    await lockDue(tx, night, items);
    for (const { lotId: id } of items) {
      if (id !== null) await settleReferral(tx, { shopId, id }, now);
    }
  },
};
