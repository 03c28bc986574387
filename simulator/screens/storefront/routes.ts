// The doors of the storefront. Pages answer under every language prefix, so they are found by the
// path that remains without it.
import { signIn, signOut } from "../../actions/customers.ts";
import { findProduct } from "../../actions/products.ts";
import type { SimulatorContext } from "../../context.ts";
import { html, json, readForm, redirect } from "../../server.ts";
import type { Route, SimulatorRequest, SimulatorResponse } from "../../server.ts";
import type { ThemeExtension } from "../liquid/extension.ts";
import { APPS_SECTION } from "./app-blocks.ts";
import { answerStorefrontCall } from "../../extension-host/storefront-calls.ts";
import { CALLS_PATH } from "../../extension-host/facts/shop-facts.ts";
import { extensionPage, profilePage } from "./account-extension-pages.ts";
import { accountPage, safeReturnPath, signInByForm, signInPage } from "./account-pages.ts";
import { collectionPage, homePage, missingPage, productPage } from "./browse-pages.ts";
import { cartChanges } from "./cart-routes.ts";
import { cartPage } from "./cart-page.ts";
import { findCollection } from "./catalogue.ts";
import { checkoutChanges } from "./checkout-routes.ts";
import { checkoutDraft } from "./checkout.ts";
import { checkoutPage } from "./checkout-page.ts";
import { answerAsset } from "./extension-assets.ts";
import { globalObjects } from "./liquid-objects.ts";
import { orderPage } from "./order-page.ts";
import { localAddress } from "./page.ts";
import type { StorefrontPage } from "./page.ts";
import { productPicture } from "./pictures.ts";
import { beginVisit } from "./visit.ts";
import type { Visit } from "./visit.ts";

export type Door = (visit: Visit, request: SimulatorRequest, name: string) => SimulatorResponse;

export interface DoorEntry {
  readonly method: "GET" | "POST";
  readonly pattern: RegExp;
  readonly answer: Door;
}

export function storefrontRoutes(readExtension: () => ThemeExtension): Route[] {
  return [
    {
      method: "GET",
      site: "store",
      path: "/extensions/theme/assets/:name",
      handle: (request) => answerAsset(request, readExtension()),
    },
    { method: "GET", site: "store", path: "/pictures/:file", handle: answerPicture },
    {
      method: "*",
      site: "store",
      path: "/*",
      handle: (request, current) => answerPage(request, current, readExtension),
    },
  ];
}

const DOORS: readonly DoorEntry[] = [
  { method: "GET", pattern: /^\/$/, answer: show((visit) => homePage(visit.page)) },
  { method: "GET", pattern: /^\/collections(?:\/([^/]+))?$/, answer: showCollection },
  { method: "GET", pattern: /^\/products\/([^/]+)$/, answer: showProduct },
  { method: "GET", pattern: /^\/cart$/, answer: show((visit) => cartPage(visit.page)) },
  { method: "GET", pattern: /^\/cart\.js$/, answer: cartAsJson },
  { method: "GET", pattern: /^\/checkouts\/([^/]+)$/, answer: showCheckout },
  { method: "GET", pattern: /^\/orders\/([^/]+)$/, answer: showOrder },
  { method: "GET", pattern: /^\/account$/, answer: showAccount },
  { method: "GET", pattern: /^\/account\/profile$/, answer: showProfile },
  { method: "GET", pattern: /^\/account\/pages\/([^/]+)(?:\/.*)?$/, answer: showExtensionPage },
  { method: "GET", pattern: /^\/account\/(?:login|register)$/, answer: showSignIn },
  { method: "POST", pattern: /^\/account\/(?:login|register)$/, answer: acceptSignIn },
  { method: "POST", pattern: /^\/account\/logout$/, answer: acceptSignOut },
  { method: "POST", pattern: new RegExp(`^${CALLS_PATH}$`), answer: answerStorefrontCall },
  ...cartChanges,
  ...checkoutChanges,
];

function answerPage(
  request: SimulatorRequest,
  context: SimulatorContext,
  readExtension: () => ThemeExtension,
): SimulatorResponse {
  if (!request.shop) return json({ error: "No such shop" }, 404);
  const visit = beginVisit(request, context, request.shop, readExtension);
  const section = visit.page.search.get("section_id") ?? APPS_SECTION;
  if (section !== APPS_SECTION) return { status: 404, body: "No such section" };
  const method = request.method === "HEAD" ? "GET" : request.method;
  for (const door of DOORS) {
    const match = door.method === method ? door.pattern.exec(visit.page.path) : null;
    if (match) return withHeaders(door.answer(visit, request, match[1] ?? ""), visit);
  }
  return withHeaders(html(missingPage(visit.page), 404), visit);
}

function withHeaders(response: SimulatorResponse, visit: Visit): SimulatorResponse {
  return { ...response, headers: { ...visit.headers, ...response.headers } };
}

function show(render: (visit: Visit) => string): Door {
  return (visit) => html(render(visit));
}

function showCollection({ page }: Visit, _: SimulatorRequest, handle: string): SimulatorResponse {
  const view = findCollection(page.shop, handle || "all");
  return view ? html(collectionPage(page, view)) : html(missingPage(page), 404);
}

function showProduct({ page }: Visit, _: SimulatorRequest, handle: string): SimulatorResponse {
  const product = findProduct(page.shop, handle);
  return product ? html(productPage(page, product)) : html(missingPage(page), 404);
}

function cartAsJson({ page }: Visit): SimulatorResponse {
  return json(globalObjects(page, { title: "Cart", template: "cart" })["cart"]);
}

function showCheckout({ page }: Visit, _: SimulatorRequest, token: string): SimulatorResponse {
  if (token !== page.cart.token || page.cart.lines.length === 0) {
    return redirect(localAddress(page, "/cart"));
  }
  return html(checkoutPage(page, checkoutDraft(page)));
}

function showOrder({ page }: Visit, _: SimulatorRequest, token: string): SimulatorResponse {
  const order = [...page.shop.orders.values()].find((candidate) => candidate.token === token);
  return order ? html(orderPage(page, order)) : html(missingPage(page), 404);
}

function showAccount({ page }: Visit): SimulatorResponse {
  if (page.customer) return html(accountPage(page, page.customer));
  return redirect(localAddress(page, "/account/login"));
}

function showProfile({ page }: Visit): SimulatorResponse {
  return page.customer ? html(profilePage(page, page.customer)) : toSignIn(page);
}

function showExtensionPage(
  { page }: Visit,
  _: SimulatorRequest,
  handle: string,
): SimulatorResponse {
  if (!page.customer) return toSignIn(page);
  const found = extensionPage(page, handle);
  return found === null ? html(missingPage(page), 404) : html(found);
}

function toSignIn(page: StorefrontPage): SimulatorResponse {
  const query = new URLSearchParams({ return_to: localAddress(page, page.path) });
  return redirect(`${localAddress(page, "/account/login")}?${query.toString()}`);
}

function showSignIn({ page }: Visit): SimulatorResponse {
  if (!page.customer) return html(signInPage(page, null));
  return redirect(safeReturnPath(page.search.get("return_to")));
}

function acceptSignIn(visit: Visit, request: SimulatorRequest): SimulatorResponse {
  const form = readForm(request);
  const result = signInByForm(visit.page, form);
  if (result.outcome === "refused") return html(signInPage(visit.page, result.message), 422);
  signIn(visit.page.shop, visit.session, result.customer.id);
  const wanted = safeReturnPath(form.get("return_to"));
  return redirect(wanted === "/account" ? localAddress(visit.page, wanted) : wanted);
}

function acceptSignOut({ page, session }: Visit): SimulatorResponse {
  signOut(session);
  return redirect(localAddress(page, "/"));
}

function answerPicture(request: SimulatorRequest): SimulatorResponse {
  const handle = (request.params["file"] ?? "").replace(/\.svg$/, "");
  const product = request.shop ? findProduct(request.shop, handle) : undefined;
  if (!product) return { status: 404, body: "No such picture" };
  const headers = { "content-type": "image/svg+xml", "cache-control": "public, max-age=3600" };
  return { headers, body: productPicture(product) };
}
