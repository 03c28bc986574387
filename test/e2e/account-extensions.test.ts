// In the account: what became of an order's points, the birthday beside the profile, and the whole
// loyalty page, on which a reward is redeemed. A stranger sees nothing of it, and without the app
// everything says so.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { expectAccessible, keepEvidence, launchBrowser } from "./support/browser.ts";
import { desktop, openVisitor, phone, type Visitor } from "./support/browser.ts";
import { extensionAt } from "./support/extensions.ts";
import { sharedStack, type StoryStack } from "./support/stack.ts";
import { buy, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-thirty-one";
const shopper = { email: "nils@example.com", firstName: "Nils", lastName: "Dahl" };
const program = {
  ...plainProgram,
  birthday: { gift: { kind: "points", points: "50" }, windowDays: 7 },
};

let stack: StoryStack;
let browser: Browser;
let visitor: Visitor;
let store: Store;
let product: string;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  visitor = await openVisitor(browser, phone);
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Thirty-One", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, shipping: "0" });
  const created = await stack.control<{ handle: string }>("POST", `/shops/${handle}/products`, {
    title: "Oak Board",
    variants: [{ price: "120.00" }],
  });
  product = `${store.origin}/products/${created.handle}`;
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
});

afterAll(async () => {
  await browser?.close();
});

const statusOf = (page: Page) => extensionAt(page, "customer-account.order-status.block.render");
const profileOf = (page: Page) => extensionAt(page, "customer-account.profile.block.render");
const wholeOf = (page: Page) => extensionAt(page, "customer-account.page.render");

/** Where the order is shown; whoever has the link may open it. */
let orderPage: string;

test("a member follows an order's points, enters a birthday and redeems on the loyalty page", async () => {
  const { page, problems } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await signUp(page, store, shopper);
  const order = await buy(page, product);

  await page.goto(`${store.origin}/account`);
  await page.getByRole("link", { name: order }).click();
  await statusOf(page).getByText("240 Beans").first().waitFor();
  orderPage = page.url();
  await expectAccessible(page, "the page of an order");

  await page.goto(`${store.origin}/account/profile`);
  const profile = profileOf(page);
  await profile.getByRole("textbox", { name: /^day$/i }).fill("14");
  await profile.getByRole("combobox", { name: /^month$/i }).selectOption("5");
  await profile.getByRole("textbox", { name: /^year$/i }).fill("1990");
  await expectAccessible(page, "the profile");
  await profile.getByRole("button", { name: "Save: Your birthday" }).click();
  await profile.getByText(/^Born on May 14, 1990/).waitFor();
  await expectAccessible(page, "the profile with a birthday");

  await page.setViewportSize(desktop);
  await profile.getByRole("link").first().click();
  await page.waitForURL(/\/account\/pages\//);
  const whole = wholeOf(page);
  await whole.getByText("240 Beans").first().waitFor();
  await expectAccessible(page, "the loyalty page");
  await whole.getByRole("button", { name: "Redeem" }).first().click();
  await whole.getByRole("button", { name: "Redeem now" }).click();
  const code = await whole
    .getByText(/^[A-Z0-9-]{10,}$/)
    .first()
    .textContent();
  await whole.getByText("140 Beans", { exact: true }).first().waitFor();
  await expectAccessible(page, "the loyalty page with a code");

  // The code is taken along, or goes into the cart by the store's own link.
  await visitor.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await whole.getByRole("button", { name: "Copy" }).first().click();
  await whole.getByText("Copied").first().waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  await whole.getByRole("link", { name: "Apply to cart" }).first().click();
  await page.waitForURL(`${store.origin}/cart`);
  expect(problems).toEqual([]);
}, 120_000);

test("a stranger with the link to an order reads nothing of its points, and may log in", async () => {
  const stranger = await openVisitor(browser);
  const { page, problems } = stranger;
  onTestFailed(() => keepEvidence({ stranger }, stack.output));
  await page.goto(orderPage);
  const status = statusOf(page);
  await status.getByText("Log in to see what this order earned.").waitFor();
  expect(await status.getByText("Beans").count()).toBe(0);
  await expectAccessible(page, "the page of an order for a stranger");
  await status.getByRole("button", { name: "Log in" }).click();
  await page.getByLabel("E-mail", { exact: true }).fill(shopper.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(orderPage);
  await status.getByText("240 Beans").first().waitFor();
  expect(problems).toEqual([]);
}, 60_000);

test("without the network the balance stays on the order, and the rest says what is missing", async () => {
  const { page } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await page.setViewportSize(phone);
  await stack.control("POST", `/shops/${handle}/extensions`, { networkAccess: false });
  await page.goto(orderPage);
  await statusOf(page).getByText("Your balance: 140.").waitFor();
  await expectAccessible(page, "the page of an order without the network");
  await page.goto(`${store.origin}/account/profile`);
  await profileOf(page)
    .getByText(/^Your balance cannot be shown at the moment\./)
    .waitFor();
  await expectAccessible(page, "the profile without the network");
  await stack.control("POST", `/shops/${handle}/extensions`, { networkAccess: true });
}, 60_000);

test("an app that is away is asked again, and a lost answer takes nothing twice", async () => {
  const { page, context } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  const whole = wholeOf(page);
  const app = `${stack.appUrl}/extensions/**`;
  await context.route(app, (route) => route.abort());
  await page.goto(`${store.origin}/account/pages/loyalty-page`);
  await whole.getByText(/^Your balance cannot be shown at the moment\./).waitFor();
  await expectAccessible(page, "the loyalty page without the app");
  await context.unroute(app);
  await whole.getByRole("button", { name: "Try again" }).click();
  await whole.getByText("140 Beans", { exact: true }).first().waitFor();
  // A phone has room for all four digits.
  const year = whole.getByRole("textbox", { name: /^year$/i }).first();
  expect(await year.evaluate((field) => field.scrollWidth - field.clientWidth)).toBe(0);

  await whole.getByRole("button", { name: "Redeem" }).first().click();
  await context.setOffline(true);
  await whole.getByRole("button", { name: "Redeem now" }).click();
  await whole.getByText("No answer yet").waitFor();
  await expectAccessible(page, "the loyalty page whose connection was lost");
  await context.setOffline(false);
  await whole.getByRole("button", { name: "Try again" }).click();
  await whole.getByText(/^Yours: /).waitFor();
  await page.reload();
  await whole.getByText("40 Beans", { exact: true }).first().waitFor();
}, 60_000);
