// Who can have a reward: exactly the named tiers, and what Shopify says of the customer.
import { describe, expect, test } from "vitest";
import {
  audienceTiers,
  customerQuestion,
  wrongCustomer,
  wrongTier,
} from "../../../app/core/rewards/reward-audience.ts";
import { FULL_PROGRAM } from "../../support/full-programs.ts";

const NOBODY_ASKED = { tierIds: [], customerTags: [], segmentIds: [] };
const { tiers } = FULL_PROGRAM;
const [first, second] = tiers?.list ?? [];

describe("a reward for tiers", () => {
  const audience = { ...NOBODY_ASKED, tierIds: [second?.id ?? "", first?.id ?? ""] };
  const names = [first?.name, second?.name];

  test("is for members in any of them", () => {
    for (const tierId of audience.tierIds) expect(wrongTier(audience, tierId, tiers)).toBeNull();
  });

  test("tells everybody else the names of the tiers, from the lowest on", () => {
    for (const tierId of [null, "another"]) {
      expect(wrongTier(audience, tierId, tiers)).toEqual({ reason: "wrong_tier", tiers: names });
    }
    expect(audienceTiers(audience, tiers)).toEqual(names);
  });

  test("is for a higher tier only where that is named, too", () => {
    const lower = { ...NOBODY_ASKED, tierIds: [first?.id ?? ""] };
    expect(wrongTier(lower, second?.id ?? "", tiers)).toMatchObject({ reason: "wrong_tier" });
  });

  test("without named tiers is for all", () => {
    expect(wrongTier(NOBODY_ASKED, null, null)).toBeNull();
    expect(audienceTiers(NOBODY_ASKED, tiers)).toEqual([]);
  });
});

describe("a reward for customers of the store", () => {
  const audience = { ...NOBODY_ASKED, customerTags: ["VIP", "staff", "vip"], segmentIds: ["7"] };
  const asks = { tags: ["staff", "vip"], segmentIds: ["7"] };

  test("asks for each tag once, without regard to case", () => {
    expect(customerQuestion(audience)).toEqual(asks);
    expect(customerQuestion(NOBODY_ASKED)).toBeNull();
  });

  test("is for those with any of the tags who are in any of the segments", () => {
    const has = (tags: string[], segmentIds: string[]) =>
      wrongCustomer(audience, { asked: asks, tags, segmentIds });
    expect(has(["vip"], ["7"])).toBeNull();
    expect(has(["staff", "vip"], ["7"])).toBeNull();
    expect(has([], ["7"])).toEqual({ reason: "wrong_customer" });
    expect(has(["vip"], [])).toEqual({ reason: "wrong_customer" });
  });

  test("is for nobody as long as Shopify has not answered", () => {
    expect(wrongCustomer(audience, null)).toEqual({ reason: "audience_unknown", asks });
    expect(wrongCustomer(NOBODY_ASKED, null)).toBeNull();
  });

  test("does not take an answer for one to what was not asked", () => {
    const unknown = { reason: "audience_unknown", asks };
    const said = { tags: ["vip"], segmentIds: ["7"] };
    const tagsAlone = { asked: { tags: asks.tags, segmentIds: [] }, ...said };
    const segmentsAlone = { asked: { tags: ["vip"], segmentIds: ["7"] }, ...said };
    expect(wrongCustomer(audience, tagsAlone)).toEqual(unknown);
    expect(wrongCustomer(audience, segmentsAlone)).toEqual(unknown);
  });
});
