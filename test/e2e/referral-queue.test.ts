// A friend with a lent mailbox waits for the merchant, who approves, and changes their mind.
import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { adminOf, openApp } from "./support/admin.ts";
import { expectAccessible, keepEvidence, launchBrowser } from "./support/browser.ts";
import { openVisitor, phone, type Visitor } from "./support/browser.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";
import { signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-three";
const ida = { email: "ida@example.com", firstName: "Ida", lastName: "Holm" };
const program = {
  ...plainProgram,
  referral: {
    memberReward: { kind: "points", points: "200" },
    friendVoucher: { discount: { kind: "percentage_off", percent: "10" } },
  },
};

let stack: StoryStack;
let browser: Browser;
let merchant: Visitor;
let member: Visitor;
let friend: Visitor;
let store: Store;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  [merchant, member, friend] = [
    await openVisitor(browser),
    await openVisitor(browser),
    await openVisitor(browser, phone),
  ];
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Three", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", shop);
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
  await turnWidgetOn(stack, handle);
});

afterAll(async () => {
  await browser?.close();
});

test("what speaks against a friend is read, and both decisions are carried out", async () => {
  onTestFailed(() => keepEvidence({ merchant, friend }, stack.output));
  await askForVoucher(await linkOfMember());
  const admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  const overview = await openApp(admin, "/app", "Overview");
  await overview.getByText("1 friend of a member to look at").waitFor();
  const page = await openApp(admin, "/app/referrals", "Referrals");
  await page.getByText("Ida Holm").waitFor();
  await page.getByText(/lends mailboxes for minutes/).waitFor();
  await expectAccessible(merchant.page, "the queue of referrals");
  await decide(page, "Approve", "Approved by staff");
  await friendSees("voucher");
  await decide(page, "Refuse", "Refused by staff");
  await eventually("the code is switched off", async () => {
    const discounts = await stack.control<{ code: string | null; status: string }[]>(
      "GET",
      `/shops/${handle}/discounts`,
    );
    const own = discounts.filter(({ code }) => code !== null);
    return own.length === 1 && own[0]?.status !== "ACTIVE" ? true : undefined;
  });
  expect([...merchant.problems, ...member.problems, ...friend.problems]).toEqual([]);
}, 150_000);

type ShownCard = { id: string; action: { url?: string } | null };

async function linkOfMember(): Promise<string> {
  const { page } = member;
  await signUp(page, store, ida);
  const customers = await stack.control<{ id: string; email: string | null }[]>(
    "GET",
    `/shops/${handle}/customers`,
  );
  const customerId = customers.find(({ email }) => email === ida.email)?.id;
  const lines = [{ title: "Cup", price: "20.00" }];
  await stack.control("POST", `/shops/${handle}/orders`, { customerId, lines });
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
  return eventually("the member's link", async () => {
    const cards = await page.evaluate(async () => {
      const answer = await fetch("/apps/loyalty/panel?locale=en");
      const panel = (await answer.json()) as { cards?: ShownCard[] };
      return panel.cards ?? [];
    });
    return cards.find(({ id }) => id === "refer")?.action?.url;
  });
}

async function askForVoucher(link: string): Promise<void> {
  const { page } = friend;
  await page.goto(`${store.origin}${link}`);
  await page.waitForURL(`${store.origin}/`);
  const block = page.locator("[data-regulars-friend]");
  await block.getByLabel("Your e-mail address").fill("kim@mailinator.com");
  await block.getByRole("button", { name: "Get the code" }).click();
  await friendSees("waits");
}

/** The visit goes on: what was decided meanwhile is on the page. */
async function friendSees(state: string): Promise<void> {
  const { page } = friend;
  await eventually(`a friend who sees ${state}`, async () => {
    await page.goto(store.origin);
    const block = page.locator("[data-regulars-friend][data-state]");
    await block.waitFor();
    return (await block.getAttribute("data-state")) === state ? true : undefined;
  });
}

async function decide(page: FrameLocator, button: string, badge: string): Promise<void> {
  await page.getByRole("button", { name: `${button} the friend of Ida Holm` }).click();
  await page.getByLabel("Show").selectOption("all");
  await page.getByText(badge).waitFor();
}
