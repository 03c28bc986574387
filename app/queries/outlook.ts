// What will happen to a shopper's points by itself, as the panel tells it: what comes and when,
// what ends next, and how far the next tier is. Read when the panel opens, and at no other time.
import type { Instant } from "../core/calendar/instant.ts";
import { addDaysTo } from "../core/calendar/local-date.ts";
import type { LocalDate } from "../core/calendar/local-date.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import { ownEnds } from "../core/expiry/own-ends.ts";
import type { ProgramVersion } from "../core/program/document.ts";
import type { ProgramPeriod } from "../core/program/version-in-force.ts";
import { NO_SUMS, addSums } from "../core/tiers/counters.ts";
import { NO_TIER } from "../core/tiers/standing.ts";
import { outlookSpans, tierOutlook } from "../core/tiers/tier-outlook.ts";
import type { TierOutlook } from "../core/tiers/tier-outlook.ts";
import { pool } from "../db/pool.ts";
import { loadUnitSums } from "../db/unit-store.ts";
import { loadSpendable, loadWaiting } from "./lots-ahead.ts";
import type { SpendableLots, WaitingLot } from "./lots-ahead.ts";
import type { Shopper } from "./shopper.ts";

export interface Outlook {
  coming: ComingPoints[];
  ending: EndingPoints | null;
  tier: TierOutlook | null;
}

export interface ComingPoints {
  points: bigint;
  after: "date" | "shipping" | "delivery";
  /** How many days after the shipping or the delivery; 0 for a date. */
  days: number;
  /** A day of the shop's calendar; null for shipping. */
  on: LocalDate | null;
}

export interface EndingPoints {
  points: bigint;
  /** The last day on which they can be spent, on the shop's calendar. */
  lastDay: LocalDate;
}

/** What the outlook depends on beside the shopper. */
export interface OutlookContext {
  shopId: bigint;
  timeZone: string;
  periods: readonly ProgramPeriod[];
  inForce: ProgramVersion;
  now: Instant;
}

/** More groups than these are told as one number. */
const MAX_COMING = 3;

/** A customer who is no member yet has nothing that comes or ends, but a first tier ahead. */
export async function loadOutlook(
  shopper: Shopper | undefined,
  context: OutlookContext,
): Promise<Outlook> {
  const [coming, ending, tier] = await Promise.all([
    shopper && shopper.pending > 0n ? loadComing(shopper, context) : [],
    shopper && shopper.available > 0n ? loadEnding(shopper, context) : null,
    loadTier(shopper, context),
  ]);
  return { coming, ending, tier };
}

async function loadComing(shopper: Shopper, context: OutlookContext): Promise<ComingPoints[]> {
  const lots = await loadWaiting(context.shopId, shopper.memberId);
  const groups = new Map<string, ComingPoints>();
  for (const lot of lots) {
    const coming = comingOf(lot, context);
    if (coming === null) continue;
    const name = `${coming.after} ${coming.days} ${coming.on}`;
    const points = coming.points + (groups.get(name)?.points ?? 0n);
    groups.set(name, { ...coming, points });
  }
  return [...groups.values()].slice(0, MAX_COMING);
}

/** Null where the program that they wait by is not known, and with it what they wait for. */
export function comingOf(
  lot: WaitingLot,
  { periods, timeZone }: Pick<OutlookContext, "periods" | "timeZone">,
): ComingPoints | null {
  const { points, releasesAt } = lot;
  const terms = periods.find(({ version }) => version.id === lot.termsVersionId);
  const pending = terms?.version.document.pending;
  if (releasesAt === null) {
    if (pending?.kind !== "fulfilment") return null;
    return { points, after: "shipping", days: pending.days, on: null };
  }
  const on = localDateOf(releasesAt, timeZone);
  return pending?.kind === "delivery" && !lot.isDelivered
    ? { points, after: "delivery", days: pending.days, on }
    : { points, after: "date", days: 0, on };
}

async function loadEnding(
  shopper: Shopper,
  { shopId, timeZone, periods, inForce, now }: OutlookContext,
): Promise<EndingPoints | null> {
  const lots = await loadSpendable(shopId, shopper.memberId);
  const own = ownEnds(periods, inForce, shopper.tierId);
  const endOf = ({ termsVersionId, expiresAt }: SpendableLots): Instant => {
    const withBalance = own.has(termsVersionId) ? null : shopper.balanceExpiresAt;
    return Math.min(expiresAt ?? Infinity, withBalance ?? Infinity);
  };
  const days = new Map<LocalDate, bigint>();
  for (const lot of lots) {
    const end = endOf(lot);
    // What has ended only waits for the night that writes it down.
    if (end <= now || end === Infinity) continue;
    const day = localDateOf(end, timeZone);
    days.set(day, (days.get(day) ?? 0n) + lot.points);
  }
  const [next] = [...days.keys()].toSorted();
  return next === undefined ? null : { points: days.get(next) ?? 0n, lastDay: addDaysTo(next, -1) };
}

/** A customer who is no member yet would become one now. */
async function loadTier(
  shopper: Shopper | undefined,
  { shopId, timeZone, inForce, now }: OutlookContext,
): Promise<TierOutlook | null> {
  const terms = inForce.document.tiers;
  if (!terms) return null;
  const { tier: standing, enrolledAt } = shopper ?? { tier: NO_TIER, enrolledAt: now };
  const input = { terms, standing, enrolledAt, timeZone, now };
  if (!shopper) return tierOutlook(input, [NO_SUMS]);
  const { memberId: id, available: balance } = shopper;
  const spans = outlookSpans(input).map(({ from, before }) => ({ shopId, id, from, before }));
  const counted = await loadUnitSums(pool(), spans);
  return tierOutlook(
    input,
    counted.map((counts) => addSums({ ...NO_SUMS, balance }, counts)),
  );
}
