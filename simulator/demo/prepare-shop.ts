// Does by HTTP what a merchant does by hand: opens the app in the admin, saves a program, turns the
// widget on.
import { get } from "node:http";
import { text } from "node:stream/consumers";
import type { RunningStack } from "./stack.ts";

/** A browser's name: the admin refuses programs that call themselves otherwise. */
const browserName =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const embedHandle = "loyalty";
const installTimeoutMs = 20_000;
const widgetTimeoutMs = 20_000;

/** Installs the app in the shop, as opening it in the admin for the first time does. */
export async function installApp(stack: RunningStack, handle: string): Promise<void> {
  await stack.control("POST", `/shops/${handle}/install`, {});
  const deadline = Date.now() + installTimeoutMs;
  for (;;) {
    const address = await adminAddress(stack, handle, "/app");
    const answer = await fetch(address, { headers: { "user-agent": browserName } });
    if (answer.ok) return;
    if (Date.now() > deadline) {
      throw new Error(`The app could not be opened in ${handle}: ${answer.status}.`);
    }
  }
}

/** What the app asks for where a merchant first wants it. */
const optionalScopes = [
  "write_gift_cards",
  "write_store_credit_account_transactions",
  "read_store_credit_accounts",
];

/** Allows the app everything that it can ask for, and lets it look at once. */
export async function allowEverything(stack: RunningStack, handle: string): Promise<void> {
  const installed = await stack.control<{ scopes: string[] }>(
    "POST",
    `/shops/${handle}/install`,
    {},
  );
  const scopes = [...installed.scopes, ...optionalScopes];
  await stack.control("POST", `/shops/${handle}/scopes`, { scopes });
  await askAdmin(stack, handle, "/app/scopes", {});
}

/** Saves a program file as the shop's first version. */
export async function saveProgram(
  stack: RunningStack,
  handle: string,
  program: Record<string, unknown>,
): Promise<void> {
  await askAdmin(stack, handle, "/app/program/file", { versionId: null, program });
}

/** What a page of the admin answers; with a body it is sent to the page. */
export async function askAdmin(
  stack: RunningStack,
  handle: string,
  path: string,
  body?: object,
): Promise<string> {
  const { token } = await sessionToken(stack, handle);
  const answer = await fetch(`${stack.appUrl}${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      authorization: `Bearer ${token}`,
      "user-agent": browserName,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${path} of ${handle} was refused: ${answer.status} ${said}`);
  return said;
}

/**
 * Switches the widget's app embed on, as the theme editor does, in a shop that has a program. Ends
 * when the store shows it: the app hands the program to the theme a moment after it was saved.
 */
export async function turnWidgetOn(stack: RunningStack, handle: string): Promise<void> {
  await switchWidget(stack, handle, true);
  const deadline = Date.now() + widgetTimeoutMs;
  for (;;) {
    if ((await readHome(stack, handle)).includes("data-regulars-open")) return;
    if (Date.now() > deadline) throw new Error(`The widget of ${handle} is not shown.`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

/** Browsers know each name below localhost; other programs know localhost alone. */
function readHome(stack: RunningStack, handle: string): Promise<string> {
  const { host, origin } = new URL(stack.simulatorUrl);
  return new Promise((resolve, reject) => {
    get(origin, { headers: { host: `${handle}.${host}` } }, (answer) => {
      text(answer).then(resolve, reject);
    }).once("error", reject);
  });
}

/** Switches the widget's app embed on or off. */
export async function switchWidget(
  stack: RunningStack,
  handle: string,
  isOn: boolean,
): Promise<void> {
  await editTheme(stack, handle, "embed", { handle: embedHandle, ...(isOn && { on: "1" }) });
}

/** Puts a block onto one template alone, as the theme editor does. */
export function placeBlock(
  stack: RunningStack,
  handle: string,
  block: string,
  template: string,
): Promise<void> {
  return editTheme(stack, handle, "block", { handle: block, template });
}

async function editTheme(
  stack: RunningStack,
  handle: string,
  what: "embed" | "block",
  form: Record<string, string>,
): Promise<void> {
  const editor = `${stack.simulatorUrl}/admin/store/${handle}/themes/current/editor/${what}`;
  const answer = await fetch(editor, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  const isRefused = answer.headers.get("location")?.includes("refused=") ?? false;
  if (answer.status >= 400 || isRefused) {
    throw new Error(`The theme could not be edited: ${answer.status}.`);
  }
}

async function adminAddress(stack: RunningStack, handle: string, path: string): Promise<string> {
  const { token } = await sessionToken(stack, handle);
  const host = Buffer.from(`admin.shopify.com/store/${handle}`).toString("base64url");
  const query = new URLSearchParams({
    embedded: "1",
    shop: `${handle}.myshopify.com`,
    host,
    id_token: token,
  });
  return `${stack.appUrl}${path}?${query}`;
}

function sessionToken(stack: RunningStack, handle: string): Promise<{ token: string }> {
  return stack.control("POST", `/shops/${handle}/session-token`, {});
}
