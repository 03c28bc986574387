// Tiers are renewed, fall and rise. Rule: before points expire, so that points end under the tier
// that the member holds then; but after it, where tiers count what members can spend.
import { readsBalance } from "../../core/tiers/requirement.ts";
import { listTierReviews } from "../../db/due-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import { tierTermsOf } from "../order-batch/shop-terms.ts";
import { reviewMembers } from "../tiers/review-members.ts";
import type { Night, NightStep } from "./night.ts";
import { lockDue, openLedgers, writeDecided } from "./night-ledgers.ts";

const review: Omit<NightStep, "name" | "isNeeded"> = {
  batchSize: 400,
  isHalved: true,
  list: (tx, { shopId, at }, portion) => listTierReviews(tx, { shopId, until: at, ...portion }),
  work: async (tx, night, items) => {
    const { current: version, periods, timeZone, date, warnedOn, now } = night;
    if (!version) return;
    const locked = await lockDue(tx, night, items);
    const members = openLedgers(night, { members: locked, lots: new Map() });
    const { changes, messages } = await reviewMembers(tx, {
      version,
      periods,
      timeZone,
      members,
      night: date,
      noticedUntil: warnedOn,
      notices: night.isLatest ? "now" : "later",
      now,
    });
    const decided = members.flatMap(({ member, ledger: before }) => {
      const change = changes.get(member.id);
      return change ? [{ member, before, change }] : [];
    });
    await writeDecided(tx, night, decided);
    await enqueueMessages(tx, messages);
  },
};

export const reviewTiers: NightStep = {
  ...review,
  name: "review_tiers",
  isNeeded: (night) => night.current !== null && !countsBalance(night),
};

export const reviewBalanceTiers: NightStep = {
  ...review,
  name: "review_balance_tiers",
  isNeeded: countsBalance,
};

function countsBalance(night: Night): boolean {
  const tiers = tierTermsOf(night);
  return tiers !== null && readsBalance(tiers);
}
