// Random programs with everything that earning knows, and what happens to an order under them.
import fc from "fast-check";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import type { OrderLine } from "../../app/core/orders/order-state.ts";
import { ONE, ZERO, rational } from "../../app/core/points/rational.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { campaign, rule, terms } from "./earning.ts";
import { line, refund, refundSeen } from "./order-builder.ts";
import { cents } from "./order-histories.ts";

const effect = fc.oneof(
  fc
    .constantFrom("0.2", "0.5", "1.25", "2", "3")
    .map((multiplier) => ({ kind: "multiplier", multiplier }) as const),
  fc.constantFrom("0.1", "1").map((points) => ({ kind: "bonus_per_unit", points }) as const),
  fc.constantFrom("1", "7").map((points) => ({ kind: "bonus_per_item", points }) as const),
  fc.constantFrom("10", "99").map((points) => ({ kind: "bonus_per_order", points }) as const),
);

const products = fc.subarray(["11", "12", "13"]).map((productIds) => ({ productIds }));

const conditions = fc.record({
  products: fc.oneof(fc.constant({}), products),
  excludedProducts: fc.oneof(fc.constant({}), products),
  minimumOrderMinor: fc.constantFrom("0", "0", "2000", "8000"),
});

const rules = fc
  .array(fc.record({ effect, conditions, addedOn: fc.constantFrom("2026-01-01", "2026-02-10") }), {
    maxLength: 3,
  })
  .map((list) => list.map((input, index) => rule({ id: `rule-${index}`, ...input })));

const campaigns = fc
  .array(
    fc.record({
      effect,
      conditions,
      startsAt: fc.constantFrom("2026-02-01T00:00", "2026-02-20T00:00"),
      budget: fc.constantFrom(null, "15", "500"),
      perMemberLimit: fc.constantFrom(null, null, "40"),
    }),
    { maxLength: 2 },
  )
  .map((list) => list.map((input, index) => campaign({ id: `campaign-${index}`, ...input })));

export const richPrograms: fc.Arbitrary<ProgramDocument> = fc
  .record({
    pointsPerUnit: fc.constantFrom("1", "2", "0.3", "1.25"),
    shippingIncluded: fc.boolean(),
    giftCardsIncluded: fc.boolean(),
    minimumOrderMinor: fc.constantFrom("0", "0", "3000"),
    perOrderCap: fc.constantFrom(null, null, "60"),
    perDayCap: fc.constantFrom(null, null, "100"),
    excludedProducts: fc.subarray(["13"]).map((productIds) => ({ productIds })),
    hasMultiplier: fc.boolean(),
    rules,
    campaigns,
    stacking: fc.constantFrom(
      "best" as const,
      "newest" as const,
      "bonus_on_base" as const,
      "sum" as const,
    ),
    rounding: fc.constantFrom("floor" as const, "half_up" as const, "ceiling" as const),
    storeCreditRefunds: fc.constantFrom("kept" as const, "taken_back" as const),
    tier: fc.constantFrom("1", "1.2", "2"),
  })
  .map(({ tier, hasMultiplier, ...input }) =>
    terms({
      ...input,
      productMultipliers: hasMultiplier
        ? [{ id: "m", products: { productIds: ["12"] }, multiplier: "1.5" }]
        : [],
      tiers: { list: [{ id: "gold", name: "Gold", entry: "manual", earnMultiplier: tier }] },
    }),
  );

export const richLines: fc.Arbitrary<OrderLine[]> = fc
  .array(
    fc.record({
      price: fc.oneof(fc.constant("0.00"), cents(9_999)),
      quantity: fc.integer({ min: 0, max: 4 }),
      discount: cents(500),
      productId: fc.constantFrom("11", "12", "13", null),
      kind: fc.constantFrom(...(["product", "product", "product", "gift_card", "tip"] as const)),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((inputs) => inputs.map((input, index) => line({ id: `${index + 1}`, ...input })));

/** Refunds of every kind, each with an id of its own. */
export const manyRefunds: fc.Arbitrary<OrderEvent[]> = fc
  .array(
    fc.record({
      lines: fc.uniqueArray(
        fc.record({
          lineId: fc.constantFrom("1", "2", "3", "4"),
          quantity: fc.integer({ min: 1, max: 5 }),
        }),
        { selector: ({ lineId }) => lineId, maxLength: 2 },
      ),
      shipping: fc.oneof(fc.constant("0"), cents(600)),
      unnamed: fc.oneof(fc.constant("0"), cents(4_000)),
      storeCreditShare: fc.constantFrom(ZERO, ZERO, rational(1n, 3n), ONE),
    }),
    { maxLength: 5 },
  )
  .map((list) =>
    list.map((input, index) => refundSeen(refund({ id: `${801 + index}`, ...input }))),
  );
