// Tells a member of the tier that they reached, or that one has ended.
import type { TierAhead } from "../../adapters/email/tier-emails.ts";
import { renderTierEndedEmail, renderTierReachedEmail } from "../../adapters/email/tier-emails.ts";
import { DAY_MS } from "../../core/calendar/instant.ts";
import { yearOf } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { tierEntryKey } from "../../core/ledger/decide-tier-entry.ts";
import { benefitsOf } from "../../core/perks/perk-words.ts";
import type { Tier, TierTerms } from "../../core/program/tier-terms.ts";
import { isFall } from "../../core/tiers/decide-upgrade.ts";
import { progressToNext } from "../../core/tiers/tier-progress.ts";
import { windowStart } from "../../core/tiers/window.ts";
import { findTierChange, findTierGift } from "../../db/email-subject-store.ts";
import type { WrittenTierChange } from "../../db/email-subject-store.ts";
import { pool } from "../../db/pool.ts";
import { readSums } from "../../usecases/tiers/read-sums.ts";
import type { Deliver } from "../delivery.ts";
import { missingThings } from "./missing-things.ts";
import { type Correspondence, type Written, sendOnce, skipped } from "./send-once.ts";

/** A tier is news for this long: later the e-mail would puzzle. */
const MAX_NEWS_AGE_MS = 7 * DAY_MS;

export const sendTierMail: Deliver<{ memberId: string; changeId: string }> = async (message) => {
  const { shopId, payload } = message;
  const { memberId, changeId } = payload;
  const change = await findTierChange(pool(), shopId, memberId, changeId);
  if (change === undefined) return { outcome: "sent" };
  return sendOnce({
    name: { shopId, kind: "tier_changed", subjectId: changeId },
    memberId,
    write: (correspondence) => write(change, correspondence),
  });
};

async function write(change: WrittenTierChange, correspondence: Correspondence): Promise<Written> {
  const { reader, program, now } = correspondence;
  const { emails, tiers: terms } = program.document;
  if (!emails.tierChanged) return skipped("turned_off");
  if (now - change.recordedAt > MAX_NEWS_AGE_MS) return skipped("too_late");
  if (!terms || reader.tier.tierId !== change.toTierId) return skipped("no_longer_held");
  const tierNamed = (tierId: string | null) => terms.list.find(({ id }) => id === tierId);
  const [from, to] = [tierNamed(change.fromTierId), tierNamed(change.toTierId)];
  const ahead = await findAhead(terms, correspondence);
  if (change.reason === "fell" || isFall(terms, change))
    return from ? ended(from, to, ahead) : skipped("unknown_tier");
  return to ? reached(to, change, ahead, correspondence) : skipped("unknown_tier");
}

function ended(from: Tier, now: Tier | undefined, ahead: TierAhead | null): Written {
  const names = { tierName: from.name, nowTierName: now?.name ?? null };
  return { outcome: "written", render: (to) => renderTierEndedEmail({ ...to, ...names, ahead }) };
}

async function reached(
  tier: Tier,
  { effectiveAt }: WrittenTierChange,
  ahead: TierAhead | null,
  { shopId, shop, reader, program }: Correspondence,
): Promise<Written> {
  const year = yearOf(localDateOf(effectiveAt, shop.timeZone));
  const key = tierEntryKey(reader.memberId, tier.id, year);
  const giftPoints = await findTierGift(pool(), shopId, { key, enteredAt: effectiveAt });
  const { until } = reader.tier;
  const { name: tierName, earnMultiplier } = tier;
  const { currency } = program;
  const benefits = benefitsOf(tier, { locale: reader.locale ?? shop.locale, currency });
  const lastDay = until === null ? null : localDateOf(until - 1, shop.timeZone);
  const news = { tierName, lastDay, earnMultiplier, giftPoints, benefits, ahead };
  return { outcome: "written", render: (to) => renderTierReachedEmail({ ...to, ...news }) };
}

async function findAhead(
  terms: TierTerms,
  { shopId, shop, reader, program, now: at }: Correspondence,
): Promise<TierAhead | null> {
  const { memberId: id, available, enrolledAt } = reader;
  const from = windowStart(terms.window, { at, enrolledAt, timeZone: shop.timeZone });
  const span = { from, before: null };
  const [sums] = await readSums(pool(), [
    { member: { shopId, id }, terms, available, spans: [span] },
  ]);
  const next = sums?.[0] && progressToNext(terms, reader.tier.tierId, sums[0]);
  if (!next) return null;
  return { tierName: next.tier.name, ways: missingThings(next.ways, program.currency) };
}
