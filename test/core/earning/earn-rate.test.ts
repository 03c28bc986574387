// What whoever reads is told of how orders earn: the rate of their tier, to the last decimal, and
// who has none that of the tier that a first order enters.
import { describe, expect, test } from "vitest";
import { earnRate } from "../../../app/core/earning/earn-rate.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const documentOf = (pointsPerUnit: string, first = "1", gold = "1.5") =>
  programDocumentSchema.parse({
    ...PROGRAM_INPUT,
    earning: { pointsPerUnit },
    tiers: {
      window: { kind: "lifetime" },
      list: [
        { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] }, earnMultiplier: first },
        {
          id: "gold",
          name: "Gold",
          enter: { anyOf: [{ allOf: [{ counter: "orders", atLeast: "5" }] }] },
          earnMultiplier: gold,
        },
      ],
    },
  });

describe("a member of a tier that earns more", () => {
  test.each([
    ["2", "1.5", "3"],
    ["1", "1.25", "1.25"],
    ["0.5", "1.2", "0.6"],
    ["2", "0.5", "1"],
    // Nothing is rounded.
    ["0.0125", "1.25", "0.015625"],
    ["0.1111", "1.1111", "0.12344321"],
    ["0", "1.5", "0"],
  ])("of %s times %s reads %s", (rate, multiplier, points) => {
    const read = earnRate(documentOf(rate, "1", multiplier), { tierId: "gold" });
    expect(read).toMatchObject({ points, tier: { name: "Gold" } });
  });
});

describe("the base rate is read by", () => {
  const base = { points: "2", tier: null };

  test("members of a tier that earns as everybody does", () => {
    expect(earnRate(documentOf("2"), { tierId: "green" })).toEqual(base);
    expect(earnRate(documentOf("2", "1", "1.00"), { tierId: "gold" })).toEqual(base);
  });

  test("guests, also where the first order would earn more", () => {
    expect(earnRate(documentOf("2", "1.5"), null)).toEqual(base);
  });

  test("members without tiers, or of one that the program has no more", () => {
    expect(earnRate(programDocumentSchema.parse(PROGRAM_INPUT), { tierId: null }).tier).toBeNull();
    expect(earnRate(documentOf("2"), { tierId: "platinum" })).toEqual(base);
  });
});

test("a customer without a tier reads what the first order earns", () => {
  expect(earnRate(documentOf("2", "1.5"), { tierId: null })).toMatchObject({
    points: "3",
    tier: { name: "Green" },
  });
});
