// The blocks that speak of members to others, in a real browser: readable by everybody, whole on
// the smallest phone, and the buy button gone for those who are to wait, and for nobody else.
import { AxeBuilder } from "@axe-core/playwright";
import { beforeEach, expect, test } from "vitest";
import { SMALLEST, setStage } from "./browser-stage.ts";
import { demoProgram } from "./render-theme.ts";

const stage = setStage();
const { visit, shifts } = stage;

const gold = {
  id: "gold",
  name: "Gold",
  entry: "earned",
  ways: [[{ counter: "orders", count: 5 }]],
  benefits: [],
};
const program = {
  ...demoProgram,
  tiers: { window: { kind: "lifetime" }, list: [gold] },
  ways: [{ name: "Create an account", trigger: "account", points: 50 }],
  recent: {
    at: Math.floor(Date.now() / 1_000),
    days: 7,
    facts: [{ kind: "earned", members: 1_042, points: 12_300 }],
  },
};
/** The store's other forms sell what is open to everybody. */
const forms = [9_002, 9_003, 777]
  .map(
    (id) => `<form action="/cart/add" method="post">
      <input type="hidden" name="id" value="${id}"><button type="submit">Buy ${id}</button>
    </form>`,
  )
  .join("");
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

beforeEach(() => {
  stage.shop.scene = {
    program,
    product: { id: 11, variants: [{ id: 9_002 }, { id: 9_003 }] },
    blocks: ["loyalty-join", "loyalty-early", "loyalty-recent"],
    settings: { until: `${tomorrow} 10:00`, tier: "Gold" },
  };
});

test("they have nothing that a checker of accessibility finds, and move nothing", async () => {
  await visit({ bypassCSP: true, viewport: SMALLEST });
  const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const width = await stage.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(SMALLEST.width);
  expect(await shifts()).toEqual([]);
  expect(stage.shop.requests).toEqual([]);
  expect(stage.complaints).toEqual([]);
});

test.each([
  ["a guest", {}, ["Buy 777"]],
  ["a member below the tier", { balance: 5 }, ["Buy 777"]],
  ["a member of the tier", { balance: 5, tier: "gold" }, ["Buy 9002", "Buy 9003", "Buy 777"]],
])("early access leaves %s the buttons that are theirs, without script", async (_who, who, own) => {
  stage.shop.scene = { ...stage.shop.scene, ...who };
  await visit({ javaScriptEnabled: false });
  // Playwright writes into the page also where the page itself may run nothing.
  await stage.page.locator("main").evaluate((main, markup) => {
    main.insertAdjacentHTML("beforeend", markup);
  }, forms);
  const buttons = stage.page.getByRole("button", { name: /^Buy/ });
  expect(await buttons.allInnerTexts()).toEqual(own.map((text) => text.toUpperCase()));
});
