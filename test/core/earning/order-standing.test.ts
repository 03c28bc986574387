// When an order qualifies, and when it must be evaluated again.
import { describe, expect, test } from "vitest";
import {
  openQuestions,
  qualify,
  restoreStanding,
} from "../../../app/core/earning/order-standing.ts";
import type { OrderStanding } from "../../../app/core/earning/order-standing.ts";
import { mergeOrder } from "../../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import { factsNobodyKnows } from "../../../app/core/orders/order-facts.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import { rule, standingAfter, terms } from "../../support/earning.ts";
import type { TermsInput } from "../../support/earning.ts";
import {
  MINUTE_MS,
  ORDER_ID,
  PLACED_AT,
  inForce,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";

const LATER = PLACED_AT + 5 * MINUTE_MS;
const EMPTY = restoreStanding(emptyOrderState(ORDER_ID), null);
const byTag: TermsInput = { rules: [rule({ conditions: { customerTags: ["vip"] } })] };
const answered = factsNobodyKnows({
  productIds: [],
  hasBuyer: true,
  paymentsOfWorth: null,
  askedAt: LATER,
  gap: "gone",
});
const facts: OrderEvent = { type: "facts_seen", orderId: ORDER_ID, facts: answered };

function kindAfter(before: OrderStanding, event: OrderEvent, input: TermsInput = {}) {
  const state = mergeOrder(before.state, event);
  return qualify(before, state, inForce(terms(input)), "UTC").kind;
}

/** How the order stands after news that were evaluated as far as they qualified. */
function after(events: readonly OrderEvent[], input: TermsInput = {}): OrderStanding {
  const periods = inForce(terms(input));
  return events.reduce((before, event) => standingAfter(before, event, periods), EMPTY);
}

describe("an order qualifies", () => {
  test("when it is fully paid by a customer, under a program", () => {
    expect(kindAfter(EMPTY, orderSeen())).toBe("qualifies");
  });

  test.each([
    ["is not fully paid", { fullyPaid: false, financialStatus: "authorized" }],
    ["has no customer", { customerId: null }],
    ["is a test", { test: true }],
    ["was placed before the program began", { placedAt: -1 }],
  ] as const)("not while it %s", (_name, order) => {
    expect(kindAfter(EMPTY, orderSeen(order))).toBe("settled");
  });

  test("when a customer appears on it", () => {
    const guest = after([orderSeen({ customerId: null })]);
    expect(kindAfter(guest, orderSeen({ updatedAt: LATER }))).toBe("qualifies");
  });

  test("even if it is cancelled or refunded by then: what it took of limits does not depend on it", () => {
    expect(kindAfter(EMPTY, orderSeen({ cancelledAt: LATER }))).toBe("qualifies");
    const given = after([refundSeen(refund({ unnamed: "40.00" }))]);
    expect(kindAfter(given, orderSeen())).toBe("qualifies");
  });
});

describe("an order that qualified", () => {
  const standing = after([orderSeen()]);

  test("is left as it is by a refund and by older news", () => {
    expect(kindAfter(standing, refundSeen(refund({ unnamed: "5.00" })))).toBe("settled");
    expect(kindAfter(standing, orderSeen({ updatedAt: PLACED_AT - 1 }))).toBe("settled");
  });

  test("is evaluated again when a newer fully paid payload is known", () => {
    const lines = [line(), line({ id: "2" })];
    expect(kindAfter(standing, orderSeen({ updatedAt: LATER, lines }))).toBe("qualifies");
  });

  test("waits with that until an edit is paid", () => {
    const owing = {
      updatedAt: LATER,
      fullyPaid: false,
      financialStatus: "partially_paid" as const,
    };
    expect(kindAfter(standing, orderSeen(owing))).toBe("settled");
  });

  test("keeps the version of its day whatever came into force since", () => {
    const [first] = inForce(terms());
    if (!first) throw new Error("There is a version");
    const second = { ...first.version, id: "01960000-0000-7000-8000-000000000002", number: 2 };
    const periods = [
      { ...first, activeUntil: PLACED_AT + 1 },
      { version: second, activeFrom: PLACED_AT + 1, activeUntil: null },
    ];
    const state = mergeOrder(standing.state, orderSeen({ updatedAt: LATER }));
    const found = qualify(standing, state, periods, "UTC");
    expect(found.kind === "qualifies" && found.version.number).toBe(1);
  });
});

describe("an order whose program asks what payloads do not tell", () => {
  test("waits for Shopify, and qualifies with the answer", () => {
    expect(kindAfter(EMPTY, orderSeen(), byTag)).toBe("awaits_facts");
    const waiting = after([orderSeen()], byTag);
    expect(waiting.snapshot).toBeNull();
    expect(kindAfter(waiting, facts, byTag)).toBe("qualifies");
  });

  test("qualifies at once where the answer came first", () => {
    expect(kindAfter(after([facts], byTag), orderSeen(), byTag)).toBe("qualifies");
  });

  test("tells from what is stored whether it still waits", () => {
    const periods = inForce(terms(byTag));
    expect(openQuestions(after([orderSeen()], byTag), periods, "UTC")?.buyer).toMatchObject({
      tags: ["vip"],
    });
    expect(openQuestions(after([orderSeen(), facts], byTag), periods, "UTC")).toBeNull();
    expect(openQuestions(EMPTY, periods, "UTC")).toBeNull();
  });

  test("is left as it is by an answer that tells nothing which was asked", () => {
    const product = { productId: "9009", askedAt: LATER, tags: [], collectionIds: [], gap: null };
    const more: OrderEvent = { ...facts, facts: { ...answered, products: [product] } };
    expect(kindAfter(after([orderSeen(), facts], byTag), more, byTag)).toBe("settled");
    expect(kindAfter(after([orderSeen()]), facts)).toBe("settled");
  });

  test("is evaluated again once what nobody could tell is known", () => {
    const buyer = { askedAt: LATER + 1, tags: ["vip"], segmentIds: [], gap: null };
    const better: OrderEvent = { ...facts, facts: { ...answered, buyer } };
    expect(kindAfter(after([orderSeen(), facts], byTag), better, byTag)).toBe("qualifies");
  });

  test("keeps its snapshot while an edit asks for more", () => {
    const input: TermsInput = { rules: [rule({ conditions: { products: { tags: ["sale"] } } })] };
    const known = {
      ...answered,
      products: [{ productId: "9001", askedAt: 1, tags: [], collectionIds: [], gap: null }],
    };
    const counted = after([orderSeen(), { ...facts, facts: known }], input);
    expect(counted.target?.points).toBe(40n);
    const edited = orderSeen({
      updatedAt: LATER,
      lines: [line(), line({ id: "2", productId: "77" })],
    });
    expect(kindAfter(counted, edited, input)).toBe("awaits_facts");
  });
});
