// A document can say what well-known programs do, and is counted as they publish it.
import { describe, expect, test } from "vitest";
import { instantOfLocal, localTimeOf } from "../../../app/core/calendar/local-time.ts";
import { balanceExpiry, lotExpiry } from "../../../app/core/expiry/expiry-of.ts";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import type { ProgramDocument } from "../../../app/core/program/document.ts";
import type { Counter } from "../../../app/core/program/tier-terms.ts";
import { NO_SUMS } from "../../../app/core/tiers/counters.ts";
import { entersBy } from "../../../app/core/tiers/requirement.ts";
import { worth } from "../../support/earning.ts";
import { KNOWN_PROGRAMS } from "../../support/known-programs.ts";
import { ORDER_ID, line, orderSeen } from "../../support/order-builder.ts";

type Name = keyof typeof KNOWN_PROGRAMS;

const ZONE = "America/Los_Angeles";

function documentOf(name: Name): ProgramDocument {
  const parsed = parseProgramDocument(KNOWN_PROGRAMS[name], { currency: "USD" });
  if (parsed.outcome === "valid") return parsed.document;
  throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join("; "));
}

/** The points of an order of 100.00 by a member of a tier, on a date. */
function earnedBy(
  name: Name,
  tierId: string | null,
  { date = "2026-03-20", productTags = [] }: { date?: string; productTags?: string[] } = {},
): bigint {
  const placedAt = instantOfLocal(`${date}T10:00`, ZONE, "earlier");
  const lines = [line({ price: "100.00", productId: "12" })];
  const product = { productId: "12", askedAt: placedAt, tags: productTags, collectionIds: [] };
  const facts = { products: [{ ...product, gap: null }], buyer: null, payments: [] };
  const told = { type: "facts_seen", orderId: ORDER_ID, facts } as const;
  const events = [orderSeen({ placedAt, lines }), told];
  return worth(documentOf(name), events, { tierId, timeZone: ZONE });
}

/** The first day on which points of a day no longer can be spent. */
function endOf(name: Name, tierId: string | null, date: string): string | null {
  const { expiry } = documentOf(name);
  const accruedAt = instantOfLocal(`${date}T10:00`, ZONE, "earlier");
  const end =
    lotExpiry(expiry, { accruedAt, tierId }, ZONE) ??
    balanceExpiry(expiry, { activityAt: accruedAt, tierId }, ZONE);
  return end === null ? null : localTimeOf(end, ZONE).date;
}

/** The highest tier that the counters reach. */
function tierOf(name: Name, reached: Partial<Record<Counter, number>>): string | undefined {
  const list = documentOf(name).tiers?.list ?? [];
  const counted = Object.entries(reached).map(([counter, sum]) => [counter, BigInt(sum)]);
  const sums = { ...NO_SUMS, ...Object.fromEntries(counted) };
  return list.findLast((tier) => entersBy(tier, sums))?.name;
}

describe("the document of", () => {
  test.each(Object.keys(KNOWN_PROGRAMS) as Name[])("%s can work", (name) => {
    expect(documentOf(name).rewards).toHaveLength(1);
  });

  test.each<[Name, string | null, bigint]>([
    ["coffeeShop", null, 100n],
    ["starbucks", "green", 100n],
    ["starbucks", "gold", 120n],
    ["starbucks", "reserve", 170n],
    ["dsw", "gold", 100n],
    ["dsw", "elite", 200n],
    ["xplrPass", null, 100n],
    ["alaska", "gold", 200n],
    ["marriott", "member", 1_000n],
    ["marriott", "silver", 1_100n],
    ["marriott", "titanium", 1_750n],
    ["oneKey", "platinum", 200n],
    ["classic", "platinum", 200n],
  ])("%s gives a member of %s for 100.00: %d", (name, tierId, points) => {
    expect(earnedBy(name, tierId)).toBe(points);
  });

  test.each<[Name, string, string, string | null]>([
    ["starbucks", "green", "2020-12-15", "2021-07-01"],
    ["starbucks", "gold", "2020-12-15", null],
    ["dsw", "club", "2026-03-20", "2028-03-21"],
    ["sephora", "rouge", "2026-03-20", "2027-03-21"],
    ["marriott", "gold", "2026-03-20", "2028-03-21"],
    ["oneKey", "blue", "2026-03-20", "2027-09-21"],
    ["classic", "gold", "2024-02-29", "2025-03-01"],
    ["coffeeShop", "", "2026-03-20", null],
  ])("%s ends points of a member of %s, earned on %s: %s", (name, tierId, date, end) => {
    expect(endOf(name, tierId, date)).toBe(end);
  });

  test.each<[Name, Partial<Record<Counter, number>>, string | undefined]>([
    ["starbucks", { points: 499 }, "Green"],
    ["starbucks", { points: 2_500 }, "Reserve"],
    ["dsw", { spend: 20_000 }, "Gold"],
    ["sephora", { spend: 99_999 }, "VIB"],
    ["alaska", { points: 19_999, events: 29 }, undefined],
    ["alaska", { points: 5, events: 60 }, "Gold"],
    ["alaska", { points: 100_000 }, "Gold100K"],
    ["marriott", { nights: 120 }, "Titanium"],
    ["marriott", { nights: 100, spend: 2_300_000 }, "Ambassador"],
    ["oneKey", { items: 15 }, "Gold"],
    ["classic", { spend: 149_999 }, "Gold"],
  ])("%s ranks who reached %j: %s", (name, reached, tier) => {
    expect(tierOf(name, reached)).toBe(tier);
  });
});

describe("Starbucks", () => {
  test("doubles Stars for one day on the shop's calendar", () => {
    expect(earnedBy("starbucks", "green", { date: "2026-04-06" })).toBe(100n);
    expect(earnedBy("starbucks", "green", { date: "2026-04-07" })).toBe(200n);
    expect(earnedBy("starbucks", "green", { date: "2026-04-08" })).toBe(100n);
  });
});

describe("Alaska", () => {
  test("counts tier bonus and promotion on base miles each, without compounding", () => {
    expect(earnedBy("alaska", "gold", { date: "2026-10-01" })).toBe(100n + 100n + 100n);
    expect(earnedBy("alaska", "mvp", { date: "2026-10-01" })).toBe(100n + 50n + 100n);
  });
});

describe("One Key", () => {
  test.each([
    ["blue", 200n],
    ["silver", 300n],
    ["gold", 400n],
    ["platinum", 600n],
  ])("gives members of %s for 100.00 of VIP products: %d", (tierId, points) => {
    expect(earnedBy("oneKey", tierId, { productTags: ["vip"] })).toBe(points);
  });
});
