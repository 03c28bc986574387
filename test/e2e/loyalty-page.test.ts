// The panel on a page of its own: how far the next tier is before any script runs, what the member
// decides about e-mails, and what stands there while the shop is away.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { placeBlock } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import {
  desktop,
  expectAccessible,
  keepEvidence,
  launchBrowser,
  openVisitor,
  phone,
} from "./support/browser.ts";
import { openShop } from "./support/open-shop.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";
import { buy, signUp, type Store } from "./support/storefront.ts";

const handle = "pier-fourteen";
const shopper = { email: "ana@pier-fourteen.example", firstName: "Ana", lastName: "Petersen" };
const program = {
  ...plainProgram,
  pending: { kind: "days", days: 14 },
  tiers: {
    list: [
      { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "silver",
        name: "Silver",
        enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast: "10000" }] }] },
      },
    ],
  },
  texts: [
    { language: "en", key: "next_reward", text: "Something to look forward to" },
    { language: "en", key: "theme.tiers.next", text: "{tier} is yours after {needs}" },
  ],
};

let stack: StoryStack;
let browser: Browser;
let store: Store;
let product: string;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  ({ store, product } = await openShop(stack, { handle, name: "Pier Fourteen", program }));
  await placeBlock(stack, handle, "loyalty-page", "index");
  await placeBlock(stack, handle, "loyalty-balance", "cart");
});

afterAll(async () => {
  await browser?.close();
});

test("a member sees how far they are, decides about e-mails, and can do without a connection", async () => {
  const visitor = await openVisitor(browser, phone);
  const { page } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await signUp(page, store, shopper);
  await buy(page, product);

  // The order's points wait, and still it counts: the theme knows before any script runs.
  const bar = page.getByRole("progressbar", { name: "Progress to Silver" });
  await eventually("the bar to the next tier", async () => {
    await page.goto(`${store.origin}/cart`);
    return (await bar.getAttribute("value", { timeout: 500 }).catch(() => null)) ?? undefined;
  });
  expect(await bar.getAttribute("value")).toBe("430");
  await expectAccessible(page, "the cart with a bar to the next tier");
  await page.getByText("Silver is yours after orders worth €57").waitFor();

  // The page of its own needs no press, and says what the merchant wants it to say.
  await page.goto(store.origin);
  const panel = page.locator(".regulars-page .page");
  await panel.getByText("To become Silver, you still need: orders worth €57").waitFor();
  await panel.getByRole("heading", { name: "Something to look forward to" }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
  await expectAccessible(page, "the page of the panel");

  await page.setViewportSize(desktop);
  await panel.getByRole("button", { name: "Settings" }).click();
  await panel.getByRole("radio", { name: "No" }).check();
  await panel.getByRole("button", { name: "Save" }).click();
  await panel.getByText("You get no more e-mails from the program.").waitFor();
  await page.goto(`${store.origin}/#loyalty/settings`);
  await page.reload();
  await expect.poll(() => panel.getByRole("radio", { name: "No" }).isChecked()).toBe(true);
  await expectAccessible(page, "the settings");
  expect(visitor.problems).toEqual([]);

  // The shop is away: what was seen stands there, until it is back.
  await page.route("**/apps/loyalty/panel*", (route) => route.abort());
  await page.goto(`${store.origin}/?again`);
  const said = panel.getByText("No news from the shop.");
  await said.waitFor();
  await panel.getByText("To become Silver").waitFor();
  await expectAccessible(page, "the page without a connection");
  await page.unroute("**/apps/loyalty/panel*");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await said.waitFor({ state: "detached" });
}, 120_000);
