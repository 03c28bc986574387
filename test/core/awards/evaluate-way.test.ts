// Whether a way to earn gives points, and how many.
import { describe, expect, test } from "vitest";
import { evaluateWay } from "../../../app/core/awards/evaluate-way.ts";
import type { EarnedBefore } from "../../../app/core/awards/evaluate-way.ts";
import { isMeant } from "../../../app/core/awards/who-is-meant.ts";
import type { MemberThen } from "../../../app/core/awards/who-is-meant.ts";
import { wayToEarn } from "../../../app/core/program/ways-to-earn-terms.ts";
import type { WayToEarn } from "../../../app/core/program/ways-to-earn-terms.ts";

const EVER = { from: null, before: null };
const nothing: EarnedBefore = { sameAction: 0, limits: [], yearRoom: null };

function review(input: object = {}): WayToEarn {
  return wayToEarn.parse({ id: "r", name: "Review", trigger: "review", points: "50", ...input });
}

function member(changes: Partial<MemberThen> = {}): MemberThen {
  return {
    tierId: null,
    on: "2026-03-01",
    enrolledOn: "2026-01-01",
    lastOrderOn: "2026-02-01",
    customer: null,
    ...changes,
  };
}

const evaluate = (way: WayToEarn, who = member(), before: Partial<EarnedBefore> = {}) =>
  evaluateWay(way, who, { ...nothing, ...before });

describe("a way to earn", () => {
  test("gives its points", () => {
    expect(evaluate(review())).toEqual({ outcome: "gives", points: 50n });
  });

  test("gives nothing where the same was rewarded before", () => {
    expect(evaluate(review(), member(), { sameAction: 1 })).toEqual({
      outcome: "refused",
      reason: "already_earned",
    });
  });

  test("gives nothing once a limit is reached, and the last time before it does", () => {
    const limit = { most: 2, within: EVER };
    expect(evaluate(review(), member(), { limits: [{ ...limit, count: 1 }] }).outcome).toBe(
      "gives",
    );
    expect(evaluate(review(), member(), { limits: [{ ...limit, count: 2 }] })).toEqual({
      outcome: "refused",
      reason: "limit_reached",
    });
  });

  test("gives what is left of the year, and nothing where nothing is", () => {
    expect(evaluate(review(), member(), { yearRoom: 20n })).toEqual({
      outcome: "gives",
      points: 20n,
    });
    expect(evaluate(review(), member(), { yearRoom: 0n })).toEqual({
      outcome: "refused",
      reason: "yearly_limit",
    });
  });

  test("asks Shopify only where all else is met", () => {
    const way = review({ audience: { tiers: ["gold"], customerTags: ["VIP"] } });
    expect(evaluate(way)).toEqual({ outcome: "refused", reason: "wrong_tier" });
    expect(evaluate(way, member({ tierId: "gold" }))).toEqual({
      outcome: "unknown",
      asks: { tags: ["vip"], segmentIds: [] },
    });
  });
});

describe("an audience", () => {
  const meant = (audience: object, who: Partial<MemberThen> = {}) => {
    const answer = isMeant(review({ audience }).audience, member(who));
    return answer.outcome === "not_meant" ? answer.reason : answer.outcome;
  };

  test("that asks nothing is everybody", () => {
    expect(meant({})).toBe("meant");
  });

  test("of tiers is who stands in exactly one of them", () => {
    expect(meant({ tiers: ["gold", "silver"] }, { tierId: "silver" })).toBe("meant");
    expect(meant({ tiers: ["gold"] }, { tierId: "platinum" })).toBe("wrong_tier");
    expect(meant({ tiers: ["gold"] })).toBe("wrong_tier");
  });

  test.each([
    ["2026-03-01", "meant"],
    ["2026-03-30", "meant"],
    ["2026-03-31", "not_new"],
  ])("of new members ends after so many days: on %s", (on, answer) => {
    const members = { kind: "new", days: 30 };
    expect(meant({ members }, { enrolledOn: "2026-03-01", on })).toBe(answer);
  });

  test("of new members holds who did it before they joined", () => {
    const members = { kind: "new", days: 1 };
    expect(meant({ members }, { enrolledOn: "2026-03-02", on: "2026-03-01" })).toBe("meant");
  });

  test.each([
    ["2026-03-30", "not_lapsed"],
    ["2026-03-31", "meant"],
  ])("of lapsed members begins so many days after the last order: on %s", (on, answer) => {
    const members = { kind: "lapsed", days: 30 };
    const who = { enrolledOn: "2025-01-01", lastOrderOn: "2026-03-01", on };
    expect(meant({ members }, who)).toBe(answer);
  });

  test("of lapsed members counts from the day of joining where nothing was ordered", () => {
    const members = { kind: "lapsed", days: 30 };
    const who = { enrolledOn: "2026-03-01", lastOrderOn: null };
    expect(meant({ members }, { ...who, on: "2026-03-30" })).toBe("not_lapsed");
    expect(meant({ members }, { ...who, on: "2026-03-31" })).toBe("meant");
  });

  test("of tags and segments is whom Shopify counts among both", () => {
    const audience = { customerTags: ["VIP", "friend"], segmentIds: ["5"] };
    const asked = { tags: ["friend", "vip"], segmentIds: ["5"] };
    const says = (tags: string[], segmentIds: string[]) => ({
      customer: { asked, tags, segmentIds },
    });
    expect(meant(audience)).toBe("unknown");
    expect(meant(audience, says(["vip"], ["5"]))).toBe("meant");
    expect(meant(audience, says(["vip"], []))).toBe("wrong_customer");
    expect(meant(audience, says([], ["5"]))).toBe("wrong_customer");
  });
});
