// A member joins a campaign in the panel and orders; the merchant sees it on the calendar, tries it
// on what was, counts what it gave, and ends it before its time.
import type { Browser, FrameLocator, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { adminOf, openApp } from "./support/admin.ts";
import { expectAccessible, keepEvidence, launchBrowser, openVisitor } from "./support/browser.ts";
import { type Visitor, phone } from "./support/browser.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";
import { openPanel, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-five";
const shopper = { email: "ida@example.com", firstName: "Ida", lastName: "Holm" };
/** Whenever the story is played, it runs. */
const always = { startsAt: "2020-01-01T00:00", endsAt: "2199-01-01T00:00" };
const program = {
  ...plainProgram,
  campaigns: [
    {
      id: "club",
      name: "Harvest Club",
      ...always,
      optIn: true,
      effect: { kind: "multiplier", multiplier: "2" },
    },
  ],
};

let stack: StoryStack;
let browser: Browser;
let merchant: Visitor;
let visitor: Visitor;
let store: Store;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  merchant = await openVisitor(browser);
  visitor = await openVisitor(browser, phone);
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Five", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", shop);
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
  await turnWidgetOn(stack, handle);
});

afterAll(async () => {
  await browser?.close();
});

test("a campaign is joined, counted and ended", async () => {
  onTestFailed(() => keepEvidence({ merchant, visitor }, stack.output));
  await join();
  await order();
  const admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  const page = await openApp(admin, "/app/campaigns", "Campaigns");
  await choose(page);
  await tryOut(page);
  await count(page);
  await end(page);
  expect([...merchant.problems, ...visitor.problems]).toEqual([]);
}, 120_000);

/** With the keyboard, on a phone. */
async function join(): Promise<void> {
  const { page } = visitor;
  await signUp(page, store, shopper);
  const panel = await openPanel(page);
  await panel.getByRole("button", { name: "Earn", exact: true }).click();
  await panel.getByText("2 times the Beans on your orders.").waitFor();
  await expectAccessible(page, "the panel with a campaign to join");
  await panel.getByRole("button", { name: "Join" }).focus();
  await page.keyboard.press("Enter");
  await panel
    .getByText(/You have joined/)
    .first()
    .waitFor();
  await expectAccessible(page, "the panel with a campaign that was joined");
}

async function order(): Promise<void> {
  const customers = await stack.control<{ id: string; email: string }[]>(
    "GET",
    `/shops/${handle}/customers`,
  );
  const customerId = customers.find(({ email }) => email === shopper.email)?.id;
  const lines = [{ title: "Cup", price: "20.00" }];
  await stack.control("POST", `/shops/${handle}/orders`, { customerId, lines });
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
  const { page } = visitor;
  await eventually("twice the points in the panel", async () => {
    await page.goto(store.origin);
    const panel: Locator = await openPanel(page);
    return (await panel.getByText(/^80\s*Beans$/).count()) > 0 || undefined;
  });
}

/** From the calendar, with the keyboard: the campaign's heading has the focus then. */
async function choose(page: FrameLocator): Promise<void> {
  const calendar = page.getByRole("table", { name: /^Campaigns in / });
  await calendar
    .getByRole("link", { name: /^Harvest Club, Earning campaign, In force/ })
    .first()
    .focus();
  await merchant.page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Harvest Club", level: 2 }).waitFor();
  expect(await page.locator(":focus").textContent()).toBe("Harvest Club");
  await expectAccessible(merchant.page, "the calendar with a chosen campaign");
}

async function tryOut(page: FrameLocator): Promise<void> {
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText(/it would have issued 40 Beans to 1 member\.$/).waitFor();
}

async function count(page: FrameLocator): Promise<void> {
  await page.getByRole("button", { name: "Show results" }).click();
  await page
    .getByRole("img", { name: /^Bar chart of Beans by day, 1 day\. The most: 40 Beans/ })
    .waitFor();
  expect(await page.locator("dl").textContent()).toContain("Members who joined1");
  await page.getByRole("button", { name: "Show as table" }).click();
  await page.getByRole("columnheader", { name: "Orders" }).waitFor();
  await expectAccessible(merchant.page, "a campaign with its results");
}

async function end(page: FrameLocator): Promise<void> {
  await page.getByRole("button", { name: "End now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End now" }).click();
  await page.getByText("Over", { exact: true }).first().waitFor();
  await expectAccessible(merchant.page, "a campaign that was ended");
}
