// What is known of an order grows, whatever the sequence in which it is learnt.
import { describe, expect, test } from "vitest";
import { mergeOrder, needsRefetch } from "../../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import { orderStateFromJson, orderStateToJson } from "../../../app/core/orders/order-state-json.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import type { OrderState } from "../../../app/core/orders/order-state.ts";
import {
  MINUTE_MS,
  ORDER_ID,
  PLACED_AT,
  line,
  money,
  orderEdited,
  orderSeen,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";

const LATER = PLACED_AT + 5 * MINUTE_MS;

function merged(...events: OrderEvent[]): OrderState {
  return events.reduce(mergeOrder, emptyOrderState(ORDER_ID));
}

describe("payloads of one order", () => {
  const paid = orderSeen();
  const cancelled = orderSeen({ updatedAt: LATER, cancelledAt: LATER });

  test("the newest by Shopify's clock is kept, whichever came last", () => {
    expect(merged(paid, cancelled).newest).toBe(cancelled.head);
    expect(merged(cancelled, paid).newest).toBe(cancelled.head);
  });

  test("an older updated_at after a newer one changes nothing", () => {
    const state = merged(cancelled, paid);
    expect(mergeOrder(state, paid)).toBe(state);
  });

  test("a duplicate changes nothing", () => {
    const state = merged(paid);
    expect(mergeOrder(state, orderSeen())).toBe(state);
  });

  test("the newest fully paid one is kept beside a newer one that is not", () => {
    const grown = orderSeen({
      updatedAt: LATER,
      financialStatus: "partially_paid",
      fullyPaid: false,
      lines: [line(), line({ id: "2" })],
    });
    for (const state of [merged(paid, grown), merged(grown, paid)]) {
      expect(state.newest).toBe(grown.head);
      expect(state.paid).toBe(paid.head);
    }
  });
});

describe("an order whose customer asked to be forgotten", () => {
  const forgotten = { ...merged(orderSeen({ customerId: null })), customerForgotten: true };

  test("names nobody again, whatever its payloads say", () => {
    const state = mergeOrder(forgotten, orderSeen({ updatedAt: LATER, customerId: "7001" }));
    expect(state.newest).toMatchObject({ updatedAt: LATER, customerId: null });
    expect(state.paid).toBe(state.newest);
    expect(orderStateFromJson(ORDER_ID, JSON.parse(orderStateToJson(state)))).toEqual(state);
  });

  test("is not ambiguous because a payload names the customer", () => {
    expect(mergeOrder(forgotten, orderSeen({ customerId: "7001" }))).toBe(forgotten);
  });
});

describe("two payloads of the same second", () => {
  const first = orderSeen();
  const other = orderSeen({ cancelledAt: PLACED_AT + MINUTE_MS });

  test("that differ are settled by asking Shopify", () => {
    expect(needsRefetch(merged(first, other))).toBe(true);
    expect(needsRefetch(merged(other, first))).toBe(true);
  });

  test("end in the same state meanwhile, and a cancellation wins", () => {
    expect(merged(first, other)).toEqual(merged(other, first));
    expect(merged(first, other).newest?.cancelledAt).not.toBeNull();
  });

  test("that are equal need no answer", () => {
    expect(needsRefetch(merged(first, orderSeen()))).toBe(false);
  });

  test("give way to what was fetched later", () => {
    const fetched = orderSeen({ fetchedAt: LATER });
    for (const state of [merged(first, other, fetched), merged(fetched, other, first)]) {
      expect(state.newest).toBe(fetched.head);
      expect(needsRefetch(state)).toBe(false);
    }
  });

  test("are not settled by what was fetched within that second", () => {
    const fetched = orderSeen({ fetchedAt: first.head.updatedAt + 300 });
    expect(needsRefetch(merged(other, fetched))).toBe(true);
  });

  test("no longer matter once a newer payload came", () => {
    expect(needsRefetch(merged(first, other, orderSeen({ updatedAt: LATER })))).toBe(false);
  });
});

describe("refunds", () => {
  const one = refund({ id: "801", lines: [{ lineId: "1", quantity: 1 }] });
  const two = refund({ id: "802", unnamed: "5.00" });

  test("are a set by id", () => {
    const state = merged(refundSeen(two), refundSeen(one), refundSeen(one));
    expect(state.refunds.map(({ id }) => id)).toEqual(["801", "802"]);
  });

  test("are kept when they come before their order", () => {
    const state = merged(refundSeen(one), orderSeen());
    expect(state).toEqual(merged(orderSeen(), refundSeen(one)));
    expect(state.refunds).toHaveLength(1);
  });

  test("that an older payload does not know stay known", () => {
    const state = merged(orderSeen({ updatedAt: LATER }, { refunds: [one] }), orderSeen());
    expect(state.refunds).toMatchObject([one]);
  });

  test("that differ under one id end in the same state", () => {
    const changed = refund({ id: "801", unnamed: "1.00" });
    expect(merged(refundSeen(one), refundSeen(changed))).toEqual(
      merged(refundSeen(changed), refundSeen(one)),
    );
  });
});

describe("a refund that names no currency of the shop", () => {
  const bare = { shop: money("9.00"), presentment: null, currency: "USD" };
  const vague = { ...refund(), unnamed: bare };
  const told = { ...refund(), unnamed: { shop: money("7.10"), presentment: money("9.00") } };

  test("gives way to one that does, whichever came first", () => {
    expect(merged(refundSeen(vague), refundSeen(told)).refunds).toMatchObject([told]);
    expect(merged(refundSeen(told), refundSeen(vague)).refunds).toMatchObject([told]);
  });

  test("is the same after storage", () => {
    const state = merged(orderSeen(), refundSeen(vague));
    const stored = JSON.parse(orderStateToJson(state)) as unknown;
    expect(orderStateFromJson(state.orderId, stored)).toEqual(state);
  });
});

describe("an edit", () => {
  test("asks for the order until a payload shows it", () => {
    expect(needsRefetch(merged(orderSeen(), orderEdited(LATER)))).toBe(true);
    expect(needsRefetch(merged(orderEdited(LATER)))).toBe(true);
    const shown = orderSeen({ updatedAt: LATER });
    expect(needsRefetch(merged(orderEdited(LATER), shown))).toBe(false);
    expect(needsRefetch(merged(shown, orderEdited(LATER)))).toBe(false);
  });

  test("is answered by what was fetched after it, whatever Shopify says of its age", () => {
    const fetched = orderSeen({ fetchedAt: LATER + 1 });
    expect(needsRefetch(merged(orderEdited(LATER), fetched))).toBe(false);
  });
});

test("a state is the same after storage", () => {
  const full = orderSeen(
    {
      updatedAt: LATER,
      fullyPaid: false,
      financialStatus: "partially_paid",
      exchange: {
        presentmentCurrency: "USD",
        shop: money("13.50"),
        presentment: money("9.00", "USD"),
      },
      lines: [line({ price: "10.1234567891", discount: "0.333", tax: "0.1" })],
      discountCodes: ["WELCOME"],
    },
    {
      refunds: [
        refund({ unnamed: "-1.00", shipping: "2.50" }),
        {
          ...refund({ id: "802" }),
          unnamed: { shop: money("7.10"), presentment: money("5.00", "USD") },
        },
      ],
    },
  );
  for (const state of [
    emptyOrderState(ORDER_ID),
    merged(orderSeen()),
    merged(orderSeen(), full, orderEdited(LATER)),
  ]) {
    const stored: unknown = JSON.parse(orderStateToJson(state));
    expect(orderStateFromJson(ORDER_ID, stored)).toEqual(state);
  }
});
