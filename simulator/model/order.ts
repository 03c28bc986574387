// Orders with what happened to them since: payments, refunds, edits.

/** An amount in the shop's currency and in the buyer's. */
export type MoneyBag = { shop: number; presentment: number };

export type DiscountClass = "order" | "product" | "shipping";

export type TaxLine = { title: string; rate: string; amount: MoneyBag };

export type DiscountApplication = {
  kind: "discount_code" | "manual" | "automatic";
  title: string;
  code: string | null;
  discountId: string | null;
  value: string;
  valueType: "fixed_amount" | "percentage";
  allocationMethod: "across" | "each";
  targetSelection: "all" | "entitled";
  targetType: "line_item" | "shipping_line";
  /** Order discounts are spread over all lines; product discounts belong to their own lines. */
  class: DiscountClass;
};

export type DiscountAllocation = { applicationIndex: number; amount: MoneyBag };

export type OrderLine = {
  id: string;
  productId: string | null;
  variantId: string | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  giftCard: boolean;
  taxable: boolean;
  requiresShipping: boolean;
  grams: number;
  quantity: number;
  /** Units still on the order: neither refunded nor removed by an edit. */
  currentQuantity: number;
  price: MoneyBag;
  allocations: DiscountAllocation[];
  /** Taxes of the whole ordered quantity. */
  taxLines: TaxLine[];
  addedByEdit: boolean;
  /** What the buyer gives on top: a line among the others, and no part of the subtotal. */
  tip: boolean;
};

export type ShippingLine = {
  id: string;
  title: string;
  price: MoneyBag;
  allocations: DiscountAllocation[];
  taxLines: TaxLine[];
  refunded: MoneyBag;
};

export type RestockType = "no_restock" | "return" | "cancel";

export type RefundLine = {
  id: string;
  lineId: string;
  quantity: number;
  restockType: RestockType;
  subtotal: MoneyBag;
  tax: MoneyBag;
};

export type RefundAdjustment = {
  id: string;
  kind: "shipping_refund" | "refund_discrepancy";
  /** Negative when more is refunded than the lines say, as Shopify writes it. */
  amount: MoneyBag;
  tax: MoneyBag;
};

export type RefundShippingLine = { id: string; shippingLineId: string; amount: MoneyBag };

export type Transaction = {
  id: string;
  kind: "sale" | "authorization" | "capture" | "refund" | "void";
  /** "shopify_payments", "gift_card", "shopify_store_credit", "manual", "cash", … */
  gateway: string;
  status: "success";
  amount: MoneyBag;
  parentId: string | null;
  createdAt: string;
  /** What of the customer's own with the shop it came from, or went back to. */
  giftCardId?: string;
  creditAccountId?: string;
};

export type Refund = {
  id: string;
  note: string | null;
  createdAt: string;
  lines: RefundLine[];
  adjustments: RefundAdjustment[];
  shippingLines: RefundShippingLine[];
  transactions: Transaction[];
};

export const shipmentStatuses = [
  "label_printed",
  "label_purchased",
  "confirmed",
  "in_transit",
  "out_for_delivery",
  "ready_for_pickup",
  "attempted_delivery",
  "delivered",
  "failure",
] as const;

export type ShipmentStatus = (typeof shipmentStatuses)[number];

/** A parcel: what was sent of an order, and how far it has come. */
export type Fulfillment = {
  id: string;
  /** The first of an order is 1. */
  number: number;
  status: "success" | "cancelled";
  /** What the carrier said last; null before it said anything. */
  shipmentStatus: ShipmentStatus | null;
  deliveredAt: string | null;
  createdAt: string;
  updatedAt: string;
  tracking: { company: string; number: string; url: string };
  lines: { id: string; lineId: string; quantity: number }[];
};

export type OrderEdit = {
  id: string;
  createdAt: string;
  note: string;
  additions: { lineId: string; delta: number }[];
  removals: { lineId: string; delta: number }[];
};

export type FinancialStatus =
  | "pending"
  | "authorized"
  | "partially_paid"
  | "paid"
  | "partially_refunded"
  | "refunded"
  | "voided";

export type CancelReason = "customer" | "fraud" | "inventory" | "declined" | "other" | "staff";

export type Order = {
  id: string;
  name: string;
  number: number;
  token: string;
  confirmationNumber: string;
  cartToken: string | null;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: CancelReason | null;
  /** When the merchant filed it away; Shopify does that by itself once it is paid and sent. */
  closedAt: string | null;
  customerId: string | null;
  email: string | null;
  locale: string | null;
  acceptsMarketing: boolean;
  currency: string;
  presentmentCurrency: string;
  /** Presentment units for one shop unit when the order was placed, e.g. "1.0842". */
  exchangeRate: string;
  taxesIncluded: boolean;
  test: boolean;
  sourceName: string;
  locationId: string | null;
  gateways: string[];
  note: string | null;
  tags: string[];
  lines: OrderLine[];
  shippingLines: ShippingLine[];
  discountApplications: DiscountApplication[];
  transactions: Transaction[];
  refunds: Refund[];
  edits: OrderEdit[];
  fulfillments: Fulfillment[];
};
