// Which points that came back members are told of, and what is told together.
import { describe, expect, test } from "vitest";
import {
  type PointsBackReason,
  pointsBackReason,
  timeOfReturn,
} from "../../../app/core/rewards/points-back.ts";
import type { Redemption } from "../../../app/core/rewards/redemption.ts";

const MINUTE_MS = 60_000;
const asked = Date.parse("2026-03-01T12:00:00Z");

/** As far as it matters here. */
function redemption(changes: Partial<Redemption>): Redemption {
  const plain = { requestKey: "key", requestedAt: asked, endedAt: asked + 2 * MINUTE_MS };
  const spent = { ...plain, occasion: null };
  return { ...spent, status: "returned", returnReason: null, ...changes } as Redemption;
}

describe("points that came back", () => {
  test.each<[Redemption["returnReason"], PointsBackReason | null]>([
    ["expired", "expired"],
    ["order_refunded", "order_refunded"],
    ["deleted_in_shopify", "withdrawn"],
    ["cancelled_by_merchant", "withdrawn"],
    ["cancelled_by_shopper", null],
  ])("because of %s are told of as %s", (returnReason, told) => {
    expect(pointsBackReason(redemption({ returnReason }))).toBe(told);
  });

  test("are not told of while they are not back", () => {
    for (const status of ["issued", "returning", "used", "reserved", "unsettled"] as const) {
      expect(pointsBackReason(redemption({ status, returnReason: "expired" }))).toBeNull();
    }
  });

  test("because Shopify refused are told of where the member had gone by then", () => {
    const refusedAt = (endedAt: number) => redemption({ status: "refused", endedAt });
    expect(pointsBackReason(refusedAt(asked + MINUTE_MS))).toBeNull();
    expect(pointsBackReason(refusedAt(asked + MINUTE_MS + 1))).toBe("refused");
  });

  test("because Shopify refused what was to issue itself are not: nobody had asked", () => {
    for (const requestKey of ["auto/five/2026-03-01/1", "merged/id/auto/five/2026-03-01/1"]) {
      expect(pointsBackReason(redemption({ status: "refused", requestKey }))).toBeNull();
      const expired = redemption({ requestKey, returnReason: "expired" });
      expect(pointsBackReason(expired)).toBe("expired");
    }
  });
});

test("what comes back within a quarter of an hour is told together", () => {
  const from = Date.parse("2026-03-01T12:15:00Z");
  const until = from + 15 * MINUTE_MS;
  for (const now of [from, from + MINUTE_MS, until - 1]) {
    expect(timeOfReturn(now)).toEqual({ from, until });
  }
  expect(timeOfReturn(until).from).toBe(until);
});
