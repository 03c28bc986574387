// A UI extension as the app sees it: tokens that Shopify signed, and requests with them straight
// into the routes.
import { createHmac, randomUUID } from "node:crypto";
import { API_SECRET } from "./simulated-shop.ts";

export const API_KEY = "regulars-test-key";

export interface TokenInput {
  /** Null for a guest. */
  customerId?: string | null;
  shop?: string;
  secret?: string;
  header?: object;
  /** Over what a token of Shopify's has; undefined leaves the claim out. */
  claims?: Record<string, unknown>;
}

/** What `shopify.sessionToken.get()` gives on the page after checkout. */
export function extensionToken({
  customerId = "7001",
  shop = "harbour-coffee.myshopify.com",
  secret = API_SECRET,
  header = { alg: "HS256", typ: "JWT" },
  claims = {},
}: TokenInput = {}): string {
  const now = Math.trunc(Date.now() / 1000);
  const payload = {
    dest: shop,
    aud: API_KEY,
    exp: now + 300,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    ...(customerId !== null && { sub: `gid://shopify/Customer/${customerId}` }),
    ...claims,
  };
  const content = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}

export interface ExtensionAnswer {
  status: number;
  json: never;
  headers: Headers;
}

export interface ExtensionRequest {
  token?: TokenInput;
  /** Instead of `Bearer` and the token; null for none. */
  authorization?: string | null;
  query?: Record<string, string>;
  body?: object | string;
  method?: string;
}

export type ExtensionRoute =
  | "thank-you"
  | "survey/answer"
  | `account/${string}`
  | "checkout"
  | "checkout/redeem"
  | "checkout/cancel";
export type AskExtensionRoute = (
  route: ExtensionRoute,
  request?: ExtensionRequest,
) => Promise<ExtensionAnswer>;

/** The routes, loaded once the settings are made. */
export async function loadExtensionRoutes(): Promise<AskExtensionRoute> {
  const thankYou = await import("../../app/routes/extensions.thank-you.ts");
  const account = await import("../../app/routes/extensions.account.$.ts");
  const posts = {
    "survey/answer": await import("../../app/routes/extensions.survey.answer.ts"),
    checkout: await import("../../app/routes/extensions.checkout.ts"),
    "checkout/redeem": await import("../../app/routes/extensions.checkout.redeem.ts"),
    "checkout/cancel": await import("../../app/routes/extensions.checkout.cancel.ts"),
  };
  const args = (request: Request, params = {}) => ({ request, params, context: {} });
  const answered = (route: ExtensionRoute, request: Request): Promise<Response> | Response => {
    const isSent = request.method === "POST";
    if (route.startsWith("account/")) {
      const asked = args(request, { "*": route.slice("account/".length) });
      return isSent ? account.action(asked) : account.loader(asked);
    }
    if (route === "thank-you") return thankYou.loader(args(request));
    const { action, loader } = posts[route as keyof typeof posts];
    return isSent ? action(args(request)) : loader(args(request));
  };
  return async (route, { token, authorization, query = {}, body, method } = {}) => {
    const address = new URL(`https://app.example.com/extensions/${route}`);
    address.search = new URLSearchParams(query).toString();
    const credentials =
      authorization === undefined ? `Bearer ${extensionToken(token)}` : authorization;
    const request = new Request(address, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(credentials !== null && { authorization: credentials }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const response = await answered(route, request);
    const text = await response.text();
    const json = (text === "" ? null : JSON.parse(text)) as never;
    return { status: response.status, json, headers: response.headers };
  };
}
