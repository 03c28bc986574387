// A refund that names a line which nobody has shown is never passed over in silence.
import { expect, test } from "vitest";
import { mergeOrder, needsRefetch } from "../../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import {
  MINUTE_MS,
  ORDER_ID,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";

function asks(...events: OrderEvent[]): boolean {
  return needsRefetch(events.reduce(mergeOrder, emptyOrderState(ORDER_ID)));
}

const ofLine = (lineId: string) => refundSeen(refund({ lines: [{ lineId, quantity: 1 }] }));

test("Shopify is asked for an order whose refund names a line that its payload lacks", () => {
  expect(asks(orderSeen(), ofLine("99"))).toBe(true);
  expect(asks(ofLine("99"), orderSeen())).toBe(true);
});

test("nobody asks where the line is known, or the order is not yet", () => {
  expect(asks(orderSeen(), ofLine("1"))).toBe(false);
  expect(asks(ofLine("99"))).toBe(false);
});

test("a newer payload with the line is the answer", () => {
  const edited = orderSeen({
    updatedAt: PLACED_AT + 20 * MINUTE_MS,
    lines: [line(), line({ id: "99", currentQuantity: 0 })],
  });
  expect(asks(orderSeen(), ofLine("99"), edited)).toBe(false);
});
