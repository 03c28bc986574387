// GET and POST /extensions/staff/…: what staff at the till can do with a member's points.
import type { LocalDate, Points } from "./money.ts";
import type { RedeemRequest } from "./redeem.ts";
import type { StaffAnswer } from "./staff.ts";

/** Something that a member's points buy at the till: it becomes a code for the cart. */
export interface TillOffer {
  /** What is sent to `redeem?customer=ID`, with a key for the decision and the language. */
  wish: Pick<RedeemRequest, "rewardId" | "points" | "amountMinor" | "percent"> & {
    steps?: number;
    variantId?: string;
  };
  title: string;
  /** Its points, in words. */
  cost: string;
  /** For whom and what it is; may be empty. */
  details: string;
  /** Why it cannot be had now, as a sentence; null where it can. */
  barred: string | null;
}

/** A code that the member has already. */
export interface TillCode {
  /** What is sent to `vouchers/cancel?customer=ID` to give it back. */
  voucherId: string;
  code: string;
  title: string;
  /** The last day on which it works; null where that is not known. */
  lastDay: LocalDate | null;
  cancellable: boolean;
  /** What comes back when it is given up. */
  points: Points;
}

/** GET till?customer=ID&locale=LANGUAGE. Nothing is offered to who is no member. */
export interface TillAnswer extends StaffAnswer {
  offers: TillOffer[];
  codes: TillCode[];
}
