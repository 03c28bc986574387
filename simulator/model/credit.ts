// What customers have with a shop besides goods: gift cards, and accounts of store credit.

export type GiftCardRecipient = {
  customerId: string;
  preferredName: string | null;
  message: string | null;
  sendNotificationAt: string | null;
};

export type GiftCardTransaction = {
  id: string;
  /** Negative where the card was spent. */
  amountMinor: number;
  note: string | null;
  processedAt: string;
  /** The order that was paid with it, or that money came back from. */
  orderId: string | null;
};

export type GiftCard = {
  id: string;
  /** Lower-case letters and digits. Shopify tells it once, to whoever makes the card. */
  code: string;
  currency: string;
  initialMinor: number;
  balanceMinor: number;
  /** A day in the shop's time zone, the last on which it is good. */
  expiresOn: string | null;
  note: string | null;
  templateSuffix: string | null;
  customerId: string | null;
  recipient: GiftCardRecipient | null;
  /** When the one it is for was written to; null before. */
  notifiedAt: string | null;
  deactivatedAt: string | null;
  createdAt: string;
  updatedAt: string;
  transactions: GiftCardTransaction[];
};

export type CreditEvent = "ADJUSTMENT" | "ORDER_PAYMENT" | "ORDER_REFUND" | "ORDER_CANCELLATION";

/** The payment of an order, or of its refund, that moved credit. */
export type CreditOrigin = { orderId: string; transactionId: string };

export type CreditTransaction = {
  id: string;
  kind: "credit" | "debit" | "expiration";
  /** Negative where the balance fell. */
  amountMinor: number;
  balanceAfterMinor: number;
  createdAt: string;
  event: CreditEvent;
  origin: CreditOrigin | null;
  /** Of a credit: when what is left of it goes. */
  expiresAt: string | null;
  /** Of a credit: what is left of it, or was left when it went. */
  remainingMinor: number;
  /** Of an expiration: the credit that went. */
  creditId: string | null;
};

/** A customer has one account for each currency. */
export type CreditAccount = {
  id: string;
  customerId: string;
  currency: string;
  balanceMinor: number;
  transactions: CreditTransaction[];
};
