// Random programs, random orders, random deliveries.
import fc from "fast-check";
import { parseProgramDocument } from "../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { type Join, joinsOf, optIn } from "./joins.ts";
import type { Deed, Goods, Life, Payments, StoreCurrency } from "./store.ts";
import { EUR, productId } from "./store.ts";
import { meantFor, tiersMeant } from "./tier-conditions.ts";

export const PRODUCTS = 3;
export const CUSTOMERS = 2;

/** How the webhooks of all orders reach the app. Numbers are positions in what is left to send. */
export interface Postman {
  readonly picks: readonly number[];
  /** Webhooks that come once more, at once or later. */
  readonly twice: readonly number[];
  /** Webhooks that never come: the sweep repairs them. */
  readonly lost: readonly number[];
  /** After how many webhooks a customer asks for a voucher. */
  readonly wishes: readonly { readonly after: number; readonly customer: number }[];
  readonly joins?: readonly Join[];
}

export interface World {
  readonly program: ProgramDocumentInput;
  readonly currency: StoreCurrency;
  readonly lives: readonly Life[];
  readonly postman: Postman;
}

export const goods: fc.Arbitrary<Goods> = fc
  .record({
    kind: fc.constantFrom("product", "product", "product", "gift_card", "tip"),
    product: fc.nat(PRODUCTS - 1),
    priceCents: fc.oneof(
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 6, arbitrary: fc.integer({ min: 500, max: 9_999 }) },
    ),
    quantity: fc.constantFrom(0, 1, 1, 1, 2, 3, 4),
    discountCents: fc.oneof(fc.constant(0), fc.nat(900)),
    taxCents: fc.oneof(fc.constant(0), fc.nat(300)),
  })
  // Nothing is discounted by more than it costs.
  .map((each) => ({
    ...each,
    discountCents: Math.min(each.discountCents, each.priceCents * each.quantity),
  }));

export const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    type: fc.constantFrom("pay" as const, "pay", "cancel", "fulfil", "fulfil", "touch"),
  }),
  fc.record({ type: fc.constant("customer" as const), customer: fc.nat(CUSTOMERS - 1) }),
  fc.record({
    type: fc.constant("refund_units" as const),
    line: fc.nat(3),
    units: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ type: fc.constant("refund_amount" as const), cents: fc.nat(8_000) }),
  fc.record({ type: fc.constant("refund_shipping" as const), cents: fc.nat(900) }),
  fc.record({ type: fc.constant("remove_unit" as const), line: fc.nat(3) }),
  fc.record({ type: fc.constant("add_line" as const), goods }),
);

const quarters = fc.constantFrom<Payments[]>(
  { giftCardQuarters: 0, storeCreditQuarters: 0 },
  { giftCardQuarters: 0, storeCreditQuarters: 0 },
  { giftCardQuarters: 1, storeCreditQuarters: 0 },
  { giftCardQuarters: 2, storeCreditQuarters: 1 },
  { giftCardQuarters: 0, storeCreditQuarters: 4 },
);

/** What Shopify tells of an order beside its goods. */
export const circumstances = {
  buyer: fc.record({
    tags: fc.subarray(["b2b", "vip"]),
    segmentIds: fc.subarray(["61", "62"]),
  }),
  payments: quarters,
  isForeign: fc.constantFrom(false, false, true),
};

const life: fc.Arbitrary<Life> = fc.record({
  ...circumstances,
  placedAfterMinutes: fc.nat(4 * 24 * 60),
  channel: fc.constantFrom("web", "pos", "draft"),
  customer: fc.constantFrom(0, 0, 0, 1, null),
  goods: fc.array(goods, { minLength: 1, maxLength: 3 }),
  shippingCents: fc.constantFrom(0, 490),
  taxesIncluded: fc.boolean(),
  deeds: fc
    .tuple(fc.constantFrom(true, true, true, false), fc.array(deed, { maxLength: 5 }))
    .map(([paysFirst, deeds]) => (paysFirst ? [{ type: "pay" } as Deed, ...deeds] : deeds)),
});

const rates = fc.constantFrom("1", "1", "2", "0.5", "1.25", "0.0001", "5");
export const limits = (...points: string[]) =>
  fc.constantFrom<(string | null)[]>(null, null, ...points);

interface NamedProducts {
  readonly productIds: string[];
  readonly tags?: string[];
  readonly collectionIds?: string[];
}

const products: fc.Arbitrary<NamedProducts> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .subarray([0, 1, 2].slice(0, PRODUCTS))
      .map((chosen) => ({ productIds: chosen.map(productId) })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<NamedProducts[]>(
      { productIds: [], tags: ["Coffee"] },
      { productIds: [], tags: ["tea"], collectionIds: ["501"] },
      { productIds: [productId(2)], collectionIds: ["502"] },
    ),
  },
);

export const conditions = fc.record({
  products,
  excludedProducts: fc.constantFrom<{ productIds?: string[] }[]>(
    {},
    {},
    { productIds: [productId(1)] },
  ),
  channels: fc.subarray(["online", "pos", "other"] as const, { maxLength: 2 }),
  customerTags: fc.constantFrom<string[][]>([], [], [], ["Vip"], ["b2b", "VIP"]),
  segmentIds: fc.constantFrom<string[][]>([], [], [], ["61"], ["61", "62"]),
  minimumOrderMinor: fc.constantFrom("0", "0", "2000", "6000"),
});

export const effect = fc.oneof(
  fc.record({
    kind: fc.constant("multiplier" as const),
    multiplier: fc.constantFrom("2", "1.5", "3", "0.5"),
  }),
  fc.record({ kind: fc.constant("bonus_per_unit" as const), points: fc.constantFrom("1", "0.25") }),
  fc.record({ kind: fc.constant("bonus_per_item" as const), points: fc.constantFrom("5", "1") }),
  fc.record({ kind: fc.constant("bonus_per_order" as const), points: fc.constantFrom("50", "7") }),
);

const rule = fc.record({
  addedOn: fc.constantFrom("2026-01-01", "2026-02-28", "2026-03-01"),
  effect,
  conditions,
});

const campaign = fc.record({
  startsAt: fc.constantFrom("2026-02-27T22:00", "2026-02-28T00:00", "2026-03-01T12:00"),
  endsAt: fc.constantFrom("2026-03-01T18:30", "2026-03-02T00:00", "2026-03-10T00:00"),
  weekdays: fc.constantFrom<number[][]>([], [], [6, 7], [1, 5, 6, 7]),
  hours: fc.constantFrom(
    null,
    null,
    { from: "18:00", until: "00:00" },
    { from: "22:00", until: "06:00" },
  ),
  effect,
  conditions,
  optIn,
  budget: limits("100", "500"),
  perMemberLimit: limits("60", "100"),
});

/** A program document as a merchant might have typed it, without tiers. */
export const earning = fc.record({
  pointsPerUnit: rates,
  taxIncluded: fc.boolean(),
  shippingIncluded: fc.boolean(),
  giftCardsIncluded: fc.boolean(),
  giftCardPaymentsIncluded: fc.boolean(),
  storeCreditPaymentsIncluded: fc.boolean(),
  discountsDeducted: fc.boolean(),
  minimumOrderMinor: fc.constantFrom("0", "0", "1000", "5000"),
  stacking: fc.constantFrom("best" as const, "sum", "newest", "bonus_on_base"),
  excludedProducts: fc.constantFrom<{ productIds?: string[]; tags?: string[] }[]>(
    {},
    {},
    {},
    { productIds: [productId(2)] },
    { tags: ["NEW"] },
  ),
  productMultipliers: fc
    .array(fc.record({ products, multiplier: fc.constantFrom("2", "0", "0.5") }), { maxLength: 2 })
    .map((list) =>
      list
        .filter((each) => Object.values(each.products).flat().length > 0)
        .map((each, index) => ({ id: `times-${index}`, ...each })),
    ),
  rules: fc
    .array(rule, { maxLength: 2 })
    .map((list) => list.map((each, index) => ({ id: `rule-${index}`, name: "Rule", ...each }))),
});

/** Limits that one order after the other uses up; each is no smaller than the one before. */
const caps = fc
  .tuple(limits("60", "90"), limits("90", "150"), limits("150", "200"), limits("200", "400"))
  .map(([perOrderCap, perDayCap, perYearCap, programBudget]) => ({
    perOrderCap,
    perDayCap,
    perYearCap,
    programBudget,
  }));

const reached = (counter: "spend" | "orders" | "items" | "points", atLeast: string) => ({
  anyOf: [{ allOf: [{ counter, atLeast }] }],
});

const tiers = fc
  .record({
    counter: fc.constantFrom("spend" as const, "orders", "items", "points"),
    crossingOrderEarnsNewRate: fc.boolean(),
    window: fc.constantFrom({ kind: "calendar_year" as const }, { kind: "lifetime" as const }),
  })
  .map(({ counter, crossingOrderEarnsNewRate, window }) => {
    const steps = {
      spend: ["6000", "15000"],
      orders: ["2", "3"],
      items: ["3", "7"],
      points: ["50", "120"],
    };
    const [silver = "", gold = ""] = steps[counter];
    return {
      window,
      validity: { kind: "forever" as const },
      downgrade: "none" as const,
      crossingOrderEarnsNewRate,
      list: [
        { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } },
        { id: "silver", name: "Silver", earnMultiplier: "1.5", enter: reached(counter, silver) },
        { id: "gold", name: "Gold", earnMultiplier: "2", enter: reached(counter, gold) },
      ],
    };
  });

export const currency = fc.constantFrom<StoreCurrency[]>(
  EUR,
  EUR,
  EUR,
  { code: "JPY", decimals: 0 },
  { code: "KWD", decimals: 3 },
);

const anyProgram = fc
  .record({
    meant: tiersMeant,
    earning: fc.tuple(earning, caps).map(([terms, most]) => ({ ...terms, ...most })),
    campaigns: fc
      .array(campaign, { maxLength: 2 })
      .map((list) =>
        list.map((each, index) => ({ id: `campaign-${index}`, name: "More", ...each })),
      ),
    rounding: fc.constantFrom("floor" as const, "half_up", "ceiling"),
    pending: fc.constantFrom(
      { kind: "none" as const },
      { kind: "none" as const },
      { kind: "fulfilment" as const, days: 0 },
    ),
    shortfallPolicy: fc.constantFrom("repay" as const, "forgive", "pending_only"),
    tiers: fc.option(tiers, { freq: 3 }),
  })
  .map(({ meant, ...terms }) => (terms.tiers ? meantFor(meant, terms) : terms))
  .map((terms): ProgramDocumentInput => ({
    ...terms,
    rewards: [{ id: "five-off", kind: "amount_off", amountMinor: "500", points: "100" }],
  }));

/** Whether a store of that currency could save it. */
export function validIn({ code }: StoreCurrency): (document: ProgramDocumentInput) => boolean {
  return (document) => parseProgramDocument(document, { currency: code }).outcome === "valid";
}

const positions = fc.array(fc.nat(1_000), { maxLength: 60 });

export const worlds: fc.Arbitrary<World> = fc.noBias(
  currency.chain((own) =>
    fc.record({
      program: anyProgram.filter(validIn(own)),
      currency: fc.constant(own),
      lives: fc.array(life, { minLength: 1, maxLength: 5 }),
      postman: fc.record({
        picks: positions,
        twice: fc.array(fc.nat(1_000), { maxLength: 4 }),
        lost: fc.array(fc.nat(1_000), { maxLength: 4 }),
        joins: joinsOf(CUSTOMERS),
        wishes: fc.oneof(
          fc.constant([]),
          fc.array(fc.record({ after: fc.nat(20), customer: fc.nat(CUSTOMERS - 1) }), {
            maxLength: 3,
          }),
        ),
      }),
    }),
  ),
);
