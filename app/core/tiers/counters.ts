// What is counted for tiers. Rule: units are counted beside points and cannot be spent; refunded
// ones are taken from the period of their sale.
import type { Counter } from "../program/tier-terms.ts";

/**
 * What a member reached in one window: `spend` in minor units of the shop's currency, `points` and
 * `balance` in points, the others in pieces. Refunds may leave a window below zero.
 */
export type CounterSums = Readonly<Record<Counter, bigint>>;

export const NO_SUMS: CounterSums = {
  spend: 0n,
  points: 0n,
  orders: 0n,
  items: 0n,
  nights: 0n,
  visits: 0n,
  referrals: 0n,
  events: 0n,
  balance: 0n,
};

/** Both together, counter by counter. */
export function addSums(sums: CounterSums, more: Partial<CounterSums>): CounterSums {
  return {
    spend: sums.spend + (more.spend ?? 0n),
    points: sums.points + (more.points ?? 0n),
    orders: sums.orders + (more.orders ?? 0n),
    items: sums.items + (more.items ?? 0n),
    nights: sums.nights + (more.nights ?? 0n),
    visits: sums.visits + (more.visits ?? 0n),
    referrals: sums.referrals + (more.referrals ?? 0n),
    events: sums.events + (more.events ?? 0n),
    balance: sums.balance + (more.balance ?? 0n),
  };
}
