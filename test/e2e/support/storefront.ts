// What a shopper does in the simulated store: buy, sign in, open the widget.
import type { Locator, Page } from "playwright-core";

export type Store = { origin: string };

export function storeOf(simulatorUrl: string, handle: string): Store {
  return { origin: simulatorUrl.replace("//localhost", `//${handle}.localhost`) };
}

export type Shopper = { email: string; firstName: string; lastName: string };

export async function signUp(page: Page, store: Store, shopper: Shopper): Promise<void> {
  await page.goto(`${store.origin}/account/login`);
  await page.getByLabel("E-mail", { exact: true }).fill(shopper.email);
  await page.getByLabel("First name (new accounts)").fill(shopper.firstName);
  await page.getByLabel("Last name (new accounts)").fill(shopper.lastName);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: `Hello, ${shopper.firstName}` }).waitFor();
}

/** For an address that the store knows already. */
export async function signIn(page: Page, store: Store, email: string): Promise<void> {
  await page.goto(`${store.origin}/account/login`);
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: /^Hello/ }).waitFor();
}

/**
 * Buys one unit of a product, with a discount code where one is given; answers the order's name.
 */
export async function buy(page: Page, product: string, code?: string): Promise<string> {
  await page.goto(product);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByRole("heading", { name: "Checkout" }).waitFor({ state: "attached" });
  await fillAddress(page);
  if (code !== undefined) {
    await page.getByLabel(/discount code/i).fill(code);
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText(code).first().waitFor();
  }
  await pay(page);
  const text = await page.getByText(/^Order #\d+$/).textContent();
  return text?.replace("Order ", "") ?? "";
}

/** Pays for what is in the checkout that is open. */
export async function payFor(page: Page): Promise<void> {
  await fillAddress(page);
  await pay(page);
}

async function pay(page: Page): Promise<void> {
  // By the keyboard: extensions above the button may grow while a pointer is on its way to it.
  await page.getByRole("button", { name: /^Pay / }).press("Enter");
  await page.getByRole("heading", { name: /^Thank you/ }).waitFor();
}

async function fillAddress(page: Page): Promise<void> {
  const fields = { Address: "Hafenstraße 1", Postcode: "20457", City: "Hamburg" };
  for (const [label, text] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  await page.getByLabel("Last name", { exact: true }).fill("Petersen");
}

/** Opens the panel from the launcher and waits until it shows what the server said. */
export async function openPanel(page: Page): Promise<Locator> {
  await page.locator("[data-regulars-open]").last().click();
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  return panel;
}
