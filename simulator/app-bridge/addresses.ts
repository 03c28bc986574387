// Where an address of the real platform leads inside the simulator. The app keeps writing the real
// addresses; nothing that it opens may leave the machine.

export interface AddressContext {
  /** Store handle, the part before `.myshopify.com`. */
  readonly handle: string;
  /** Origin of the simulator's admin, such as `http://localhost:4400`. */
  readonly adminOrigin: string;
  /** Origin of the embedded app. */
  readonly appOrigin: string;
  /** Client id of the app: deep links name the app by it. */
  readonly apiKey: string;
}

export type Destination =
  | { readonly place: "admin"; readonly address: string }
  | { readonly place: "storefront"; readonly address: string }
  | { readonly place: "app"; readonly path: string }
  | { readonly place: "outside"; readonly address: string };

const ADMIN_SCHEME = /^shopify:\/*admin(?=[/?#]|$)/i;
const STORE_PATH = /^\/store\/([a-z0-9-]+)(\/.*)?$/i;
const SHOP_HOST = /^([a-z0-9][a-z0-9-]*)\.myshopify\.com$/i;

export const APP_HANDLE = "regulars";

/** Parameters that Shopify adds to the app's address; they are never part of its own path. */
export const FRAME_PARAMETERS: readonly string[] = [
  "appLoadId",
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "protocol",
  "session",
  "shop",
  "timestamp",
];

export function resolveDestination(address: string, context: AddressContext): Destination {
  if (ADMIN_SCHEME.test(address)) {
    return adminDestination(address.replace(ADMIN_SCHEME, "") || "/", context.handle, context);
  }
  const url = parseUrl(address, context.appOrigin);
  if (!url) return { place: "outside", address };
  if (url.origin === context.appOrigin) return { place: "app", path: appPath(url) };
  const rest = `${url.pathname}${url.search}${url.hash}`;
  if (url.hostname === "admin.shopify.com") {
    const match = STORE_PATH.exec(url.pathname);
    const handle = match?.[1] ?? context.handle;
    const path = `${match ? (match[2] ?? "/") : url.pathname}${url.search}${url.hash}`;
    return adminDestination(path, handle, context);
  }
  const shop = SHOP_HOST.exec(url.hostname)?.[1];
  if (!shop) return { place: "outside", address: url.href };
  if (url.pathname === "/admin" || url.pathname.startsWith("/admin/")) {
    return adminDestination(rest.slice("/admin".length) || "/", shop, context);
  }
  const store = new URL(context.adminOrigin);
  store.hostname = `${shop}.localhost`;
  return { place: "storefront", address: `${store.origin}${rest}` };
}

function adminDestination(path: string, handle: string, context: AddressContext): Destination {
  const url = new URL(path.startsWith("/") ? path : `/${path}`, context.adminOrigin);
  const appPrefixes = [`/apps/${context.apiKey}`, `/apps/${APP_HANDLE}`];
  for (const prefix of appPrefixes) {
    if (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`)) {
      url.pathname = `/apps/${APP_HANDLE}${url.pathname.slice(prefix.length)}`;
    }
  }
  if (url.pathname === "/oauth/install") url.pathname = `/apps/${APP_HANDLE}`;
  const store = `/admin/store/${handle}${url.pathname}${url.search}${url.hash}`;
  return { place: "admin", address: `${context.adminOrigin}${store}` };
}

/** The app's own path without the parameters that only the frame adds. */
export function appPath(url: URL): string {
  const search = new URLSearchParams(url.search);
  for (const name of FRAME_PARAMETERS) search.delete(name);
  const query = search.toString();
  return `${url.pathname}${query ? `?${query}` : ""}${url.hash}`;
}

/** The path of the app shown by an address of the frame, and the way back. */
export function framePath(handle: string, path: string): string {
  const base = `/admin/store/${handle}/apps/${APP_HANDLE}`;
  return path === "/" ? base : `${base}${path.startsWith("/") ? path : `/${path}`}`;
}

function parseUrl(address: string, base: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}
