// Whatever the sequence, and however often each message comes, the same news end in the same points.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { targetPoints } from "../../app/core/earning/target-points.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import type { FinancialStatus, OrderLine, Refund } from "../../app/core/orders/order-state.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import {
  decideReturned,
  decideDeactivated,
  decideReturning,
} from "../../app/core/rewards/decide-return.ts";
import { decideIssued, decideRefused } from "../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../app/core/rewards/decide-used.ts";
import {
  CUSTOMER_ID,
  MINUTE_MS,
  PLACED_AT,
  PROGRAM_INPUT,
  inForce,
  line,
  orderSeen,
  refund,
  refundSeen,
  shipping,
} from "../support/order-builder.ts";
import { MemberModel } from "../support/member-model.ts";

const cents = (most: number) => fc.integer({ min: 0, max: most }).map((n) => (n / 100).toFixed(2));

const programs: fc.Arbitrary<ProgramDocument> = fc
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

const orderLines: fc.Arbitrary<OrderLine[]> = fc
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

interface History {
  lines: OrderLine[];
  deeds: Deed[];
  taxesIncluded: boolean;
  guest: boolean;
}

const histories: fc.Arbitrary<History> = fc.record({
  lines: orderLines,
  deeds: fc.array(deeds, { maxLength: 6 }).map((list) => [{ type: "pay" } as Deed, ...list]),
  taxesIncluded: fc.boolean(),
  guest: fc.boolean(),
});

/** Plays the deeds and writes the payloads that a store would send, one minute apart. */
function payloads(
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

interface Delivery {
  document: ProgramDocument;
  inOrder: OrderEvent[];
  shuffled: OrderEvent[];
}

const deliveries: fc.Arbitrary<Delivery> = fc
  .record({ document: programs, history: histories })
  .chain(({ document, history }) => {
    const inOrder = payloads(history);
    const twice = [...inOrder, ...inOrder];
    return fc.shuffledSubarray(twice, { minLength: twice.length }).map((shuffled) => ({
      document,
      inOrder,
      shuffled,
    }));
  });

function played(document: ProgramDocument, events: OrderEvent[]): MemberModel {
  return new MemberModel(inForce(document)).receive(...events);
}

function expectSound(model: MemberModel): void {
  expect(model.discrepancies).toEqual([]);
  const { available, shortfall } = model.balances;
  expect(available === 0n || shortfall === 0n).toBe(true);
  expect(new Set(model.entries.map(({ key }) => key)).size).toBe(model.entries.length);
}

describe("one order, delivered in any sequence with duplicates", () => {
  test("ends in the same state and the same points", () => {
    fc.assert(
      fc.property(deliveries, ({ document, inOrder, shuffled }) => {
        const expected = played(document, inOrder);
        const actual = played(document, shuffled);
        expect(actual.order("5123").standing).toEqual(expected.order("5123").standing);
        expect(actual.balances).toEqual(expected.balances);
        expectSound(actual);
      }),
      { numRuns: 1_000 },
    );
  });

  test("always holds its target, and never less than nothing", () => {
    fc.assert(
      fc.property(deliveries, ({ document, shuffled }) => {
        const model = new MemberModel(inForce(document));
        for (const event of shuffled) {
          model.receive(event);
          const { standing, account } = model.order("5123");
          if (!standing.snapshot) continue;
          expect(account.postedPoints).toBe(targetPoints(standing.snapshot, standing.state).points);
          expect(account.postedPoints).toBeGreaterThanOrEqual(0n);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("loses nothing when only the newest payload and the refunds arrive", () => {
    fc.assert(
      fc.property(programs, histories, (document, history) => {
        const events = payloads({
          ...history,
          deeds: history.deeds.filter(({ type }) => type !== "add_line"),
        });
        const newest = events.findLast(({ type }) => type === "order_seen");
        const expected = played(document, events);
        const actual = played(document, newest ? [newest] : []);
        expect(actual.balances).toEqual(expected.balances);
      }),
      { numRuns: 500 },
    );
  });

  test("keeps no point after every unit was refunded", () => {
    fc.assert(
      fc.property(programs, histories, (document, history) => {
        const events = payloads(history);
        const newest = events.findLast((event) => event.type === "order_seen");
        if (newest?.type !== "order_seen") return;
        const everything = refund({
          id: "999",
          shipping: "9.00",
          lines: newest.head.lines.map(({ id, quantity }) => ({ lineId: id, quantity })),
        });
        const model = played(document, [...events, refundSeen(everything)]);
        expect(model.balances).toEqual({ pending: 0n, available: 0n, reserved: 0n, shortfall: 0n });
        expectSound(model);
      }),
      { numRuns: 500 },
    );
  });

  test("never grows by a refund", () => {
    fc.assert(
      fc.property(programs, orderLines, cents(9_000), (document, lines, unnamed) => {
        const before = played(document, [orderSeen({ lines })]);
        const worth = before.balances.available;
        before.receive(refundSeen(refund({ unnamed })));
        expect(before.balances.available).toBeLessThanOrEqual(worth);
      }),
      { numRuns: 500 },
    );
  });
});

describe("one member with several orders, redemptions and adjustments", () => {
  type Act =
    | { type: "order"; history: History }
    | { type: "redeem" }
    | { type: "step"; of: number; step: number }
    | { type: "adjust"; points: bigint };

  const acts: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant("order" as const), history: histories }),
    },
    { weight: 2, arbitrary: fc.constant<Act>({ type: "redeem" }) },
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant("step" as const), of: fc.nat(9), step: fc.nat(5) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("adjust" as const),
        points: fc.bigInt({ min: -200n, max: 200n }),
      }),
    },
  );

  const steps = [
    decideIssued,
    (context: Parameters<typeof decideIssued>[0]) => decideRefused(context, "no"),
    (context: Parameters<typeof decideIssued>[0]) => decideReturning(context, "expired"),
    decideDeactivated,
    decideReturned,
    (context: Parameters<typeof decideIssued>[0]) =>
      decideUsed(context, { orderId: "77", orderName: "#77" }),
  ];

  function perform(model: MemberModel, act: Act, index: number): void {
    if (act.type === "order") model.receive(...payloads(act.history, `${6000 + index}`));
    if (act.type === "redeem") model.redeem(`r${index}`);
    if (act.type === "adjust") model.adjust(act.points);
    const ids = [...model.redemptions.keys()];
    const id = act.type === "step" ? ids[act.of % Math.max(ids.length, 1)] : undefined;
    const step = act.type === "step" ? steps[act.step] : undefined;
    if (id && step) model.step(id, step);
  }

  test("postings, lots and balances agree after every act, and nothing is negative", () => {
    fc.assert(
      fc.property(programs, fc.array(acts, { maxLength: 15 }), (document, list) => {
        const model = new MemberModel(inForce(document));
        list.forEach((act, index) => {
          perform(model, act, index);
          expectSound(model);
        });
      }),
      { numRuns: 300 },
    );
  });
});
