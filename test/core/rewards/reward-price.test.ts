// What a reward costs: the usual price or that of a tier, less what a price campaign takes off.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RewardCampaign } from "../../../app/core/program/reward-campaign-terms.ts";
import { lastingPriceOf, priceOf } from "../../../app/core/rewards/reward-price.ts";

const BERLIN = "Europe/Berlin";
const SUMMER = Date.parse("2026-07-15T12:00:00Z");
const reward = (points: bigint, tierPrices: readonly [string, bigint][] = []) => ({
  id: "five",
  points,
  tierPrices: tierPrices.map(([tierId, price]) => ({ tierId, points: price })),
});
const campaign = (percentOff: number, more: Partial<RewardCampaign> = {}): RewardCampaign => ({
  id: `off-${percentOff}`,
  name: "Quiet weeks",
  startsAt: "2026-07-01T00:00",
  endsAt: "2026-08-01T00:00",
  weekdays: [],
  hours: null,
  rewardIds: [],
  percentOff,
  ...more,
});

interface Asked {
  readonly tierId?: string | null;
  readonly now?: number;
  readonly campaigns?: readonly RewardCampaign[];
}

const price = (what: ReturnType<typeof reward>, asked: Asked = {}) =>
  priceOf(what, { tierId: null, now: SUMMER, timeZone: BERLIN, campaigns: [], ...asked });

const forTiers = reward(200n, [
  ["silver", 180n],
  ["gold", 150n],
]);

describe("the price of a tier", () => {
  test("takes the place of the usual one for its own members alone", () => {
    expect(price(forTiers, { tierId: "gold" })).toBe(150n);
    expect(price(forTiers, { tierId: "silver" })).toBe(180n);
    expect(price(forTiers, { tierId: "platinum" })).toBe(200n);
    expect(price(forTiers)).toBe(200n);
  });
});

describe("a price campaign", () => {
  test.each([
    // Worked examples of docs/rewards.md.
    [200n, 25, 150n],
    [99n, 30, 70n],
    [1n, 90, 1n],
    [10n, 90, 1n],
    [11n, 90, 2n],
    [1_000_000_000n, 33, 670_000_000n],
  ])("of %s points takes %s %% off and rounds up to %s", (points, percentOff, expected) => {
    expect(price(reward(points), { campaigns: [campaign(percentOff)] })).toBe(expected);
  });

  test("takes off the price of the tier", () => {
    const asked = { tierId: "gold", campaigns: [campaign(30)] };
    expect(price(forTiers, asked)).toBe(105n);
  });

  test("is not added to another one: that which takes off most counts", () => {
    const campaigns = [campaign(10), campaign(40), campaign(20)];
    expect(price(reward(100n), { campaigns })).toBe(60n);
  });

  test("is for the rewards that it names, or for all", () => {
    expect(price(reward(100n), { campaigns: [campaign(50, { rewardIds: ["ten"] })] })).toBe(100n);
    const named = campaign(50, { rewardIds: ["ten", "five"] });
    expect(price(reward(100n), { campaigns: [named] })).toBe(50n);
  });

  test("runs from its first minute and before its last, on the shop's clock", () => {
    const at = (moment: string) =>
      price(reward(100n), { campaigns: [campaign(50)], now: Date.parse(moment) });
    expect(at("2026-06-30T21:59:59.999Z")).toBe(100n);
    expect(at("2026-06-30T22:00:00Z")).toBe(50n);
    expect(at("2026-07-31T21:59:59.999Z")).toBe(50n);
    expect(at("2026-07-31T22:00:00Z")).toBe(100n);
  });

  test("rests outside its weekdays and hours", () => {
    const tuesdayEvenings = { weekdays: [2], hours: { from: "18:00", until: "22:00" } };
    const at = (moment: string) =>
      price(reward(100n), {
        campaigns: [campaign(50, tuesdayEvenings)],
        now: Date.parse(moment),
      });
    expect(at("2026-07-14T16:00:00Z")).toBe(50n);
    expect(at("2026-07-14T15:59:59Z")).toBe(100n);
    expect(at("2026-07-15T16:00:00Z")).toBe(100n);
  });
});

test("what can be promised is the price without campaigns", () => {
  expect(lastingPriceOf(forTiers, "gold")).toBe(150n);
  expect(lastingPriceOf(forTiers, null)).toBe(200n);
});

test("whatever runs, a price is at least one point, and at most what it is without campaigns", () => {
  const percents = fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 4 });
  const seed = Number(process.env["SEED"] ?? 20_261_122);
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 1_000_000_000n }), percents, (points, offs) => {
      const paid = price(reward(points), { campaigns: offs.map((off) => campaign(off)) });
      const off = BigInt(Math.max(0, ...offs));
      expect(paid).toBeGreaterThanOrEqual(1n);
      expect(paid).toBeLessThanOrEqual(points);
      // Rounded up: not less than the exact price, and by less than one point more.
      expect(paid * 100n).toBeGreaterThanOrEqual(points * (100n - off));
      expect((paid - 1n) * 100n).toBeLessThan(points * (100n - off));
    }),
    { seed },
  );
});
