// At checkout a member reads what the order will earn and redeems right there; a code that the
// checkout refuses costs nothing; the page after it tells what was earned and asks one question.
// Without the network the balance is there all the same, and nothing keeps anybody from paying.
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { desktop, expectAccessible, keepEvidence, launchBrowser } from "./support/browser.ts";
import { openVisitor, phone, type Visitor } from "./support/browser.ts";
import { extensionAt, openCheckout } from "./support/extensions.ts";
import { sharedStack, type StoryStack } from "./support/stack.ts";
import { buy, payFor, signIn, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-thirty";
const shopper = { email: "mia@example.com", firstName: "Mia", lastName: "Berg" };
const program = {
  ...plainProgram,
  survey: { daysAfterOrder: 14, pauseDays: 180, inOrderEmail: false },
  texts: [
    { language: "en", key: "checkout.guest_earns", text: "{points} for members of our club" },
    { language: "en", key: "checkout.title", text: "The Bean Club" },
    { language: "en", key: "checkout.balance_plain.other", text: "{number} Beans are yours." },
    { language: "en", key: "thank-you.join", text: "Join our club" },
  ],
};

let stack: StoryStack;
let browser: Browser;
let visitor: Visitor;
let store: Store;
let product: string;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  visitor = await openVisitor(browser, phone);
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Thirty", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", { ...shop, shipping: "0", plan: "plus" });
  const created = await stack.control<{ handle: string }>("POST", `/shops/${handle}/products`, {
    title: "Cast Iron Pan",
    variants: [{ price: "60.00" }],
  });
  await stack.control("POST", `/shops/${handle}/discounts`, { code: "TWENTY", amountOff: "20.00" });
  product = `${store.origin}/products/${created.handle}`;
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
});

afterAll(async () => {
  await browser?.close();
});

const atCheckout = (page: Page): FrameLocator =>
  extensionAt(page, "purchase.checkout.block.render");
const afterwards = (page: Page): FrameLocator =>
  extensionAt(page, "purchase.thank-you.block.render");

/** What the store and Shopify let the app's extensions do. */
const allow = (what: { networkAccess?: boolean; codesMayChange?: boolean }) =>
  stack.control("POST", `/shops/${handle}/extensions`, what);

const redeem = (frame: FrameLocator) =>
  frame.getByRole("button", { name: /^Redeem 100 Beans/ }).click();

const balance = (frame: FrameLocator, points: string) =>
  frame.getByText(`You have ${points} to spend.`).waitFor();

test("a member earns, redeems at checkout, and loses nothing to a code that is refused", async () => {
  const { page, problems } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await signUp(page, store, shopper);
  await buy(page, product);

  // What was earned, as soon as Shopify has told the app, and the one question.
  const thanks = afterwards(page);
  await thanks.getByText("You earned 120 Beans with this order.").waitFor();
  await expectAccessible(page, "the page after checkout");
  await thanks.getByRole("combobox").selectOption("9");
  await thanks.getByRole("button", { name: "Send" }).click();
  await thanks.getByText(/^Thank you/).waitFor();
  await expectAccessible(page, "the page after checkout with an answer");

  // The next order: what it earns, and points for a code right there.
  await openCheckout(page, product);
  const checkout = atCheckout(page);
  await checkout.getByText("You earn 120 Beans with this order.").waitFor();
  await balance(checkout, "120 Beans");
  await expectAccessible(page, "the checkout");
  await redeem(checkout);
  await checkout.getByText("Applied to this order.").waitFor();
  await page.getByRole("button", { name: /^Pay .*55/ }).waitFor();
  await balance(checkout, "20 Beans");
  await checkout.getByText("You earn 110 Beans with this order.").waitFor();
  await expectAccessible(page, "the checkout with a code of the member's");
  await payFor(page);
  await afterwards(page).getByText("You earned 110 Beans with this order.").waitFor();

  // A better code that goes with no other: the member's is refused, and the points are back.
  await page.setViewportSize(desktop);
  await openCheckout(page, product);
  await page.getByLabel(/discount code/i).fill("TWENTY");
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await page.getByRole("button", { name: /^Pay .*40/ }).waitFor();
  await checkout.getByText("You earn 80 Beans with this order.").waitFor();
  await balance(checkout, "130 Beans");
  await redeem(checkout);
  await checkout
    .getByText("This order does not take the code. What you redeemed is back in your balance.")
    .waitFor();
  await balance(checkout, "130 Beans");
  await page.getByRole("button", { name: /^Pay .*40/ }).waitFor();
  await expectAccessible(page, "the checkout after a refusal");

  // A checkout that says yes and leaves the code out says no less.
  await stack.control("POST", `/shops/${handle}/extensions`, { leavesCodesOut: true });
  await page.reload();
  await checkout.getByText("You earn 80 Beans with this order.").waitFor();
  await redeem(checkout);
  await checkout
    .getByText("This order does not take the code. What you redeemed is back in your balance.")
    .waitFor();
  await balance(checkout, "130 Beans");
  await stack.control("POST", `/shops/${handle}/extensions`, { leavesCodesOut: false });
  expect(problems).toEqual([]);
}, 120_000);

test("a guest reads what members earn, and afterwards that it is kept", async () => {
  const guest = await openVisitor(browser);
  const { page, problems } = guest;
  onTestFailed(() => keepEvidence({ guest }, stack.output));
  await openCheckout(page, product);
  await atCheckout(page).getByText("120 Beans for members of our club").waitFor();
  await expectAccessible(page, "a guest's checkout");
  await page.getByLabel("E-mail", { exact: true }).fill("passing-by@example.com");
  await page.setViewportSize(phone);
  await payFor(page);
  const thanks = afterwards(page);
  await thanks.getByText("Members earn 120 Beans with this order.").waitFor();
  await expectAccessible(page, "a guest's page after checkout");
  await thanks.getByRole("link", { name: "Join our club" }).click();
  await page.getByRole("heading", { name: "Sign in or join" }).waitFor();

  // What the order earned was kept for its address.
  await signIn(page, store, "passing-by@example.com");
  await page.goto(`${store.origin}/account/profile`);
  await extensionAt(page, "customer-account.profile.block.render")
    .getByText("You have 120 Beans to spend.")
    .waitFor();
  expect(problems).toEqual([]);
}, 60_000);

test("where codes cannot be changed, the points stay", async () => {
  const { page, problems } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await allow({ codesMayChange: false });
  await openCheckout(page, product);
  const checkout = atCheckout(page);
  await checkout.getByText("Codes cannot be changed in this checkout.").waitFor();
  expect(await checkout.getByRole("button").count()).toBe(0);
  await expectAccessible(page, "a checkout whose codes cannot be changed");
  await allow({ codesMayChange: true });
  expect(problems).toEqual([]);
}, 60_000);

test("without the network, the balance is there, at checkout in the merchant's words", async () => {
  const { page } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  await allow({ networkAccess: false });
  await openCheckout(page, product);
  await atCheckout(page).getByText("130 Beans are yours.").waitFor();
  await atCheckout(page).getByRole("heading", { name: "The Bean Club" }).waitFor();
  await expectAccessible(page, "a checkout without the network");
  await payFor(page);
  await page.getByRole("heading", { name: "Thank you, Mia!" }).waitFor();
  // The order's own points may have come meanwhile.
  await afterwards(page)
    .getByText(/^Your balance: \d+\.$/)
    .waitFor();
  await expectAccessible(page, "the page after checkout without the network");
  await allow({ networkAccess: true });
}, 60_000);

test("the checkout of a store without Plus stays as it is", async () => {
  await stack.control("POST", `/shops/${handle}`, { plan: "basic" });
  const guest = await openVisitor(browser);
  await openCheckout(guest.page, product);
  await guest.page.getByRole("button", { name: /^Pay / }).waitFor();
  expect(await guest.page.locator("iframe").count()).toBe(0);
  await stack.control("POST", `/shops/${handle}`, { plan: "plus" });
}, 60_000);
