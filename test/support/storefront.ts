// A storefront as the app sees it: requests that Shopify signed, straight into the routes.
import { createHmac } from "node:crypto";
import { API_SECRET } from "./simulated-shop.ts";

export interface Visit {
  /** Null for a guest. */
  customerId?: string | null;
  shop?: string;
  secret?: string;
  timestamp?: number;
  params?: Record<string, string>;
}

/** The query of a request that came through the app proxy. */
export function signedQuery(visit: Visit = {}): string {
  const params: Record<string, string> = {
    ...visit.params,
    shop: visit.shop ?? "harbour-coffee.myshopify.com",
    logged_in_customer_id: visit.customerId ?? "",
    path_prefix: "/apps/loyalty",
    timestamp: String(visit.timestamp ?? Math.trunc(Date.now() / 1000)),
  };
  const message = Object.entries(params)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  const signature = createHmac("sha256", visit.secret ?? API_SECRET)
    .update(message)
    .digest("hex");
  return new URLSearchParams({ ...params, signature }).toString();
}

export interface Answer {
  status: number;
  json: never;
  headers: Headers;
}

/** The routes by method and path, loaded once the settings are made. */
export async function loadProxyRoutes(): Promise<ProxyRoutes> {
  const args = (request: Request) => ({ request, params: {}, context: {} });
  const panel = await import("../../app/routes/proxy.panel.ts");
  const history = await import("../../app/routes/proxy.history.ts");
  const redeem = await import("../../app/routes/proxy.redeem.ts");
  const cancel = await import("../../app/routes/proxy.vouchers.cancel.ts");
  const invitations = await import("../../app/routes/proxy.invitations.answer.ts");
  return {
    "GET /proxy/panel": (request) => panel.loader(args(request)),
    "GET /proxy/history": (request) => history.loader(args(request)),
    "POST /proxy/redeem": (request) => redeem.action(args(request)),
    "POST /proxy/vouchers/cancel": (request) => cancel.action(args(request)),
    "POST /proxy/invitations/answer": (request) => invitations.action(args(request)),
  };
}

export type ProxyRoute =
  | "GET /proxy/panel"
  | "GET /proxy/history"
  | "POST /proxy/redeem"
  | "POST /proxy/vouchers/cancel"
  | "POST /proxy/invitations/answer";
export type ProxyRoutes = Record<ProxyRoute, (request: Request) => Promise<Response>>;

export async function ask(
  routes: ProxyRoutes,
  route: ProxyRoute,
  { visit = {}, body, headers = {} }: AskOptions = {},
): Promise<Answer> {
  const [method = "", path = ""] = route.split(" ");
  const request = new Request(`https://app.example.com${path}?${signedQuery(visit)}`, {
    method,
    ...(body === undefined
      ? {}
      : {
          body: typeof body === "string" ? body : JSON.stringify(body),
          headers: { "content-type": "application/json", ...headers },
        }),
  });
  const response = await routes[route](request);
  return {
    status: response.status,
    json: (await response.json()) as never,
    headers: response.headers,
  };
}
export interface AskOptions {
  visit?: Visit;
  body?: object | string;
  headers?: Record<string, string>;
}
