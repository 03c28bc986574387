// What an order is worth now: scaled to what is left, rounded once.
import { describe, expect, test } from "vitest";
import { restoreStanding } from "../../../app/core/earning/order-standing.ts";
import { evaluateOrder } from "../../../app/core/earning/evaluate-order.ts";
import { targetPoints } from "../../../app/core/earning/target-points.ts";
import { mergeOrder } from "../../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import type { OrderHead } from "../../../app/core/orders/order-state.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import {
  MINUTE_MS,
  ORDER_ID,
  PLACED_AT,
  context,
  line,
  money,
  orderSeen,
  program,
  refund,
  refundSeen,
  shipping,
  version,
} from "../../support/order-builder.ts";

type Earning = NonNullable<ProgramDocumentInput["earning"]>;
const LATER = PLACED_AT + 5 * MINUTE_MS;

/** One point for each unit unless said otherwise. */
function worth(earning: Partial<Earning>, ...events: OrderEvent[]): bigint {
  const state = events.reduce(mergeOrder, emptyOrderState(ORDER_ID));
  if (!state.paid) throw new Error("The order is not paid");
  const document = program({ pointsPerUnit: "1", ...earning });
  const order = { head: state.paid, facts: state.facts };
  return targetPoints(evaluateOrder(order, version(document), context()), state).points;
}

function paid(order: Partial<OrderHead> = {}): OrderEvent {
  return orderSeen(order);
}

describe("an order", () => {
  test("is rounded down once, not per line", () => {
    const lines = [line({ price: "1.50" }), line({ id: "2", price: "1.50" })];
    expect(worth({}, paid({ lines }))).toBe(3n);
    expect(worth({}, paid({ lines: [line({ price: "1.99" })] }))).toBe(1n);
  });

  test("below the minimum earns nothing", () => {
    expect(worth({ minimumOrderMinor: "4001" }, paid())).toBe(0n);
    expect(worth({ minimumOrderMinor: "4000" }, paid())).toBe(40n);
  });

  test("earns no more than the cap", () => {
    expect(worth({ perOrderCap: "25" }, paid())).toBe(25n);
  });

  test("that is a test earns nothing", () => {
    expect(worth({}, paid({ test: true }))).toBe(0n);
  });

  test.each([
    ["with its money given back", { financialStatus: "refunded" }],
    ["with its money kept", { financialStatus: "paid" }],
  ] as const)("cancelled %s earns nothing", (_name, { financialStatus }) => {
    const cancelled = orderSeen({ updatedAt: LATER, cancelledAt: LATER, financialStatus });
    expect(worth({}, paid(), cancelled)).toBe(0n);
  });

  test("that Shopify calls refunded earns nothing, even when we missed how", () => {
    expect(worth({}, paid(), orderSeen({ updatedAt: LATER, financialStatus: "refunded" }))).toBe(
      0n,
    );
  });
});

describe("refunded units", () => {
  const lines = [line({ price: "10.00", quantity: 3 }), line({ id: "2", price: "5.00" })];
  const back = refund({ lines: [{ lineId: "1", quantity: 1 }] });

  test("take their share of the line", () => {
    expect(worth({}, paid({ lines }), refundSeen(back))).toBe(25n);
  });

  test("are not taken twice when the order's own payload knows them too", () => {
    const shown = orderSeen(
      {
        updatedAt: LATER,
        lines: [line({ price: "10.00", quantity: 3, currentQuantity: 2 }), lines[1] ?? line()],
      },
      { refunds: [back] },
    );
    expect(worth({}, paid({ lines }), shown, refundSeen(back))).toBe(25n);
  });

  test("removed by an edit and refunded units add up", () => {
    const edited = orderSeen({
      updatedAt: LATER,
      lines: [line({ price: "10.00", quantity: 3, currentQuantity: 2 }), lines[1] ?? line()],
    });
    expect(worth({}, paid({ lines }), edited, refundSeen(back))).toBe(15n);
  });

  test("beyond the line take no more than the line", () => {
    const tooMany = refund({ lines: [{ lineId: "2", quantity: 9 }] });
    expect(worth({}, paid({ lines }), refundSeen(tooMany))).toBe(30n);
  });

  test("of a discounted line give back what was earned for it", () => {
    const discounted = [line({ price: "10.00", quantity: 3, discount: "6.00" })];
    expect(worth({}, paid({ lines: discounted }), refundSeen(back))).toBe(16n);
  });

  test("can bring the order below its minimum", () => {
    expect(worth({ minimumOrderMinor: "3000" }, paid({ lines }), refundSeen(back))).toBe(0n);
  });

  test("first come off what the cap had cut away", () => {
    expect(worth({ perOrderCap: "30" }, paid({ lines }), refundSeen(back))).toBe(25n);
    const small = refund({ lines: [{ lineId: "2", quantity: 1 }] });
    expect(worth({ perOrderCap: "30" }, paid({ lines }), refundSeen(small))).toBe(30n);
  });
});

describe("an amount given back that names no line", () => {
  test("takes its share of everything that is left", () => {
    expect(worth({}, paid(), refundSeen(refund({ unnamed: "10.00" })))).toBe(30n);
  });

  test("spreads over lines that earn and lines that do not", () => {
    const lines = [line({ price: "30.00" }), line({ id: "2", price: "10.00", kind: "gift_card" })];
    expect(worth({}, paid({ lines }), refundSeen(refund({ unnamed: "10.00" })))).toBe(22n);
  });

  test("leaves tips alone", () => {
    const lines = [line({ price: "30.00" }), line({ id: "2", price: "10.00", kind: "tip" })];
    expect(worth({}, paid({ lines }), refundSeen(refund({ unnamed: "15.00" })))).toBe(15n);
  });

  test("includes its tax where prices do not", () => {
    const order = paid({ lines: [line({ price: "10.00", tax: "1.90" })], taxesIncluded: false });
    const half = refundSeen(refund({ unnamed: "5.95" }));
    expect(worth({ taxIncluded: false }, order, half)).toBe(5n);
  });

  test("larger than what is left leaves nothing, and no debt", () => {
    expect(worth({}, paid(), refundSeen(refund({ unnamed: "99.00" })))).toBe(0n);
  });

  test("after refunded units takes from the rest only", () => {
    const lines = [line({ price: "10.00", quantity: 4 })];
    const units = refund({ lines: [{ lineId: "1", quantity: 2 }] });
    const amount = refund({ id: "802", unnamed: "5.00" });
    expect(worth({}, paid({ lines }), refundSeen(units), refundSeen(amount))).toBe(15n);
  });

  test("is made up by what another refund kept back", () => {
    const lines = [line({ price: "10.00", quantity: 4 })];
    const unpaid = refund({ lines: [{ lineId: "1", quantity: 1 }], unnamed: "-10.00" });
    const paidLater = refund({ id: "802", unnamed: "10.00" });
    expect(worth({}, paid({ lines }), refundSeen(unpaid), refundSeen(paidLater))).toBe(30n);
  });

  test("less than the lines named does not make the rest worth more", () => {
    const lines = [line({ price: "10.00", quantity: 4 })];
    const kept = refund({ lines: [{ lineId: "1", quantity: 1 }], unnamed: "-3.00" });
    expect(worth({}, paid({ lines }), refundSeen(kept))).toBe(30n);
  });
});

describe("shipping given back", () => {
  const order = paid({ shipping: shipping("10.00") });
  const back = refundSeen(refund({ shipping: "4.00" }));

  test("takes from shipping that counted", () => {
    expect(worth({ shippingIncluded: true }, order)).toBe(50n);
    expect(worth({ shippingIncluded: true }, order, back)).toBe(46n);
  });

  test("takes nothing where shipping never counted", () => {
    expect(worth({}, order, back)).toBe(40n);
  });

  test("beyond its price takes no more than its price", () => {
    const tooMuch = refundSeen(refund({ shipping: "25.00" }));
    expect(worth({ shippingIncluded: true }, order, tooMuch)).toBe(40n);
  });
});

describe("an order paid in another currency", () => {
  // Recorded at Shopify: 13.50 CAD for 9.00 USD, of which 5.00 USD were given back as 7.10 CAD.
  const order = paid({
    currency: "CAD",
    lines: [line({ price: "13.50" }, "CAD")],
    exchange: {
      presentmentCurrency: "USD",
      shop: money("13.50", "CAD"),
      presentment: money("9.00", "USD"),
    },
  });
  const back = (shop: string, presentment: string): OrderEvent =>
    refundSeen({
      ...refund(),
      unnamed: { shop: money(shop, "CAD"), presentment: money(presentment, "USD") },
    });

  test("loses at the order's rate, not at that of the refund's day", () => {
    expect(worth({ pointsPerUnit: "100" }, order, back("7.10", "5.00"))).toBe(600n);
  });

  test.each([
    ["5.00", "USD", 600n],
    ["7.10", "CAD", 640n],
  ])("knows whose currency a refund of %s %s was in, before or after it", (amount, code, left) => {
    const unnamed = { shop: money(amount, code), presentment: null, currency: code };
    const bare = refundSeen({ ...refund(), unnamed });
    expect(worth({ pointsPerUnit: "100" }, order, bare)).toBe(left);
    expect(worth({ pointsPerUnit: "100" }, bare, order)).toBe(left);
  });

  test("keeps nothing after everything was given back, whatever the rate has become", () => {
    expect(worth({}, order, back("12.77", "9.00"))).toBe(0n);
    expect(worth({}, order, back("14.00", "9.00"))).toBe(0n);
  });
});

describe("an edit", () => {
  test("that takes units away takes their points", () => {
    const lines = [line({ price: "100.00", quantity: 2 })];
    const edited = orderSeen({
      updatedAt: LATER,
      lines: [line({ price: "100.00", quantity: 2, currentQuantity: 1 })],
    });
    expect(worth({}, paid({ lines }), edited)).toBe(100n);
  });

  test("that adds a line counts once the order is fully paid again", () => {
    const lines = [line(), line({ id: "2", price: "10.00" })];
    const unpaid = orderSeen({
      updatedAt: LATER,
      lines,
      fullyPaid: false,
      financialStatus: "partially_paid",
    });
    const settled = orderSeen({ updatedAt: LATER + MINUTE_MS, lines });
    expect(worth({}, paid(), unpaid)).toBe(40n);
    expect(worth({}, paid(), unpaid, settled)).toBe(50n);
  });
});

test("an order without a snapshot has no target", () => {
  expect(restoreStanding(emptyOrderState(ORDER_ID), null).target).toBeNull();
});
