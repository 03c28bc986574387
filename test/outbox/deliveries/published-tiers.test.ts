// What the theme blocks are told of tiers: no whole number as text, no amount without its decimals,
// and nothing asked where nothing is asked.
import { expect, test } from "vitest";
import { publishedTiers } from "../../../app/outbox/deliveries/published-tiers.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

type Tiers = NonNullable<ProgramDocumentInput["tiers"]>;

function published(list: Tiers["list"], currency = "EUR") {
  const input = { ...PROGRAM_INPUT, tiers: { window: { kind: "lifetime" as const }, list } };
  return publishedTiers(programDocumentSchema.parse(input).tiers, currency);
}

const nothing = { multiplier: null, entryPoints: 0, benefits: [], discountPercent: null };
const noPerks = { ...nothing, freeShipping: false, minimum: null };

test("a program without tiers has none to show", () => {
  expect(publishedTiers(programDocumentSchema.parse(PROGRAM_INPUT).tiers, "EUR")).toBeNull();
});

test("thresholds are amounts of the currency, and whole numbers", () => {
  const spend = { counter: "spend" as const, atLeast: "30000" };
  const nights = { counter: "nights" as const, atLeast: "10" };
  const enter = { anyOf: [{ allOf: [spend, nights] }, { allOf: [nights] }] };
  const tier = { id: "silver", name: "Silver", enter };
  expect(published([tier])?.list).toEqual([
    {
      ...noPerks,
      id: "silver",
      name: "Silver",
      entry: "earned",
      ways: [
        [
          { counter: "spend", amount: "300.00" },
          { counter: "nights", count: 10 },
        ],
        [{ counter: "nights", count: 10 }],
      ],
    },
  ]);
  expect(published([tier], "JPY")?.list[0]?.ways[0]?.[0]).toEqual({
    counter: "spend",
    amount: "30000",
  });
});

test("one way that asks nothing makes it everybody's, and invitations ask for no counter", () => {
  const nights = { allOf: [{ counter: "nights" as const, atLeast: "10" }] };
  const all = published([
    { id: "a", name: "A", enter: { anyOf: [nights, { allOf: [] }] } },
    { id: "b", name: "B", entry: "invitation" },
  ]);
  expect(all?.list.map(({ entry, ways }) => ({ entry, ways }))).toEqual([
    { entry: "earned", ways: [] },
    { entry: "invitation", ways: [] },
  ]);
});

test("what a tier gives is told as it is written, multipliers without needless zeros", () => {
  const tier = {
    id: "gold",
    name: "Gold",
    entry: "manual" as const,
    entryPoints: "100",
    benefits: ["A seat"],
    perks: { discountPercent: "12.5", freeShipping: true, minimumSubtotalMinor: "3000" },
  };
  const [one, two] = ["1.50", "1.00"].map(
    (earnMultiplier) => published([{ ...tier, earnMultiplier }])?.list[0],
  );
  expect(one).toEqual({
    id: "gold",
    name: "Gold",
    entry: "manual",
    ways: [],
    multiplier: "1.5",
    entryPoints: 100,
    benefits: ["A seat"],
    discountPercent: "12.5",
    freeShipping: true,
    minimum: "30.00",
  });
  expect(two?.multiplier).toBeNull();
});
