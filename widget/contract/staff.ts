// GET and POST /extensions/staff/…: what the shop's staff see and do for a customer, on the
// customer's page in the admin and at the till.
import type { HistoryEntry } from "./history.ts";
import type { LocalDate, PointsName } from "./money.ts";
import type { BalanceView, ComingView, EndingView, TierView } from "./panel.ts";

/** A member, as staff see them. */
export interface StaffMember {
  /** Ours: it names the member's page in the app. */
  id: string;
  joinedOn: LocalDate;
  balance: BalanceView;
  /** What is pending, by when it comes: the earliest first, and only the next few. */
  coming: ComingView[];
  /** What ends next; null where nothing does. */
  ending: EndingView | null;
  /** Null where the program has no tiers. */
  tier: TierView | null;
  /** The last few, in the words that the member reads. */
  entries: HistoryEntry[];
}

/** GET member?customer=ID&locale=LANGUAGE; `customer` is Shopify's number. */
export interface StaffAnswer {
  pointsName: PointsName;
  /** Null for a customer who has not become a member. */
  member: StaffMember | null;
}

/**
 * POST adjustment. `requestKey` (a UUID) names one decision: the same key with the same values
 * moves the points once, however often it is sent.
 */
export interface AdjustmentAsked {
  customer: string;
  requestKey: string;
  direction: "add" | "take";
  /** As it was entered. */
  points: string;
  reason: string;
  locale: string;
}

export const adjustmentRefusals = [
  "no_points",
  "too_many_points",
  "insufficient_points",
  "reason_missing",
  "reason_too_long",
  "reason_unreadable",
  "not_a_member",
  "request_key_reused",
] as const;
export type AdjustmentRefused = (typeof adjustmentRefusals)[number];

export type AdjustmentAnswer =
  | ({ outcome: "adjusted" } & StaffAnswer)
  | { outcome: "refused"; refusals: AdjustmentRefused[] };

/**
 * POST enrolment: somebody whom staff have in front of them becomes a member. A `contact`, an
 * e-mail address or a phone number with its country, names a customer of the store or makes one.
 */
export type EnrolmentAsked = { locale: string } & ({ customer: string } | { contact: string });

export const enrolmentRefusals = [
  "contact_missing",
  "email_unreadable",
  "phone_unreadable",
  "phone_without_country",
  /** Shopify does not take it as an address or a number. */
  "contact_refused",
  "customer_not_found",
  "shopify_unreachable",
] as const;
export type EnrolmentRefused = (typeof enrolmentRefusals)[number];

export type EnrolmentAnswer =
  /** `customer` is Shopify's number. Who was a member before is answered the same. */
  | ({ outcome: "enrolled"; customer: string } & StaffAnswer)
  | { outcome: "refused"; reason: EnrolmentRefused };
