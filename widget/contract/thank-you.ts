// GET /extensions/thank-you: what the page after checkout tells a shopper.
import type { Card } from "./card.ts";
import type { Points, PointsName } from "./money.ts";
import type { InOwnWords } from "./own-words.ts";
import type { BalanceView } from "./panel.ts";

/** Points of the order that was placed just now. */
export type OrderPointsView =
  /** The store has not told of it yet, or it is not paid: ask again in a while. */
  | { state: "counting" }
  /** `waits` says when those come that the member cannot spend yet; null where none wait. */
  | { state: "counted"; points: Points; waits: string | null };

/** A member's own link. */
export interface ReferralView {
  title: string;
  text: string;
  /** The whole address. */
  link: string;
  copyLabel: string;
}

export interface GuestThankYouAnswer extends InOwnWords {
  audience: "guest";
}

export interface MemberThankYouAnswer extends InOwnWords {
  audience: "member";
  pointsName: PointsName;
  balance: BalanceView;
  /** Null where no order was asked about. */
  order: OrderPointsView | null;
  /** Null for a customer who has not become a member yet, and where the program has none. */
  referral: ReferralView | null;
  /** The gift that can be had now. Its links are whole addresses; it has no forms. */
  birthday: Card | null;
  /** The one question of the survey, a form whose path takes a POST; null where none is asked. */
  survey: Card | null;
}

export type ThankYouAnswer = GuestThankYouAnswer | MemberThankYouAnswer;
