// When a reward is on sale, by the calendar and the clock of the shop.
import { describe, expect, test } from "vitest";
import type { RewardDrop } from "../../../app/core/program/reward-condition-terms.ts";
import { nextOpening, notOnSale, openDrops } from "../../../app/core/rewards/reward-drops.ts";

const BERLIN = "Europe/Berlin";
const drop = (opensAt: string, closesAt: string | null = null): RewardDrop => ({
  id: opensAt.slice(0, 10),
  opensAt,
  closesAt,
  stock: null,
});
const at = (drops: readonly RewardDrop[], moment: string, zone = BERLIN) =>
  notOnSale(drops, Date.parse(moment), zone);
const closedUntil = (opensAt: string | null) => ({ reason: "not_on_sale", opensAt });

describe("a reward", () => {
  const june = drop("2026-06-01T09:00", "2026-06-02T00:00");
  const july = drop("2026-07-01T09:00", "2026-07-02T00:00");

  test("without drops is always on sale", () => {
    expect(at([], "2026-06-01T00:00:00Z")).toBeNull();
  });

  test("is on sale from the minute in which a drop opens, and before that in which it closes", () => {
    expect(at([june], "2026-06-01T06:59:59.999Z")).toEqual(closedUntil("2026-06-01T09:00"));
    expect(at([june], "2026-06-01T07:00:00Z")).toBeNull();
    expect(at([june], "2026-06-01T21:59:59.999Z")).toBeNull();
    expect(at([june], "2026-06-01T22:00:00Z")).toEqual(closedUntil(null));
  });

  test("between two drops waits for the next one, however they are listed", () => {
    expect(at([july, june], "2026-06-15T00:00:00Z")).toEqual(closedUntil("2026-07-01T09:00"));
    expect(at([july, june], "2026-05-15T00:00:00Z")).toEqual(closedUntil("2026-06-01T09:00"));
  });

  test("whose drop does not close stays on sale", () => {
    expect(at([drop("2026-06-01T09:00")], "2035-01-01T00:00:00Z")).toBeNull();
  });

  test("opens when the shop's clock says so, not that of another zone", () => {
    expect(at([june], "2026-06-01T00:00:00Z", "Asia/Tokyo")).toBeNull();
    expect(at([june], "2026-06-01T00:00:00Z", "UTC")).not.toBeNull();
  });

  test("opens after the gap where clocks skip the time, and at the first of two", () => {
    const skipped = [drop("2026-03-29T02:30")];
    expect(at(skipped, "2026-03-29T00:59:59Z")).not.toBeNull();
    expect(at(skipped, "2026-03-29T01:00:00Z")).toBeNull();
    const twice = [drop("2026-10-25T02:30")];
    expect(at(twice, "2026-10-25T00:29:59Z")).not.toBeNull();
    expect(at(twice, "2026-10-25T00:30:00Z")).toBeNull();
  });
});

describe("drops that are open at once", () => {
  const early = { ...drop("2026-06-01T09:00", "2026-06-03T00:00"), id: "b" };
  const late = { ...drop("2026-06-02T09:00", "2026-06-04T00:00"), id: "a" };
  const coming = drop("2026-07-01T09:00");

  test("come in the order of their ids, in which their places are locked", () => {
    const open = (moment: string) =>
      openDrops([early, late, coming], Date.parse(moment), BERLIN).map(({ id }) => id);
    expect(open("2026-06-01T12:00:00Z")).toEqual(["b"]);
    expect(open("2026-06-02T12:00:00Z")).toEqual(["a", "b"]);
    expect(open("2026-06-03T12:00:00Z")).toEqual(["a"]);
    expect(open("2026-06-20T12:00:00Z")).toEqual([]);
  });

  test("do not keep the next one from being told of", () => {
    const next = (drops: readonly RewardDrop[], moment: string) =>
      nextOpening(drops, Date.parse(moment), BERLIN);
    expect(next([early, coming, late], "2026-06-01T12:00:00Z")).toBe("2026-06-02T09:00");
    expect(next([early, coming, late], "2026-06-02T12:00:00Z")).toBe("2026-07-01T09:00");
    expect(next([early, late], "2026-06-02T12:00:00Z")).toBeNull();
  });
});
