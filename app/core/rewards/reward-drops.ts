// When a reward is on sale: always, or in drops on the shop's calendar and clock.
import type { Instant } from "../calendar/instant.ts";
import { instantOfLocal } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { RewardDrop } from "../program/reward-condition-terms.ts";

export interface NotOnSale {
  readonly reason: "not_on_sale";
  /** When it next is, on the shop's clock: `2026-03-01T09:00`. Null for never again. */
  readonly opensAt: string | null;
}

/**
 * Null while a drop is open, and where there are none. Throws a RangeError for an unknown zone.
 * Rule: docs/rewards.md.
 */
export function notOnSale(
  drops: readonly RewardDrop[],
  now: Instant,
  zone: TimeZone,
): NotOnSale | null {
  if (drops.length === 0 || openDrops(drops, now, zone).length > 0) return null;
  return { reason: "not_on_sale", opensAt: nextOpening(drops, now, zone) };
}

/**
 * A drop is open from the first minute of `opensAt` and before `closesAt`. Times that clocks skip
 * mean the first instant after the gap, times that they show twice the first of the two. In the
 * order of their ids, which is that in which their places are locked. Throws a RangeError for an
 * unknown zone. Rule: docs/rewards.md.
 */
export function openDrops(
  drops: readonly RewardDrop[],
  now: Instant,
  zone: TimeZone,
): readonly RewardDrop[] {
  return drops
    .filter(
      ({ opensAt, closesAt }) =>
        instantOf(opensAt, zone) <= now && (closesAt === null || now < instantOf(closesAt, zone)),
    )
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/**
 * When the next drop opens, on the shop's clock; null where none is to come. Throws a RangeError
 * for an unknown zone.
 */
export function nextOpening(
  drops: readonly RewardDrop[],
  now: Instant,
  zone: TimeZone,
): string | null {
  const coming = drops
    .map(({ opensAt }) => opensAt)
    .filter((opensAt) => now < instantOf(opensAt, zone));
  return coming.toSorted()[0] ?? null;
}

function instantOf(text: string, zone: TimeZone): Instant {
  return instantOfLocal(text, zone, "earlier");
}
