// A merchant invites a member to a tier; the member hears of it, reads what it gives, and accepts
// by keyboard.
import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { adminOf, openApp, type Admin } from "./support/admin.ts";
import { expectAccessible, keepEvidence, launchBrowser, openVisitor } from "./support/browser.ts";
import { phone, type Visitor } from "./support/browser.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";
import { openPanel, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-eleven";
const shopper = { email: "ida@example.com", firstName: "Ida", lastName: "Holm" };
const program = {
  ...plainProgram,
  tiers: {
    list: [
      { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "circle",
        name: "Harbour Circle",
        entry: "invitation",
        entryPoints: "200",
        benefits: ["Tastings"],
      },
    ],
  },
};

let stack: StoryStack;
let browser: Browser;
let merchant: Visitor;
let visitor: Visitor;
let store: Store;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  merchant = await openVisitor(browser);
  visitor = await openVisitor(browser, phone);
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Eleven", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", shop);
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
  await turnWidgetOn(stack, handle);
});

afterAll(async () => {
  await browser?.close();
});

test("a member is invited to a tier, hears of it, and accepts", async () => {
  const { page } = visitor;
  onTestFailed(() => keepEvidence({ merchant, visitor }, stack.output));
  await signUp(page, store, shopper);
  const customers = await stack.control<{ id: string; email: string }[]>(
    "GET",
    `/shops/${handle}/customers`,
  );
  const customerId = customers.find(({ email }) => email === shopper.email)?.id;
  const lines = [{ title: "Cup", price: "20.00" }];
  await stack.control("POST", `/shops/${handle}/orders`, { customerId, lines });
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });

  // The merchant invites her, with the keyboard alone.
  const admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  const list = await openMember(admin);
  await list.getByRole("button", { name: "Invite…" }).focus();
  await merchant.page.keyboard.press("Enter");
  await list.getByLabel("Invite to").focus();
  await list.getByRole("button", { name: "Invite", exact: true }).focus();
  await merchant.page.keyboard.press("Enter");
  await list.getByText("Invited to Harbour Circle").waitFor();
  await expectAccessible(merchant.page, "the member's page with an invitation");

  // The mail leads to the panel, where she accepts.
  await eventually("the invitation in the mail box", async () => {
    await page.goto(`${stack.simulatorUrl}/mail`);
    return (await page.getByText("You are invited: Harbour Circle").count()) > 0 || undefined;
  });
  await page.goto(store.origin);
  const panel = await openPanel(page);
  await panel.getByText("Tastings").waitFor();
  await expectAccessible(page, "the panel with an invitation");
  await panel.getByRole("button", { name: "Accept" }).focus();
  await page.keyboard.press("Enter");
  await panel.getByText("You are now Harbour Circle.").waitFor();
  await panel.getByText(/^240\s*Beans$/).waitFor();
  await expectAccessible(page, "the panel with an accepted invitation");
  const told = (await openMember(admin)).getByText("The invitation to Harbour Circle was accepted");
  await told.waitFor();
  expect([...merchant.problems, ...visitor.problems]).toEqual([]);
}, 120_000);

/** Opens the list until she is in it, and then her page. */
async function openMember(admin: Admin): Promise<FrameLocator> {
  const list = await eventually("the member in the list", async () => {
    const frame = await openApp(admin, "/app/members", "Members");
    const isThere = (await frame.getByRole("link", { name: "Ida Holm" }).count()) > 0;
    return isThere ? frame : undefined;
  });
  await list.getByRole("link", { name: "Ida Holm" }).click();
  return list;
}
