// The block that shows something only to members who redeemed points for it.
import { describe, expect, test } from "vitest";
import { readable, renderBlock } from "./render-theme.ts";

const HOUR_MS = 3_600_000;
const entitlement = { rewardId: "rare", productIds: ["9001"], collectionIds: ["31"], until: null };
const settings = {
  heading: "For <you>",
  content: "<p>Order it here</p>",
  others: "<p>For members</p>",
};
type Changes = NonNullable<Parameters<typeof renderBlock>[1]>;

const seen = (changes: Changes) =>
  readable(
    renderBlock("loyalty-members-only", {
      balance: 0,
      entitlements: [entitlement],
      settings,
      ...changes,
    }),
  );
const inAnHour = () => new Date(Date.now() + HOUR_MS).toISOString();
const anHourAgo = () => new Date(Date.now() - HOUR_MS).toISOString();

describe("what only some members see", () => {
  test.each<[string, Changes]>([
    ["the product of the page", { product: { id: 9001 } }],
    ["a product of a collection", { product: { id: 9002, collections: [{ id: 5 }, { id: 31 }] } }],
    ["the collection of the page", { collection: { id: 31 } }],
    ["a product of the block", { settings: { ...settings, product: { id: 9001 } } }],
    ["a collection of the block", { settings: { ...settings, collection: { id: 31 } } }],
  ])("is shown to who redeemed for %s, in place of what others see", (_name, changes) => {
    expect(seen(changes)).toContain("For &lt;you&gt; Order it here");
    expect(seen(changes)).not.toContain("For members");
  });

  test.each<[string, Changes]>([
    ["guests", { balance: undefined, product: { id: 9001 } }],
    ["who never redeemed anything", { entitlements: [], product: { id: 9001 } }],
    ["who redeemed for something else", { product: { id: 9002 } }],
    ["who redeemed for a part of the number", { product: { id: 900 } }],
    ["everybody on a page of neither", {}],
    [
      "who redeemed for the page's product and not for the block's",
      { product: { id: 9001 }, settings: { ...settings, product: { id: 9002 } } },
    ],
    [
      "who redeemed for the page's product and not for the block's collection",
      { product: { id: 9001 }, settings: { ...settings, collection: { id: 32 } } },
    ],
  ])("is not shown to %s", (_name, changes) => {
    expect(seen(changes)).toBe("For members");
  });

  test("ends when the reward does, also where the page was not told yet", () => {
    const until = (at: string) => ({
      entitlements: [{ ...entitlement, until: at }],
      product: { id: 9001 },
    });
    expect(seen(until(inAnHour()))).toContain("Order it here");
    expect(seen(until(anHourAgo()))).toBe("For members");
  });

  test("leaves no trace where others are to see nothing, but a hint while the theme is edited", () => {
    const hidden = { product: { id: 9002 }, settings: { ...settings, others: "" } };
    expect(seen(hidden)).toBe("");
    expect(seen({ ...hidden, isDesignMode: true, locale: "de" })).toContain("Mitglieder");
  });
});
