// The admin of one store: navigation with the app's own pages, and what every page of it needs.
import type { SimulatorContext } from "../../context.ts";
import type { Shop } from "../../model.ts";
import type { SimulatorRequest, SimulatorResponse } from "../../server.ts";
import { findShop } from "../../state.ts";
import { deskDocument, deskHeaders } from "../desk/layout.ts";
import { notices } from "../desk/notices.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { ThemeExtension } from "../liquid/extension.ts";

export interface AdminView {
  readonly context: SimulatorContext;
  readonly shop: Shop;
  readonly request: SimulatorRequest;
  readonly readExtension: () => ThemeExtension;
}

export type AdminAnswer = (view: AdminView) => SimulatorResponse;

export interface AdminPage {
  readonly title: string;
  /** Which entry of the navigation is lit. */
  readonly section: AdminSection;
  readonly script?: string;
  readonly frameSources?: readonly string[];
  /** Replaces the usual sheet layout, for the app's frame and the theme editor. */
  readonly isBare?: boolean;
  readonly actions?: Html;
  readonly content: Html;
  readonly status?: number;
}

export type AdminSection =
  | "home"
  | "orders"
  | "products"
  | "customers"
  | "segments"
  | "discounts"
  | "gift-cards"
  | "themes"
  | "checkout"
  | "app"
  | "apps";

const SECTIONS: readonly { key: AdminSection; label: string; path: string }[] = [
  { key: "home", label: "Overview", path: "" },
  { key: "orders", label: "Orders", path: "/orders" },
  { key: "products", label: "Products", path: "/products" },
  { key: "customers", label: "Customers", path: "/customers" },
  { key: "segments", label: "Segments", path: "/segments" },
  { key: "discounts", label: "Discounts", path: "/discounts" },
  { key: "gift-cards", label: "Gift cards", path: "/gift-cards" },
  { key: "themes", label: "Theme editor", path: "/themes/current/editor" },
  { key: "checkout", label: "Checkout editor", path: "/settings/checkout/editor" },
];

export function adminPath(shop: Shop, path: string): string {
  return `/admin/store/${shop.handle}${path}`;
}

export function openAdmin(
  request: SimulatorRequest,
  context: SimulatorContext,
  readExtension: () => ThemeExtension,
  answer: AdminAnswer,
): SimulatorResponse {
  const shop = findShop(context.state, request.params["handle"] ?? "");
  if (!shop) return missingStore(context);
  return answer({ context, shop, request, readExtension });
}

export function adminResponse(view: AdminView, page: AdminPage): SimulatorResponse {
  const { context, shop } = view;
  const body = deskDocument({
    title: `${page.title} · ${shop.name}`,
    current: "admin",
    storeName: shop.name,
    storeAddress: context.storefrontOrigin(shop.handle),
    ...(page.script !== undefined && { script: page.script }),
    content: html`<div class="shell">
      ${navigation(view, page.section)}${
        page.isBare
          ? page.content
          : html`<main id="main" class="page">
              <header>
                <h1>${page.title}</h1>
                ${page.actions && html`<div class="actions">${page.actions}</div>`}
              </header>
              ${notices(view.request.url.searchParams)}${page.content}
            </main>`
      }
    </div>`,
  });
  return { status: page.status ?? 200, headers: deskHeaders(page.frameSources), body };
}

function navigation({ context, shop }: AdminView, current: AdminSection): Html {
  const link = (path: string, label: string, isCurrent: boolean): Html =>
    html`<a href="${adminPath(shop, path)}" ${isCurrent && html`aria-current="page"`}>${label}</a>`;
  const item = (content: Html): Html => html`<li>${content}</li>`;
  return html`<div class="rail">
    <nav aria-label="Admin">
      <ul>
        ${SECTIONS.map(({ key, label, path }) => item(link(path, label, key === current)))}
      </ul>
      <h2>Apps</h2>
      <ul>
        <li>
          ${link(`/apps/${context.app.handle}`, context.app.name, current === "app")}
          <ul id="app-menu" hidden></ul>
        </li>
        <li>${link("/settings/apps", "Installed apps", current === "apps")}</li>
      </ul>
    </nav>
  </div>`;
}

function missingStore(context: SimulatorContext): SimulatorResponse {
  const shops = [...context.state.shops.values()];
  const body = deskDocument({
    title: "No such store",
    current: "admin",
    content: html`<main id="main" class="page">
      <h1>No such store</h1>
      <p>The simulator knows these:</p>
      <ul>
        ${shops.map((shop) => html`<li><a href="${adminPath(shop, "")}">${shop.name}</a></li>`)}
      </ul>
    </main>`,
  });
  return { status: 404, headers: deskHeaders(), body };
}
