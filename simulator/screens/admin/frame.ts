// The page that shows the embedded app: its address with everything Shopify adds, and the parts of
// the frame that App Bridge fills.
import { createHash, createHmac } from "node:crypto";
import type { SimulatorContext } from "../../context.ts";
import type { Shop } from "../../model.ts";
import { scopesDetail } from "../../oauth/scopes.ts";
import { mintSessionToken } from "../../oauth/session-token.ts";
import { json } from "../../server.ts";
import type { SimulatorResponse } from "../../server.ts";
import { NOTICE_PARAMETERS } from "../desk/notices.ts";
import { html, jsonIsland } from "../html.ts";
import type { Html } from "../html.ts";
import { isFromOwnPage } from "./changes.ts";
import { describeExtensions } from "./extension-status.ts";
import { installPage } from "./install-page.ts";
import { adminPath, adminResponse } from "./layout.ts";
import type { AdminView } from "./layout.ts";

export interface FrameFacts {
  readonly handle: string;
  readonly apiKey: string;
  readonly appOrigin: string;
  readonly adminOrigin: string;
  readonly base: string;
  readonly tokenAddress: string;
  readonly statusAddress: string;
  readonly resourcesAddress: string;
  readonly scopesAddress: string;
  readonly appName: string;
}

export function framePage(view: AdminView): SimulatorResponse {
  const { context, shop, request } = view;
  if (!shop.installation) return installPage(view);
  const path = `/${request.params["*"] ?? ""}`;
  const address = appAddress(context, shop, path, request.url.searchParams);
  const facts: FrameFacts = {
    handle: shop.handle,
    apiKey: context.settings.apiKey,
    appOrigin: new URL(context.settings.appUrl).origin,
    adminOrigin: request.url.origin,
    base: adminPath(shop, `/apps/${context.app.handle}`),
    tokenAddress: adminPath(shop, "/session-token"),
    statusAddress: adminPath(shop, "/app-status"),
    resourcesAddress: adminPath(shop, "/resources"),
    scopesAddress: adminPath(shop, "/app-scopes"),
    appName: context.app.name,
  };
  return adminResponse(view, {
    title: context.app.name,
    section: "app",
    script: "admin-frame",
    frameSources: [facts.appOrigin],
    isBare: true,
    content: html`<main
      id="main"
      class="framed"
      tabindex="-1"
      aria-label="${context.app.name} in the admin"
    >
      <div class="progress" id="progress" role="progressbar" aria-label="Loading" hidden></div>
      ${saveBar()}
      <div class="title-bar" id="title-bar">
        <div id="breadcrumb"></div>
        <h1 id="title">${context.app.name}</h1>
        <div class="actions" id="title-actions"></div>
      </div>
      <iframe id="app" title="${context.app.name}" src="${address}"></iframe>
      <div class="toasts" id="toasts" role="status" aria-live="polite"></div>
      ${leaveDialog()} ${jsonIsland("frame-facts", facts)}
    </main>`,
  });
}

function saveBar(): Html {
  return html`<div class="save-bar" id="save-bar" role="region" aria-label="Unsaved changes" hidden>
    <p>Unsaved changes</p>
    <button class="button quiet" type="button" id="discard">Discard</button>
    <button class="button" type="button" id="save">Save</button>
  </div>`;
}

function leaveDialog(): Html {
  return html`<dialog id="leave" aria-labelledby="leave-title">
    <h2 id="leave-title">Leave without saving?</h2>
    <p id="leave-text">What you changed on this page is lost.</p>
    <div class="actions">
      <button class="button quiet" type="button" id="stay">Stay on this page</button>
      <button class="button danger" type="button" id="go">Leave</button>
    </div>
  </dialog>`;
}

/** The address of the app's page, signed the way Shopify signs what it opens. */
export function appAddress(
  context: SimulatorContext,
  shop: Shop,
  path: string,
  search: URLSearchParams,
): string {
  const url = new URL(path, context.settings.appUrl);
  for (const [name, value] of search) {
    if (!NOTICE_PARAMETERS.includes(name)) url.searchParams.append(name, value);
  }
  const token = mintSessionToken(context, shop);
  const added = {
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${shop.handle}`).toString("base64"),
    id_token: token,
    locale: search.get("locale") ?? shop.locale,
    session: createHash("sha256").update(`${shop.domain}/staff`).digest("hex"),
    shop: shop.domain,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  url.searchParams.set("hmac", signQuery(context.settings.apiSecret, url.searchParams));
  return url.href;
}

function signQuery(secret: string, search: URLSearchParams): string {
  const sorted = [...search].filter(([name]) => name !== "hmac").toSorted(byName);
  const message = new URLSearchParams(sorted).toString();
  return createHmac("sha256", secret).update(message).digest("hex");
}

function byName([left]: [string, string], [right]: [string, string]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A fresh token for the app that is open in the frame; no other page may ask for one. */
export function answerSessionToken({ context, shop, request }: AdminView): SimulatorResponse {
  if (!isFromOwnPage(request)) return json({ error: "Ask from the admin frame" }, 403);
  if (!shop.installation) return json({ error: "The app is not installed" }, 404);
  return json({ token: mintSessionToken(context, shop) });
}

/** What the app may ask about itself: its extensions, its scopes, and who is looking. */
export function answerAppStatus({ context, shop, readExtension }: AdminView): SimulatorResponse {
  return json({
    extensions: describeExtensions(shop, readExtension()),
    scopes: scopesDetail(context, shop),
    user: { accountAccess: "Shop owner", name: "Robin Keeper", email: shop.email },
  });
}
