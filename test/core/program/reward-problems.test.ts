// Rewards that cannot exist are refused in the form, beside the field that can mend them.
import { expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";

const five = { id: "five", kind: "amount_off", points: "100", amountMinor: "500" };
const tenth = { id: "tenth", kind: "percentage_off", points: "100", percent: "10" };
const slider = { id: "slider", kind: "points_for_money", points: "20", amountPerStepMinor: "100" };

function problemsOf(reward: object): string[] {
  const parsed = parseProgramDocument({ rewards: [reward] });
  return parsed.outcome === "valid" ? [] : parsed.problems.map(({ path }) => path);
}

const shipping = { id: "shipping", kind: "free_shipping", points: "60" };

const product = { id: "bag", kind: "free_product", points: "300", variantIds: ["41"] };
const choice = { ...product, variantIds: ["41", "42"], variantNames: ["Light", "Dark"] };
const numbers = (count: number) => Array.from({ length: count }, (_, n) => String(100 + n));
const names = (count: number) => numbers(count).map((number) => `Number ${number}`);

test.each([
  ["a free product", product],
  ["a free product with a name of its own", { ...product, variantNames: ["A bag of coffee"] }],
  ["one of several free products", choice],
  ["one of twenty", { ...product, variantIds: numbers(20), variantNames: names(20) }],
  ["free shipping", shipping],
  ["free shipping to a country", { ...shipping, countries: ["DE"] }],
  ["an amount", five],
  ["a percentage", tenth],
  ["all of it", { ...tenth, percent: "100" }],
  ["points for money", slider],
  ["products", { ...five, items: { productIds: ["1"], variantIds: ["2"] } }],
  ["subscriptions alone", { ...five, purchases: { oneTime: false, subscription: true } }],
])("%s can be a reward", (_, reward) => {
  expect(problemsOf(reward)).toEqual([]);
});

test.each<[string, object, string]>([
  ["two minimums", { ...five, minimumSubtotalMinor: "1", minimumQuantity: 1 }, "minimumQuantity"],
  [
    "products and collections",
    { ...five, items: { productIds: ["1"], collectionIds: ["2"] } },
    "items.collectionIds",
  ],
  [
    "no purchases",
    { ...five, purchases: { oneTime: false, subscription: false } },
    "purchases.oneTime",
  ],
  ["nothing percent", { ...tenth, percent: "0.00" }, "percent"],
  ["more than all of it", { ...tenth, percent: "100.01" }, "percent"],
  ["a share over 100 %", { ...slider, largestSharePercent: 101 }, "largestSharePercent"],
  ["a share of nothing", { ...slider, largestSharePercent: 0 }, "largestSharePercent"],
  ["fewer steps than the fewest", { ...slider, minSteps: 5, maxSteps: 4 }, "maxSteps"],
  [
    "steps beyond any amount",
    { ...slider, amountPerStepMinor: "100000000000", maxSteps: 10_000 },
    "maxSteps",
  ],
  [
    "a share beside a number of items",
    { ...slider, largestSharePercent: 50, minimumQuantity: 2 },
    "minimumQuantity",
  ],
  ["shipping to no country", { ...shipping, countries: ["Germany"] }, "countries.0"],
  [
    "free shipping beside free shipping",
    { ...shipping, combinesWith: { shipping: true } },
    "combinesWith.shipping",
  ],
  ["a stock below nothing", { ...five, stock: -1 }, "stock"],
  ["half a stock", { ...five, stock: 1.5 }, "stock"],
  [
    "a drop that closes as it opens",
    { ...five, drops: [{ id: "a", opensAt: "2026-06-01T09:00", closesAt: "2026-06-01T09:00" }] },
    "drops.0.closesAt",
  ],
  ["a limit of nothing", { ...five, limits: [{ count: 0, period: "day" }] }, "limits.0.count"],
  ["a limit for an hour", { ...five, limits: [{ count: 1, period: "hour" }] }, "limits.0.period"],
  [
    "two limits for the same time",
    {
      ...five,
      limits: [
        { count: 1, period: "day" },
        { count: 2, period: "day" },
      ],
    },
    "limits.1.period",
  ],
  ["a free product that is none", { ...product, variantIds: [] }, "variantIds"],
  ["one of twenty-one", { ...product, variantIds: numbers(21) }, "variantIds"],
  ["a product by its address", { ...product, variantIds: ["gid://x/1"] }, "variantIds.0"],
  ["the same product twice", { ...choice, variantIds: ["41", "41"] }, "variantIds"],
  ["a choice without names", { ...choice, variantNames: [] }, "variantNames"],
  ["a choice with too few names", { ...choice, variantNames: ["Light"] }, "variantNames"],
  ["two names for one product", { ...product, variantNames: ["A", "B"] }, "variantNames"],
  ["a choice between equal names", { ...choice, variantNames: ["A", "A"] }, "variantNames"],
  [
    "a free product on a least order",
    { ...product, minimumSubtotalMinor: "100" },
    "minimumSubtotalMinor",
  ],
  ["a free product among items", { ...product, minimumQuantity: 2 }, "minimumQuantity"],
  ["a kind that does not exist", { ...five, kind: "a_trip" }, "kind"],
  ["a description that is too long", { ...five, description: "x".repeat(301) }, "description"],
])("%s cannot be a reward", (_, reward, field) => {
  expect(problemsOf(reward)).toEqual([`rewards.0.${field}`]);
});
