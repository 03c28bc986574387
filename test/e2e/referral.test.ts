// A member brings a friend: the link is shared, the friend reads the offer and orders with it, the
// member is paid a week later, until the friend's money goes back.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { expectAccessible, keepEvidence, launchBrowser, openVisitor } from "./support/browser.ts";
import { phone, type Visitor } from "./support/browser.ts";
import { eventually, openStack, type OwnStack } from "./support/stack.ts";
import { buy, signIn, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-seven";
const ida = { email: "ida@example.com", firstName: "Ida", lastName: "Holm" };
const friendsEmail = "kim@example.com";
/** Nights are looked for at the start, and every minute. */
const NIGHT_MS = 100_000;
const LATER_DAYS = 8;

const program = {
  ...plainProgram,
  rewards: [{ id: "five-off", kind: "amount_off", amountMinor: "500", points: "100" }],
  referral: {
    memberReward: { kind: "points", points: "200" },
    friendVoucher: {
      discount: { kind: "amount_off", amountMinor: "500" },
      minimumSubtotalMinor: "2000",
    },
    delayDays: 7,
  },
};

let stack: OwnStack;
let browser: Browser;
let member: Visitor;
let friend: Visitor;
let store: Store;
let product: string;

beforeAll(async () => {
  stack = await openStack();
  browser = await launchBrowser();
  member = await openVisitor(browser, phone);
  friend = await openVisitor(browser);
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Seven", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, shipping: "0" });
  const created = await stack.control<{ handle: string }>("POST", `/shops/${handle}/products`, {
    title: "Copper Kettle",
    variants: [{ price: "60.00" }],
  });
  product = `${store.origin}/products/${created.handle}`;
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
  await turnWidgetOn(stack, handle);
  await signUp(member.page, store, ida);
  const customers = await customersNow();
  const customerId = customers.find(({ email }) => email === ida.email)?.id;
  const lines = [{ title: "Cup", price: "20.00" }];
  await stack.control("POST", `/shops/${handle}/orders`, { customerId, lines });
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
});

afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

/** Where the friend's order is taken back. */
let friendsOrder: string;

test("a member shares, a friend reads the offer and orders with it", async () => {
  onTestFailed(() => keepEvidence({ member, friend }, stack.output));
  const panel = await openCards(member.page, "refer", "refer");
  await panel.getByRole("button", { name: /copy/i }).click();
  const link = await panel.locator(".code code").first().textContent();
  expect(link).toMatch(new RegExp(`^${store.origin}/apps/loyalty/r/[a-z0-9-]+$`));
  await panel.locator("summary").click();
  const picture = panel.locator("img.qr");
  await eventually(
    "the link as a picture",
    async () =>
      (await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)) || undefined,
  );
  await expectAccessible(member.page, "the member's link");

  const { page } = friend;
  await page.goto(link ?? "");
  await page.waitForURL(`${store.origin}/`);
  const block = page.locator("[data-regulars-friend]");
  await block.getByText(/€5/).first().waitFor();
  await expectAccessible(page, "the friend's landing");
  // Another page and back: the visit goes on.
  await page.goto(product);
  await page.goto(store.origin);
  await block.getByLabel("Your e-mail address").fill(friendsEmail);
  await block.getByRole("button", { name: "Get the code" }).press("Enter");
  const code = await codeOf(page);
  await expectAccessible(page, "the friend's code");
  // The code is for the customer of that address alone, who is known to the store from now on.
  await signIn(page, store, friendsEmail);
  friendsOrder = await buy(page, product, code);
  expect([...member.problems, ...friend.problems]).toEqual([]);
}, 120_000);

test("a week later she is paid for her friend", async () => {
  onTestFailed(() => keepEvidence({ member }, stack.output));
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
  await stack.control("POST", "/clock", { advance: { days: LATER_DAYS } });
  await stack.restartApp();
  await balanceIs(240, NIGHT_MS);
  expect(member.problems).toEqual([]);
}, 150_000);

test("the friend's money goes back, and so do the points", async () => {
  onTestFailed(() => keepEvidence({ member }, stack.output));
  const orders = await stack.control<Order[]>("GET", `/shops/${handle}/orders`);
  const order = orders.find(({ name }) => name === friendsOrder);
  const lines = order?.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
  await stack.control("POST", `/shops/${handle}/orders/${order?.id}/refund`, { lines });
  await balanceIs(40);
  const panel = member.page.getByRole("dialog");
  await panel.getByRole("button", { name: "History" }).click();
  const history = panel.locator(".history");
  await history.getByText("200\u00a0Beans for inviting a friend").waitFor();
  await history.getByText(/taken back/).waitFor();
  expect(member.problems).toEqual([]);
}, 60_000);

type Order = { id: string; name: string; lines: { id: string; quantity: number }[] };
type Customer = { id: string; email: string | null };
const customersNow = () => stack.control<Customer[]>("GET", `/shops/${handle}/customers`);

/** Opens the panel by a deep link until the card is there. */
async function openCards(page: Page, spot: string, cardId: string) {
  await eventually(`the card ${cardId}`, async () => {
    await page.goto("about:blank");
    await page.goto(`${store.origin}/#loyalty/${spot}`);
    const dialog = page.getByRole("dialog");
    await dialog.locator(".line, [role=alert]").first().waitFor();
    return (await dialog.locator("h4:focus").count()) > 0 ? true : undefined;
  });
  return page.getByRole("dialog");
}

/** The friend's code once it is made: a visit that is made again shows it. */
async function codeOf(page: Page): Promise<string> {
  return eventually("the friend's code", async () => {
    const code = page.locator("[data-friend=code]");
    await page.locator("[data-regulars-friend][data-state]").waitFor();
    const text = (await code.textContent()) ?? "";
    if (text === "") await page.goto(store.origin);
    return text || undefined;
  });
}

async function balanceIs(points: number, timeoutMs?: number): Promise<void> {
  const { page } = member;
  await eventually(
    `a balance of ${points}`,
    async () => {
      await page.goto("about:blank");
      await page.goto(`${store.origin}/#loyalty`);
      const figure = page.getByRole("dialog").locator(".figure");
      await page.getByRole("dialog").locator(".line, [role=alert]").first().waitFor();
      const shown = (await figure.count()) > 0 ? await figure.textContent() : "";
      return new RegExp(`^${points}\\b`).test(shown ?? "") || undefined;
    },
    timeoutMs,
  );
}
