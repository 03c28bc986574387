// A merchant may take a colour away in the theme editor: the style sheet's own stands in its place.
// An empty value would not do, since it is one: buttons would lose their ground.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type Scene, demoProgram, renderBlock } from "./render-theme.ts";

const folder = fileURLToPath(new URL("../../extensions/theme/blocks", import.meta.url));
const blocks = readdirSync(folder).map((name) => name.replace(".liquid", ""));
const now = new Date("2026-07-10T12:00:00Z");
const product = { id: 5, tags: [], collections: [], variants: [{ id: 51, price: 1_000 }] };

/** Everything that any of the blocks asks for. */
const scene: Partial<Scene> = {
  now,
  balance: 50,
  tier: "gold",
  collection: { id: 7 },
  entitlements: [{ productIds: [], collectionIds: ["7"] }],
  cart: { item_count: 1, items: [{ quantity: 1, product, variant: product.variants[0] }] },
  program: {
    ...demoProgram,
    ways: [],
    birthday: {},
    referral: { friend: demoProgram.rewards[0], minimum: null },
    recent: { at: now.getTime() / 1_000, days: 7, facts: [{ kind: "redeemed", members: 12 }] },
    tiers: { window: { kind: "lifetime" }, list: [{ id: "gold", name: "Gold", entry: "hand" }] },
  },
};

/** What some of them want besides. */
const own: Readonly<Record<string, Partial<Scene>>> = {
  "loyalty-early": { product },
  "loyalty-join": { balance: undefined },
  "loyalty-product": { product },
};

test.each(blocks)("%s without colours leaves them to the style sheet", (handle) => {
  const settings = { accent: "", on_accent: "", until: "2026-12-24 10:00" };
  const markup = renderBlock(handle, { ...scene, ...own[handle], settings });
  const values = [...markup.matchAll(/--regulars-(?:on-)?accent:([^;"]*)/g)];
  expect(values.length).toBeGreaterThan(0);
  for (const [, value = ""] of values) expect(value.trim()).toBe("initial");
});

test.each(blocks)("%s has the colours that were chosen", (handle) => {
  const settings = { accent: "#123456", on_accent: "#fedcba", until: "2026-12-24 10:00" };
  const markup = renderBlock(handle, { ...scene, ...own[handle], settings });
  expect(markup).toContain("--regulars-accent: #123456");
  expect(markup).not.toContain("initial");
});
