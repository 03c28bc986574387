// The story that the product is built around: an order becomes points on the shopper's screen, and
// everybody agrees.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { adminOf, install, openApp, saveWithBar, type Admin } from "./support/admin.ts";
import {
  expectAccessible,
  keepEvidence,
  launchBrowser,
  openVisitor,
  phone,
  type Visitor,
} from "./support/browser.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";
import { buy, openPanel, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-nine";
const shopper = { email: "ana@pier-nine.example", firstName: "Ana", lastName: "Petersen" };

let stack: StoryStack;
let browser: Browser;
let merchant: Visitor;
let visitor: Visitor;
let admin: Admin;
let store: Store;
let product: string;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  merchant = await openVisitor(browser);
  visitor = await openVisitor(browser, phone);
  admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Nine", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, taxesIncluded: true, shipping: "4.90" });
  const created = await stack.control<{ handle: string }>("POST", `/shops/${handle}/products`, {
    title: "Enamel Pot",
    variants: [{ price: "40.00" }],
  });
  product = `${store.origin}/products/${created.handle}`;
});

afterAll(async () => {
  await browser?.close();
});

type Mail = { to: string[]; subject: string; text: string };

test("an order earns points, points become a voucher, and a refund takes back what it must", async () => {
  const { page } = visitor;
  onTestFailed(() => keepEvidence({ merchant, visitor }, stack.output));

  // The merchant installs the app, sets two points per 1.00 and a voucher of 5.00 for 50 points.
  await install(admin);
  const form = await openApp(admin, "/app/program", "Program");
  await expectAccessible(merchant.page, "the program page");
  await form.getByLabel(/^Points per/).fill("2");
  await form.getByRole("link", { name: "Rewards", exact: true }).click();
  await form
    .getByRole("button", { name: /^Edit / })
    .first()
    .click();
  await form.getByLabel("Costs (points)").fill("50");
  await saveWithBar(admin);
  await merchant.page.goto(`${admin.root}/themes/current/editor`);
  await switchEmbedOn();

  // A shopper signs up and buys for 40.00.
  await signUp(page, store, shopper);
  const first = await buy(page, product);
  const earned = await balanceShown(80);
  await expectAccessible(page, "the panel");
  await earned.getByRole("button", { name: "History" }).click();
  await earned.getByText(new RegExp(`^Order ${first}: €40 at 2\\sPoints per €1$`)).waitFor();

  // She redeems 50 points for a code, and pays the next order with it.
  await earned.getByRole("button", { name: "Rewards" }).click();
  await earned
    .getByRole("button", { name: /^Redeem/ })
    .first()
    .click();
  await earned.getByRole("button", { name: "Redeem now" }).click();
  const code = await earned.locator("code").first().textContent();
  expect(code).toMatch(/^[A-Z0-9-]{10,}$/);
  await expectAccessible(page, "the code");
  const redeemed = await balanceShown(30);
  await redeemed.getByRole("button", { name: "Rewards" }).click();
  await redeemed.getByRole("link", { name: "Apply to cart" }).click();
  await page.waitForURL(/\/cart$/);
  const second = await buy(page, product);
  await balanceShown(100);

  // Half of the first order goes back.
  await refundAmount(first, "20.00");
  const panel = await balanceShown(60);
  await panel.getByRole("button", { name: "History" }).click();
  await panel.getByText(`Refund of €20 on order ${first}`).waitFor();

  // The admin tells the same story.
  const members = await openApp(admin, "/app/members", "Members");
  await members.getByText("Ana Petersen").click();
  await members.getByRole("heading", { name: "Ana Petersen", level: 1 }).waitFor();
  await expectAccessible(merchant.page, "a member's page");
  const text = (await members.locator("main, body").first().textContent()) ?? "";
  for (const entry of [first, second, code ?? ""]) expect(text).toContain(entry);
  await members.getByText("60", { exact: true }).first().waitFor();
  await openApp(admin, "/app", "Overview");
  await expectAccessible(merchant.page, "the overview");

  // One mail for each order, none for the refund.
  const mails = await eventually("two mails", async () => {
    const all = await stack.control<Mail[]>("GET", `/mails?to=${shopper.email}`);
    return all.length >= 2 ? all : undefined;
  });
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
  expect(mails.map(({ subject }) => subject)).toHaveLength(2);
  expect([...merchant.problems, ...visitor.problems]).toEqual([]);
});

async function switchEmbedOn(): Promise<void> {
  const { page } = merchant;
  const embed = page.locator("form", { has: page.getByLabel("Show on the shop") }).first();
  await embed.getByLabel("Show on the shop").check();
  await embed.getByRole("button", { name: "Save" }).click();
}

/** Opens the home page again until Liquid and the panel show the balance. */
async function balanceShown(points: number) {
  const { page } = visitor;
  await eventually(`a balance of ${points} on the launcher`, async () => {
    await page.goto(store.origin);
    const text = await page.locator("[data-regulars-open]").last().textContent();
    return text && new RegExp(`\\b${points}\\s`).test(text) ? true : undefined;
  });
  const panel = await openPanel(page);
  await panel
    .getByText(new RegExp(`^${points}\\b`))
    .first()
    .waitFor();
  return panel;
}

async function refundAmount(order: string, amount: string): Promise<void> {
  const { page } = merchant;
  await page.goto(`${admin.root}/orders`);
  await page.getByRole("link", { name: order }).click();
  await page.getByLabel("Further amount, no line named").fill(amount);
  await page.getByRole("button", { name: /^Refund/ }).click();
}
