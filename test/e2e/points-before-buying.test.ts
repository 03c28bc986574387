// What a product and the cart say they earn, before anybody buys, and what the order then earns.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import {
  installApp,
  placeBlock,
  saveProgram,
  turnWidgetOn,
} from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import {
  desktop,
  expectAccessible,
  keepEvidence,
  launchBrowser,
  openVisitor,
  phone,
} from "./support/browser.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";
import { openPanel, payFor, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-twelve";
const shopper = { email: "ana@pier-twelve.example", firstName: "Ana", lastName: "Petersen" };
const program = {
  ...plainProgram,
  campaigns: [
    {
      id: "triple",
      name: "Triple Beans",
      startsAt: "2020-01-01T00:00",
      endsAt: "2040-01-01T00:00",
      effect: { kind: "multiplier", multiplier: "3" },
    },
  ],
};

let stack: StoryStack;
let browser: Browser;
let store: Store;
let product: { handle: string; variants: { id: string }[] };

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Twelve", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, shipping: "0" });
  product = await stack.control("POST", `/shops/${handle}/products`, {
    title: "House Blend",
    variants: [
      { title: "250 g", price: "10.50", sku: "SMALL" },
      { title: "1 kg", price: "36.00", sku: "LARGE" },
    ],
  });
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
  await turnWidgetOn(stack, handle);
  await placeBlock(stack, handle, "loyalty-product", "product");
  await placeBlock(stack, handle, "loyalty-cart", "cart");
});

afterAll(async () => {
  await browser?.close();
});

test("a product and the cart say what they earn, and the order earns it", async () => {
  const visitor = await openVisitor(browser, phone);
  const { page } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  const reads = (block: string) => page.locator(`[data-regulars-${block}]`).innerText();
  await signUp(page, store, shopper);

  // The program is on its way to the theme when the merchant has saved it.
  await eventually("points beside the price", async () => {
    await page.goto(`${store.origin}/products/${product.handle}`);
    return (await page.locator("[data-regulars-points]").count()) > 0 ? true : undefined;
  });
  expect(await reads("points")).toMatch(/^\s*Earns you 63\sBeans\s*$/);
  await expectAccessible(page, "a product with its points");
  await page.getByText("1 kg", { exact: true }).click();
  await expect.poll(() => reads("points")).toMatch(/^\s*Earns you 216\sBeans\s*$/);

  // Found on the phone, bought at the desk.
  await page.setViewportSize(desktop);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("heading", { name: "Your cart" }).waitFor();
  expect(await reads("cart")).toMatch(/Your cart earns you 216\sBeans/);
  await expectAccessible(page, "the cart with its points");
  await page.evaluate(async (id) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ id, quantity: 2 });
    await (await fetch("/cart/change.js", { method: "POST", headers, body })).json();
  }, product.variants[1]?.id);
  await expect.poll(() => reads("cart")).toMatch(/Your cart earns you 432\sBeans/);

  // The page's own form still holds one.
  await page.reload();
  expect(await reads("cart")).toMatch(/Your cart earns you 432\sBeans/);
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByRole("heading", { name: "Checkout" }).waitFor({ state: "attached" });
  await payFor(page);
  await eventually("the points of the order", async () => {
    await page.goto(`${store.origin}/collections/all`);
    const panel = await openPanel(page);
    await panel.getByRole("button", { name: "History" }).waitFor();
    return (await panel.getByText(/^432\s*Beans$/).count()) > 0 ? true : undefined;
  });
  await expectAccessible(page, "the panel over a collection");
  expect(visitor.problems).toEqual([]);
}, 120_000);
