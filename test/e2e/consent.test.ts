// A merchant promises points for the newsletter and for a look at a page on a network. A shopper
// who signs up with a tick has them, and has them once: the consent is withdrawn and given again.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { type Admin, adminOf, openApp } from "./support/admin.ts";
import {
  type Visitor,
  expectAccessible,
  keepEvidence,
  launchBrowser,
  openVisitor,
  phone,
} from "./support/browser.ts";
import { type StoryStack, eventually, sharedStack } from "./support/stack.ts";
import { type Store, openPanel, storeOf } from "./support/storefront.ts";

const handle = "pier-six";
const shopper = { email: "una@example.com", firstName: "Una", lastName: "Krog" };

let stack: StoryStack;
let browser: Browser;
let merchant: Visitor;
let member: Visitor;
let store: Store;
let admin: Admin;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  merchant = await openVisitor(browser);
  member = await openVisitor(browser, phone);
  store = storeOf(stack.simulatorUrl, handle);
  admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Six", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", shop);
  await installApp(stack, handle);
  await saveProgram(stack, handle, plainProgram);
  await turnWidgetOn(stack, handle);
});
afterAll(async () => {
  await browser?.close();
});

/** Adds two ways to earn in the program's form, and puts them into force. */
async function promisePoints(): Promise<void> {
  const { page } = merchant;
  const app = await openApp(admin, "/app/program?section=ways", "Program");
  await app.getByRole("button", { name: "Add a way to earn" }).click();
  await app.getByText(/Once, as soon as Shopify says/).waitFor();
  await app.getByLabel("Name", { exact: true }).fill("Our newsletter");
  await app.getByLabel("Points", { exact: true }).fill("20");
  await app.getByText("20 Beans for agreeing to e-mails").first().waitFor();
  await app.getByRole("button", { name: "Add a way to earn" }).click();
  await app.getByLabel("What is rewarded").last().selectOption("social");
  await app.getByLabel("Name", { exact: true }).last().fill("Follow us");
  await app.getByLabel("Points", { exact: true }).last().fill("5");
  await app.getByLabel("Address of your page").fill("http://example.com");
  await app.getByRole("button", { name: "Save now" }).click();
  await app.getByText("Enter an address that begins with https://").first().waitFor();
  await app.getByLabel("Address of your page").fill(`https://${handle}.example/us`);
  await app.getByText(/New way to earn “Follow us”: 5 Beans for opening/).waitFor();
  await expectAccessible(page, "the ways to earn of a program");
  await app.getByRole("button", { name: "Save now" }).click();
  await app.getByRole("button", { name: "Save now" }).waitFor({ state: "detached" });
}

/** Presses a button on the customer's page in the admin. */
async function press(button: string, outcome: RegExp): Promise<void> {
  const customers = await stack.control<{ id: string; email: string }[]>(
    "GET",
    `/shops/${handle}/customers`,
  );
  const id = customers.find(({ email }) => email === shopper.email)?.id;
  await merchant.page.goto(`${admin.root}/customers/${id}`);
  // By key: above it stands the app's block, in a frame that grows, and takes a click for its own.
  await merchant.page.getByRole("button", { name: button }).press("Enter");
  await merchant.page.getByText(outcome).waitFor();
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
}

/** The balance in the panel, once it is this one. */
async function seeBalance(points: string): Promise<void> {
  await eventually(`${points} in the panel`, async () => {
    await member.page.goto(store.origin);
    const panel = await openPanel(member.page);
    return (await panel.getByText(new RegExp(`^${points}\\s*Beans$`)).count()) > 0 || undefined;
  });
}

test("a consent given, withdrawn and given again earns once, and so does a click", async () => {
  onTestFailed(() => keepEvidence({ merchant, member }, stack.output));
  await promisePoints();
  const { page } = member;
  await page.goto(`${store.origin}/account/login`);
  await page.getByLabel("E-mail", { exact: true }).fill(shopper.email);
  await page.getByLabel("First name (new accounts)").fill(shopper.firstName);
  await page.getByLabel("Last name (new accounts)").fill(shopper.lastName);
  await page.getByLabel(/news/i).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: `Hello, ${shopper.firstName}` }).waitFor();
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
  await seeBalance("20");

  await press("Unsubscribe from e-mails", /is unsubscribed/);
  await press("Subscribe to e-mails", /is subscribed/);
  await seeBalance("20");

  // What she can do here is done from the panel, on a phone, and counts once.
  const panel = page.getByRole("dialog");
  await panel.getByRole("button", { name: "Earn", exact: true }).click();
  await panel.getByRole("heading", { name: "Our newsletter" }).waitFor();
  await panel.getByText("Collected · Once").waitFor();
  await expectAccessible(page, "ways to earn in the panel");
  await member.context.route(`https://${handle}.example/**`, (route) =>
    route.fulfill({ status: 200, contentType: "text/html", body: "<title>Us</title>" }),
  );
  const opened = member.context.waitForEvent("page");
  await panel.getByRole("link", { name: "Open Instagram" }).click();
  await (await opened).close();
  await panel.getByText("Thank you! You get 5 Beans.").waitFor();
  await seeBalance("25");
  expect([...merchant.problems, ...member.problems]).toEqual([]);
}, 120_000);
