// Staff help without leaving the page they are on: points are given on a customer's page of the
// admin, and at the till somebody joins, and points become a code of the sale.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { expectAccessible, keepEvidence, launchBrowser } from "./support/browser.ts";
import { openVisitor, phone, type Visitor } from "./support/browser.ts";
import { extensionAt } from "./support/extensions.ts";
import { sharedStack, type StoryStack } from "./support/stack.ts";

const handle = "pier-thirty-two";

let stack: StoryStack;
let browser: Browser;
let staff: Visitor;
let customerId: string;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  staff = await openVisitor(browser);
  const shop = { handle, name: "Pier Thirty-Two", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", shop);
  await stack.control("POST", `/shops/${handle}/products`, {
    title: "Tea Towel",
    variants: [{ price: "25.00" }],
  });
  await installApp(stack, handle);
  await saveProgram(stack, handle, plainProgram);
  const customer = await stack.control<{ id: string }>("POST", `/shops/${handle}/customers`, {
    email: "eva@example.com",
    firstName: "Eva",
    lastName: "Lind",
    state: "disabled",
  });
  customerId = customer.id;
});

afterAll(async () => {
  await browser?.close();
});

test("support gives points with a reason on the customer's page", async () => {
  const { page, problems } = staff;
  onTestFailed(() => keepEvidence({ staff }, stack.output));
  await page.goto(`${stack.simulatorUrl}/admin/store/${handle}/customers/${customerId}`);
  const block = extensionAt(page, "admin.customer-details.block.render");
  await block.getByRole("button", { name: "Add to the program" }).click();
  await block.getByText("0 Beans to spend").waitFor();
  await expectAccessible(page, "the customer's page of the admin");
  await block.getByRole("button", { name: "Give or take Beans" }).press("Enter");
  await block.getByLabel("How many").fill("150");
  // All of it stands in the part of the block that Shopify shows at once.
  const part = await page.locator(".extension-part").boundingBox();
  const give = await block.getByRole("button", { name: "Give", exact: true }).boundingBox();
  expect(give && part && give.y + give.height).toBeLessThanOrEqual(part ? part.y + part.height : 0);
  await expectAccessible(page, "the form on the customer's page of the admin");
  await block.getByRole("button", { name: "Give", exact: true }).click();
  await block.getByText("Enter a reason.").waitFor();
  await block.getByLabel("Reason").fill("The parcel was late");
  await block.getByRole("button", { name: "Give", exact: true }).click();
  await block.getByText("The balance has been adjusted.").waitFor();
  await block.getByText("150 Beans to spend").waitFor();
  await page.getByRole("button", { name: "Show more" }).click();
  await block
    .getByText(/The parcel was late/)
    .first()
    .waitFor();
  await expectAccessible(page, "the block after an adjustment");
  expect(problems).toEqual([]);
}, 60_000);

test("at the till somebody joins, and a member's points become a code of the sale", async () => {
  const visitor = await openVisitor(browser);
  const { page, problems } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await page.goto(`${stack.simulatorUrl}/pos/${handle}`);
  await page.getByRole("button", { name: /Tea Towel/ }).click();
  const tile = extensionAt(page, "pos.home.tile.render");
  const screen = extensionAt(page, "pos.home.modal.render");
  const find = async (contact: string) => {
    await tile.getByRole("button", { name: /Loyalty/ }).click();
    await screen.getByLabel(/^E-mail address, or phone number/).fill(contact);
    await screen.getByRole("button", { name: "Find or add" }).click();
  };

  // Somebody new is a customer, a member, and in the sale.
  await find("otto@example.com");
  await screen.getByText("0 Beans to spend").waitFor();
  await expectAccessible(page, "the till with a new member");
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Take off" }).click();

  // Whom support gave points to has something to redeem.
  await find("eva@example.com");
  await screen.getByText("150 Beans to spend").waitFor();
  await screen.getByRole("button", { name: /^Redeem €5/ }).click();
  await screen
    .getByText(/ is in the cart\.$/)
    .first()
    .waitFor();
  await screen.getByText("50 Beans to spend").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByText("€20.00").first().waitFor();
  await page.setViewportSize(phone);
  await expectAccessible(page, "the till with a code");
  await page.getByRole("button", { name: "Charge" }).click();
  await page.getByText(/^Order #\d+ is paid\.$/).waitFor();

  // On her page at the till.
  await page.goto(`${stack.simulatorUrl}/pos/${handle}/customers/${customerId}`);
  const block = extensionAt(page, "pos.customer-details.block.render");
  await block.getByRole("button", { name: "Use Beans" }).waitFor();
  await expectAccessible(page, "a customer's page at the till");
  expect(problems).toEqual([]);
}, 120_000);
