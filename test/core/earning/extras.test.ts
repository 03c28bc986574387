// Tiers, rules and campaigns beside the base rate: to whom and to what they apply, and what they
// come to when several apply together.
import { describe, expect, test } from "vitest";
import type { OrderLine } from "../../../app/core/orders/order-state.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { earned, terms, worth } from "../../support/earning.ts";
import type { Circumstances, TermsInput } from "../../support/earning.ts";
import {
  MINUTE_MS,
  ORDER_ID,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
  shipping,
} from "../../support/order-builder.ts";

type Rule = NonNullable<NonNullable<ProgramDocumentInput["earning"]>["rules"]>[number];
type Campaign = NonNullable<ProgramDocumentInput["campaigns"]>[number];

function rule(input: Partial<Rule> = {}): Rule {
  const effect = { kind: "multiplier", multiplier: "2" } as const;
  return { id: "rule", name: "Rule", addedOn: "2026-01-01", effect, ...input };
}

function campaign(input: Partial<Campaign> = {}): Campaign {
  const effect = { kind: "multiplier", multiplier: "2" } as const;
  const [startsAt, endsAt] = ["2026-02-01T00:00", "2026-04-01T00:00"];
  return { id: "campaign", name: "Campaign", startsAt, endsAt, effect, ...input };
}

const times = (multiplier: string) => ({ kind: "multiplier", multiplier }) as const;
const perUnit = (points: string) => ({ kind: "bonus_per_unit", points }) as const;
const perItem = (points: string) => ({ kind: "bonus_per_item", points }) as const;
const perOrder = (points: string) => ({ kind: "bonus_per_order", points }) as const;

const GOLD = {
  tiers: { list: [{ id: "gold", name: "Gold", entry: "manual", earnMultiplier: "1.5" }] },
};
const gold: Circumstances = { tierId: "gold" };

/** Points of an order of these lines. */
function points(input: TermsInput, lines: OrderLine[] = [line()], given: Circumstances = {}) {
  return worth(terms(input), [orderSeen({ lines })], given);
}

describe("a tier", () => {
  test("multiplies base points of its members", () => {
    expect(points(GOLD as TermsInput, [line()], gold)).toBe(60n);
  });

  test("gives nothing to members of no tier, or of another", () => {
    expect(points(GOLD as TermsInput)).toBe(40n);
    expect(points(GOLD as TermsInput, [line()], { tierId: "silver" })).toBe(40n);
  });
});

describe("a rule for some products", () => {
  const lines = [
    line({ id: "1", price: "10.00", productId: "11", variantId: "111" }),
    line({ id: "2", price: "5.00", productId: "12", variantId: "121" }),
    line({ id: "3", price: "2.00", productId: null, variantId: null }),
  ];
  const facts = (productId: string, tags: string[], collectionIds: string[]) => ({
    products: [{ productId, askedAt: 1, tags, collectionIds, gap: null }],
    buyer: null,
    payments: [],
  });
  const asked = (products: object) => terms({ rules: [rule({ conditions: { products } })] });
  const seen = orderSeen({ lines });

  test.each([
    ["product", { productIds: ["11"] }],
    ["variant", { variantIds: ["111"] }],
    ["any of several", { productIds: ["99"], variantIds: ["111"] }],
  ])("works on lines of the named %s", (_name, products) => {
    expect(worth(asked(products), [seen])).toBe(27n);
  });

  test.each([
    ["tag, in whatever case", { tags: ["SALE"] }, facts("12", ["sale"], [])],
    ["collection", { collectionIds: ["500"] }, facts("12", [], ["500"])],
  ])("works on lines of the named %s", (_name, products, known) => {
    const told = { type: "facts_seen", orderId: ORDER_ID, facts: known } as const;
    expect(worth(asked(products), [seen, told])).toBe(22n);
  });

  test("works on no line whose product cannot be known", () => {
    expect(worth(asked({ tags: ["sale"] }), [seen])).toBe(17n);
  });

  test("leaves out excluded products", () => {
    const conditions = { excludedProducts: { productIds: ["11"] } };
    expect(points({ rules: [rule({ conditions })] }, lines)).toBe(24n);
  });

  test("that no line sells does not apply", () => {
    const document = terms({ rules: [rule({ conditions: { products: { productIds: ["99"] } } })] });
    expect(earned(document, [seen]).snapshot.extras).toEqual([]);
  });
});

describe("conditions on the whole order", () => {
  const buyer = { askedAt: 1, tags: ["vip"], segmentIds: ["77"], gap: null };
  const facts = {
    type: "facts_seen",
    orderId: ORDER_ID,
    facts: { products: [], buyer, payments: [] },
  } as const;
  const under = (conditions: object, source: string | null = "web", given: Circumstances = {}) =>
    worth(
      terms({ rules: [rule({ conditions })] }),
      [orderSeen({ sourceName: source }), facts],
      given,
    );

  test.each([
    ["web", "online", 80n],
    ["580111", "online", 80n],
    ["3890849", "online", 80n],
    ["pos", "online", 40n],
    ["pos", "pos", 80n],
    ["shopify_draft_order", "other", 80n],
    [null, "other", 80n],
    [null, "online", 40n],
  ])("an order from %s is of the channel %s or not", (source, channel, expected) => {
    expect(under({ channels: [channel] }, source)).toBe(expected);
  });

  test("a tier may be asked for", () => {
    expect(under({ tiers: ["gold"] }, "web", gold)).toBe(80n);
    expect(under({ tiers: ["gold"] })).toBe(40n);
  });

  test.each([
    ["a customer's tag, in whatever case", { customerTags: ["VIP", "staff"] }, 80n],
    ["a tag that the customer has not", { customerTags: ["staff"] }, 40n],
    ["a customer's segment", { segmentIds: ["77"] }, 80n],
    ["a segment that the customer is not in", { segmentIds: ["78"] }, 40n],
  ])("%s decides", (_name, conditions, expected) => {
    expect(under(conditions)).toBe(expected);
  });

  test("all that is given must be met", () => {
    expect(under({ customerTags: ["vip"], channels: ["pos"] })).toBe(40n);
  });
});

describe("what an extra gives", () => {
  const lines = [line({ id: "1", price: "10.00", quantity: 2 }), line({ id: "2", price: "5.00" })];
  const giving = (effect: Rule["effect"], of = lines) => points({ rules: [rule({ effect })] }, of);

  test("a multiplier multiplies base points", () => {
    expect(giving(times("1.5"))).toBe(37n);
  });

  test("a bonus per unit of currency adds to them", () => {
    expect(giving(perUnit("0.5"))).toBe(37n);
  });

  test("a bonus per item counts units, free ones too", () => {
    expect(giving(perItem("7"))).toBe(46n);
    expect(giving(perItem("7"), [line({ price: "0.00", quantity: 3 })])).toBe(21n);
  });

  test("a bonus per order is given once", () => {
    expect(giving(perOrder("10"))).toBe(35n);
    expect(giving(perOrder("10"), [line({ price: "0.00", quantity: 3 })])).toBe(10n);
  });

  test("gift cards and tips earn no bonus", () => {
    const bought = [line({ kind: "gift_card" }), line({ id: "2", kind: "tip" })];
    expect(giving(perItem("7"), bought)).toBe(0n);
    expect(giving(perOrder("7"), bought)).toBe(0n);
  });

  test("products that never earn get no bonus either", () => {
    const excludedProducts = { productIds: ["9001"] };
    expect(points({ rules: [rule({ effect: perItem("7") })], excludedProducts })).toBe(0n);
  });

  test("a product multiplier scales base points, and what multiplies them", () => {
    const productMultipliers = [
      { id: "a", products: { productIds: ["9001"] }, multiplier: "3" },
      { id: "b", products: { variantIds: ["9002"] }, multiplier: "9" },
    ];
    expect(points({ productMultipliers })).toBe(120n);
    expect(points({ productMultipliers, rules: [rule()] })).toBe(240n);
    expect(points({ productMultipliers, rules: [rule({ effect: perUnit("1") })] })).toBe(160n);
  });

  test("shipping earns a multiplier for everything, and none for some products", () => {
    const order = orderSeen({ shipping: shipping("10.00") });
    const input = (conditions: object) =>
      terms({ shippingIncluded: true, rules: [rule({ conditions })] });
    expect(worth(input({}), [order])).toBe(100n);
    expect(worth(input({ products: { productIds: ["9001"] } }), [order])).toBe(90n);
    expect(worth(input({ excludedProducts: { productIds: ["9001"] } }), [order])).toBe(60n);
  });
});

describe("when several apply", () => {
  const three: TermsInput = {
    ...(GOLD as TermsInput),
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
      ...(GOLD as TermsInput),
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
          ...(GOLD as TermsInput),
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
    const input = { ...(GOLD as TermsInput), rules: [rule({ conditions: least })] };
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
