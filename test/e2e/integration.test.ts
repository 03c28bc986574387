// A merchant connects a till by a key of its own; it tells that a member took a course, twice by
// mistake; the member has the points once, and nothing is accepted once the key is revoked.
import { randomUUID } from "node:crypto";
import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { installApp, saveProgram, turnWidgetOn } from "../../simulator/demo/prepare-shop.ts";
import { plainProgram } from "../../simulator/demo/programs.ts";
import { type ApiKey, type ApiRequest, signedRequest } from "../support/api-client.ts";
import { adminOf, openApp } from "./support/admin.ts";
import { expectAccessible, keepEvidence, launchBrowser, openVisitor } from "./support/browser.ts";
import { type Visitor, phone } from "./support/browser.ts";
import { eventually, sharedStack, type StoryStack } from "./support/stack.ts";
import { openPanel, signUp, storeOf, type Store } from "./support/storefront.ts";

const handle = "pier-eight";
const shopper = { email: "jon@example.com", firstName: "Jon", lastName: "Falk" };
const way = { id: "course", name: "Took a course", trigger: "custom", event: "course" };
const program = { ...plainProgram, waysToEarn: [{ ...way, points: "50" }] };
const EVENTS = "/api/v1/events";

let stack: StoryStack;
let browser: Browser;
let merchant: Visitor;
let visitor: Visitor;
let store: Store;

beforeAll(async () => {
  stack = sharedStack();
  browser = await launchBrowser();
  merchant = await openVisitor(browser, phone);
  visitor = await openVisitor(browser, phone);
  store = storeOf(stack.simulatorUrl, handle);
  const shop = { handle, name: "Pier Eight", currency: "EUR", timeZone: "Europe/Berlin" };
  await stack.control("POST", "/shops", shop);
  await installApp(stack, handle);
  await saveProgram(stack, handle, program);
  await turnWidgetOn(stack, handle);
});

afterAll(async () => {
  await browser?.close();
});

test("a till is connected, tells what a member did, and is sent away", async () => {
  onTestFailed(() => keepEvidence({ merchant, visitor }, stack.output));
  await becomeMember();
  const admin = adminOf(merchant.page, stack.simulatorUrl, handle);
  const key = await connect(await openApp(admin, "/app/integrations", "Integrations"));
  const id = await tellTwice(key);
  await eventually("the outcome of the event", async () => {
    const { json } = await send(key, `${EVENTS}/${id}`);
    return json["status"] === "granted" && json["points"] === 50 ? true : undefined;
  });
  await readInPanel();
  const page = await openApp(admin, "/app/integrations", "Integrations");
  await page.getByText("50 Beans").waitFor();
  await expectAccessible(merchant.page, "integrations with what they told");
  await revoke(page);
  expect((await send(key, `${EVENTS}/${id}`)).status).toBe(401);
  expect([...merchant.problems, ...visitor.problems]).toEqual([]);
}, 120_000);

async function becomeMember(): Promise<void> {
  await signUp(visitor.page, store, shopper);
  const customers = await stack.control<{ id: string; email: string }[]>(
    "GET",
    `/shops/${handle}/customers`,
  );
  const customerId = customers.find(({ email }) => email === shopper.email)?.id;
  const lines = [{ title: "Cup", price: "20.00" }];
  await stack.control("POST", `/shops/${handle}/orders`, { customerId, lines });
  await stack.control("POST", "/deliveries/settle", { timeoutMs: 10_000 });
}

/** What is shown of the secret is shown once. */
async function connect(page: FrameLocator): Promise<ApiKey> {
  await page.getByRole("button", { name: "New integration" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Till");
  await page.getByRole("checkbox", { name: "Read what came of them" }).check();
  await expectAccessible(merchant.page, "the form of a new integration");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByText("Till can be connected").waitFor();
  await expectAccessible(merchant.page, "a new integration with its secret");
  const valueOf = (label: string) => page.getByRole("textbox", { name: label }).inputValue();
  const key = { name: await valueOf("Key"), secret: await valueOf("Secret") };
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByText("never used").waitFor();
  expect(await page.locator("body").innerHTML()).not.toContain(key.secret);
  return key;
}

async function send(key: ApiKey, path: string, input: ApiRequest = {}) {
  const { method, headers, body } = signedRequest(key, path, input);
  const text = body === null ? {} : { body: await new Response(body).text() };
  const answer = await fetch(new URL(path, stack.appUrl), { method, headers, ...text });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

async function tellTwice(key: ApiKey): Promise<string> {
  const body = { event: way.event, member: { email: shopper.email } };
  const idempotencyKey = randomUUID();
  const [first, again] = [
    await send(key, EVENTS, { body, idempotencyKey }),
    await send(key, EVENTS, { body, idempotencyKey }),
  ];
  expect(first.status).toBe(202);
  expect(again).toEqual(first);
  return String(first.json["id"]);
}

/** The order's 40 and the course's 50. */
async function readInPanel(): Promise<void> {
  const { page } = visitor;
  await eventually("the points in the panel", async () => {
    await page.goto(store.origin);
    const panel = await openPanel(page);
    return (await panel.getByText(/^90\s*Beans$/).count()) > 0 || undefined;
  });
}

async function revoke(page: FrameLocator): Promise<void> {
  await page.getByRole("button", { name: "Revoke Till" }).click();
  await page.getByText("This cannot be undone").waitFor();
  await page.getByRole("button", { name: "Revoke for good" }).click();
  await page.getByText("Revoked", { exact: true }).waitFor();
  await expectAccessible(merchant.page, "an integration that was revoked");
}
