// The door and Shopify's own library give the same verdict on who sent a webhook.
import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { openTestDoor } from "../support/door.ts";
import type { TestDoor } from "../support/door.ts";
import { insertShop } from "../support/shops.ts";
import { sendWebhook, signBody, webhookHeaders, webhookSecret } from "../support/webhooks.ts";

/** The library asks for a session after its verdict; there is none, and that is well. */
const noSessions: SessionStorage = {
  storeSession: async () => true,
  loadSession: async () => undefined,
  deleteSession: async () => true,
  deleteSessions: async () => true,
  findSessionsByShop: async () => [],
};

const library = shopifyApp({
  apiKey: "test-key",
  apiSecretKey: webhookSecret,
  apiVersion: ApiVersion.July26,
  appUrl: "https://app.example.com",
  sessionStorage: noSessions,
  logger: { log: () => undefined },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

let db: TestDatabase;
let door: TestDoor;
beforeAll(async () => {
  db = await createTestDatabase();
  await insertShop(db.pool);
  door = await openTestDoor();
});
afterAll(async () => {
  await door.close();
  await db.drop();
});

type Verdict = "authentic" | "refused";

async function askLibrary(body: string, headers: Record<string, string>): Promise<Verdict> {
  const request = new Request("https://app.example.com/webhooks/shopify", {
    method: "POST",
    headers,
    body,
  });
  try {
    await library.authenticate.webhook(request);
    return "authentic";
  } catch (thrown) {
    if (thrown instanceof Response) return "refused";
    throw thrown;
  }
}

async function askDoor(body: string, headers: Record<string, string>): Promise<Verdict> {
  const all = Object.keys(webhookHeaders(body));
  const given = Object.fromEntries(all.map((name) => [name, headers[name]]));
  const { status } = await sendWebhook(door.port, body, { headers: given });
  expect([200, 400, 401]).toContain(status);
  return status === 200 ? "authentic" : "refused";
}

const body = '{"id":820982911946154508,"note":"ümläut \\u0000 €"}';
const signature = signBody(body);
const without = (name: string) => {
  const { [name]: _left, ...rest } = webhookHeaders(body);
  return rest;
};
const signed = (value: string) =>
  webhookHeaders(body, { headers: { "x-shopify-hmac-sha256": value } });

test.each<[string, string, Record<string, string>, Verdict]>([
  ["what Shopify sends", body, webhookHeaders(body), "authentic"],
  ["white space in the body", `${body}\n`, webhookHeaders(`${body}\n`), "authentic"],
  ["a body that was changed", `${body} `, webhookHeaders(body), "refused"],
  ["another secret", body, webhookHeaders(body, { secret: "other" }), "refused"],
  ["no signature", body, without("x-shopify-hmac-sha256"), "refused"],
  ["an empty signature", body, signed(""), "refused"],
  ["a signature in hex", body, signed(Buffer.from(signature, "base64").toString("hex")), "refused"],
  ["a signature without padding", body, signed(signature.replace("=", "")), "refused"],
  ["a signature in the alphabet of addresses", body, signed(urlSafe(signature)), "refused"],
  ["the first half of a signature", body, signed(signature.slice(0, 22)), "refused"],
  ["no topic", body, without("x-shopify-topic"), "refused"],
  ["no shop", body, without("x-shopify-shop-domain"), "refused"],
  ["no id", body, without("x-shopify-webhook-id"), "refused"],
  ["an empty body", "", webhookHeaders(""), "refused"],
])("%s", async (_what, sent, headers, verdict) => {
  expect(await askLibrary(sent, headers)).toBe(verdict);
  expect(await askDoor(sent, headers)).toBe(verdict);
});

/** The same bytes, written so that a lenient decoder would take them. */
function urlSafe(text: string): string {
  const changed = text.replaceAll("+", "-").replaceAll("/", "_");
  return changed === text ? `${text.slice(0, -1)}\t` : changed;
}
