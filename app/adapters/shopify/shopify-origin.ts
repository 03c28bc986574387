// Points Shopify's library at another origin, such as a local stand-in for Shopify. Used only when
// one is configured, which the configuration refuses in production.
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";

const APP_BRIDGE_ADDRESS = "https://cdn.shopify.com/shopifycloud/app-bridge.js";
const ADMIN_HOST = "admin.shopify.com";
const SHOP_HOST = /^([a-z0-9][a-z0-9-]*)\.myshopify\.com$/i;

type FetchArguments = Parameters<typeof fetch>;

/**
 * From now on the library's calls to `https://{shop}/…` go to `{origin}/…` and name the shop in a
 * header: token exchange, token refresh and the Admin API alike. Other addresses stay as they are.
 */
export function sendShopifyCallsTo(origin: string): void {
  setAbstractFetchFunc(async (...[input, init]: FetchArguments) => {
    const request = new Request(input, init);
    const asked = new URL(request.url);
    if (!SHOP_HOST.test(asked.hostname)) return fetch(request);
    const headers = new Headers(request.headers);
    headers.set("x-forwarded-host", asked.hostname);
    const body = request.body ? await request.arrayBuffer() : null;
    return fetch(new URL(asked.pathname + asked.search, origin), {
      method: request.method,
      headers,
      body,
      signal: request.signal,
    });
  });
}

export const appBridgeAddress = (origin: string | undefined): string =>
  origin ? new URL("/app-bridge.js", origin).href : APP_BRIDGE_ADDRESS;

/**
 * The library writes Shopify's own addresses into every document's headers; the frame here has
 * another one.
 */
export function adaptDocumentHeaders(headers: Headers, origin: string): void {
  const policy = headers.get("content-security-policy");
  // What nobody may frame, the simulator may not frame either.
  if (policy?.includes("frame-ancestors") && !policy.includes("frame-ancestors 'none'")) {
    const adapted = policy.replace(/frame-ancestors ([^;]*)/, `frame-ancestors $1 ${origin}`);
    headers.set("content-security-policy", adapted);
  }
  const link = headers.get("link");
  if (link) headers.set("link", link.replaceAll(APP_BRIDGE_ADDRESS, appBridgeAddress(origin)));
  const location = headers.get("location");
  if (location) headers.set("location", adaptAddress(location, origin));
}

/**
 * An answer that the library made by itself: a page that only loads App Bridge, or a way into the
 * admin.
 */
export async function adaptAnswer(answer: Response, origin: string): Promise<Response> {
  const headers = new Headers(answer.headers);
  adaptDocumentHeaders(headers, origin);
  const isPage = headers.get("content-type")?.startsWith("text/html") ?? false;
  const body = isPage
    ? (await answer.text()).replaceAll(APP_BRIDGE_ADDRESS, appBridgeAddress(origin))
    : answer.body;
  const { status, statusText } = answer;
  return new Response(body, { status, statusText, headers });
}

function adaptAddress(address: string, origin: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.hostname === ADMIN_HOST) return `${origin}/admin${url.pathname}${url.search}`;
  const handle = SHOP_HOST.exec(url.hostname)?.[1];
  if (!handle || !url.pathname.startsWith("/admin/")) return address;
  return `${origin}/admin/store/${handle}${url.pathname.slice("/admin".length)}${url.search}`;
}
