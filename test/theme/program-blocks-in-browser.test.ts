// The blocks of rewards and tiers in a real browser: readable by everybody, whole on the smallest
// phone, and still while the balance is confirmed.
import { AxeBuilder } from "@axe-core/playwright";
import { beforeEach, expect, test } from "vitest";
import { SMALLEST, setStage } from "./browser-stage.ts";
import { demoProgram } from "./render-theme.ts";

const stage = setStage();
const { visit, shifts } = stage;

const perks = { entryPoints: 0, discountPercent: null, freeShipping: false, minimum: null };
const silver = {
  ...perks,
  id: "silver",
  name: "Silver",
  entry: "earned",
  ways: [[{ counter: "spend", amount: "300.00" }]],
  multiplier: "1.25",
  benefits: [],
};
const gold = { ...silver, id: "gold", name: "A-tier-with-an-endless-name-that-nobody-broke" };
const tiers = { window: { kind: "calendar_year" }, list: [silver, gold] };

beforeEach(() => {
  stage.shop.scene = {
    balance: 80,
    tier: "silver",
    program: { ...demoProgram, tiers },
    blocks: ["loyalty-balance", "loyalty-rewards", "loyalty-tiers"],
  };
});

test("they have nothing that a checker of accessibility finds", async () => {
  await visit({ bypassCSP: true });
  const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const own = stage.page.locator("[aria-current=true]");
  expect(await own.getByRole("heading").textContent()).toBe("Silver");
  expect(stage.complaints).toEqual([]);
});

test("neither have those of ways to earn, of birthdays, and of what is for some alone", async () => {
  const ways = [{ name: "Newsletter", trigger: "newsletter", points: 50 }];
  stage.shop.scene = {
    balance: 80,
    entitlements: [{ productIds: ["11"], collectionIds: [], until: null }],
    product: { id: 11, variants: [] },
    program: { ...demoProgram, ways, birthday: true },
    blocks: ["loyalty-earn", "loyalty-birthday", "loyalty-members-only"],
    settings: { content: "<p>The vault is open</p>", link_label: "To the vault", link: "/vault" },
  };
  await visit({ bypassCSP: true, viewport: SMALLEST });
  for (const text of ["Newsletter", "The vault is open"]) {
    expect(await stage.page.getByText(text).isVisible()).toBe(true);
  }
  const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const width = await stage.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(SMALLEST.width);
  expect(stage.complaints).toEqual([]);
});

test("they fit the smallest phone, and say all of it without script", async () => {
  await visit({ viewport: SMALLEST, javaScriptEnabled: false });
  const wide = stage.page.locator("main");
  expect((await wide.boundingBox())?.width).toBeLessThanOrEqual(SMALLEST.width);
  for (const name of ["Rewards", "Tiers", "Silver", gold.name]) {
    const heading = stage.page.getByRole("heading", { name, exact: true });
    const box = await heading.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(SMALLEST.width);
  }
});

test("a confirmed balance fills the bars and moves nothing", async () => {
  await visit();
  const bar = stage.page.getByRole("progressbar", { name: "Progress to: €12.50 off" });
  await expect.poll(() => bar.evaluate((one) => (one as HTMLProgressElement).value)).toBe(200);
  expect(await shifts()).toEqual([]);
  expect(stage.complaints).toEqual([]);
});

test("their buttons open the panel where they say", async () => {
  await visit();
  await stage.page.locator("[data-regulars-open=rewards]").last().click();
  await stage.page.locator("dialog[open]").waitFor();
  expect(stage.complaints).toEqual([]);
});
