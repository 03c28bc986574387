// POST /extensions/checkout: what the checkout shows of the program, for the cart that it sends.
// POST /extensions/checkout/redeem and /extensions/checkout/cancel take what redeeming in the
// storefront takes.
import type { Card } from "./card.ts";
import type { LocalDate, Points, PointsName } from "./money.ts";
import type { InOwnWords } from "./own-words.ts";
import type { BalanceView } from "./panel.ts";
import type { CancelVoucherRequest } from "./redeem.ts";
import type { VoucherView } from "./voucher.ts";

/** Decimal text in major units of the cart's currency: `"29.99"`. */
export type Amount = string;

export interface CartDiscountSent {
  /** Null where no code gave it. */
  code: string | null;
  amount: Amount;
}

export interface CartLineSent {
  /** Shopify's numbers. */
  productId: string | null;
  variantId: string | null;
  quantity: number;
  /** For all units, after the discounts of the line. */
  total: Amount;
  discounts: CartDiscountSent[];
  /** Whether it is sent by post. */
  isSent: boolean;
}

export interface CartSent {
  currency: string;
  lines: CartLineSent[];
  /** Of the whole cart. */
  discounts: CartDiscountSent[];
  /** Null while they are not known. */
  shipping: Amount | null;
  tax: Amount | null;
  total: Amount;
  isPaidByGiftCard: boolean;
}

export interface CheckoutRequest {
  /** The page's language. */
  locale: string;
  /** Null where it is too large to be sent. */
  cart: CartSent | null;
}

/** What the order would earn; more or less of it is open where that says so. */
export interface EstimateView {
  points: Points;
  certainty: "exact" | "at_least" | "up_to";
}

/** One thing that the member can redeem here, and has the points for. */
export interface CheckoutOffer {
  rewardId: string;
  /** What it is, in the page's language. */
  name: string;
  points: Points;
  /** As `RedeemRequest` takes them. */
  amountMinor: number | null;
  percent: string | null;
  steps?: number;
  variantId?: string;
}

/** A reward, by what it can be had for: of one with a slider several, the smallest first. */
export interface CheckoutReward {
  id: string;
  offers: CheckoutOffer[];
}

/** A code that the member holds. */
export interface CheckoutVoucher {
  id: string;
  code: string;
  name: string;
  kind: VoucherView["kind"];
  /** The least order that it asks for, and what it was given for, in the page's language. */
  note: string;
  lastDay: LocalDate | null;
  /** Made at checkout: giving it up is what removing it means. */
  isFromCheckout: boolean;
}

export interface GuestCheckoutAnswer extends InOwnWords {
  audience: "guest";
  pointsName: PointsName;
  estimate: EstimateView | null;
}

export interface MemberCheckoutAnswer extends InOwnWords {
  audience: "member";
  pointsName: PointsName;
  balance: BalanceView;
  /** Null where nothing can be said. */
  estimate: EstimateView | null;
  /** Cheapest first. */
  rewards: CheckoutReward[];
  /** How many points the cheapest asks for beyond those that are there, as a sentence. */
  missing: string | null;
  vouchers: CheckoutVoucher[];
  /** A birthday gift that is to be chosen elsewhere; null where its code is among the vouchers. */
  birthday: Card | null;
}

/** By the key with which it was asked for, where its answer may have been lost. */
export type CheckoutCancelRequest = CancelVoucherRequest | { requestKey: string };

export type CheckoutAnswer = GuestCheckoutAnswer | MemberCheckoutAnswer;
