// The merchant changes what leads into tiers: the bar in the theme, in the panel and on the page in
// customer accounts goes to the new threshold, never says the old one beside the new program, and
// never shows more than the whole.
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { askAdmin, placeBlock } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import {
  expectAccessible,
  keepEvidence,
  launchBrowser,
  openVisitor,
  phone,
} from "./support/browser.ts";
import { extensionAt } from "./support/extensions.ts";
import { openShop } from "./support/open-shop.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";
import { buy, openPanel, signUp, type Store } from "./support/storefront.ts";

const handle = "pier-forty-two";
const shopper = { email: "ana@pier-forty-two.example", firstName: "Ana", lastName: "Petersen" };

const spend = (atLeast: string) => ({ anyOf: [{ allOf: [{ counter: "spend", atLeast }] }] });
/** With as many cents as lead into Silver and into Gold. */
const programOf = (silver: string, gold: string) => ({
  ...plainProgram,
  tiers: {
    list: [
      { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } },
      { id: "silver", name: "Silver", enter: spend(silver) },
      { id: "gold", name: "Gold", enter: spend(gold) },
    ],
  },
});

/** Publishes it in the place of the program in force. */
async function publish(program: object): Promise<void> {
  const file = await askAdmin(stack, handle, "/app/program/file");
  const { versionId } = JSON.parse(file) as { versionId: string };
  await askAdmin(stack, handle, "/app/program/file", { versionId, program });
}

let stack: StoryStack;
let browser: Browser;
let store: Store;
let product: string;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  ({ store, product } = await openShop(stack, {
    handle,
    name: "Pier Forty-Two",
    program: programOf("10000", "50000"),
  }));
  await placeBlock(stack, handle, "loyalty-balance", "cart");
});

afterAll(async () => {
  await browser?.close();
});

/** In thousandths. */
const WHOLE = 1_000;

interface Goal {
  tier: string;
  share: number;
  /** In whole euros. */
  missing: number;
}

/** What a place says of the way to the next tier; null where it says nothing. */
async function goalOf(place: Locator): Promise<Goal | null> {
  // All at once: one that is gone by the next question would be waited for.
  const [bar] = await place.locator(`progress[max="${WHOLE}"]`).evaluateAll((elements) =>
    elements.map((element) => ({
      share: element.getAttribute("value"),
      label: element.getAttribute("aria-label") ?? "",
    })),
  );
  if (!bar) return null;
  const missing = /orders worth €(\d+)/.exec(await place.innerText())?.[1];
  return {
    tier: /to (\w+)$/.exec(bar.label)?.[1] ?? "",
    share: Number(bar.share),
    missing: Number(missing),
  };
}

/**
 * Looks again and again until the block says that. Meanwhile it may say nothing, or what was right
 * under the program before.
 */
async function expectInTheme(page: Page, goal: Goal | null, before: Goal | null): Promise<void> {
  await eventually(`the theme says ${JSON.stringify(goal)}`, async () => {
    await page.goto(`${store.origin}/cart`);
    const said = await goalOf(page.locator(".regulars-block"));
    expect([goal, before, null]).toContainEqual(said);
    return said?.share === goal?.share ? true : undefined;
  });
}

async function expectInPanel(page: Page, goal: Goal): Promise<void> {
  const panel = await openPanel(page);
  // What the panel showed last stands there first, and gives way to what the shop says now.
  await expect.poll(() => goalOf(panel), { timeout: 15_000 }).toEqual(goal);
  await expectAccessible(page, `the panel on the way to ${goal.tier}, at ${goal.share}`);
  await page.keyboard.press("Escape");
}

async function expectInAccount(page: Page, goal: Goal): Promise<void> {
  await page.goto(`${store.origin}/account/pages/loyalty-page`);
  const whole = extensionAt(page, "customer-account.page.render").locator("body");
  await expect.poll(() => goalOf(whole), { timeout: 15_000 }).toEqual(goal);
  await expectAccessible(page, `the account on the way to ${goal.tier}, at ${goal.share}`);
}

test("the way to the next tier follows the thresholds that the merchant publishes", async () => {
  const visitor = await openVisitor(browser, phone);
  const { page } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await signUp(page, store, shopper);
  await buy(page, product);

  const first = { tier: "Silver", share: 430, missing: 57 };
  await expectInTheme(page, first, null);
  await expectAccessible(page, "the cart with a bar to Silver");
  await expectInPanel(page, first);

  // Half as much leads into Silver now: who asks hears it at once, and what was written before is
  // left out of the page.
  await publish(programOf("5000", "50000"));
  const nearer = { tier: "Silver", share: 860, missing: 7 };
  await expectInTheme(page, null, first);
  await expectAccessible(page, "the cart once the tiers have changed");
  await expectInPanel(page, nearer);
  await expectInAccount(page, nearer);

  // She has spent more than Silver asks for now: no bar goes beyond its end.
  await publish(programOf("2000", "20000"));
  await expectInTheme(page, null, null);
  const beyond = { tier: "Gold", share: 215, missing: 157 };
  await expectInPanel(page, beyond);
  await expectInAccount(page, beyond);

  // What she does next brings it to the page, too.
  await buy(page, product);
  const further = { tier: "Gold", share: 430, missing: 114 };
  await expectInTheme(page, further, null);
  await page.getByText("Your tier: Silver").waitFor();
  await expectAccessible(page, "the cart with a bar to Gold");
  await expectInPanel(page, further);

  // Without tiers there is nothing to reach, anywhere.
  await publish({ ...plainProgram, tiers: null });
  await expectInTheme(page, null, further);
  const panel = await openPanel(page);
  await expect.poll(() => goalOf(panel), { timeout: 15_000 }).toBeNull();
  expect(visitor.problems).toEqual([]);
}, 180_000);
