// What members do at a place, and say afterwards. A merchant makes an event and gives a helper a
// link, a member shows a code in the panel, the helper types it at the door, and the same code once
// more earns nothing. The member answers the question of the survey, and the score is read.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { localDateTimeOf } from "../../app/core/calendar/local-time.ts";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { adminOf, openApp } from "./support/admin.ts";
import {
  type Visitor,
  expectAccessible,
  keepEvidence,
  launchBrowser,
  openVisitor,
  phone,
} from "./support/browser.ts";
import { readQr } from "../support/read-qr.ts";
import { type StoryStack, eventually, sharedStack } from "./support/stack.ts";
import { type Store, openPanel, signUp, storeOf } from "./support/storefront.ts";

const handle = "pier-four";
const timeZone = "Europe/Berlin";
const shopper = { email: "ida@example.com", firstName: "Ida", lastName: "Holm" };
const program = {
  ...plainProgram,
  waysToEarn: [
    { id: "came", name: "Came by", trigger: "check_in", points: "25" },
    { id: "said", name: "Told us", trigger: "survey", points: "10" },
  ],
  survey: { daysAfterOrder: 0 },
};
const HOUR_MS = 3_600_000;

let stack: StoryStack;
let browser: Browser;
let merchant: Visitor;
let member: Visitor;
let helper: Visitor;
let store: Store;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  merchant = await openVisitor(browser);
  member = await openVisitor(browser, phone);
  helper = await openVisitor(browser, phone);
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Four", currency: "EUR", timeZone };
  await stack.control("POST", "/shops", shop);
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
  await turnWidgetOn(stack, handle);
});
afterAll(async () => {
  await browser?.close();
});

/** Makes an event that has begun, and a link to its door. */
async function openDoors(): Promise<string> {
  const { page } = merchant;
  const admin = adminOf(page, stack.simulatorUrl, handle);
  const events = await openApp(admin, "/app/events", "Events");
  await expectAccessible(page, "events without any");
  await events.getByRole("link", { name: "Create event" }).first().click();
  await events.getByRole("heading", { name: "New event", level: 1 }).waitFor();
  await events.getByRole("button", { name: "Create event" }).click();
  await events.getByText("Enter a name").waitFor();
  const now = Date.now();
  await events.getByLabel("Name").fill("Tasting");
  await events.getByLabel("Place").fill("Hafenstraße 1");
  await events.getByLabel("Begins").fill(localDateTimeOf(now - HOUR_MS, timeZone));
  await events.getByLabel("Ends").fill(localDateTimeOf(now + 3 * HOUR_MS, timeZone));
  await events.getByLabel("Capacity").fill("20");
  await expectAccessible(page, "the form of an event");
  await events.getByRole("button", { name: "Create event" }).click();
  await events.getByText("Nobody has checked in yet.").waitFor();
  await events.getByLabel("New link for").fill("Front door");
  await page.keyboard.press("Enter");
  await events.getByRole("button", { name: "Show link: Front door" }).click();
  const link = await events.getByLabel("Link for Front door").inputValue();
  await expectAccessible(page, "an event with a link");
  return link;
}

async function showCode(page: Page): Promise<string> {
  await page.goto(store.origin);
  const panel = await openPanel(page);
  await panel.getByRole("button", { name: "Earn", exact: true }).click();
  await panel.getByRole("heading", { name: "Event: Tasting" }).waitFor();
  await panel.getByRole("button", { name: "Show my code" }).click();
  await panel.getByRole("img", { name: "Your code for checking in" }).waitFor();
  await expectAccessible(page, "the panel with a code");
  return (await panel.locator("code").textContent()) ?? "";
}

/**
 * By a camera that sees the picture of the panel: this browser has no reader of its own, so that of
 * another one is played. What it reads is what the picture says.
 */
async function scanAgain(link: string): Promise<void> {
  const picture = member.page.getByRole("img", { name: "Your code for checking in" });
  const svg = await picture.evaluate(async (shown) =>
    (await fetch((shown as HTMLImageElement).src)).text(),
  );
  const scanned = readQr(svg);
  const { page } = helper;
  await page.addInitScript((rawValue) => {
    const canvas = document.createElement("canvas");
    // A picture that never changes is none to a stream.
    const pen = canvas.getContext("2d");
    setInterval(() => pen?.fillRect(Math.random() * 300, 0, 8, 8), 50);
    Object.defineProperty(navigator.mediaDevices, "getUserMedia", {
      value: async () => canvas.captureStream(5),
    });
    const BarcodeDetector = class {
      async detect() {
        return [{ rawValue }];
      }
    };
    Object.assign(globalThis, { BarcodeDetector });
  }, scanned);
  await page.goto(link);
  await page.getByRole("button", { name: "Scan with the camera" }).click();
  await page.getByText("Ida H. is in already").waitFor();
  await expectAccessible(page, "the door with a camera");
  await page.getByRole("button", { name: "Stop the camera" }).click();
  await page.getByRole("button", { name: "Scan with the camera" }).waitFor();
}

/** A member by an order of 20.00, which earned 40. */
async function becomeMember(): Promise<void> {
  await signUp(member.page, store, shopper);
  const customers = await stack.control<{ id: string; email: string }[]>(
    "GET",
    `/shops/${handle}/customers`,
  );
  const customerId = customers.find(({ email }) => email === shopper.email)?.id;
  const lines = [{ title: "Cup", price: "20.00" }];
  await stack.control("POST", `/shops/${handle}/orders`, { customerId, lines });
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
}

test("a member checks in once, however often the code is entered", async () => {
  onTestFailed(() => keepEvidence({ merchant, member, helper }, stack.output));
  await becomeMember();
  const link = await openDoors();
  const code = await showCode(member.page);

  // By keyboard alone, on a phone.
  const { page } = helper;
  await page.goto(link);
  await page.getByRole("heading", { name: "Tasting", level: 1 }).waitFor();
  await expectAccessible(page, "the door");
  const field = page.getByLabel("Member’s code");
  await field.fill("000000001");
  await page.keyboard.press("Enter");
  await page.getByText("Mistyped").waitFor();
  await expectAccessible(page, "a refusal at the door");
  await field.fill(code.toLowerCase());
  await page.keyboard.press("Enter");
  await page.getByText("Welcome, Ida H.").waitFor();
  await expectAccessible(page, "a welcome at the door");
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  await field.fill(code);
  await page.keyboard.press("Enter");
  await page.getByText("Ida H. is in already").waitFor();
  await scanAgain(link);
  await page
    .getByText(/1 checked in of 20/)
    .first()
    .waitFor();

  // What it brought, once.
  await eventually("the points in the panel", async () => {
    await member.page.goto(store.origin);
    const panel = await openPanel(member.page);
    return (await panel.getByText(/^65\s*Beans$/).count()) > 0 || undefined;
  });
  const admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  const events = await openApp(admin, "/app/events", "Events");
  await events.getByRole("link", { name: "Tasting" }).click();
  await events.getByRole("link", { name: "Ida Holm" }).waitFor();
  await expectAccessible(merchant.page, "an event with a guest");

  // The link ends with a press.
  await events.getByRole("button", { name: "Revoke: Front door" }).click();
  await events.getByText(/^Revoked on/).waitFor();
  const answer = await page.goto(link);
  expect(answer?.status()).toBe(410);
  await page.getByText("The link was revoked.").waitFor();
  const problems = [...merchant.problems, ...member.problems, ...helper.problems];
  expect(problems.filter((text) => !text.includes("410"))).toEqual([]);
}, 120_000);

test("a member answers one question, and the merchant reads the score", async () => {
  onTestFailed(() => keepEvidence({ merchant, member, helper }, stack.output));
  const { page } = member;
  await page.goto(store.origin);
  const panel = await openPanel(page);
  await panel.getByRole("button", { name: "Earn", exact: true }).click();
  await panel.getByRole("group", { name: /How likely are you to recommend Pier Four/ }).waitFor();
  await expectAccessible(page, "the question in the panel");
  await panel.getByRole("radio", { name: "9", exact: true }).focus();
  await page.keyboard.press("Space");
  await panel.getByLabel(/main reason/).fill("The tasting");
  await panel.getByRole("button", { name: "Send", exact: true }).click();
  await panel.getByText(/You got 10 Beans for it/).waitFor();

  const admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  const survey = await openApp(admin, "/app/survey", "Survey");
  await survey.getByText("+100").first().waitFor();
  await survey.getByText(/1 of 1 answer is 9 or 10 \(100 %\)/).waitFor();
  await survey.getByText("The tasting").waitFor();
  await expectAccessible(merchant.page, "the score of the survey");
  const problems = [...merchant.problems, ...member.problems];
  expect(problems).toEqual([]);
}, 60_000);
