// Random programs, and random lives of orders, for property tests.
import fc from "fast-check";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import type { FinancialStatus, OrderLine, Refund } from "../../app/core/orders/order-state.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import {
  CUSTOMER_ID,
  MINUTE_MS,
  PLACED_AT,
  PROGRAM_INPUT,
  line,
  orderSeen,
  refund,
  refundSeen,
  shipping,
} from "./order-builder.ts";

/** Decimal text of up to `most` cents. */
export const cents = (most: number) =>
  fc.integer({ min: 0, max: most }).map((n) => (n / 100).toFixed(2));

export const programs: fc.Arbitrary<ProgramDocument> = fc
  .record({
    pointsPerUnit: fc.constantFrom("1", "2", "0.5", "1.25", "0.0001", "10"),
    taxIncluded: fc.boolean(),
    shippingIncluded: fc.boolean(),
    giftCardsIncluded: fc.boolean(),
    minimumOrderMinor: fc.constantFrom("0", "1000", "5000"),
    perOrderCap: fc.constantFrom(null, "25", "100"),
    shortfallPolicy: fc.constantFrom("repay" as const, "forgive" as const),
  })
  .map(({ shortfallPolicy, ...earning }) =>
    programDocumentSchema.parse({ ...PROGRAM_INPUT, earning, shortfallPolicy }),
  );

export const orderLines: fc.Arbitrary<OrderLine[]> = fc
  .array(
    fc.record({
      price: cents(9_999),
      quantity: fc.integer({ min: 0, max: 4 }),
      discount: cents(500),
      tax: cents(300),
      kind: fc.constantFrom(
        "product" as const,
        "product" as const,
        "gift_card" as const,
        "tip" as const,
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((inputs) => inputs.map((input, index) => line({ id: `${index + 1}`, ...input })));

/** What may happen to an order after it was placed, as a person would list it. */
type Deed =
  | { type: "pay" }
  | { type: "refund_units"; line: number; units: number }
  | { type: "refund_amount"; amount: string }
  | { type: "refund_shipping"; amount: string }
  | { type: "remove_unit"; line: number }
  | { type: "add_line"; price: string }
  | { type: "customer" }
  | { type: "cancel" };

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.constant<Deed>({ type: "pay" }),
  fc.record({
    type: fc.constant("refund_units" as const),
    line: fc.nat(3),
    units: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ type: fc.constant("refund_amount" as const), amount: cents(8_000) }),
  fc.record({ type: fc.constant("refund_shipping" as const), amount: cents(900) }),
  fc.record({ type: fc.constant("remove_unit" as const), line: fc.nat(3) }),
  fc.record({ type: fc.constant("add_line" as const), price: cents(4_000) }),
  fc.constant<Deed>({ type: "customer" }),
  fc.constant<Deed>({ type: "cancel" }),
);

export interface History {
  lines: OrderLine[];
  deeds: Deed[];
  taxesIncluded: boolean;
  guest: boolean;
}

export const histories: fc.Arbitrary<History> = fc.record({
  lines: orderLines,
  deeds: fc.array(deeds, { maxLength: 6 }).map((list) => [{ type: "pay" } as Deed, ...list]),
  taxesIncluded: fc.boolean(),
  guest: fc.boolean(),
});

/** Plays the deeds and writes the payloads that a store would send, one minute apart. */
export function payloads(
  { lines, deeds: list, taxesIncluded, guest }: History,
  orderId = "5123",
): OrderEvent[] {
  const events: OrderEvent[] = [];
  const refunds: Refund[] = [];
  let current = lines;
  let paid = false;
  let status: FinancialStatus = "pending";
  let cancelledAt: number | null = null;
  let customerId = guest ? null : CUSTOMER_ID;
  list.forEach((deed, index) => {
    const at = PLACED_AT + (index + 1) * MINUTE_MS;
    const back = (input: Parameters<typeof refund>[0]): void => {
      const made = refund({ id: `${800 + index}`, createdAt: at, ...input });
      refunds.push(made);
      events.push(refundSeen(made, orderId));
    };
    const change = (position: number, units: number): void => {
      const target = current[position % current.length];
      current = current.map((each) =>
        each === target
          ? { ...each, currentQuantity: Math.max(each.currentQuantity - units, 0) }
          : each,
      );
    };
    if (deed.type === "pay") paid = true;
    if (deed.type === "customer") customerId = CUSTOMER_ID;
    if (deed.type === "cancel") cancelledAt = at;
    if (deed.type === "refund_units") {
      const lineId = current[deed.line % current.length]?.id ?? "1";
      back({ lines: [{ lineId, quantity: deed.units }] });
      change(deed.line, deed.units);
    }
    if (deed.type === "refund_amount") back({ unnamed: deed.amount });
    if (deed.type === "refund_shipping") back({ shipping: deed.amount });
    if (deed.type === "remove_unit") change(deed.line, 1);
    if (deed.type === "add_line") {
      paid = false;
      current = [...current, line({ id: `${100 + index}`, price: deed.price })];
    }
    status = paid ? (refunds.length > 0 ? "partially_refunded" : "paid") : "partially_paid";
    events.push(
      orderSeen(
        {
          updatedAt: at,
          lines: current,
          taxesIncluded,
          shipping: shipping("9.00"),
          financialStatus: status,
          fullyPaid: paid,
          cancelledAt,
          customerId,
        },
        { refunds: [...refunds], orderId },
      ),
    );
  });
  return events;
}
