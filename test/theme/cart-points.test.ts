// The points of the cart, as Liquid works them out before any script: never anything else than what
// the engine credits for an order of what lies in it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import {
  GOLD,
  campaign,
  earned,
  perItem,
  perOrder,
  rule,
  terms,
  times,
} from "../support/earning.ts";
import { PLACED_AT, context, line, orderSeen } from "../support/order-builder.ts";
import { richPrograms } from "../support/rich-programs.ts";
import { readable, renderBlock } from "./render-theme.ts";
import { expectTrue, publishedFor, told } from "./told-points.ts";

type Changes = NonNullable<Parameters<typeof renderBlock>[1]>;

interface Item {
  /** Of one, in cents. */
  readonly price: number;
  readonly quantity?: number;
  readonly id?: number;
  readonly isGiftCard?: boolean;
  /** What a discount of the line and one of the cart take off it, in cents. */
  readonly ownOff?: number;
  readonly cartOff?: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
const totalOf = ({ price, quantity = 1 }: Item) => price * quantity;
const offOf = ({ ownOff = 0, cartOff = 0 }: Item) => ownOff + cartOff;

/** A cart as Liquid tells of it. */
const cartOf = (items: readonly Item[]) => ({
  item_count: sum(items.map(({ quantity = 1 }) => quantity)),
  total_price: sum(items.map((item) => totalOf(item) - offOf(item))),
  total_discount: sum(items.map(offOf)),
  items: items.map((item) => ({
    quantity: item.quantity ?? 1,
    original_line_price: totalOf(item),
    final_line_price: totalOf(item) - (item.ownOff ?? 0),
    discount_allocations: [item.ownOff ?? 0, item.cartOff ?? 0].map((amount) => ({ amount })),
    product: {
      id: item.id ?? 11,
      tags: [],
      collections: [],
      "gift_card?": item.isGiftCard ?? false,
    },
    variant: { id: 9_002 },
  })),
});

const seenIn = (document: ProgramDocument, cart: object, changes: Changes = {}) =>
  readable(
    renderBlock("loyalty-cart", {
      program: publishedFor(document, {
        currency: "EUR",
        timeZone: context().timeZone,
        now: PLACED_AT,
      }),
      cart,
      now: new Date(PLACED_AT),
      ...changes,
      settings: { show_note: false, ...changes.settings },
    }),
  );

const seen = (document: ProgramDocument, items: readonly Item[], changes: Changes = {}) =>
  seenIn(document, cartOf(items), changes);

const decimal = (cents: number) => (cents / 100).toFixed(2);

const credited = (document: ProgramDocument, items: readonly Item[], tier?: string) => {
  const lines = items.map((item, index) =>
    line({
      id: `${index + 1}`,
      price: decimal(item.price),
      quantity: item.quantity ?? 1,
      discount: decimal(offOf(item)),
      productId: `${item.id ?? 11}`,
      kind: item.isGiftCard ? "gift_card" : "product",
    }),
  );
  const given = { tierId: tier ?? null, left: ({ limit }: { limit: bigint }) => limit };
  return earned(document, [orderSeen({ lines })], given).target.points;
};

const item = fc
  .record({
    price: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9_999 })),
    quantity: fc.integer({ min: 1, max: 3 }),
    id: fc.constantFrom(11, 12, 13),
    isGiftCard: fc.constantFrom(false, false, false, true),
    own: fc.constantFrom(0, 0, 10),
    ofCart: fc.constantFrom(0, 0, 7),
  })
  .map(({ own, ofCart, ...rest }): Item => {
    const off = (percent: number) => Math.floor((totalOf(rest) * percent) / 100);
    return { ...rest, ownOff: off(own), cartOff: off(ofCart) };
  });

describe("beside the engine", () => {
  test("it never says anything else than what an order of the cart is credited", () => {
    const counts = { exact: 0, least: 0, most: 0, unknown: 0 };
    const items = fc.array(item, { minLength: 1, maxLength: 4 });
    const tiers = fc.constantFrom(undefined, "gold", "(none)");
    fc.assert(
      fc.property(richPrograms, items, tiers, (document, list, tier) => {
        const said = told(
          "Your cart earns you",
          seen(document, list, { balance: 1, ...(tier && { tier }) }),
        );
        counts[said.kind] += 1;
        expectTrue(said, credited(document, list, tier === "gold" ? tier : undefined));
      }),
      { numRuns: 200 },
    );
    // It would be easy never to be wrong by never saying anything.
    expect(counts.exact).toBeGreaterThan(40);
    expect(counts.least).toBeGreaterThan(2);
    expect(counts.most).toBeGreaterThan(2);
  });
});

const two: Item[] = [
  { price: 1_000, quantity: 2 },
  { price: 500, id: 12 },
];

describe("what it says", () => {
  test("is the sum of the lines, with the tier and the campaigns that run", () => {
    const document = terms({ ...GOLD, campaigns: [campaign({ effect: times("3") })] });
    const after = { now: new Date("2026-04-01T00:00:00Z") };
    expect(seen(document, two, after)).toBe("Your cart earns you 25 Beans");
    expect(seen(document, two, { ...after, balance: 1, tier: "gold" })).toBe(
      "Your cart earns you 37 Beans",
    );
    expect(seen(document, two)).toBe("Your cart earns you 75 Beans");
  });

  test("counts items, and once for the order what is given for an order", () => {
    expect(seen(terms({ rules: [rule({ effect: perItem("5") })] }), two)).toBe(
      "Your cart earns you 40 Beans",
    );
    for (const stacking of ["best", "newest", "sum", "bonus_on_base"] as const) {
      const document = terms({ stacking, rules: [rule({ effect: perOrder("50") })] });
      expect(seen(document, two), stacking).toBe("Your cart earns you 75 Beans");
    }
  });

  test("of two such bonuses of which the better counts, it promises what comes without", () => {
    const rules = [perOrder("50"), perOrder("60")].map((effect, index) =>
      rule({ id: `${index}`, effect }),
    );
    expect(seen(terms({ rules }), two)).toBe("Your cart earns you at least 25 Beans");
    expect(seen(terms({ rules, stacking: "newest" }), two)).toContain("for every");
    expect(seen(terms({ rules, stacking: "sum" }), two)).toBe("Your cart earns you 135 Beans");
  });

  test("leaves out what never earns", () => {
    const document = terms({ excludedProducts: { productIds: ["12"] } });
    expect(seen(document, two)).toBe("Your cart earns you 20 Beans");
    expect(seen(document, [{ price: 500, id: 12 }])).toBe("");
    expect(seen(terms(), [{ price: 5_000, isGiftCard: true }])).toBe("");
  });

  test("names the least order while the cart is below it", () => {
    const document = terms({ minimumOrderMinor: "3000" });
    expect(seen(document, two)).toBe("Orders of €30 or more earn Beans");
    expect(seen(document, [{ price: 3_000 }])).toBe("Your cart earns you 30 Beans");
  });

  test("is nothing for an empty cart, but for the merchant who places the block", () => {
    expect(seen(terms(), [])).toBe("");
    expect(seen(terms(), [], { isDesignMode: true })).toContain("points of the cart");
    expect(seen(terms(), two, { program: null })).toBe("");
  });

  test("says what can change it, where the merchant leaves that on", () => {
    const words = seen(terms(), two, { settings: { show_note: true } });
    expect(words).toBe(
      "Your cart earns you 25 Beans As your cart is now. Codes, shipping and how you pay can change it.",
    );
  });
});

describe("discounts", () => {
  const off: Item[] = [
    { price: 1_000, ownOff: 100, cartOff: 200 },
    { price: 500, cartOff: 100 },
  ];

  test("of a line and of the cart lower what earns, where the program says so", () => {
    expect(seen(terms(), off)).toBe("Your cart earns you 11 Beans");
    const gross = terms({ discountsDeducted: false, vouchersDeducted: false });
    expect(seen(gross, off)).toBe("Your cart earns you 15 Beans");
  });

  test("of which only some count leave only how orders earn at all", () => {
    const document = terms({ vouchersDeducted: false });
    expect(seen(document, off)).toBe("2 Beans for every €1 you spend");
    expect(seen(document, two)).toBe("Your cart earns you 25 Beans");
  });

  test("that are not told line by line leave it, too, but for those of lines alone", () => {
    const untold = (list: readonly Item[]) => {
      const cart = cartOf(list);
      return { ...cart, items: cart.items.map((one) => ({ ...one, discount_allocations: [] })) };
    };
    expect(seenIn(terms(), untold(off))).toBe("2 Beans for every €1 you spend");
    const ownAlone = [{ price: 1_000, ownOff: 100 }];
    expect(seenIn(terms(), untold(ownAlone))).toBe("Your cart earns you 9 Beans");
  });
});

test("a bundle, whose parts the page does not know, leaves how orders earn at all", () => {
  const cart = cartOf(two);
  const items = cart.items.map((one) => ({ ...one, item_components: [{}] }));
  expect(seenIn(terms(), { ...cart, items })).toBe("2 Beans for every €1 you spend");
});

test.each([
  ["de", "Dein Warenkorb bringt dir bis zu 25 Beans"],
  ["fr", "Votre panier vous rapporte jusqu’à 25 Beans"],
  ["es", "Tu carrito te da hasta 25 Beans"],
  ["tr", "Sepetiniz size en fazla 25 Beans kazandırır"],
])("speaks %s", (locale, words) => {
  const text = seen(terms({ perYearCap: "80" }), two, { locale });
  expect(text.replaceAll("\u00a0", " ")).toBe(words);
});
