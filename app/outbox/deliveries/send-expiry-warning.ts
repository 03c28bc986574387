// Tells a member of points that will end, unless they are gone by now or will live on.
import { renderExpiryWarningEmail } from "../../adapters/email/expiry-warning-email.ts";
import type { ExpiryWarningEmail } from "../../adapters/email/expiry-warning-email.ts";
import { addDaysTo } from "../../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import { policyFor } from "../../core/expiry/expiry-of.ts";
import { leastPoints } from "../../core/points/points.ts";
import { affordableRewards, promisedRewards } from "../../core/rewards/next-reward.ts";
import { leastOffer, offerParams } from "../../core/rewards/offer.ts";
import { loadPointsEnding } from "../../db/email-subject-store.ts";
import { pool } from "../../db/pool.ts";
import type { Deliver } from "../delivery.ts";
import type { PayloadOf } from "../kinds.ts";
import { type Correspondence, type Written, sendOnce, skipped } from "./send-once.ts";

type Payload = PayloadOf<"send_expiry_warning">;
type Endings = ExpiryWarningEmail["endings"];

export const sendExpiryWarning: Deliver<Payload> = async ({ shopId, payload }) => {
  const { memberId, night, cause, hasMoved = false } = payload;
  const subjectId = `${memberId}/${night}/${cause}${hasMoved ? "/moved" : ""}`;
  return sendOnce({
    name: { shopId, kind: "expiry_warning", subjectId },
    memberId,
    write: (correspondence) => write(payload, correspondence),
  });
};

async function write(payload: Payload, correspondence: Correspondence): Promise<Written> {
  const { program, shop, now } = correspondence;
  if (!program.document.emails.expiryWarning) return skipped("turned_off");
  const today = localDateOf(now, shop.timeZone);
  const ahead = payload.endings.filter(({ endsOn }) => endsOn > today);
  if (ahead.length === 0) return skipped("too_late");
  const stillAhead = { ...payload, endings: ahead };
  const endings =
    payload.cause === "age"
      ? await endingByAge(stillAhead, correspondence)
      : endingWithBalance(stillAhead, correspondence);
  if (endings.length === 0) return skipped("nothing_ends");
  const keptBy = payload.cause === "age" ? null : whatKeeps(correspondence);
  const affordable = bestReward(correspondence);
  return {
    outcome: "written",
    render: (to) => renderExpiryWarningEmail({ ...to, endings, keptBy, affordable }),
  };
}

/** What is left of them: spent points are no longer warned of. */
async function endingByAge(
  { memberId, endings }: Payload,
  { shopId, shop }: Correspondence,
): Promise<Endings> {
  const days = endings.map(({ endsOn }) => endsOn).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = {
    from: startOfDay(first, shop.timeZone),
    before: startOfDay(addDaysTo(last, 1), shop.timeZone),
  };
  const left = new Map<string, bigint>();
  for (const { at, points } of await loadPointsEnding(pool(), shopId, memberId, span)) {
    const day = localDateOf(at, shop.timeZone);
    left.set(day, (left.get(day) ?? 0n) + points);
  }
  return days.flatMap((day) => {
    const points = left.get(day) ?? 0n;
    return points > 0n ? [{ points, lastDay: addDaysTo(day, -1) }] : [];
  });
}

/** A member who was active meanwhile keeps the balance. */
function endingWithBalance({ endings }: Payload, { reader, shop }: Correspondence): Endings {
  const { balanceExpiresAt, available } = reader;
  if (balanceExpiresAt === null) return [];
  const endsOn = localDateOf(balanceExpiresAt, shop.timeZone);
  const told = endings.find((ending) => ending.endsOn === endsOn);
  const points = leastPoints(BigInt(told?.points ?? "0"), available);
  return points > 0n ? [{ points, lastDay: addDaysTo(endsOn, -1) }] : [];
}

function whatKeeps({ program, reader }: Correspondence): "order" | "redemption" | "either" {
  const policy = policyFor(program.document.expiry, reader.tier.tierId);
  const activities = policy.kind === "inactivity" ? policy.activities : [];
  // What else earns keeps a balance beside one of these, and differs from store to store.
  const [first, ...others] = activities.filter((activity) => activity !== "action");
  return first === undefined || others.length > 0 ? "either" : first;
}

function bestReward({ program, reader }: Correspondence): ExpiryWarningEmail["affordable"] {
  const { document, currency, scopes } = program;
  const promised = promisedRewards(document.rewards, { scopes, tierId: reader.tier.tierId });
  const reward = affordableRewards(promised, reader.available).at(-1);
  return reward ? offerParams(reward, leastOffer(reward), currency) : null;
}
