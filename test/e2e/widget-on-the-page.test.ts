// What the widget does to a store's page before, during and after use: next to nothing, for every
// kind of visitor.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
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
import { openPanel, signIn, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "harbour-coffee";
let stack: StoryStack;
let browser: Browser;
let store: Store;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  store = storeOf(stack.simulatorUrl, handle);
  await stack.control("POST", "/demo-shops", {});
  await installApp(stack, handle);
  await saveProgram(stack, handle, plainProgram);
  await turnWidgetOn(stack, handle);
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
});

afterAll(async () => {
  await browser?.close();
});

const ana = { email: "ana@example.com", firstName: "Ana", lastName: "Petersen" };

test("a guest learns what joining brings, with the keyboard alone", async () => {
  const visitor = await openVisitor(browser, desktop);
  const { page } = visitor;
  onTestFailed(() => keepEvidence({ guest: visitor }, stack.output));
  await pageWithWidget(page);
  const launcher = page.locator("[data-regulars-open]").last();
  await launcher.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog");
  await panel.getByRole("heading", { name: "Orders that give something back" }).waitFor();
  await panel
    .getByText(/€5 off/)
    .first()
    .waitFor();
  await expectAccessible(page, "the panel for guests");
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(isFocusInDialogOrBrowser), `after ${press + 1} tabs`).toBe(true);
  }
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  expect(await launcher.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(visitor.problems).toEqual([]);
  await visitor.context.close();
});

test("a signed-in page asks the app once at most before anybody touches the widget", async () => {
  const visitor = await openVisitor(browser, phone);
  const { page } = visitor;
  await signUp(page, store, ana);
  // The page before this one may ask late: only what the home page asks counts.
  const asked: string[] = [];
  page.on("request", (request) => {
    const isOfHome = request.headers()["referer"] === `${store.origin}/`;
    if (isOfHome && request.url().includes("/apps/loyalty")) asked.push(request.url());
  });
  await pageWithWidget(page);
  await eventually("the home page asks once", async () => (asked.length > 0 ? true : undefined));
  await page.waitForLoadState("networkidle");
  expect(asked).toHaveLength(1);
  expect(visitor.problems).toEqual([]);
  await visitor.context.close();
});

test("the widget moves nothing on the page, not even when it opens", async () => {
  const visitor = await openVisitor(browser, phone);
  const { page } = visitor;
  await page.addInitScript(recordShifts);
  await signUp(page, store, { ...ana, email: "bea@example.com" });
  await pageWithWidget(page);
  await page.waitForLoadState("networkidle");
  await openPanel(page);
  await page.getByRole("button", { name: "Close" }).click();
  const shifts = await page.evaluate(
    () => (window as unknown as { shiftsSeen: number[] }).shiftsSeen,
  );
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBe(0);
  await visitor.context.close();
});

test.each([
  ["refuses connections", "abort"],
  ["answers 503", "unavailable"],
  ["answers something else than JSON", "html"],
] as const)("a backend that %s leaves the page as Liquid painted it", async (_what, fault) => {
  const visitor = await openVisitor(browser, phone);
  const { page } = visitor;
  await signUp(page, store, { ...ana, email: `${fault}@example.com` });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.route("**/apps/loyalty/**", (route) => {
    if (fault === "abort") return route.abort();
    const status = fault === "html" ? 200 : 503;
    return route.fulfill({ status, contentType: "text/html", body: "<p>Maintenance</p>" });
  });
  await pageWithWidget(page);
  const launcher = page.locator("[data-regulars-open]").last();
  const painted = await launcher.textContent();
  await page.waitForLoadState("networkidle");
  expect(await launcher.textContent()).toBe(painted);
  await launcher.click();
  const panel = page.getByRole("dialog");
  await panel.getByRole("button", { name: "Try again" }).waitFor();
  await expectAccessible(page, "the panel without an answer");
  await page.unroute("**/apps/loyalty/**");
  await panel.getByRole("button", { name: "Try again" }).click();
  await panel.getByText("Your balance").waitFor();
  expect(faults).toEqual([]);
  await visitor.context.close();
});

test("a connection that is lost while the panel is open costs nobody anything", async () => {
  const visitor = await openVisitor(browser, phone);
  const { page, context } = visitor;
  onTestFailed(() => keepEvidence({ visitor }, stack.output));
  const ole = { email: "ole@example.com", firstName: "Ole", lastName: "Berg" };
  const { id } = await stack.control<{ id: string }>("POST", `/shops/${handle}/customers`, ole);
  const lines = [{ title: "Cup", price: "60.00" }];
  await stack.control("POST", `/shops/${handle}/orders`, { customerId: id, lines });
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
  await signIn(page, store, ole.email);
  await pageWithWidget(page);
  const panel = await openPanel(page);
  await panel.getByText(/^120\s*Beans$/).waitFor();

  // What has not been fetched yet cannot be shown; it comes by itself with the connection.
  await context.setOffline(true);
  await panel.getByRole("button", { name: "Rewards" }).click();
  await panel.getByRole("button", { name: "Try again" }).waitFor();
  await expectAccessible(page, "a section that cannot be fetched");
  await context.setOffline(false);
  const redeem = panel.getByRole("button", { name: /^Redeem/ }).first();
  await redeem.waitFor();

  // What was asked for is asked for once, however often it is sent.
  await page.setViewportSize(desktop);
  await redeem.click();
  await context.setOffline(true);
  await panel.getByRole("button", { name: "Redeem now" }).click();
  await panel.getByText("No answer yet").waitFor();
  const isAway = panel.getByText(/^No news from the shop\./);
  await isAway.waitFor();
  await expectAccessible(page, "a redemption without an answer");
  await context.setOffline(false);
  await isAway.waitFor({ state: "detached" });
  await panel.getByRole("button", { name: "Try again" }).click();
  await panel.getByText(/^Yours: /).waitFor();
  await panel.getByRole("button", { name: "Overview" }).click();
  await panel.getByText(/^20\s*Beans$/).waitFor();
  await visitor.context.close();
});

test.each([
  ["de", "Einlösen", "Verlauf"],
  ["fr", "Récompenses", "Historique"],
  ["es", "Recompensas", "Historial"],
  ["tr", "Ödüller", "Geçmiş"],
])("the panel speaks %s", async (language, ...words) => {
  const visitor = await openVisitor(browser, phone);
  const { page } = visitor;
  await signUp(page, store, { ...ana, email: `${language}@example.com` });
  await page.goto(`${store.origin}/${language}/`);
  const panel = await openPanel(page);
  await panel.locator(`[lang="${language}"]`).first().waitFor();
  const text = (await panel.textContent()) ?? "";
  expect(
    words.some((word) => text.includes(word)),
    text,
  ).toBe(true);
  await expectAccessible(page, `the panel in ${language}`);
  // The sections stand in one line, whose words are as tall as a finger.
  expect((await panel.locator("nav").boundingBox())?.height).toBeLessThan(60);
  await visitor.context.close();
});

async function pageWithWidget(page: Page): Promise<void> {
  await page.goto(store.origin);
  await page.locator("[data-regulars-open]").last().waitFor();
}

/** Tab leaves the dialog for the browser's own controls at most, never for the page behind it. */
function isFocusInDialogOrBrowser(): boolean {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return true;
  return focused.closest("dialog, [role=dialog]") !== null || focused.shadowRoot !== null;
}

function recordShifts(): void {
  const seen: number[] = [];
  (window as unknown as { shiftsSeen: number[] }).shiftsSeen = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      seen.push((entry as unknown as { value: number }).value);
    }
  }).observe({ type: "layout-shift", buffered: true });
}
