// What a theme is told of earning: whole numbers, and what it cannot know marked as such.
import { describe, expect, test } from "vitest";
import { storefrontTerms } from "../../../app/core/earning/storefront-terms.ts";
import { campaign, perItem, perOrder, perUnit, rule, terms, times } from "../../support/earning.ts";
import type { TermsInput } from "../../support/earning.ts";
import { PLACED_AT } from "../../support/order-builder.ts";

const told = (input: TermsInput = {}, currency = "EUR", now = PLACED_AT) => {
  const found = storefrontTerms(terms(input), { currency, timeZone: "UTC", now });
  if (found === null) throw new Error("Nothing is told");
  return found;
};
const extra = (input: TermsInput) => told(input).extras[0];

describe("everything is a whole number", () => {
  test("of a rate, of multipliers and of bonuses together", () => {
    const rules = [
      rule({ effect: times("1.25") }),
      rule({ id: "unit", effect: perUnit("0.3") }),
      rule({ id: "item", effect: perItem("7") }),
      rule({ id: "order", effect: perOrder("9") }),
    ];
    const { scale, perHundredth, extras } = told({ pointsPerUnit: "0.5", rules });
    // A two-hundredth of a point, a quarter of that, and three thousandths.
    expect({ scale, perHundredth }).toEqual({ scale: 4_000n, perHundredth: 20n });
    expect(extras).toMatchObject([
      { kind: "multiplier", n: 5n, d: 4n },
      { kind: "unit", perHundredth: 12n },
      { kind: "item", points: 7n },
      { kind: "order", points: 9n },
    ]);
  });

  test("also of currencies without decimals, and of those with more than two nothing is told", () => {
    expect(told({ minimumOrderMinor: "500" }, "JPY")).toMatchObject({ minimum: 50_000n });
    const context = { currency: "KWD", timeZone: "UTC", now: PLACED_AT } as const;
    expect(storefrontTerms(terms(), context)).toBeNull();
  });
});

test("of rates with more decimals than a page can compute with, nothing is told", () => {
  const found = (multiplier: string) =>
    storefrontTerms(
      terms({
        pointsPerUnit: "1.0001",
        productMultipliers: [{ id: "m", products: { productIds: ["1"] }, multiplier }],
        rules: [rule({ effect: times("1.0007") })],
      }),
      { currency: "EUR", timeZone: "UTC", now: PLACED_AT },
    );
  expect(found("2")).not.toBeNull();
  expect(found("1.0003")).toBeNull();
});

describe("what no page can know is marked", () => {
  test("where a campaign is limited, or only for who joined it, and where a rule names a segment", () => {
    const ofCampaign = (limits: object) => extra({ campaigns: [campaign(limits)] });
    expect(ofCampaign({})).toMatchObject({ unsure: false });
    for (const limits of [{ budget: "10" }, { perMemberLimit: "10" }, { optIn: true }]) {
      expect(ofCampaign(limits)).toMatchObject({ unsure: true });
    }
    expect(extra({ rules: [rule({ conditions: { segmentIds: ["5"] } })] })).toMatchObject({
      unsure: true,
    });
  });

  test("where shipping may bring an order to what lowers its points", () => {
    const lowering = rule({ effect: times("0.5"), conditions: { minimumOrderMinor: "5000" } });
    const raising = rule({ conditions: { minimumOrderMinor: "5000" } });
    expect(extra({ rules: [lowering] })).toMatchObject({ unsure: false });
    expect(extra({ rules: [lowering], shippingIncluded: true })).toMatchObject({ unsure: true });
    expect(extra({ rules: [raising], shippingIncluded: true })).toMatchObject({ unsure: false });
  });

  test("after so many openings of a campaign that it is not told when it is open", () => {
    const long = { startsAt: "2026-02-01T00:00", endsAt: "2028-02-01T00:00" };
    const hours = { from: "10:00", until: "12:00" };
    const found = extra({ campaigns: [campaign({ ...long, hours })] });
    expect(found).toMatchObject({ unsure: true });
    expect(found?.spans).toHaveLength(401);
  });

  test("where only some discounts lower what counts", () => {
    expect(told().deducted).toBe("all");
    expect(told({ vouchersDeducted: false }).deducted).toBe("some");
    expect(told({ discountsDeducted: false, vouchersDeducted: false }).deducted).toBe("none");
  });
});

test("the oldest comes first where only the newest counts, and what is of the till is left out", () => {
  const rules = [
    rule({ id: "new", addedOn: "2026-02-01", effect: perItem("2") }),
    rule({ id: "old", addedOn: "2026-01-01", effect: perItem("1") }),
    rule({ id: "till", conditions: { channels: ["pos"] } }),
  ];
  const points = (input: TermsInput) =>
    told(input).extras.map((one) => ("points" in one ? one.points : one.kind));
  expect(points({ rules, stacking: "newest" })).toEqual([1n, 2n]);
  expect(points({ rules, stacking: "sum" })).toEqual([2n, 1n]);
});
