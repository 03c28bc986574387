// What refunds of every kind leave of an order's points, with extras, minimums and caps.
import { describe, expect, test } from "vitest";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import type { OrderHead } from "../../../app/core/orders/order-state.ts";
import { ONE, rational } from "../../../app/core/points/rational.ts";
import { explainWorth } from "../../../app/core/earning/explain-worth.ts";
import { targetUnits } from "../../../app/core/earning/target-points.ts";
import {
  GOLD,
  campaign,
  earned,
  gold,
  perItem,
  rule,
  terms,
  worth,
} from "../../support/earning.ts";
import type { TermsInput } from "../../support/earning.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
  shipping,
} from "../../support/order-builder.ts";
import type { RefundInput } from "../../support/order-builder.ts";

const LATER = PLACED_AT + 5 * MINUTE_MS;
const lines = [
  line({ id: "1", price: "40.00" }),
  line({ id: "2", price: "60.00" }),
  line({ id: "3", price: "20.00" }),
];
const unit = (lineId: string, quantity = 1) => ({ lineId, quantity });
const back = (id: string, input: RefundInput): OrderEvent => refundSeen(refund({ id, ...input }));
const paid = (order: Partial<OrderHead> = {}): OrderEvent => orderSeen({ lines, ...order });

describe("refund before payment is heard of, or after it", () => {
  const pending = orderSeen({
    lines,
    updatedAt: PLACED_AT,
    fullyPaid: false,
    financialStatus: "pending",
  });
  const given = back("801", { lines: [unit("2")] });

  test.each<[string, TermsInput]>([
    ["without limits", {}],
    ["under a cap per order", { perOrderCap: "70" }],
    ["under a minimum that is still met", { minimumOrderMinor: "6000" }],
    ["under a minimum that is no longer met", { minimumOrderMinor: "6001" }],
    ["under a cap per day", { perDayCap: "70" }],
    [
      "with a bonus and its minimum",
      { rules: [rule({ conditions: { minimumOrderMinor: "9000" } })] },
    ],
  ])("ends the same %s", (_name, input) => {
    const document = terms(input);
    const first = worth(document, [given, pending, paid()]);
    expect(worth(document, [pending, paid(), given])).toBe(first);
    expect(worth(document, [paid(), given, pending])).toBe(first);
  });
});

describe("caps and minimums look at what is left", () => {
  test("a cap per order takes nothing from an order that is still above it", () => {
    const document = terms({ perOrderCap: "50" });
    expect(worth(document, [paid()])).toBe(50n);
    expect(worth(document, [paid(), back("801", { lines: [unit("2")] })])).toBe(50n);
    expect(worth(document, [paid(), back("801", { lines: [unit("1"), unit("2")] })])).toBe(20n);
  });

  test("an order that falls below the minimum earns nothing", () => {
    const document = terms({ minimumOrderMinor: "10000" });
    expect(worth(document, [paid()])).toBe(120n);
    expect(worth(document, [paid(), back("801", { unnamed: "20.00" })])).toBe(100n);
    expect(worth(document, [paid(), back("801", { unnamed: "20.01" })])).toBe(0n);
  });
});

describe("bonuses go back with what they were given for", () => {
  test("a bonus per item with its item", () => {
    const document = terms({ rules: [rule({ effect: perItem("5") })] });
    expect(worth(document, [paid()])).toBe(135n);
    expect(worth(document, [paid(), back("801", { lines: [unit("3")] })])).toBe(110n);
  });

  test("everything in proportion to an amount that names no line", () => {
    const document = terms({ ...GOLD, rules: [rule({ effect: perItem("5") })], stacking: "sum" });
    expect(worth(document, [paid()], gold)).toBe(195n);
    expect(worth(document, [paid(), back("801", { unnamed: "60.00" })], gold)).toBe(97n);
  });

  test("all of it with a refund of everything", () => {
    const document = terms({
      ...GOLD,
      rules: [rule({ effect: perItem("5") })],
      campaigns: [campaign({ effect: { kind: "bonus_per_order", points: "100" } })],
      stacking: "sum",
      rounding: "ceiling",
      shippingIncluded: true,
    });
    const order = paid({ shipping: shipping("9.00") });
    const units = lines.map(({ id }) => unit(id));
    expect(worth(document, [order, back("801", { lines: units, shipping: "9.00" })], gold)).toBe(
      0n,
    );
    expect(worth(document, [order, back("801", { unnamed: "129.00" })], gold)).toBe(0n);
  });
});

describe("refunds as store credit", () => {
  const half = { storeCreditShare: rational(1n, 2n) };
  const kept = terms({ storeCreditRefunds: "kept" });
  const taken = terms({ storeCreditRefunds: "taken_back" });

  test("are taken back like others where the program says so", () => {
    const given = back("801", { lines: [unit("2")], storeCreditShare: ONE });
    expect(worth(taken, [paid(), given])).toBe(60n);
  });

  test("are kept in full, or in part", () => {
    expect(worth(kept, [paid(), back("801", { lines: [unit("2")], storeCreditShare: ONE })])).toBe(
      120n,
    );
    expect(worth(kept, [paid(), back("801", { lines: [unit("2")], ...half })])).toBe(90n);
  });

  test("are kept whoever tells of the units: the refund alone, or the order's payload too", () => {
    const [one, , three] = lines;
    const shown = [
      one ?? line(),
      line({ id: "2", price: "60.00", currentQuantity: 0 }),
      three ?? line(),
    ];
    const made = refund({ id: "801", lines: [unit("2")], ...half });
    const payload = orderSeen({ lines: shown, updatedAt: LATER }, { refunds: [made] });
    expect(worth(kept, [paid(), refundSeen(made), payload])).toBe(90n);
  });

  test("are kept of amounts that name no line, and of shipping", () => {
    const document = terms({ storeCreditRefunds: "kept", shippingIncluded: true });
    const order = paid({ shipping: shipping("10.00") });
    expect(worth(document, [order, back("801", { unnamed: "13.00", ...half })])).toBe(123n);
    expect(worth(document, [order, back("801", { shipping: "10.00", ...half })])).toBe(125n);
  });

  test("are kept where Shopify calls the order refunded", () => {
    const units = lines.map(({ id }) => unit(id));
    const refunds = [refund({ id: "801", lines: units, storeCreditShare: ONE })];
    const status = { updatedAt: LATER, financialStatus: "refunded" as const };
    expect(worth(kept, [paid(), orderSeen({ lines, ...status }, { refunds })])).toBe(120n);
    expect(worth(taken, [paid(), orderSeen({ lines, ...status }, { refunds })])).toBe(0n);
  });

  test("give back nothing that was never ordered", () => {
    const made = back("801", { lines: [unit("2", 9)], storeCreditShare: ONE });
    expect(worth(kept, [paid(), made])).toBe(120n);
  });

  test("do not save a cancelled order", () => {
    const cancelled = orderSeen({ lines, updatedAt: LATER, cancelledAt: LATER });
    const given = back("801", { lines: [unit("2")], storeCreditShare: ONE });
    expect(worth(kept, [paid(), given, cancelled])).toBe(0n);
  });
});

describe("what tiers count of an order", () => {
  const units = (input: TermsInput, ...events: OrderEvent[]) =>
    targetUnits(earned(terms(input), [paid(), ...events], gold).target);

  test("is its amount, the order, its items and its points", () => {
    expect(units({})).toEqual({ spendMinor: 12_000n, orders: 1n, items: 3n, points: 120n });
  });

  test("is what is left of them", () => {
    expect(units({}, back("801", { lines: [unit("2")] }))).toEqual({
      spendMinor: 6_000n,
      orders: 1n,
      items: 2n,
      points: 60n,
    });
  });

  test("is nothing once everything went back", () => {
    const nothing = { spendMinor: 0n, orders: 0n, items: 0n, points: 0n };
    expect(units({}, back("801", { unnamed: "120.00" }))).toEqual(nothing);
    expect(units({}, orderSeen({ lines, updatedAt: LATER, cancelledAt: LATER }))).toEqual(nothing);
  });

  test("is an order of free items, too", () => {
    const free = orderSeen({ lines: [line({ price: "0.00" })], updatedAt: LATER });
    expect(units({}, free)).toMatchObject({ orders: 1n, items: 1n, spendMinor: 0n });
  });

  test("is all points, or base points alone", () => {
    const qualifying = (qualifyingPoints: "all" | "base") => {
      const tiers = { ...GOLD.tiers, qualifyingPoints, list: GOLD.tiers?.list ?? [] };
      return units({ tiers }).points;
    };
    expect([qualifying("all"), qualifying("base")]).toEqual([180n, 120n]);
  });

  test("is no cap's business", () => {
    const tiers = { qualifyingPoints: "base" as const, list: GOLD.tiers?.list ?? [] };
    expect(units({ tiers, perOrderCap: "10" }).points).toBe(120n);
  });

  test("has its amount but no points below the minimum", () => {
    expect(units({ minimumOrderMinor: "99999" })).toMatchObject({
      spendMinor: 12_000n,
      points: 0n,
    });
  });
});

describe("the parts of an order's worth", () => {
  test("are its base points and what each extra gives", () => {
    const document = terms({ ...GOLD, rules: [rule({ effect: perItem("5") })], stacking: "sum" });
    const { snapshot, state } = earned(document, [paid()], gold);
    expect(explainWorth(snapshot, state)).toEqual({
      base: rational(12_000n),
      basePoints: rational(120n),
      extras: [
        { source: "tier", id: "gold", points: rational(60n) },
        { source: "rule", id: "rule", points: rational(15n) },
      ],
    });
  });

  test("are what a limited campaign was granted", () => {
    const document = terms({ campaigns: [campaign({ budget: "10" })] });
    const { snapshot, state } = earned(document, [paid()], { left: () => 10n });
    const [part] = explainWorth(snapshot, state).extras;
    expect(part).toEqual({ source: "campaign", id: "campaign", points: rational(10n) });
  });

  test("are nothing of an order that is worth nothing", () => {
    const { snapshot, state } = earned(terms({ minimumOrderMinor: "99999" }), [paid()]);
    expect(explainWorth(snapshot, state)).toMatchObject({ basePoints: { n: 0n }, extras: [] });
  });
});
