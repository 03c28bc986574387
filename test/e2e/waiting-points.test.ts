// Points that wait for a parcel, a tier that is reached, and two accounts that become one: what the
// merchant does in Shopify, and what the shopper sees of it.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { expectAccessible, keepEvidence, launchBrowser, openVisitor } from "./support/browser.ts";
import { desktop, phone, type Visitor } from "./support/browser.ts";
import { eventually, openStack, type OwnStack } from "./support/stack.ts";
import { buy, openPanel, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-ten";
const shopper = { email: "ana@example.com", firstName: "Ana", lastName: "Petersen" };
/** Nights are looked for at the start, and every minute. */
const NIGHT_MS = 100_000;

const spend = (atLeast: string) => ({ anyOf: [{ allOf: [{ counter: "spend", atLeast }] }] });
const program = {
  ...plainProgram,
  pending: { kind: "fulfilment", days: 14 },
  tiers: {
    list: [
      { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } },
      { id: "silver", name: "Silver", enter: spend("10000"), earnMultiplier: "1.5" },
    ],
  },
};

let stack: OwnStack;
let browser: Browser;
let merchant: Visitor;
let visitor: Visitor;
let store: Store;
let admin: string;
let product: string;

beforeAll(async () => {
  stack = await openStack();
  browser = await launchBrowser();
  merchant = await openVisitor(browser);
  visitor = await openVisitor(browser, phone);
  store = storeOf(stack.simulatorUrl, handle);
  admin = `${stack.simulatorUrl}/admin/store/${handle}`;
  const shop = { handle, name: "Pier Ten", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, shipping: "0" });
  const created = await stack.control<{ handle: string }>("POST", `/shops/${handle}/products`, {
    title: "Copper Kettle",
    variants: [{ price: "120.00", sku: "KETTLE" }],
  });
  product = `${store.origin}/products/${created.handle}`;
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
  await turnWidgetOn(stack, handle);
});

afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

test("points wait for the parcel, a tier is reached, and two accounts become one", async () => {
  const { page } = visitor;
  onTestFailed(() => keepEvidence({ merchant, visitor }, stack.output));

  // An account of long ago bought at the till; the shopper forgot about it and signs up again.
  const old = await stack.control<{ id: string }>("POST", `/shops/${handle}/customers`, {
    email: "ana.old@example.com",
    firstName: "Ana",
    lastName: "Old",
  });
  await stack.control("POST", `/shops/${handle}/orders`, {
    customerId: old.id,
    sourceName: "pos",
    lines: [{ title: "Cup", price: "20.00" }],
  });
  await signUp(page, store, shopper);
  const order = await buy(page, product);

  // Nothing to spend yet; the order makes her Silver all the same.
  await panelSays(/^240\sBeans more 14 days after your order has shipped/);
  const panel = page.getByRole("dialog");
  await panel.getByText("Silver", { exact: true }).waitFor();
  await expectAccessible(page, "the panel with waiting points");

  // The merchant sends the parcel, and finds that the two accounts are one person.
  const desk = merchant.page;
  await desk.goto(`${admin}/orders`);
  await desk.getByRole("link", { name: order }).click();
  await desk.getByRole("button", { name: "Send", exact: true }).click();
  await desk.getByText("The parcel is sent.").waitFor();
  await page.setViewportSize(desktop);
  await panelSays(/^240\sBeans more on /);
  await expectAccessible(page, "the panel with a day for the points");
  await desk.goto(`${admin}/customers`);
  await desk.getByRole("link", { name: "Ana Petersen" }).click();
  await desk.locator("#merge-customer").selectOption({ label: "Ana Old" });
  // By key: above it stands the app's block, in a frame that grows, and takes a click for its own.
  await desk.getByRole("button", { name: "Merge into this one" }).press("Enter");
  await desk.getByText("Ana Old is a part of Ana Petersen now.").waitFor();

  // Two weeks later both orders can be spent, by one account; the app slept meanwhile, and nobody
  // looked at the block that asks it about the customer.
  await desk.goto("about:blank");
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
  await stack.control("POST", "/clock", { advance: { days: 16 } });
  await stack.restartApp();
  await panelSays(/^280\s*Beans$/, NIGHT_MS);
  expect([...merchant.problems, ...visitor.problems]).toEqual([]);
}, 240_000);

/** Opens the home page and its panel again until the panel says so. */
async function panelSays(text: string | RegExp, timeoutMs?: number): Promise<void> {
  const { page } = visitor;
  await eventually(
    `${String(text)} in the panel`,
    async () => {
      await page.goto(store.origin);
      const panel = await openPanel(page);
      await panel.getByRole("button", { name: "History" }).waitFor();
      return (await panel.getByText(text).count()) > 0 ? true : undefined;
    },
    timeoutMs,
  );
}
