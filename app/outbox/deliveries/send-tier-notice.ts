// Tells a member that a tier will end, and what would keep it; nothing to those who keep it by now.
import { renderTierNoticeEmail } from "../../adapters/email/tier-emails.ts";
import { addDaysTo } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { pool } from "../../db/pool.ts";
import { foreseeFallOf } from "../../usecases/tiers/foresee-fall-of.ts";
import type { Deliver } from "../delivery.ts";
import type { PayloadOf } from "../kinds.ts";
import { missingThings } from "./missing-things.ts";
import { type Correspondence, type Written, sendOnce, skipped } from "./send-once.ts";

type Payload = PayloadOf<"send_tier_notice">;

export const sendTierNotice: Deliver<Payload> = async ({ shopId, payload }) => {
  const { memberId, night } = payload;
  return sendOnce({
    name: { shopId, kind: "tier_notice", subjectId: `${memberId}/${night}` },
    memberId,
    write: (correspondence) => write(payload, correspondence),
  });
};

async function write(payload: Payload, correspondence: Correspondence): Promise<Written> {
  const { shopId, shop, reader, program, now } = correspondence;
  const { emails, tiers: terms } = program.document;
  if (!emails.tierNotice) return skipped("turned_off");
  const tier = terms?.list.find(({ id }) => id === reader.tier.tierId);
  if (!terms || !tier || tier.id !== payload.tierId) return skipped("no_longer_held");
  if (localDateOf(now, shop.timeZone) >= payload.fallsOn) return skipped("too_late");
  const { memberId, tier: standing, available, enrolledAt } = reader;
  const { timeZone } = shop;
  const standingNow = { shopId, memberId, terms, standing, available, enrolledAt, timeZone, now };
  const fall = await foreseeFallOf(pool(), standingNow);
  if (fall?.fallsOn !== payload.fallsOn) return skipped("kept");
  const next = terms.list.find(({ id }) => id === fall.toTierId);
  return {
    outcome: "written",
    render: (to) =>
      renderTierNoticeEmail({
        ...to,
        tierName: tier.name,
        lastDay: addDaysTo(fall.fallsOn, -1),
        ways: missingThings(fall.ways, program.currency),
        nextTierName: next?.name ?? null,
      }),
  };
}
