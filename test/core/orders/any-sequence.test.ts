// Whatever the sequence in which an order is learnt of, and however often, the same is known of it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeOrder } from "../../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import type { FactGap, OrderFacts } from "../../../app/core/orders/order-facts.ts";
import { orderStateFromJson, orderStateToJson } from "../../../app/core/orders/order-state-json.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import type { OrderState } from "../../../app/core/orders/order-state.ts";
import { ZERO, rational } from "../../../app/core/points/rational.ts";
import {
  MINUTE_MS,
  ORDER_ID,
  PLACED_AT,
  line,
  orderEdited,
  orderSeen,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";

const minute = fc.integer({ min: 0, max: 4 }).map((minutes) => PLACED_AT + minutes * MINUTE_MS);
const productId = fc.constantFrom("11", "11", null);
const share = fc.constantFrom(ZERO, rational(1n, 3n), rational(1n));

const heads: fc.Arbitrary<OrderEvent> = fc
  .record({
    updatedAt: minute,
    fullyPaid: fc.boolean(),
    fetched: fc.boolean(),
    paidAt: fc.option(minute),
    first: productId,
    second: productId,
    price: fc.constantFrom("40.00", "50.00"),
    delivered: fc.option(minute),
  })
  .map(({ updatedAt, fetched, paidAt, first, second, price, delivered, fullyPaid }) =>
    orderSeen(
      {
        updatedAt,
        fullyPaid,
        fetchedAt: fetched ? updatedAt + 5 * MINUTE_MS : null,
        fulfilledAt: delivered,
        deliveredAt: delivered,
        lines: [
          line({ price, productId: first, variantId: first && "21" }),
          line({ id: "2", productId: second, variantId: second && "22" }),
        ],
      },
      { paidAt },
    ),
  );

const refunds: fc.Arbitrary<OrderEvent> = fc
  .record({ id: fc.constantFrom("801", "802"), storeCreditShare: share })
  .map((input) => refundSeen(refund({ ...input, unnamed: "5.00" })));

const gap = fc.constantFrom<FactGap | null>(null, null, "gone");
const tags = fc.subarray(["a", "b"]);

const facts: fc.Arbitrary<OrderFacts> = fc.record({
  products: fc
    .uniqueArray(
      fc.record({
        productId: fc.constantFrom("11", "12"),
        askedAt: minute,
        tags,
        collectionIds: tags,
        gap,
      }),
      { selector: (product) => product.productId, maxLength: 2 },
    )
    .map((list) => list.toSorted((a, b) => (a.productId < b.productId ? -1 : 1))),
  buyer: fc.option(fc.record({ askedAt: minute, tags, segmentIds: tags, gap })),
  payments: fc
    .record({
      worth: fc.constantFrom("8000", "9000"),
      askedAt: minute,
      giftCardShare: share,
      storeCreditShare: share,
      gap,
    })
    .map((payments) => [payments]),
});

const events: fc.Arbitrary<OrderEvent> = fc.oneof(
  { weight: 4, arbitrary: heads },
  { weight: 1, arbitrary: refunds },
  { weight: 1, arbitrary: minute.map((at) => orderEdited(at)) },
  {
    weight: 2,
    arbitrary: facts.map(
      (told) => ({ type: "facts_seen", orderId: ORDER_ID, facts: told }) as const,
    ),
  },
);

const deliveries = fc.array(events, { minLength: 1, maxLength: 6 }).chain((inOrder) => {
  const twice = [...inOrder, ...inOrder];
  return fc
    .shuffledSubarray(twice, { minLength: twice.length })
    .map((shuffled) => ({ inOrder, shuffled }));
});

function learnt(told: readonly OrderEvent[]): OrderState {
  return told.reduce(mergeOrder, emptyOrderState(ORDER_ID));
}

describe("what is known of an order", () => {
  test("does not depend on the sequence of the news, nor on repetitions", () => {
    fc.assert(
      fc.property(deliveries, ({ inOrder, shuffled }) => {
        expect(learnt(shuffled)).toEqual(learnt(inOrder));
      }),
      { numRuns: 3_000 },
    );
  });

  test("is the same after storage, at any time", () => {
    fc.assert(
      fc.property(deliveries, ({ shuffled }) => {
        const stored = shuffled.reduce(
          (state, event) =>
            orderStateFromJson(
              ORDER_ID,
              JSON.parse(orderStateToJson(mergeOrder(state, event))) as unknown,
            ),
          emptyOrderState(ORDER_ID),
        );
        expect(stored).toEqual(learnt(shuffled));
      }),
      { numRuns: 1_000 },
    );
  });

  test("stays the very same when a piece of news is repeated", () => {
    fc.assert(
      fc.property(deliveries, ({ inOrder }) => {
        const state = learnt(inOrder);
        for (const event of inOrder) expect(mergeOrder(state, event)).toBe(state);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a product that a payload named once", () => {
  const named = orderSeen();
  const deleted = orderSeen({
    updatedAt: PLACED_AT + 9 * MINUTE_MS,
    lines: [line({ productId: null, variantId: null })],
  });

  test("is known for good, whichever payload came first", () => {
    for (const sequence of [
      [named, deleted],
      [deleted, named],
    ]) {
      const { newest, paid } = learnt(sequence);
      expect(newest).toBe(paid);
      expect(newest?.lines[0]).toMatchObject({ productId: "9001", variantId: "9002" });
      expect(newest?.updatedAt).toBe(deleted.head.updatedAt);
    }
  });
});

describe("the moment of payment", () => {
  const later = orderSeen({ updatedAt: PLACED_AT + 9 * MINUTE_MS });

  test("is the earliest that any payload proves", () => {
    expect(learnt([later]).paidAt).toBe(PLACED_AT + 9 * MINUTE_MS);
    expect(learnt([later, orderSeen()]).paidAt).toBe(PLACED_AT + MINUTE_MS);
  });

  test("is the one that Shopify tells where it is asked", () => {
    const asked = orderSeen({ updatedAt: later.head.updatedAt }, { paidAt: PLACED_AT + 1_000 });
    expect(learnt([later, asked]).paidAt).toBe(PLACED_AT + 1_000);
  });

  test("is unknown while something is outstanding", () => {
    const open = orderSeen({ fullyPaid: false, financialStatus: "partially_paid" });
    expect(learnt([open]).paidAt).toBeNull();
  });
});
