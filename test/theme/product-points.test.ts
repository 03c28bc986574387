// The points of a product, as Liquid works them out before any script: never anything else than
// what the engine credits for an order of one item at the price that the page shows.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storefrontTerms } from "../../app/core/earning/storefront-terms.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import {
  GOLD,
  campaign,
  earned,
  perItem,
  perUnit,
  rule,
  terms,
  times,
} from "../support/earning.ts";
import { PLACED_AT, context, line, orderSeen } from "../support/order-builder.ts";
import { richPrograms } from "../support/rich-programs.ts";
import { demoProgram, readable, renderBlock } from "./render-theme.ts";
import { expectTrue, publishedFor, told } from "./told-points.ts";

type Changes = NonNullable<Parameters<typeof renderBlock>[1]>;

interface Item {
  /** In cents. */
  readonly price: number;
  readonly id?: number;
  readonly isGiftCard?: boolean;
  readonly tags?: string[];
  readonly collections?: { id: number }[];
}

const productOf = (...items: [Item, ...Item[]]) => {
  const [{ id = 11, isGiftCard = false, tags = [], collections = [] }] = items;
  const variants = items.map(({ price }, index) => ({ id: 9_002 + index, price }));
  return {
    id,
    tags,
    collections,
    "gift_card?": isGiftCard,
    variants,
    selected_or_first_available_variant: variants[0],
  };
};

const published = (document: ProgramDocument, currency = "EUR") =>
  publishedFor(document, { currency, timeZone: context().timeZone, now: PLACED_AT });

const render = (document: ProgramDocument, product: object, changes: Changes = {}) =>
  renderBlock("loyalty-product", {
    program: published(document),
    product,
    now: new Date(PLACED_AT),
    ...changes,
  });

const seen = (document: ProgramDocument, item: Item, changes: Changes = {}) =>
  readable(render(document, productOf(item), changes));

const credited = (
  document: ProgramDocument,
  { price, id = 11, isGiftCard }: Item,
  tier?: string,
) => {
  const item = line({
    price: (price / 100).toFixed(2),
    productId: `${id}`,
    kind: isGiftCard ? "gift_card" : "product",
  });
  const given = { tierId: tier ?? null, left: ({ limit }: { limit: bigint }) => limit };
  return earned(document, [orderSeen({ lines: [item] })], given).target.points;
};

describe("beside the engine", () => {
  test("it never says anything else than what an order of one item is credited", () => {
    const counts = { exact: 0, least: 0, most: 0, unknown: 0 };
    const items = fc.record({
      price: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30_000 })),
      id: fc.constantFrom(11, 12, 13),
      isGiftCard: fc.constantFrom(false, false, false, true),
    });
    const tiers = fc.constantFrom(undefined, "gold", "(none)");
    fc.assert(
      fc.property(richPrograms, items, tiers, (document, item, tier) => {
        const said = told("Earns you", seen(document, item, { balance: 1, ...(tier && { tier }) }));
        counts[said.kind] += 1;
        const points = credited(document, item, tier === "gold" ? tier : undefined);
        expectTrue(said, points);
      }),
      { numRuns: 200 },
    );
    // It would be easy never to be wrong by never saying anything.
    expect(counts.exact).toBeGreaterThan(40);
    expect(counts.least).toBeGreaterThan(2);
    expect(counts.most).toBeGreaterThan(2);
  });
});

describe("what it says", () => {
  test("is the base rate, the tier's, and the campaign's while it runs", () => {
    const document = terms({ ...GOLD, campaigns: [campaign({ effect: times("3") })] });
    const after = { now: new Date("2026-04-01T00:00:00Z") };
    expect(seen(document, { price: 1_000 }, after)).toBe("Earns you 10 Beans");
    expect(seen(document, { price: 1_000 }, { ...after, balance: 1, tier: "gold" })).toBe(
      "Earns you 15 Beans",
    );
    expect(seen(document, { price: 1_000 })).toBe("Earns you 30 Beans");
  });

  test("follows weekdays and hours", () => {
    const hours = { from: "22:00", until: "02:00" };
    const document = terms({ campaigns: [campaign({ weekdays: [6], hours })] });
    const at = (moment: string) => seen(document, { price: 1_000 }, { now: new Date(moment) });
    expect(at("2026-03-07T21:59:59Z")).toBe("Earns you 10 Beans");
    expect(at("2026-03-07T22:00:00Z")).toBe("Earns you 20 Beans");
    expect(at("2026-03-08T01:59:59Z")).toBe("Earns you 20 Beans");
    expect(at("2026-03-08T02:00:00Z")).toBe("Earns you 10 Beans");
  });

  test("knows products by tag and by collection, without regard to case", () => {
    const rules = [
      rule({ conditions: { products: { tags: ["Organic"] } } }),
      rule({ id: "b", effect: perItem("5"), conditions: { products: { collectionIds: ["31"] } } }),
    ];
    const document = terms({ rules, stacking: "sum" });
    const organic = { price: 1_000, tags: ["ORGANIC"] };
    expect(seen(document, organic)).toBe("Earns you 20 Beans");
    expect(seen(document, { ...organic, collections: [{ id: 31 }] })).toBe("Earns you 25 Beans");
    expect(seen(document, { price: 1_000, tags: ["organics"] })).toBe("Earns you 10 Beans");
  });

  test("knows the tags of the customer who reads", () => {
    const document = terms({ rules: [rule({ conditions: { customerTags: ["Wholesale"] } })] });
    const reads = (tags: string[]) => seen(document, { price: 1_000 }, { balance: 1, tags });
    expect(reads(["wholesale"])).toBe("Earns you 20 Beans");
    expect(reads(["retail"])).toBe("Earns you 10 Beans");
    expect(seen(document, { price: 1_000 })).toBe("Earns you 10 Beans");
  });

  test("counts guests as who has done nothing yet", () => {
    const everybody = { anyOf: [{ allOf: [] }] };
    const list = [{ id: "a", name: "A", enter: everybody, earnMultiplier: "1.2" }];
    expect(seen(terms({ tiers: { list } }), { price: 1_000 })).toBe("Earns you 12 Beans");
  });

  test("leaves out campaigns of the till, and products that never earn", () => {
    const pos = terms({ campaigns: [campaign({ conditions: { channels: ["pos"] } })] });
    expect(seen(pos, { price: 1_000 })).toBe("Earns you 10 Beans");
    const excluded = terms({ excludedProducts: { productIds: ["11"] } });
    expect(seen(excluded, { price: 1_000 })).toBe("");
    expect(seen(excluded, { price: 1_000 }, { isDesignMode: true })).toContain("that earns");
  });

  test("counts prices without decimals as Liquid tells them, in hundredths", () => {
    const document = terms({ pointsPerUnit: "0.01", minimumOrderMinor: "500" });
    const program = {
      ...published(document, "JPY"),
      earn: { ...demoProgram.earn, currency: "JPY" },
    };
    const yen = { program, currency: "JPY" };
    expect(seen(document, { price: 100_000 }, yen)).toBe("Earns you 10 Beans");
    expect(seen(document, { price: 40_000 }, yen)).toBe("");
  });
});

describe("what no page can know", () => {
  const general = "2 Beans for every €1 you spend";

  test.each([
    ["a segment of customers", rule({ conditions: { segmentIds: ["5"] } })],
    ["how long somebody is a member", rule({ conditions: { members: { kind: "new", days: 30 } } })],
  ])("%s is left out of the number, which is then the least", (_what, extra) => {
    expect(seen(terms({ rules: [extra] }), { price: 1_000 })).toBe("Earns you at least 10 Beans");
  });

  test.each([
    ["who joined it", { optIn: true }],
    ["what is left of its budget", { budget: "1000" }],
    ["what is left of it for a member", { perMemberLimit: "10" }],
  ])("of a campaign, %s", (_what, limits) => {
    const document = terms({ campaigns: [campaign(limits)] });
    expect(seen(document, { price: 1_000 })).toBe("Earns you at least 10 Beans");
  });

  test("what a limit of the day, of the year or of all still leaves makes it the most", () => {
    expect(seen(terms({ perDayCap: "8" }), { price: 1_000 })).toBe("Earns you up to 8 Beans");
    expect(seen(terms({ perYearCap: "80" }), { price: 1_000 })).toBe("Earns you up to 10 Beans");
    expect(seen(terms({ perOrderCap: "8" }), { price: 1_000 })).toBe("Earns you 8 Beans");
  });

  test("where it knows neither the least nor the most, it tells how orders earn at all", () => {
    const unsure = [rule({ conditions: { segmentIds: ["5"] } })];
    const price = { price: 1_000 };
    expect(seen(terms({ rules: unsure, perDayCap: "8" }), price)).toBe(general);
    expect(seen(terms({ rules: unsure, stacking: "newest" }), price)).toBe(general);
    expect(seen(terms({ taxIncluded: false }), price)).toBe(general);
    expect(seen(terms(), price, { taxesIncluded: false })).toBe(general);
    expect(seen(terms(), price, { currency: "USD" })).toContain("2 Beans for every 1.00 EUR");
    const list = [{ id: "a", name: "A", entry: "manual" as const }];
    const crossing = terms({ tiers: { list, crossingOrderEarnsNewRate: true } });
    expect(seen(crossing, price)).toBe(general);
  });

  test("currencies with more decimals than Liquid tells are not worked out", () => {
    const { timeZone } = context();
    expect(storefrontTerms(terms(), { currency: "KWD", timeZone, now: PLACED_AT })).toBeNull();
    expect(seen(terms(), { price: 1_000 }, { program: { ...demoProgram, orders: null } })).toBe(
      general,
    );
  });
});

describe("variants", () => {
  const document = terms({ rules: [rule({ effect: perUnit("1") })] });

  test("of equal worth share a text, and the chosen one's is shown", () => {
    const markup = render(document, productOf({ price: 500 }, { price: 800 }, { price: 500 }));
    expect(markup).toMatch(/data-variants=" 9002 9004 "\s*>Earns you 10/);
    expect(markup).toMatch(/data-variants=" 9003 "\s+hidden>Earns you 16/);
  });

  test("of a product with very many leave the others to how orders earn at all", () => {
    const items = Array.from({ length: 101 }, () => ({ price: 500 })) as [Item, ...Item[]];
    const markup = render(document, productOf(...items));
    expect(markup).toMatch(/data-variants=" 9002 "\s*>Earns you 10/);
    expect(markup).toMatch(/data-variants="\s+"\s+hidden>2&nbsp;Beans/);
    expect(markup.match(/data-variants/g)).toHaveLength(2);
  });

  test("are those of the chosen product on every page, and of none on a page without one", () => {
    const product = productOf({ price: 500 });
    expect(readable(render(document, null as never, { settings: { product } }))).toContain("10");
    expect(readable(render(document, null as never))).toBe("");
    expect(readable(render(document, null as never, { isDesignMode: true }))).toContain(
      "product page",
    );
  });
});

test.each([
  ["de", "Bringt dir mindestens 10 Beans"],
  ["fr", "Vous rapporte au moins 10 Beans"],
  ["es", "Te da al menos 10 Beans"],
  ["tr", "Size en az 10 Beans kazandırır"],
])("speaks %s", (locale, words) => {
  const document = terms({ campaigns: [campaign({ optIn: true })] });
  expect(seen(document, { price: 1_000 }, { locale }).replaceAll("\u00a0", " ")).toBe(words);
});
