// In the account: what became of an order's points, the birthday beside the profile, and the whole
// loyalty page, on which a reward is redeemed.
import type { Browser } from "playwright-core";
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
    variants: [{ price: "60.00" }],
  });
  product = `${store.origin}/products/${created.handle}`;
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
});

afterAll(async () => {
  await browser?.close();
});

test("a member follows an order's points, enters a birthday and redeems on the loyalty page", async () => {
  const { page, problems } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await signUp(page, store, shopper);
  const order = await buy(page, product);

  await page.goto(`${store.origin}/account`);
  await page.getByRole("link", { name: order }).click();
  const status = extensionAt(page, "customer-account.order-status.block.render");
  await status.getByText("120 Beans").first().waitFor();
  await expectAccessible(page, "the page of an order");

  await page.goto(`${store.origin}/account/profile`);
  const profile = extensionAt(page, "customer-account.profile.block.render");
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
  const whole = extensionAt(page, "customer-account.page.render");
  await whole.getByText("120 Beans").first().waitFor();
  await expectAccessible(page, "the loyalty page");
  await whole.getByRole("button", { name: "Redeem" }).first().click();
  await whole.getByRole("button", { name: "Redeem now" }).click();
  const code = await whole
    .getByText(/^[A-Z0-9-]{10,}$/)
    .first()
    .textContent();
  await whole.getByText("20 Beans", { exact: true }).first().waitFor();
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
