// What tiers, rules and campaigns come to when several apply together, and when some no longer do.
import { describe, expect, test } from "vitest";
import {
  GOLD,
  campaign,
  gold,
  perItem,
  perOrder,
  perUnit,
  points,
  rule,
  terms,
  times,
  worth,
} from "../../support/earning.ts";
import type { Circumstances, TermsInput } from "../../support/earning.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";

describe("when several apply", () => {
  const three: TermsInput = {
    ...GOLD,
    rules: [rule({ effect: perUnit("0.25"), addedOn: "2026-02-20" })],
    campaigns: [campaign({ effect: times("2") })],
  };
  // Base 100, the tier +50, the rule +25, the campaign +100.
  const lines = [line({ price: "100.00" })];

  test.each([
    ["best", "the one that gives most counts", 200n],
    ["newest", "the one that started last counts, whatever it gives", 125n],
    ["bonus_on_base", "each adds what it gives on base points alone", 275n],
    ["sum", "bonuses per unit are added, and multipliers compound", 375n],
  ] as const)("%s: %s", (stacking, _name, expected) => {
    expect(points({ ...three, stacking }, lines, gold)).toBe(expected);
  });

  test("sum adds bonuses per item and per order after multiplying", () => {
    const rules = [
      rule({ id: "a", effect: perItem("3") }),
      rule({ id: "b", effect: perOrder("4") }),
      rule({ id: "c" }),
    ];
    expect(points({ rules, stacking: "sum" }, lines)).toBe(207n);
  });

  test("best decides for each line", () => {
    const rules = [
      rule({ id: "a", effect: times("3"), conditions: { products: { productIds: ["11"] } } }),
      rule({ id: "b", effect: times("2") }),
    ];
    const two = [line({ id: "1", productId: "11" }), line({ id: "2", productId: "12" })];
    expect(points({ rules }, two)).toBe(200n);
  });

  test("best chooses between amounts and items line by line", () => {
    const rules = [rule({ id: "a" }), rule({ id: "b", effect: perItem("10") })];
    const two = [line({ id: "1", price: "50.00" }), line({ id: "2", price: "1.00", quantity: 3 })];
    expect(points({ rules }, two)).toBe(50n + 50n + 3n + 30n);
  });

  test("of extras that give the same, best takes the first of the program", () => {
    const document = terms({
      ...GOLD,
      campaigns: [campaign({ effect: times("1.5"), budget: "10" })],
    });
    const asked: string[] = [];
    const left = ({ key }: { key: string }) => (asked.push(key), 10n);
    expect(worth(document, [orderSeen()], { ...gold, left })).toBe(60n);
  });

  test("a campaign is newer than a rule of its day, and a tier older than both", () => {
    const of = (startsAt: string, addedOn: string) =>
      points(
        {
          ...GOLD,
          stacking: "newest",
          rules: [rule({ addedOn, effect: times("3") })],
          campaigns: [campaign({ startsAt })],
        },
        lines,
        gold,
      );
    expect(of("2026-02-01T00:00", "2026-02-01")).toBe(200n);
    expect(of("2026-02-01T09:00", "2026-02-01")).toBe(200n);
    expect(of("2026-01-31T09:00", "2026-02-01")).toBe(300n);
  });

  test.each([
    ["best", 100n],
    ["newest", 50n],
    ["bonus_on_base", 50n],
    ["sum", 50n],
  ] as const)(
    "a multiplier below one lowers points under %s only where it is asked",
    (stacking, expected) => {
      expect(points({ stacking, rules: [rule({ effect: times("0.5") })] }, lines)).toBe(expected);
    },
  );

  test("bonuses on base never take more than there is", () => {
    const rules = [
      rule({ id: "a", effect: times("0.2") }),
      rule({ id: "b", effect: times("0.1") }),
    ];
    expect(points({ stacking: "bonus_on_base", rules }, lines)).toBe(0n);
  });

  test("points are rounded once, after everything", () => {
    const rules = [rule({ effect: times("1.5") })];
    const two = [line({ id: "1", price: "0.99" }), line({ id: "2", price: "0.99" })];
    expect(points({ rules }, two)).toBe(2n);
    expect(points({ rules, rounding: "ceiling" }, two)).toBe(3n);
  });
});

describe("a minimum of an extra", () => {
  const LATER = PLACED_AT + 5 * MINUTE_MS;
  const least = { minimumOrderMinor: "5000" };
  const two = [line({ id: "1", price: "40.00" }), line({ id: "2", price: "20.00" })];
  const without = refundSeen(refund({ createdAt: LATER, lines: [{ lineId: "2", quantity: 1 }] }));
  const after = (input: TermsInput, given: Circumstances = {}) =>
    worth(terms(input), [orderSeen({ lines: two }), without], given);

  test("is asked of the whole order, not of the lines that it names", () => {
    const conditions = { ...least, products: { productIds: ["9001"] } };
    const mixed = [
      line({ id: "1", price: "20.00" }),
      line({ id: "2", price: "30.00", productId: "5" }),
    ];
    expect(points({ rules: [rule({ conditions })] }, mixed)).toBe(70n);
  });

  test("is asked of what is left", () => {
    expect(after({ rules: [rule({ conditions: least })] })).toBe(40n);
  });

  test("that is no longer met leaves best to what still counts", () => {
    const input = { ...GOLD, rules: [rule({ conditions: least })] };
    expect(after(input, gold)).toBe(60n);
  });

  test("that is no longer met leaves newest to nothing else", () => {
    const older = rule({ id: "older", effect: times("5"), addedOn: "2025-01-01" });
    const input: TermsInput = { stacking: "newest", rules: [older, rule({ conditions: least })] };
    expect(points(input, two)).toBe(120n);
    expect(after(input)).toBe(40n);
  });

  test("that the order never reached leaves newest to the next", () => {
    const older = rule({ id: "older", effect: times("5"), addedOn: "2025-01-01" });
    const high = rule({ conditions: { minimumOrderMinor: "9000" } });
    expect(points({ stacking: "newest", rules: [older, high] }, two)).toBe(300n);
  });

  test("of a multiplier below one is not lost by a refund", () => {
    const low = rule({ effect: times("0.5"), conditions: least });
    expect(after({ stacking: "sum", rules: [low] })).toBe(20n);
  });
});

describe("a bonus per order", () => {
  const bonus = { rules: [rule({ effect: perOrder("60") })] };
  const lines = [line({ id: "1", price: "40.00" }), line({ id: "2", price: "20.00" })];

  test("goes back in proportion to the lines that it was given for", () => {
    const back = (lineId: string) => refundSeen(refund({ lines: [{ lineId, quantity: 1 }] }));
    const order = orderSeen({ lines });
    expect(worth(terms(bonus), [order])).toBe(120n);
    expect(worth(terms(bonus), [order, back("1")])).toBe(20n + 20n);
    expect(worth(terms(bonus), [order, back("2")])).toBe(40n + 40n);
  });

  test("is spread over an edited order anew", () => {
    const more = [...lines, line({ id: "3", price: "60.00" })];
    const edited = orderSeen({ lines: more, updatedAt: PLACED_AT + 9 * MINUTE_MS });
    expect(worth(terms(bonus), [orderSeen({ lines }), edited])).toBe(180n);
  });
});
