// What is ahead of a member among the tiers: said before a night decides, and as the night will
// decide it.
import { describe, expect, test } from "vitest";
import { instantOfLocal } from "../../../app/core/calendar/local-time.ts";
import { NO_SUMS } from "../../../app/core/tiers/counters.ts";
import type { CounterSums } from "../../../app/core/tiers/counters.ts";
import { NO_TIER } from "../../../app/core/tiers/standing.ts";
import type { TierStanding } from "../../../app/core/tiers/standing.ts";
import { outlookSpans, tierOutlook } from "../../../app/core/tiers/tier-outlook.ts";
import { reachedShare } from "../../../app/core/tiers/requirement.ts";
import { countsThrough } from "../../../app/core/tiers/window.ts";
import { EVERYBODY, atLeast, ladder } from "../../support/tier-model.ts";

const timeZone = "Europe/Berlin";
const at = (day: string) => instantOfLocal(`${day}T00:00`, timeZone, "earlier");
const enrolledAt = at("2024-02-29");

const orders = (count: number): CounterSums => ({ ...NO_SUMS, orders: BigInt(count) });
const held = (until: string, changes: Partial<TierStanding> = {}): TierStanding => ({
  tierId: "gold",
  since: at("2026-03-01"),
  until: at(until),
  reason: "earned",
  ...changes,
});

/** With the sums of as many windows as are asked for. */
const ahead = (
  terms: ReturnType<typeof ladder>,
  standing: TierStanding,
  today: string,
  ...sums: CounterSums[]
) => {
  const input = { terms, standing, enrolledAt, timeZone, now: at(today) };
  expect(outlookSpans(input)).toHaveLength(sums.length);
  return tierOutlook(input, sums);
};

describe("the share of a tier that is reached", () => {
  const both = { anyOf: [{ allOf: [atLeast("spend", 300), atLeast("orders", 4)].flatMap(first) }] };
  const either = { anyOf: [...atLeast("spend", 300).anyOf, ...atLeast("orders", 4).anyOf] };

  test.each([
    ["of a way, that of which the most is missing", both, { spend: 299n, orders: 1n }, 250n],
    ["of several ways, that of the nearest", either, { spend: 299n, orders: 1n }, 996n],
    ["rounded down: what is missing never looks like nothing", either, { orders: 3n }, 750n],
    ["whole, where it is met", both, { spend: 300n, orders: 9n }, 1_000n],
    ["whole, where nothing is asked", EVERYBODY, {}, 1_000n],
    ["nothing, below zero after refunds", either, { spend: -50n }, 0n],
  ])("is %s", (_, requirement, sums, share) => {
    expect(reachedShare(requirement, { ...NO_SUMS, ...sums })).toBe(share);
  });

  test("is whole only where the threshold is met, however large it is", () => {
    const much = atLeast("spend", "900000000000000000");
    expect(reachedShare(much, { ...NO_SUMS, spend: 899_999_999_999_999_999n })).toBe(999n);
  });
});

function first({ anyOf }: ReturnType<typeof atLeast>) {
  return anyOf[0]?.allOf ?? [];
}

describe("until when something counts", () => {
  const moment = { at: at("2026-07-01"), enrolledAt, timeZone };

  test("is the end of the year, or of the member's own", () => {
    expect(countsThrough({ kind: "calendar_year" }, moment)).toBe("2026-12-31");
    // Enrolled on 29 February: the year ends on the 27th where there is none.
    expect(countsThrough({ kind: "membership_year" }, moment)).toBe("2027-02-27");
  });

  test("is not known where nothing is ever forgotten", () => {
    expect(countsThrough({ kind: "lifetime" }, moment)).toBeNull();
  });

  test("is the day after which the first unit drops out of the last months", () => {
    const rolling = { kind: "rolling", months: 12 } as const;
    expect(countsThrough(rolling, { ...moment, oldest: at("2025-08-31") })).toBe("2026-08-31");
    expect(countsThrough(rolling, moment)).toBeNull();
  });
});

describe("the tier that is held", () => {
  const yearly = ladder("orders", { gold: 2, platinum: 9 }, { window: { kind: "calendar_year" } });

  test("is nothing for who is in none, and everyone's tier has no end", () => {
    const outlook = ahead(yearly, NO_TIER, "2026-07-01", orders(1));
    expect(outlook).toMatchObject({ tier: null, keep: null });
    expect(outlook.next).toMatchObject({ tier: { id: "gold" }, share: 500n });
    expect(outlook.next?.through).toBe("2026-12-31");
    const base = held("2028-01-01", { tierId: "base" });
    expect(ahead(yearly, base, "2026-07-01", orders(1)).keep).toBeNull();
  });

  test("cannot be made longer by the year that gave it", () => {
    expect(ahead(yearly, held("2028-01-01"), "2026-07-01", orders(2)).keep).toEqual({
      lastDay: "2027-12-31",
      asks: null,
    });
  });

  test("asks for as much again in the last year, and until its end", () => {
    const asked = ahead(yearly, held("2028-01-01"), "2027-07-01", orders(1), orders(1)).keep;
    expect(asked).toEqual({
      lastDay: "2027-12-31",
      asks: { through: "2027-12-31", ways: [[{ counter: "orders", missing: 1n }]] },
    });
  });

  test("is kept, as things stand, once that is there", () => {
    const kept = ahead(yearly, held("2028-01-01"), "2027-07-01", orders(2), orders(2)).keep;
    expect(kept).toEqual({
      lastDay: "2027-12-31",
      asks: { through: "2027-12-31", ways: [] },
    });
  });

  test("asks less to be kept where the program says so", () => {
    const terms = ladder("orders", { gold: 5 }, { window: { kind: "calendar_year" } });
    const [base, gold] = terms.list;
    if (!base || !gold) throw new Error("A ladder has two tiers");
    const eased = { ...terms, list: [base, { ...gold, keep: atLeast("orders", 2) }] };
    const { keep } = ahead(eased, held("2028-01-01"), "2027-07-01", orders(1), orders(1));
    expect(keep?.asks?.ways).toEqual([[{ counter: "orders", missing: 1n }]]);
  });

  test("is lost some days later where there is grace, and can be kept in them, too", () => {
    const graceful = { ...yearly, graceDays: 30 };
    const { keep } = ahead(graceful, held("2028-01-01"), "2027-07-01", orders(1), orders(1));
    expect(keep).toMatchObject({ lastDay: "2028-01-30", asks: { through: "2027-12-31" } });
    const late = ahead(
      graceful,
      held("2028-01-01"),
      "2028-01-10",
      orders(1),
      orders(1),
      orders(1),
      orders(1),
    );
    expect(late.keep).toMatchObject({ lastDay: "2028-01-30", asks: { through: "2028-01-30" } });
  });

  test("that a person gave has a day, and asks for nothing", () => {
    const given = held("2026-09-01", { reason: "manual" });
    expect(ahead(yearly, given, "2026-07-01", orders(0)).keep).toEqual({
      lastDay: "2026-08-31",
      asks: null,
    });
  });

  test("counts the last months as of its end", () => {
    const rolling = ladder(
      "orders",
      { gold: 2 },
      { window: { kind: "rolling", months: 12 }, validity: { kind: "months", months: 12 } },
    );
    const standing = held("2027-03-02");
    const { keep } = ahead(rolling, standing, "2026-07-01", orders(2), orders(1));
    expect(keep).toEqual({
      lastDay: "2027-03-01",
      asks: { through: "2027-03-01", ways: [[{ counter: "orders", missing: 1n }]] },
    });
  });

  test("that a night should have ended already is not promised for any day", () => {
    expect(ahead(yearly, held("2026-06-30"), "2026-07-01", orders(0)).keep).toBeNull();
  });
});
