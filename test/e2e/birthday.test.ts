// A member born on 29 February enters the date in the panel, chooses the gift on the birthday of a
// year without that day, and takes its code to the checkout.
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { expectAccessible, keepEvidence, launchBrowser, openVisitor } from "./support/browser.ts";
import { desktop, phone, type Visitor } from "./support/browser.ts";
import { eventually, openStack, type OwnStack } from "./support/stack.ts";
import { buy, openPanel, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-twelve";
const shopper = { email: "leo@example.com", firstName: "Leo", lastName: "Lund" };
/** Nights are looked for at the start, and every minute. */
const NIGHT_MS = 100_000;

const [{ id: rewardId } = { id: "" }] = plainProgram.rewards as { id: string }[];
const program = {
  ...plainProgram,
  birthday: { gift: { kind: "choice", points: "250", rewardId }, blackoutDays: 1, windowDays: 7 },
};

let stack: OwnStack;
let browser: Browser;
let visitor: Visitor;
let store: Store;
let product: string;

beforeAll(async () => {
  stack = await openStack();
  browser = await launchBrowser();
  visitor = await openVisitor(browser, phone);
  store = storeOf(stack.simulatorUrl, handle);
  await stack.control("POST", "/clock", { set: `${await yearWithoutTheDay()}-02-25T09:00:00Z` });
  const shop = { handle, name: "Pier Twelve", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, shipping: "0" });
  const created = await stack.control<{ handle: string }>("POST", `/shops/${handle}/products`, {
    title: "Copper Kettle",
    variants: [{ price: "40.00", sku: "KETTLE" }],
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

/** The next one that has no 29 February. */
async function yearWithoutTheDay(): Promise<number> {
  const { now } = await stack.control<{ now: string }>("GET", "/clock");
  const next = Number(now.slice(0, 4)) + 1;
  return next % 4 === 0 ? next + 1 : next;
}

test("born on 29 February, the gift comes on the 28th", async () => {
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await signUp(visitor.page, store, shopper);
  await enterBirthday();
  await visitor.page.setViewportSize(desktop);
  await stack.control("POST", "/clock", { advance: { days: 3 } });
  await stack.restartApp();
  const code = await chooseGift();
  const order = await takeToCheckout(code);
  expect(order).toMatch(/^#\d+$/);
  expect(visitor.problems).toEqual([]);
}, 240_000);

async function openEarn(): Promise<Locator> {
  const { page } = visitor;
  await page.goto(`${store.origin}#loyalty/birthday`);
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  return panel;
}

/** First a day that does not exist: the panel says so beside the field. */
async function enterBirthday(): Promise<void> {
  const { page } = visitor;
  const panel = await openEarn();
  await panel.getByRole("heading", { name: "Your birthday" }).waitFor();
  await panel.getByLabel(/^day$/i).fill("29");
  await panel.getByRole("combobox").selectOption({ label: "February" });
  await panel.getByLabel(/^year$/i).fill("1991");
  await panel.getByRole("button", { name: "Save" }).click();
  await panel.getByText(/^There is no such day\./).waitFor();
  await expectAccessible(page, "the panel with a birthday that does not exist");
  await panel.getByLabel(/^year$/i).fill("1992");
  await panel.getByRole("button", { name: "Save" }).click();
  await panel.getByText(/^Born on February 29, 1992\./).waitFor();
  await expectAccessible(page, "the panel with a birthday");
}

/** By keyboard. Answers the code of the voucher. */
async function chooseGift(): Promise<string> {
  const { page } = visitor;
  const panel = await eventually(
    "the gift in the panel",
    async () => {
      await page.goto(store.origin);
      const opened = await openPanel(page);
      await opened.getByRole("button", { name: "Earn", exact: true }).click();
      await opened.getByRole("heading", { name: "Your birthday" }).waitFor();
      const isThere = (await opened.getByRole("heading", { name: "Happy birthday!" }).count()) > 0;
      return isThere ? opened : undefined;
    },
    NIGHT_MS,
  );
  await expectAccessible(page, "the panel with a gift to choose");
  await panel.getByLabel(/off$/).focus();
  await page.keyboard.press("Space");
  await panel.getByRole("button", { name: "Choose" }).focus();
  await page.keyboard.press("Enter");
  const note = panel.getByText(/^Code \S+, until March 6, /);
  await note.waitFor();
  await expectAccessible(page, "the panel with a gift that was chosen");
  return /^Code (\S+),/.exec((await note.textContent()) ?? "")?.[1] ?? "";
}

async function takeToCheckout(code: string): Promise<string> {
  const { page } = visitor;
  await page.getByRole("dialog").getByRole("link", { name: "Use it now" }).click();
  await page.waitForLoadState();
  const order = await buy(page, product);
  const orders = await stack.control<{ name: string; discountCodes?: string[] }[]>(
    "GET",
    `/shops/${handle}/orders`,
  );
  expect(JSON.stringify(orders.find(({ name }) => name === order))).toContain(code);
  return order;
}
