// What a member did that keeps a balance alive, in the second implementation.
import type { ExpiryPolicy } from "../../app/core/program/expiry-terms.ts";
import { endByInactivity } from "./naive-calendar.ts";

export class NaiveActivities {
  /** When each order was placed that is the member's now. */
  readonly orders = new Map<string, number>();
  readonly redemptions: number[] = [];
  /** What a way to earn rewarded. */
  readonly actions: number[] = [];

  inherit({ orders, redemptions, actions }: NaiveActivities): void {
    for (const [orderId, placedAt] of orders) this.orders.set(orderId, placedAt);
    this.redemptions.push(...redemptions);
    this.actions.push(...actions);
  }

  /** Since when all that was done kept alive what was alive at a moment. */
  keptSince(at: number, policy: ExpiryPolicy, zone: string): number {
    if (policy.kind !== "inactivity") return at;
    let since = at;
    for (const moment of this.#moments(policy).toSorted((a, b) => b - a)) {
      const end = endByInactivity(policy, moment, zone);
      if (moment < since && end !== null && end > since) since = moment;
    }
    return since;
  }

  /** The unbroken time that reaches to a moment in which the balance was alive; null: none does. */
  aliveAt(
    now: number,
    policy: ExpiryPolicy,
    zone: string,
  ): { since: number; until: number } | null {
    if (policy.kind !== "inactivity") return null;
    const [first, ...later] = this.#moments(policy).toSorted((a, b) => a - b);
    if (first === undefined) return null;
    const endOf = (moment: number): number => endByInactivity(policy, moment, zone) ?? moment;
    let since = first;
    let until = endOf(first);
    for (const moment of later) {
      if (moment >= until) since = moment;
      until = Math.max(until, endOf(moment));
    }
    return until > now ? { since, until } : null;
  }

  #moments({ activities }: Extract<ExpiryPolicy, { kind: "inactivity" }>): number[] {
    return [
      ...(activities.includes("order") ? this.orders.values() : []),
      ...(activities.includes("redemption") ? this.redemptions : []),
      ...(activities.includes("action") ? this.actions : []),
    ];
  }

  /** Until when what was alive after an activity stayed so by what followed in time. */
  keepUntil(at: number, keptUntil: number, policy: ExpiryPolicy, zone: string): number {
    if (policy.kind !== "inactivity") return keptUntil;
    const moments = this.#moments(policy);
    let end = keptUntil;
    for (const moment of moments.filter((other) => other > at).toSorted((a, b) => a - b)) {
      if (moment >= end) break;
      end = Math.max(end, endByInactivity(policy, moment, zone) ?? end);
    }
    return end;
  }
}
