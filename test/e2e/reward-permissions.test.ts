// A merchant wants gift cards as a reward: the store is asked to allow them, says no, says yes, and
// takes it back while members could have them.
import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { adminOf, openApp, type Admin } from "./support/admin.ts";
import {
  expectAccessible,
  keepEvidence,
  launchBrowser,
  openVisitor,
  type Visitor,
} from "./support/browser.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";

const handle = "pier-two";

let stack: StoryStack;
let browser: Browser;
let merchant: Visitor;
let admin: Admin;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  merchant = await openVisitor(browser);
  admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Two", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, taxesIncluded: true, shipping: "4.90" });
  await installApp(stack, handle);
  await saveProgram(stack, handle, plainProgram);
});

afterAll(async () => {
  await browser?.close();
});

const openRewards = () => openApp(admin, "/app/program?section=rewards", "Program");

/** In Shopify's dialog, which opens over the app. */
async function answer(app: FrameLocator, ask: string, reply: string): Promise<void> {
  await app.getByRole("button", { name: ask }).first().click();
  const dialog = merchant.page.getByRole("dialog", { name: /asks for more permissions/ });
  await dialog.getByRole("button", { name: reply }).click();
  await dialog.waitFor({ state: "detached" });
}

test("a kind of reward is allowed, used, and paused once the permission is taken back", async () => {
  const { page } = merchant;
  onTestFailed(() => keepEvidence({ merchant }, stack.output));
  const app = await openRewards();

  // What is not allowed cannot be chosen, and says what it needs.
  await app.getByRole("button", { name: "Add a reward" }).click();
  const kind = app.getByLabel("Kind", { exact: true });
  const option = kind.locator("option", { hasText: "Gift card" });
  expect(await option.isDisabled()).toBe(true);
  await expectAccessible(page, "rewards that are not allowed");
  await answer(app, "Allow gift cards", "Not now");
  await app.getByText("Nothing was allowed, so nothing changes.").first().waitFor();

  await answer(app, "Allow gift cards", "Allow");
  await app
    .getByRole("button", { name: "Allow gift cards" })
    .first()
    .waitFor({ state: "detached" });
  expect(await app.getByRole("button", { name: "Allow store credit" }).count()).toBe(1);
  await kind.selectOption("gift_card");
  await app.getByLabel("Costs (points)").fill("400");
  await app.getByRole("textbox", { name: /^Gift card of/ }).fill("3500");
  await app.getByRole("button", { name: "Save now" }).click();
  // Shopify's own limit for one card, beside the field.
  await app
    .getByText(/no gift card of this store be worth more than/)
    .first()
    .waitFor();
  await app.getByRole("textbox", { name: /^Gift card of/ }).fill("25");
  await app.getByRole("button", { name: "Save now" }).click();
  await app.getByText(/^Version 2, in force since/).waitFor();

  // Taken back in Shopify: the app hears of it by itself.
  const { scopes } = await stack.control<{ scopes: string[] }>("POST", `/shops/${handle}/scopes`, {
    scopes: ["read_customers", "write_customers", "read_products", "write_discounts"],
  });
  expect(scopes).not.toContain("write_gift_cards");
  await eventually("the reward is paused", async () => {
    const again = await openRewards();
    return (await again.getByText("Paused: not allowed").count()) === 1 || undefined;
  });
  await app.getByText("Members do not get all that the program says").waitFor();
  await expectAccessible(page, "a paused reward");
  await app.getByRole("link", { name: "Basics", exact: true }).click();
  await app.getByLabel(/^Points per/).fill("3");
  await app.getByRole("button", { name: "Save now" }).click();
  await app.getByRole("button", { name: /does not let the app issue gift cards/ }).waitFor();

  const attention = await openApp(admin, "/app/attention", "Attention");
  await attention.getByRole("heading", { name: "Paused rewards" }).waitFor();
  await attention.getByText(/^A gift card of €25\.00/).waitFor();
  await expectAccessible(page, "what needs attention, with a paused reward");
  await answer(attention, "Allow gift cards", "Allow");
  await attention.getByText("Nothing needs your attention").waitFor();
  expect(merchant.problems).toEqual([]);
});
