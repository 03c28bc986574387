// What the storefront tells a friend who came by a member's link, who is mostly no customer yet.
import type { Card } from "./card.ts";

/** How it stands; `voucher` once its code works. */
export interface FriendShown {
  card: Card;
  voucher: FriendVoucher | null;
}

export interface FriendVoucher {
  code: string;
  /** What it gives: "€5 off". */
  worth: string;
  /** The last day on which it works: year, month and day. */
  endsOn: string;
}

/** Of a link that is opened. With the visit, opening it again goes on where it was. */
export type VisitAnswer = (FriendShown & { visit: string }) | FriendRefused;

/** Asking again by the same visit says how it stands. */
export type ClaimAnswer = (FriendShown & { message: string }) | FriendRefused;

export interface FriendRefused {
  refused:
    | "unknown"
    | "own_link"
    | "ended"
    | "expired"
    | "too_many"
    | "email"
    | "claimed"
    | "not_for_you"
    | "not_now";
  /** What is wrong, and what to do. */
  message: string;
  field?: "email";
}
