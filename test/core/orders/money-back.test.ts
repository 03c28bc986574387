// Money for units that have left takes no points a second time; money for what is left takes its
// share.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeOrder, needsRefetch } from "../../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import { orderStateFromJson, orderStateToJson } from "../../../app/core/orders/order-state-json.ts";
import type { OrderHead, OrderState } from "../../../app/core/orders/order-state.ts";
import { isRefundedInFull } from "../../../app/core/rewards/refunded-in-full.ts";
import { ONE } from "../../../app/core/points/rational.ts";
import { terms, worth } from "../../support/earning.ts";
import {
  MINUTE_MS,
  ORDER_ID,
  PLACED_AT,
  line,
  money,
  orderSeen,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";
import type { RefundInput } from "../../support/order-builder.ts";

const onePerEuro = terms({});
const at = (minutes: number) => PLACED_AT + minutes * MINUTE_MS;
const two = [line({ price: "50.00" }), line({ id: "2", price: "50.00" })];
const [first = line(), second = line()] = two;
const removed = [first, { ...second, currentQuantity: 0 }];

const paid = orderSeen({ lines: two, updatedAt: at(1) });
const edited = orderSeen({ lines: removed, updatedAt: at(2) });
const back = (id: string, input: RefundInput): OrderEvent =>
  refundSeen(refund({ id, createdAt: at(3), ...input }));
const returnedUnpaid = { lines: [{ lineId: "2", quantity: 1 }], movedMoney: false };

/** What Shopify answers when it is asked: the sum of all payments, too. */
function answered(received: string, head: Partial<OrderHead>, refunds: RefundInput[]): OrderEvent {
  return orderSeen(
    {
      updatedAt: at(4),
      fetchedAt: at(9),
      received: { shop: money(received), presentment: null },
      ...head,
    },
    { refunds: refunds.map((input) => refund({ createdAt: at(3), ...input })) },
  );
}

function known(...events: OrderEvent[]): OrderState {
  return events.reduce(mergeOrder, emptyOrderState(ORDER_ID));
}

describe("money that names no line", () => {
  test("takes nothing where it pays for units that an edit took off", () => {
    expect(worth(onePerEuro, [paid, edited])).toBe(50n);
    expect(worth(onePerEuro, [paid, edited, back("801", { unnamed: "50.00" })])).toBe(50n);
  });

  test("takes nothing where it pays for units that were returned before", () => {
    const returned = back("801", returnedUnpaid);
    const later = back("802", { unnamed: "50.00" });
    expect(worth(onePerEuro, [paid, returned])).toBe(50n);
    expect(worth(onePerEuro, [paid, returned, later])).toBe(50n);
    expect(worth(onePerEuro, [paid, later, returned])).toBe(50n);
  });

  test("takes its share as far as it goes beyond what those units were worth", () => {
    expect(worth(onePerEuro, [paid, edited, back("801", { unnamed: "60.00" })])).toBe(40n);
    const both = [back("801", { unnamed: "50.00" }), back("802", { unnamed: "5.00" })];
    expect(worth(onePerEuro, [paid, edited, ...both])).toBe(45n);
  });

  test("takes its share where nothing has left without money of its own", () => {
    const returned = back("801", { lines: [{ lineId: "2", quantity: 1 }] });
    expect(worth(onePerEuro, [paid, back("802", { unnamed: "10.00" })])).toBe(90n);
    expect(worth(onePerEuro, [paid, returned, back("802", { unnamed: "10.00" })])).toBe(40n);
  });

  test("as store credit that is kept leaves what else was given back its share", () => {
    const kept = terms({ storeCreditRefunds: "kept" });
    const credit = back("801", { unnamed: "50.00", storeCreditShare: ONE });
    expect(worth(kept, [paid, edited, credit])).toBe(50n);
    expect(worth(kept, [paid, edited, credit, back("802", { unnamed: "10.00" })])).toBe(40n);
  });

  test("does not make an order refunded in full of one that lost a line", () => {
    const state = known(paid, edited, back("801", { unnamed: "50.00" }));
    expect(isRefundedInFull(state, "on_full_refund")).toBe(false);
    const all = known(paid, edited, back("801", { unnamed: "100.00" }));
    expect(isRefundedInFull(all, "on_full_refund")).toBe(true);
  });
});

describe("units that were taken off before they were paid for", () => {
  const half = { lines: removed, financialStatus: "partially_refunded" as const };

  test("are not paid back: money that names nothing takes its share of the rest", () => {
    const heard = orderSeen({ lines: removed, updatedAt: at(1) });
    const given = { id: "801", unnamed: "10.00" };
    const state = known(heard, back("801", given));
    expect(needsRefetch(state)).toBe(true);
    const asked = answered("50.00", half, [given]);
    expect(needsRefetch(mergeOrder(state, asked))).toBe(false);
    expect(worth(onePerEuro, [heard, back("801", given), asked])).toBe(40n);
  });

  test("are told from those that were paid for by what was received", () => {
    const given = { id: "801", unnamed: "50.00" };
    const asked = answered("100.00", half, [given]);
    expect(worth(onePerEuro, [paid, edited, back("801", given), asked])).toBe(50n);
  });

  test("stay known when a webhook follows, which does not tell what was received", () => {
    const given = { id: "801", unnamed: "10.00" };
    const asked = answered("50.00", half, [given]);
    const heard = orderSeen({ lines: removed, updatedAt: at(1) });
    const later = orderSeen({ ...half, updatedAt: at(12) });
    for (const news of [
      [heard, back("801", given), asked, later],
      [later, heard, back("801", given), asked],
    ]) {
      expect(worth(onePerEuro, news)).toBe(40n);
      const state = known(...news);
      const stored = JSON.parse(orderStateToJson(state)) as unknown;
      expect(orderStateFromJson(ORDER_ID, stored)).toEqual(state);
    }
  });

  test("are known after storage, too", () => {
    const asked = answered("50.00", half, [{ id: "801", ...returnedUnpaid }]);
    const state = known(asked);
    const stored = JSON.parse(orderStateToJson(state)) as unknown;
    expect(orderStateFromJson(ORDER_ID, stored)).toEqual(state);
  });

  test("are asked about only where it matters", () => {
    expect(needsRefetch(known(paid, edited))).toBe(false);
    expect(needsRefetch(known(paid, back("801", { unnamed: "10.00" })))).toBe(false);
    expect(needsRefetch(known(paid, back("801", returnedUnpaid)))).toBe(false);
  });
});

/** Units that leave, how they leave, and what is given back beside them. */
const departures = fc.record({
  prices: fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 4 }),
  leaving: fc.array(fc.constantFrom("stays", "edited", "returned", "refunded"), {
    minLength: 4,
    maxLength: 4,
  }),
  goodwill: fc.integer({ min: 0, max: 3_000 }),
  parts: fc.integer({ min: 1, max: 3 }),
});

describe("whatever leaves an order, and in whatever parts it is paid for", () => {
  test("the money for it takes no point, and goodwill takes its share", () => {
    fc.assert(
      fc.property(departures, ({ prices, leaving, goodwill, parts }) => {
        const decimal = (cents: number) => (cents / 100).toFixed(2);
        const lines = prices.map((cents, place) =>
          line({ id: `${place + 1}`, price: decimal(cents) }),
        );
        const left = lines.map((each, place) =>
          leaving[place] === "edited" ? { ...each, currentQuantity: 0 } : each,
        );
        const cents = (...ways: string[]) =>
          prices.reduce(
            (sum, price, at_) => sum + (ways.includes(leaving[at_] ?? "") ? price : 0),
            0,
          );
        const returns = lines.flatMap(({ id }, place) => {
          const way = leaving[place];
          if (way !== "returned" && way !== "refunded") return [];
          const units = { lines: [{ lineId: id, quantity: 1 }], movedMoney: way === "refunded" };
          return [back(`70${id}`, units)];
        });
        const owed = cents("edited", "returned");
        const share = Math.floor(owed / parts);
        const payments = Array.from({ length: parts }, (_, index) => {
          const amount = index === 0 ? owed - share * (parts - 1) : share;
          return back(`80${index}`, { unnamed: decimal(amount) });
        });
        const news = [
          orderSeen({ lines, updatedAt: at(1) }),
          orderSeen({ lines: left, updatedAt: at(2) }),
          ...returns,
          ...payments,
        ];
        const rest = cents("stays");
        const perCent = terms({ pointsPerUnit: "100" });
        expect(worth(perCent, news)).toBe(BigInt(rest));
        expect(worth(perCent, news.toReversed())).toBe(BigInt(rest));
        const given = back("900", { unnamed: decimal(goodwill) });
        expect(worth(perCent, [...news, given])).toBe(BigInt(Math.max(rest - goodwill, 0)));
      }),
      { numRuns: 500 },
    );
  });
});

describe("a refund that Shopify tells of more than once", () => {
  const seen = (minutes: number, input: RefundInput) =>
    orderSeen({ lines: two, updatedAt: at(minutes) }, { refunds: [refund(input)] });
  const pending = seen(5, { unnamed: "25.00" });
  const failed = seen(6, {});

  test("is as the newest payload tells it, whichever was heard first", () => {
    expect(worth(onePerEuro, [paid, pending])).toBe(75n);
    expect(worth(onePerEuro, [paid, pending, failed])).toBe(100n);
    expect(worth(onePerEuro, [paid, failed, pending])).toBe(100n);
    expect(known(failed, pending)).toEqual(known(pending, failed));
  });

  test("remembers over storage which payload told it", () => {
    const stored = JSON.parse(orderStateToJson(known(failed))) as unknown;
    expect(mergeOrder(orderStateFromJson(ORDER_ID, stored), pending).refunds).toEqual(
      known(failed).refunds,
    );
  });
});
