// What counts of an order, and what does not.
import { describe, expect, test } from "vitest";
import {
  earnSnapshotFromJson,
  earnSnapshotToJson,
} from "../../../app/core/earning/earn-snapshot-json.ts";
import { evaluateOrder } from "../../../app/core/earning/evaluate-order.ts";
import type { OrderHead } from "../../../app/core/orders/order-state.ts";
import { multiply, rational } from "../../../app/core/points/rational.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import {
  context,
  head,
  line,
  money,
  program,
  shipping,
  version,
} from "../../support/order-builder.ts";

type Earning = NonNullable<ProgramDocumentInput["earning"]>;

function evaluated(order: Partial<OrderHead> = {}, earning: Partial<Earning> = {}) {
  return evaluateOrder({ head: head(order), facts: null }, version(program(earning)), context());
}

function bases(order: Partial<OrderHead>, earning: Partial<Earning> = {}) {
  return evaluated(order, earning).lines.map(({ base }) => base);
}

describe("the base of a line", () => {
  test("is its price times its quantity", () => {
    expect(bases({ lines: [line({ price: "12.50", quantity: 3 })] })).toEqual([money("37.50")]);
  });

  test("leaves out what discounts took off", () => {
    const lines = [line({ price: "20.00", discount: "5.00" })];
    expect(bases({ lines })).toEqual([money("15.00")]);
  });

  test("is never below nothing", () => {
    expect(bases({ lines: [line({ price: "5.00", discount: "8.00" })] })).toEqual([money("0")]);
  });

  test("does not look at what is left of it", () => {
    const lines = [line({ quantity: 2, currentQuantity: 0 })];
    expect(bases({ lines })).toEqual([money("80.00")]);
  });

  test("keeps fractions of a minor unit", () => {
    const lines = [line({ price: "10.1234567891" })];
    expect(bases({ lines })).toEqual([money("10.1234567891")]);
  });
});

describe("tax", () => {
  const taxed = [line({ price: "11.90", tax: "1.90" })];
  const net = [line({ price: "10.00", tax: "1.90" })];

  test.each([
    ["in the price, counted", true, true, "11.90"],
    ["in the price, not counted", true, false, "10.00"],
    ["on top, counted", false, true, "11.90"],
    ["on top, not counted", false, false, "10.00"],
  ])("%s", (_name, taxesIncluded, taxIncluded, base) => {
    const lines = taxesIncluded ? taxed : net;
    expect(bases({ lines, taxesIncluded }, { taxIncluded })).toEqual([money(base)]);
  });

  test("is part of what was paid in any case", () => {
    const { lines } = evaluated({ lines: net, taxesIncluded: false }, { taxIncluded: false });
    expect(lines[0]?.paid).toEqual(money("11.90"));
  });
});

describe("shipping", () => {
  const order = { shipping: shipping("6.00", { discount: "1.00" }) };

  test("counts where the program says so, after its discounts", () => {
    expect(evaluated(order, { shippingIncluded: true }).shipping?.base).toEqual(money("5.00"));
  });

  test("does not count otherwise", () => {
    expect(evaluated(order).shipping).toBeNull();
  });
});

describe("what is no purchase of goods", () => {
  test("a gift card earns nothing when it is bought", () => {
    const lines = [line({ kind: "gift_card" })];
    expect(evaluated({ lines }).lines[0]).toMatchObject({
      base: money("0"),
      exclusion: "gift_card",
    });
  });

  test("a gift card earns where the program says so", () => {
    const lines = [line({ kind: "gift_card" })];
    expect(bases({ lines }, { giftCardsIncluded: true })).toEqual([money("40.00")]);
  });

  test("a tip never earns", () => {
    const lines = [line({ kind: "tip", price: "3.00" })];
    expect(bases({ lines }, { giftCardsIncluded: true })).toEqual([money("0")]);
  });

  test("a free line earns nothing and is no error", () => {
    expect(bases({ lines: [line({ price: "0.00" })] })).toEqual([money("0")]);
  });

  test("a deleted product is still a purchase", () => {
    const lines = [line({ productId: null, variantId: null })];
    expect(bases({ lines })).toEqual([money("40.00")]);
  });
});

describe("exact points", () => {
  test("are not rounded per line", () => {
    const lines = [line({ price: "0.99" }), line({ id: "2", price: "0.99" })];
    const { lines: worth } = evaluated({ lines }, { pointsPerUnit: "0.5" });
    expect(worth.map(({ base, rate }) => multiply(base, rate))).toEqual([
      rational(99n, 200n),
      rational(99n, 200n),
    ]);
  });

  test.each([
    ["EUR", "40.00", 80n],
    ["JPY", "4000", 8000n],
    ["KWD", "40.000", 80n],
  ])("count whole units of %s", (currency, price, points) => {
    const [only] = evaluated({ currency, lines: [line({ price }, currency)] }).lines;
    expect(only && multiply(only.base, only.rate)).toEqual(rational(points));
  });
});

test("a snapshot is the same after storage", () => {
  const snapshot = evaluated(
    {
      lines: [line({ price: "0.333" }), line({ id: "2", kind: "tip" })],
      shipping: shipping("4.90"),
    },
    { shippingIncluded: true, perOrderCap: "500", minimumOrderMinor: "1000" },
  );
  const stored: unknown = JSON.parse(earnSnapshotToJson(snapshot));
  expect(earnSnapshotFromJson(stored)).toEqual(snapshot);
});
