// The little of Shopify that admin pages need: a clock, and tokens that are handed out and counted.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";

export const appKey = "regulars-test-key";
export const appSecret = "a-secret-for-tests";
export const tokenKey = Buffer.alloc(32, 7);
export const appUrl = "https://regulars.example.com";

export interface ShopifyStandIn {
  origin: string;
  /** Every request for a token, with the shop it was for and the kind of grant. */
  tokenRequests: { shop: string; grant: string }[];
  /** What the next requests for a token are answered, before `takeTokens` is called again. */
  refuseTokens: (status: number, body: object) => void;
  takeTokens: () => void;
  setClock: (now: Date) => void;
  stop: () => Promise<void>;
}

/** How long a token takes: long enough for requests of the same moment to meet. */
const TOKEN_DELAY_MS = 150;

/** Starts it and writes the app's environment; import the app's modules only afterwards. */
export async function startShopifyStandIn(): Promise<ShopifyStandIn> {
  const tokenRequests: ShopifyStandIn["tokenRequests"] = [];
  let refusal: { status: number; body: object } | null = null;
  let clock = new Date("2026-07-01T09:30:00Z");

  const server = createServer((request, response) => {
    response.setHeader("date", clock.toUTCString());
    if (request.method === "POST" && request.url === "/admin/oauth/access_token") {
      void giveToken(request, response);
    } else if (request.method === "POST" && request.url?.endsWith("/graphql.json")) {
      void answerQuestion(request, response);
    } else {
      response.writeHead(request.method === "HEAD" ? 200 : 404).end();
    }
  });

  async function giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fields = await readFields(request);
    const shop = String(request.headers["x-forwarded-host"]);
    tokenRequests.push({ shop, grant: fields["grant_type"]?.split(":").at(-1) ?? "" });
    const number = tokenRequests.length;
    await new Promise((resolve) => setTimeout(resolve, TOKEN_DELAY_MS));
    response.setHeader("content-type", "application/json");
    if (refusal) {
      response.writeHead(refusal.status).end(JSON.stringify(refusal.body));
      return;
    }
    response.writeHead(200).end(
      JSON.stringify({
        access_token: `shpat_${number}`,
        scope: "read_customers,read_orders",
        expires_in: 3_600,
        refresh_token: `shprt_${number}`,
        refresh_token_expires_in: 7_776_000,
      }),
    );
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeEnvironment(origin);
  return {
    origin,
    tokenRequests,
    refuseTokens: (status, body) => (refusal = { status, body }),
    takeTokens: () => (refusal = null),
    setClock: (now) => (clock = now),
    stop: async () => {
      vi.unstubAllEnvs();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function writeEnvironment(origin: string): void {
  const environment = {
    NODE_ENV: "test",
    SHOPIFY_API_KEY: appKey,
    SHOPIFY_API_SECRET: appSecret,
    SHOPIFY_APP_URL: appUrl,
    SHOPIFY_ORIGIN: origin,
    TOKEN_ENCRYPTION_KEY: tokenKey.toString("base64"),
    LOG_LEVEL: "silent",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
}

/** A store that has everything; all that is asked of it otherwise stays without an answer. */
async function answerQuestion(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { query, variables } = JSON.parse(await readText(request)) as {
    query: string;
    variables?: { ids?: string[] };
  };
  if (!query.includes("FetchStoreFacts")) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader("content-type", "application/json");
  const data = {
    shop: { currencyCode: "EUR", features: { sellsSubscriptions: true, giftCards: true } },
    giftCardConfiguration: { issueLimit: { amount: "2000.0", currencyCode: "EUR" } },
    storeCreditConfiguration: { storeCreditEnabled: true },
    nodes: (variables?.ids ?? []).map(() => ({ __typename: "Anything", price: "4.00" })),
  };
  response.writeHead(200).end(JSON.stringify({ data }));
}

async function readFields(request: IncomingMessage): Promise<Record<string, string>> {
  const text = await readText(request);
  return text.startsWith("{")
    ? (JSON.parse(text) as Record<string, string>)
    : Object.fromEntries(new URLSearchParams(text));
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
