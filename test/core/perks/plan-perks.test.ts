// What is to be done in Shopify, from what is wanted, known and found there.
import { describe, expect, test } from "vitest";
import {
  type FoundDiscount,
  LISTS_LAG_MS,
  MOST_ACTIVE_DISCOUNTS,
  type PerkStep,
  planPerks,
} from "../../../app/core/perks/plan-perks.ts";
import type { WantedPerk } from "../../../app/core/perks/wanted-perks.ts";
import {
  NOW,
  segment,
  discount,
  shipping,
  wanted,
  known,
  nameless,
  allKnown,
  foundSegment,
  foundDiscount,
  view,
  steps,
  nameOf,
} from "../../support/perk-plans.ts";

describe("a store in which nothing stands yet", () => {
  test("gets the segment first, then what is limited to it", () => {
    const books = [nameless(segment), nameless(discount), nameless(shipping)];
    expect(steps([segment, discount, shipping], books)).toEqual([
      "create segment",
      "create free_shipping",
      "create discount",
    ]);
  });

  test("gets them also where nobody wrote down that they are wanted", () => {
    expect(steps(wanted, [])).toEqual(["create segment", "create discount"]);
  });
});

describe("what stands as it should", () => {
  const scene = { segments: [foundSegment], discounts: [foundDiscount] };

  test("is let alone", () => {
    expect(steps(wanted, allKnown, scene)).toEqual(["keep segment", "keep discount"]);
  });

  test.each(["0.1", "0.10", "0.100000"])("may be written %s by Shopify", (fraction) => {
    const discounts = [{ ...foundDiscount, fraction }];
    expect(steps(wanted, allKnown, { ...scene, discounts })).toContain("keep discount");
  });
});

describe("what was asked for and never answered", () => {
  test("is waited for as long as lists may not show it", () => {
    const askedAt = NOW - LISTS_LAG_MS + 1;
    const books = [nameless(segment, askedAt), nameless(discount, askedAt)];
    expect(planPerks(wanted, books, view({}), NOW)).toEqual([
      { step: "wait", untilAt: NOW + 1 },
      { step: "wait", untilAt: NOW + 1 },
    ]);
  });

  test("is asked for again after that", () => {
    const askedAt = NOW - LISTS_LAG_MS;
    const books = [nameless(segment, askedAt), nameless(discount, askedAt)];
    expect(steps(wanted, books)).toEqual(["create segment", "create discount"]);
  });

  test("is taken over where it is found by its marks", () => {
    const books = [nameless(segment, NOW), nameless(discount, NOW)];
    const scene = { newestSegments: [foundSegment], discounts: [foundDiscount] };
    expect(steps(wanted, books, scene)).toEqual(["keep segment", "keep discount"]);
  });

  test("is not taken for a discount that only has the same title", () => {
    const foreign = { ...foundDiscount, tags: [] };
    const scene = { segments: [foundSegment], discounts: [foreign] };
    expect(steps(wanted, [known(segment), nameless(discount)], scene)).toContain("create discount");
  });

  test("is waited for also where it is wanted no longer", () => {
    expect(steps([], [nameless(discount, NOW)])).toEqual(["wait"]);
    expect(steps([], [nameless(discount, NOW - LISTS_LAG_MS)])).toEqual(["forget discount"]);
    const scene = { newestSegments: [foundSegment], discounts: [foundDiscount] };
    expect(steps([], [nameless(segment, NOW), nameless(discount, NOW)], scene)).toEqual([
      "remove discount",
      "remove segment",
    ]);
  });
});

describe("what is wanted no longer", () => {
  test("goes, discounts before the segment that they are limited to", () => {
    const scene = { segments: [foundSegment], discounts: [foundDiscount] };
    expect(steps([], allKnown, scene)).toEqual(["remove discount", "remove segment"]);
  });

  test("is forgotten where it is gone already", () => {
    expect(steps([], allKnown)).toEqual(["forget discount", "forget segment"]);
  });

  test("makes room for what comes", () => {
    const silver = { ...discount, tierId: "silver" } as WantedPerk;
    const gone = { ...foundDiscount, gid: "gid://silver", tags: ["loyalty-tier-silver"] };
    const books = [known(segment), nameless(discount), known(silver, { gid: "gid://silver" })];
    const scene = {
      segments: [foundSegment],
      discounts: [gone],
      others: MOST_ACTIVE_DISCOUNTS - 1,
    };
    expect(steps(wanted, books, scene)).toEqual([
      "remove discount",
      "keep segment",
      "create discount",
    ]);
  });
});

describe("what others changed in Shopify", () => {
  const changes: [string, Partial<FoundDiscount>, string][] = [
    ["its title", { title: "Summer" }, "write_discount"],
    ["its tags", { tags: ["loyalty", "loyalty-tier-gold", "mine"] }, "keep"],
    ["its percentage", { fraction: "0.2" }, "write_discount"],
    ["an end", { hasEnd: true }, "write_discount"],
    ["a pause", { isActive: false, hasEnd: true }, "write_discount"],
    ["a minimum", { minimumSubtotalMinor: 500n }, "replace"],
    ["a minimum of items", { minimumSubtotalMinor: null }, "replace"],
    ["some goods only", { isForAll: false }, "replace"],
    ["other buyers", { segmentGids: null }, "replace"],
    ["another segment", { segmentGids: ["gid://segment/2"] }, "write_discount"],
    ["one more segment", { segmentGids: ["gid://segment", "gid://x"] }, "write_discount"],
    [
      "what it combines with",
      { combinesWith: { order: false, product: true, shipping: true } },
      "write_discount",
    ],
  ];

  test.each(changes)("is put right: %s", (_what, change, step) => {
    const scene = { segments: [foundSegment], discounts: [{ ...foundDiscount, ...change }] };
    expect(steps(wanted, allKnown, scene)).toEqual(["keep segment", `${step} discount`]);
  });

  test("comes back where it was deleted", () => {
    expect(steps(wanted, allKnown, { segments: [foundSegment] })).toEqual([
      "keep segment",
      "create discount",
    ]);
    expect(steps(wanted, allKnown, { discounts: [foundDiscount] })).toEqual([
      "create segment",
      "write_discount discount",
    ]);
  });

  test.each([{ query: "number_of_orders > 1" }, { name: "My best customers" }])(
    "is put right in a segment: %j",
    (change) => {
      const scene = { segments: [{ ...foundSegment, ...change }], discounts: [foundDiscount] };
      expect(steps(wanted, allKnown, scene)[0]).toBe("write_segment segment");
    },
  );

  test("is let alone where Shopify numbered the name", () => {
    const scene = {
      segments: [{ ...foundSegment, name: "Loyalty tier: Gold (2)" }],
      discounts: [foundDiscount],
    };
    expect(steps(wanted, allKnown, scene)).toEqual(["keep segment", "keep discount"]);
  });
});

describe("another program", () => {
  test("is written over what stands, and replaces what loses its minimum", () => {
    const scene = { segments: [foundSegment], discounts: [foundDiscount] };
    const dearer: WantedPerk = { ...discount, minimumSubtotalMinor: 5000n };
    expect(steps([segment, dearer], allKnown, scene)).toContain("write_discount discount");
    const old = { ...scene, discounts: [{ ...foundDiscount, minimumSubtotalMinor: 5000n }] };
    expect(steps(wanted, allKnown, old)).toContain("replace discount");
  });
});

describe("twins of an answer that was lost", () => {
  const twin = { ...foundDiscount, gid: "gid://twin" };

  test("go, but for the one that we know", () => {
    const scene = { segments: [foundSegment], discounts: [twin, foundDiscount] };
    expect(steps(wanted, allKnown, scene)).toEqual([
      "remove_double gid://twin",
      "keep segment",
      "keep discount",
    ]);
  });

  test("go, but for one, where we know none", () => {
    const scene = { segments: [foundSegment], discounts: [twin, foundDiscount] };
    expect(steps(wanted, [known(segment), nameless(discount)], scene)).toEqual([
      "remove_double gid://discount",
      "keep segment",
      "keep discount",
    ]);
  });

  test("are no copies that a merchant made under another name", () => {
    const copy = { ...twin, title: "Copy of Gold: 10% off" };
    const scene = { segments: [foundSegment], discounts: [foundDiscount, copy] };
    expect(steps(wanted, allKnown, scene)).toEqual(["keep segment", "keep discount"]);
  });
});

describe("the limit of active automatic discounts", () => {
  const books = [known(segment), nameless(discount), nameless(shipping)];
  const scene = (others: number) => ({ segments: [foundSegment], others });

  test("is counted before anything is created, and kept to the last place", () => {
    const both = [segment, discount, shipping];
    const room = MOST_ACTIVE_DISCOUNTS;
    expect(steps(both, books, scene(room - 2))).toEqual([
      "keep segment",
      "create free_shipping",
      "create discount",
    ]);
    expect(steps(both, books, scene(room - 1))).toEqual([
      "keep segment",
      "create free_shipping",
      "block discount",
    ]);
    expect(steps(both, books, scene(room))).toEqual([
      "keep segment",
      "block free_shipping",
      "block discount",
    ]);
  });

  test("serves the highest tier first", () => {
    const list = ["silver", "gold"].flatMap((tierId) =>
      wanted.map((perk) => ({ ...perk, tierId }) as WantedPerk),
    );
    const plan = planPerks(list, [], view({ others: MOST_ACTIVE_DISCOUNTS - 1 }), NOW);
    const tierOf = (step: PerkStep) => ("wanted" in step ? step.wanted.tierId : "");
    expect(plan.map((step) => `${nameOf(step)} of ${tierOf(step)}`)).toEqual([
      "create segment of silver",
      "create segment of gold",
      "create discount of gold",
      "block discount of silver",
    ]);
  });

  test("does not keep what stands from being changed, but what is paused from waking", () => {
    const full = { segments: [foundSegment], others: MOST_ACTIVE_DISCOUNTS };
    const wrong = { ...foundDiscount, fraction: "0.2" };
    expect(steps(wanted, allKnown, { ...full, discounts: [wrong] })).toContain(
      "write_discount discount",
    );
    const paused = { ...foundDiscount, isActive: false, hasEnd: true };
    expect(steps(wanted, allKnown, { ...full, discounts: [paused] })).toContain("block discount");
  });
});

test("lists that still show what was deleted mislead nobody", () => {
  const scene = { segments: [foundSegment], active: [foundDiscount] };
  expect(steps(wanted, [known(segment), nameless(discount)], scene)).toEqual([
    "keep segment",
    "create discount",
  ]);
});
