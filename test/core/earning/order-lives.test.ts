// Orders as they really come: paid in steps, edited, cancelled, closed, opened again, heard of
// late.
import { describe, expect, test } from "vitest";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import type { OrderHead } from "../../../app/core/orders/order-state.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import { restoreStanding } from "../../../app/core/earning/order-standing.ts";
import { standingAfter, terms } from "../../support/earning.ts";
import {
  MINUTE_MS,
  ORDER_ID,
  PLACED_AT,
  inForce,
  line,
  orderEdited,
  orderSeen,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";

const DAY_MS = 86_400_000;
const at = (minutes: number) => PLACED_AT + minutes * MINUTE_MS;
const periods = inForce(terms());

/** The points of the order after each piece of news; null before it qualifies. */
function pointsAfterEach(...events: OrderEvent[]): (bigint | null)[] {
  let standing = restoreStanding(emptyOrderState(ORDER_ID), null);
  return events.map((event) => {
    standing = standingAfter(standing, event, periods);
    return standing.target?.points ?? null;
  });
}

const unpaid = (
  status: OrderHead["financialStatus"],
  minutes: number,
  input: Partial<OrderHead> = {},
) => orderSeen({ fullyPaid: false, financialStatus: status, updatedAt: at(minutes), ...input });
const paid = (minutes: number, input: Partial<OrderHead> = {}) =>
  orderSeen({ updatedAt: at(minutes), ...input });

describe("an order", () => {
  test("that is authorised earns when the money is taken", () => {
    expect(pointsAfterEach(unpaid("authorized", 1), paid(9))).toEqual([null, 40n]);
  });

  test("that is authorised and let go never earns", () => {
    expect(pointsAfterEach(unpaid("authorized", 1), unpaid("voided", 9))).toEqual([null, null]);
  });

  test("paid in parts earns when the last part is paid", () => {
    const parts = [unpaid("pending", 1), unpaid("partially_paid", 2), paid(3)];
    expect(pointsAfterEach(...parts)).toEqual([null, null, 40n]);
  });

  test("that is edited up earns more once that is paid", () => {
    const lines = [line(), line({ id: "2", price: "10.00" })];
    const news = [
      paid(1),
      orderEdited(at(2)),
      unpaid("partially_paid", 2, { lines }),
      paid(3, { lines }),
    ];
    expect(pointsAfterEach(...news)).toEqual([40n, 40n, 40n, 50n]);
  });

  test("that is edited down loses at once, whenever the money goes back", () => {
    const two = [line(), line({ id: "2", price: "10.00" })];
    const [, second] = two;
    const less = [line(), { ...(second ?? line()), currentQuantity: 0 }];
    const back = refundSeen(refund({ createdAt: at(3), unnamed: "0.00" }));
    const news = [paid(1, { lines: two }), paid(2, { lines: less }), back];
    expect(pointsAfterEach(...news)).toEqual([50n, 40n, 40n]);
  });

  test.each([
    ["with a refund", { financialStatus: "refunded" }],
    ["without one", { financialStatus: "paid" }],
  ] as const)("cancelled %s earns nothing", (_name, status) => {
    const cancelled = paid(2, { cancelledAt: at(2), ...status });
    expect(pointsAfterEach(paid(1), cancelled)).toEqual([40n, 0n]);
  });

  test("that is told again later, unchanged, stays as it is", () => {
    expect(pointsAfterEach(paid(1), paid(2), paid(3))).toEqual([40n, 40n, 40n]);
  });

  test("whose older payload comes after a newer one stays as the newer says", () => {
    const cancelled = paid(5, { cancelledAt: at(5) });
    expect(pointsAfterEach(cancelled, paid(1))).toEqual([0n, 0n]);
  });

  test("loses the points of a unit that went back", () => {
    const lines = [line({ price: "10.00", quantity: 4 })];
    const back = refundSeen(refund({ lines: [{ lineId: "1", quantity: 1 }] }));
    expect(pointsAfterEach(paid(1, { lines }), back)).toEqual([40n, 30n]);
  });

  test("of months ago earns as it would have then", () => {
    const late = paid(1, { placedAt: PLACED_AT - 200 * DAY_MS });
    expect(pointsAfterEach(late)).toEqual([40n]);
  });

  test("that turns out to be a test earns nothing, and one that is known as such never does", () => {
    expect(pointsAfterEach(paid(1), paid(2, { test: true }))).toEqual([40n, 0n]);
    expect(pointsAfterEach(paid(1, { test: true }))).toEqual([null]);
  });
});
