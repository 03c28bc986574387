// Whether a member is among those whom a rule is for, at a moment.
import { daysBetween } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { AudienceTerms } from "../program/audience-terms.ts";
import type { MembershipCondition } from "../program/membership-terms.ts";
import {
  type CustomerFacts,
  type CustomerQuestion,
  wrongCustomer,
} from "../rewards/reward-audience.ts";

/** What is known of a member at the moment in question. */
export interface MemberThen {
  readonly tierId: string | null;
  /** Of the shop's calendar, as the others are. */
  readonly on: LocalDate;
  readonly enrolledOn: LocalDate;
  /** The day of the latest order placed before; null where there is none. */
  readonly lastOrderOn: LocalDate | null;
  /** What Shopify said of the customer; null where it was not asked. */
  readonly customer: CustomerFacts | null;
}

export type OutsideReason = "wrong_tier" | "not_new" | "not_lapsed" | "wrong_customer";

export type AudienceAnswer =
  | { readonly outcome: "meant" }
  | { readonly outcome: "not_meant"; readonly reason: OutsideReason }
  /** Shopify alone knows: it has to be asked, and nothing is guessed. */
  | { readonly outcome: "unknown"; readonly asks: CustomerQuestion };

/**
 * Whether all that is given is met: any of the tiers (exactly, a higher one does not count by
 * itself), new or lapsed, any of the tags and any of the segments. What only Shopify knows is
 * looked at last. Rule: docs/earning.md, "Whom a rule is for".
 */
export function isMeant(audience: AudienceTerms, member: MemberThen): AudienceAnswer {
  const { tierId } = member;
  if (audience.tiers.length > 0 && (tierId === null || !audience.tiers.includes(tierId))) {
    return { outcome: "not_meant", reason: "wrong_tier" };
  }
  if (audience.members !== null && !isOfMembership(audience.members, memberDays(member))) {
    const reason = audience.members.kind === "new" ? "not_new" : "not_lapsed";
    return { outcome: "not_meant", reason };
  }
  const wrong = wrongCustomer(audience, member.customer);
  if (wrong === null) return { outcome: "meant" };
  if (wrong.reason === "audience_unknown") return { outcome: "unknown", asks: wrong.asks };
  return { outcome: "not_meant", reason: "wrong_customer" };
}

/**
 * New: so many days of the calendar have not passed since the member joined; whoever does something
 * before that is new, too. Lapsed: so many have passed since their latest order, or since they
 * joined where there is none. Rule: docs/earning.md, "Whom a rule is for".
 */
export function isOfMembership(condition: MembershipCondition, days: MemberDays): boolean {
  if (condition.kind === "new") return days.sinceJoined < condition.days;
  return days.sinceOrder >= condition.days;
}

/** Days of the shop's calendar; negative where it happened later. */
export interface MemberDays {
  readonly sinceJoined: number;
  /** Since the latest order before, or since the member joined where there is none. */
  readonly sinceOrder: number;
}

/** How long ago a member joined and ordered, on a day. */
export function memberDays({
  on,
  enrolledOn,
  lastOrderOn,
}: Pick<MemberThen, "on" | "enrolledOn" | "lastOrderOn">): MemberDays {
  return {
    sinceJoined: daysBetween(enrolledOn, on),
    sinceOrder: daysBetween(lastOrderOn ?? enrolledOn, on),
  };
}
