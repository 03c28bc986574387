// Orders, refunds and programs for tests: what does not matter has a default.
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { EarnContext } from "../../app/core/earning/evaluate-order.ts";
import { parseAmount } from "../../app/core/money/money.ts";
import type { AmountMinor } from "../../app/core/money/money.ts";
import type { OrderEdited, OrderSeen, RefundSeen } from "../../app/core/orders/order-event.ts";
import type {
  OrderHead,
  OrderLine,
  OrderShipping,
  Refund,
  RefundMoney,
} from "../../app/core/orders/order-state.ts";
import { ZERO } from "../../app/core/points/rational.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import type {
  ProgramDocument,
  ProgramDocumentInput,
  ProgramVersion,
} from "../../app/core/program/document.ts";
import type { ProgramPeriod } from "../../app/core/program/version-in-force.ts";

/** 1 March 2026, noon in UTC: the moment at which test orders are placed. */
export const PLACED_AT: Instant = Date.UTC(2026, 2, 1, 12);
export const MINUTE_MS = 60_000;

export const ORDER_ID = "5123";
export const CUSTOMER_ID = "7001";

/** Exact minor units of decimal text. */
export function money(text: string, currency = "EUR"): AmountMinor {
  const amount = parseAmount(text, currency);
  if (!amount) throw new Error(`No amount: ${text}`);
  return amount;
}

export interface LineInput extends Partial<Omit<OrderLine, "gross" | "discount" | "tax">> {
  /** Decimal text for one unit. */
  readonly price?: string;
  readonly discount?: string;
  readonly tax?: string;
}

/** A line of one unit at 40.00, nothing of it refunded. */
export function line(input: LineInput = {}, currency = "EUR"): OrderLine {
  const { price = "40.00", discount = "0", tax = "0", quantity = 1, ...rest } = input;
  const unit = money(price, currency);
  return {
    id: "1",
    productId: "9001",
    variantId: "9002",
    kind: "product",
    currentQuantity: quantity,
    codeDiscounts: [],
    ...rest,
    quantity,
    gross: { n: unit.n * BigInt(quantity), d: unit.d },
    discount: money(discount, currency),
    tax: money(tax, currency),
  };
}

export function shipping(
  gross: string,
  { discount = "0", tax = "0", currency = "EUR" } = {},
): OrderShipping {
  return {
    gross: money(gross, currency),
    discount: money(discount, currency),
    codeDiscounts: [],
    tax: money(tax, currency),
  };
}

/** A paid order of 40.00 EUR, tax in. */
export function head(input: Partial<OrderHead> = {}): OrderHead {
  return {
    updatedAt: PLACED_AT + MINUTE_MS,
    fetchedAt: null,
    name: "#1001",
    placedAt: PLACED_AT,
    cancelledAt: null,
    test: false,
    financialStatus: "paid",
    fullyPaid: true,
    customerId: CUSTOMER_ID,
    currency: "EUR",
    exchange: null,
    taxesIncluded: true,
    sourceName: "web",
    discountCodes: [],
    paymentGateways: ["shopify_payments"],
    fulfilledAt: null,
    deliveredAt: null,
    lines: [line()],
    shipping: { gross: ZERO, discount: ZERO, codeDiscounts: [], tax: ZERO },
    refundIds: [],
    received: null,
    ...input,
  };
}

const NO_MONEY: RefundMoney = { shop: ZERO, presentment: null };

export interface RefundInput extends Partial<Omit<Refund, "shipping" | "unnamed">> {
  /** Decimal text. */
  readonly shipping?: string;
  readonly unnamed?: string;
}

/** A refund of nothing: name what it gives back. */
export function refund(input: RefundInput = {}, currency = "EUR"): Refund {
  const { shipping: shippingText, unnamed, ...rest } = input;
  const given = (text: string): RefundMoney => ({ shop: money(text, currency), presentment: null });
  return {
    id: "801",
    createdAt: PLACED_AT + 10 * MINUTE_MS,
    lines: [],
    storeCreditShare: ZERO,
    movedMoney: true,
    ...rest,
    shipping: shippingText ? given(shippingText) : NO_MONEY,
    unnamed: unnamed ? given(unnamed) : NO_MONEY,
  };
}

interface SeenInput {
  readonly refunds?: readonly Refund[];
  readonly orderId?: string;
  readonly paidAt?: Instant | null;
}

export function orderSeen(
  headInput: Partial<OrderHead> = {},
  { refunds = [], orderId = ORDER_ID, paidAt = null }: SeenInput = {},
): OrderSeen {
  const refundIds = refunds.map(({ id }) => id).toSorted();
  const seen = head({ refundIds, ...headInput });
  const customer = seen.customerId && {
    customerId: seen.customerId,
    email: "ada@example.com",
    firstName: "Ada",
    lastName: "Byron",
    locale: "de",
    updatedAt: PLACED_AT,
  };
  return { type: "order_seen", orderId, head: seen, paidAt, refunds, customer: customer || null };
}

export function refundSeen(seen: Refund, orderId = ORDER_ID): RefundSeen {
  return { type: "refund_seen", orderId, refund: seen };
}

export function orderEdited(editedAt: Instant, orderId = ORDER_ID): OrderEdited {
  return { type: "order_edited", orderId, editedAt };
}

/** Points per unit 2, tax in, shipping out, a voucher of 5.00 for 100 points. */
export const PROGRAM_INPUT: ProgramDocumentInput = {
  earning: { pointsPerUnit: "2" },
  rewards: [{ id: "five-off", kind: "amount_off", amountMinor: "500", points: "100" }],
};

/** The reward as a shopper agrees to it. */
export const FIVE_OFF = {
  rewardId: "five-off",
  agreed: { points: 100n, amountMinor: 500n, percent: null },
  choice: null,
};

export function program(earning: Partial<ProgramDocumentInput["earning"]> = {}): ProgramDocument {
  return programDocumentSchema.parse({
    ...PROGRAM_INPUT,
    earning: { ...PROGRAM_INPUT.earning, ...earning },
  });
}

export function version(
  document: ProgramDocument = program(),
  { id = "01960000-0000-7000-8000-000000000001", number = 1 } = {},
): ProgramVersion {
  return { id, number, document };
}

/** A shop in UTC, a member without a tier, no vouchers. */
export function context(input: Partial<EarnContext> = {}): EarnContext {
  return {
    timeZone: "UTC",
    tierId: null,
    voucherCodes: new Set(),
    joined: new Set(),
    memberDays: null,
    ...input,
  };
}

/** A version in force since long before any test order. */
export function inForce(document: ProgramDocument = program()): ProgramPeriod[] {
  return [{ version: version(document), activeFrom: 0, activeUntil: null }];
}
