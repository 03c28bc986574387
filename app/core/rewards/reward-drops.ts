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
 * A drop is open from the first minute of `opensAt` and before `closesAt`. Times that clocks skip
 * mean the first instant after the gap, times that they show twice the first of the two. Null while
 * one is open, and where there are none. Throws a RangeError for an unknown zone. Rule:
 * docs/rewards.md.
 */
export function notOnSale(
  drops: readonly RewardDrop[],
  now: Instant,
  zone: TimeZone,
): NotOnSale | null {
  if (drops.length === 0) return null;
  const instantOf = (text: string): Instant => instantOfLocal(text, zone, "earlier");
  const isOpen = ({ opensAt, closesAt }: RewardDrop): boolean =>
    instantOf(opensAt) <= now && (closesAt === null || now < instantOf(closesAt));
  if (drops.some(isOpen)) return null;
  const coming = drops.map(({ opensAt }) => opensAt).filter((opensAt) => now < instantOf(opensAt));
  return { reason: "not_on_sale", opensAt: coming.toSorted()[0] ?? null };
}
