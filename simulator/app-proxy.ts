// Forwards /apps/{subpath}/* of a storefront to the app, signed. Cookies stay behind in both
// directions, and the signed customer id comes from the storefront's session alone.

import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { SimulatorContext } from "./context.ts";
import type { Shop } from "./model.ts";
import type { Route, SimulatorRequest, SimulatorResponse } from "./server.ts";

export const sessionCookie = "storefront_session";

/** Parameters that only Shopify may set; a shopper's own are dropped. */
const reserved = ["shop", "logged_in_customer_id", "path_prefix", "timestamp", "signature", "hmac"];
const keptRequestHeaders = ["accept", "accept-language", "content-type", "user-agent", "origin"];
const droppedResponseHeaders = [
  "set-cookie",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "date",
];
const proxyTimeoutMs = 30_000;

export function appProxyRoutes(context: SimulatorContext): Route[] {
  const { proxy } = context.app;
  if (!proxy) return [];
  const path = `/${proxy.prefix}/${proxy.subpath}`;
  return [
    { method: "*", site: "store", path, handle: forward },
    { method: "*", site: "store", path: `${path}/*`, handle: forward },
    // A storefront in another language has its code in front: /de/apps/loyalty/…
    { method: "*", site: "store", path: `/:language${path}/*`, handle: forward },
  ];
}

async function forward(
  request: SimulatorRequest,
  context: SimulatorContext,
): Promise<SimulatorResponse> {
  const { shop } = request;
  if (!shop?.installation) return { status: 404, body: "Not Found" };
  const token = request.cookies.get(sessionCookie);
  const customerId = token === undefined ? null : (shop.sessions.get(token)?.customerId ?? null);
  const rest = request.params["*"] ?? "";
  const url = signedProxyUrl(context, shop, rest, request.url.searchParams, { customerId });
  const headers: Record<string, string> = { "x-forwarded-host": shop.domain };
  for (const name of keptRequestHeaders) {
    const value = request.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  return send(url, request.method, headers, request.body);
}

export type ProxyChanges = {
  customerId?: string | null;
  /** Seconds; the default is now. */
  timestamp?: number;
  /** Signs with this instead of the app's secret: how a forgery looks. */
  secret?: string;
};

/** The address that the app sees for a storefront request. */
export function signedProxyUrl(
  context: SimulatorContext,
  shop: Shop,
  rest: string,
  shopper: URLSearchParams,
  changes: ProxyChanges = {},
): string {
  const { proxy } = context.app;
  if (!proxy) throw new Error("The app declares no app proxy");
  const target = new URL(proxy.url, context.settings.appUrl);
  target.pathname = rest === "" ? target.pathname : `${target.pathname}/${rest}`;
  const parameters = new URLSearchParams();
  for (const [name, value] of shopper) {
    if (!reserved.includes(name)) parameters.append(name, value);
  }
  parameters.append("shop", shop.domain);
  parameters.append("logged_in_customer_id", changes.customerId ?? "");
  parameters.append("path_prefix", `/${proxy.prefix}/${proxy.subpath}`);
  parameters.append("timestamp", String(changes.timestamp ?? Math.floor(Date.now() / 1000)));
  const secret = changes.secret ?? context.settings.apiSecret;
  parameters.append("signature", signParameters(secret, parameters));
  target.search = parameters.toString();
  return target.href;
}

/** Sorted by name, values of one name joined by commas, all pairs run together. */
export function signParameters(secret: string, parameters: URLSearchParams): string {
  const names = [...new Set(parameters.keys())].filter((name) => name !== "signature").sort();
  const message = names.map((name) => `${name}=${parameters.getAll(name).join(",")}`).join("");
  return createHmac("sha256", secret).update(message).digest("hex");
}

function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Buffer,
): Promise<SimulatorResponse> {
  const open = url.startsWith("https:") ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const outgoing = open(url, { method, headers, timeout: proxyTimeoutMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", () => resolve(badGateway("the answer was cut off")));
      response.on("end", () => {
        const kept = Object.entries(response.headers).filter(
          ([name, value]) => value !== undefined && !droppedResponseHeaders.includes(name),
        ) as [string, string | string[]][];
        resolve({
          status: response.statusCode ?? 502,
          headers: Object.fromEntries(kept),
          body: Buffer.concat(chunks),
        });
      });
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.on("error", (error) => resolve(badGateway(error.message)));
    outgoing.end(body.length > 0 ? body : undefined);
  });
}

function badGateway(reason: string): SimulatorResponse {
  return { status: 502, headers: { "content-type": "text/plain" }, body: `App proxy: ${reason}` };
}
