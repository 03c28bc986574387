// The doors of the admin: one store each, named in the address.
import { redirect } from "../../server.ts";
import type { Route, SimulatorResponse } from "../../server.ts";
import { orderAmounts } from "../../actions/order-amounts.ts";
import { html } from "../html.ts";
import type { ThemeExtension } from "../liquid/extension.ts";
import { answerAdminCall } from "../../extension-host/admin-calls.ts";
import { acceptScopes, acceptScopesBack, answerScopeWish } from "./app-scopes.ts";
import {
  acceptExtensionSettings,
  acceptHostSettings,
  checkoutEditorPage,
} from "./checkout-editor.ts";
import { acceptDeletion, acceptMerge, acceptTags } from "./customer-changes.ts";
import { acceptBirthDate, acceptMarketing, acceptPhone } from "./customer-consents.ts";
import { acceptCredit } from "./credit-sheet.ts";
import { customerPage } from "./customer-page.ts";
import { acceptDiscountChange, discountsPage } from "./discounts-page.ts";
import { answerAppStatus, answerSessionToken, framePage } from "./frame.ts";
import { money } from "./formats.ts";
import {
  acceptGiftCardChange,
  acceptNewGiftCard,
  giftCardPage,
  giftCardsPage,
} from "./gift-card-pages.ts";
import { acceptInstall, acceptUninstall, installedAppsPage } from "./install-page.ts";
import { adminPath, adminResponse, openAdmin } from "./layout.ts";
import type { AdminAnswer, AdminView } from "./layout.ts";
import { customersPage, ordersPage, productsPage } from "./list-pages.ts";
import { unknownPage } from "./missing-page.ts";
import {
  acceptCancel,
  acceptCapture,
  acceptEdit,
  acceptFiling,
  acceptOrderCustomer,
  acceptParcelNews,
  acceptPayment,
  acceptRefund,
  acceptSending,
} from "./order-changes.ts";
import { orderPage } from "./order-page.ts";
import { acceptProduct, productPage } from "./product-page.ts";
import { answerResources } from "./resources.ts";
import { acceptSegment, acceptSegmentDeletion, segmentsPage } from "./segments-page.ts";
import { acceptBlock, acceptEmbed, themeEditorPage } from "./theme-editor.ts";

type Entry = readonly [method: "GET" | "POST", path: string, answer: AdminAnswer];

const ENTRIES: readonly Entry[] = [
  ["GET", "", overviewPage],
  ["GET", "/orders", ordersPage],
  ["GET", "/orders/:id", orderPage],
  ["POST", "/orders/:id/refund", acceptRefund],
  ["POST", "/orders/:id/edit", acceptEdit],
  ["POST", "/orders/:id/cancel", acceptCancel],
  ["POST", "/orders/:id/pay", acceptPayment],
  ["POST", "/orders/:id/capture", acceptCapture],
  ["POST", "/orders/:id/send", acceptSending],
  ["POST", "/orders/:id/parcel", acceptParcelNews],
  ["POST", "/orders/:id/file", acceptFiling],
  ["POST", "/orders/:id/customer", acceptOrderCustomer],
  ["GET", "/products", productsPage],
  ["GET", "/products/:id", productPage],
  ["POST", "/products/:id", acceptProduct],
  ["GET", "/segments", segmentsPage],
  ["POST", "/segments", acceptSegment],
  ["POST", "/segments/delete", acceptSegmentDeletion],
  ["GET", "/customers", customersPage],
  ["GET", "/customers/:id", customerPage],
  ["POST", "/customers/:id/marketing", acceptMarketing],
  ["POST", "/customers/:id/phone", acceptPhone],
  ["POST", "/customers/:id/birth-date", acceptBirthDate],
  ["POST", "/customers/:id/tags", acceptTags],
  ["POST", "/customers/:id/merge", acceptMerge],
  ["POST", "/customers/:id/delete", acceptDeletion],
  ["POST", "/customers/:id/credit", acceptCredit],
  ["POST", "/extension-calls", answerAdminCall],
  ["GET", "/settings/checkout/editor", checkoutEditorPage],
  ["POST", "/settings/checkout/editor", acceptHostSettings],
  ["POST", "/settings/checkout/editor/:folder", acceptExtensionSettings],
  ["GET", "/discounts", discountsPage],
  ["GET", "/discounts/*", discountsPage],
  ["POST", "/discounts/:id", acceptDiscountChange],
  ["GET", "/gift-cards", giftCardsPage],
  ["POST", "/gift-cards", acceptNewGiftCard],
  ["GET", "/gift-cards/:id", giftCardPage],
  ["POST", "/gift-cards/:id", acceptGiftCardChange],
  ["GET", "/themes/:theme/editor", themeEditorPage],
  ["POST", "/themes/:theme/editor/embed", acceptEmbed],
  ["POST", "/themes/:theme/editor/block", acceptBlock],
  ["GET", "/settings/apps", installedAppsPage],
  ["POST", "/settings/apps/install", acceptInstall],
  ["POST", "/settings/apps/uninstall", acceptUninstall],
  ["POST", "/session-token", answerSessionToken],
  ["GET", "/app-status", answerAppStatus],
  ["POST", "/app-scopes/wish", answerScopeWish],
  ["POST", "/app-scopes/grant", acceptScopes],
  ["POST", "/app-scopes/revoke", acceptScopesBack],
  ["GET", "/resources/:type", answerResources],
  ["GET", "/apps/:app", openApp],
  ["GET", "/apps/:app/*", openApp],
  ["GET", "/*", unknownPage],
];

export function adminRoutes(readExtension: () => ThemeExtension): Route[] {
  return ENTRIES.map(([method, path, answer]) => ({
    method,
    site: "home",
    path: `/admin/store/:handle${path}`,
    handle: (request, context) => openAdmin(request, context, readExtension, answer),
  }));
}

/** Shopify knows an app by its handle and by its key; the handle is the address that stays. */
function openApp(view: AdminView): SimulatorResponse {
  const { context, shop, request } = view;
  const { app = "", "*": rest = "" } = request.params;
  if (app === context.app.handle) return framePage(view);
  if (app !== context.settings.apiKey) return unknownPage(view);
  const path = `/apps/${context.app.handle}${rest && `/${rest}`}${request.url.search}`;
  return redirect(adminPath(shop, path));
}

function overviewPage(view: AdminView): SimulatorResponse {
  const { context, shop } = view;
  const orders = [...shop.orders.values()];
  const sold = orders.reduce((sum, order) => sum + orderAmounts(order).currentTotal.shop, 0);
  const tiles = [
    { title: "Orders", value: String(orders.length), path: "/orders" },
    { title: "Sold", value: money(sold, shop.currency), path: "/orders" },
    { title: "Customers", value: String(shop.customers.size), path: "/customers" },
    { title: "Discount codes", value: String(shop.discounts.size), path: "/discounts" },
  ];
  return adminResponse(view, {
    title: shop.name,
    section: "home",
    content: html`<ul class="cards">
        ${tiles.map(
          ({ title, value, path }) =>
            html`<li>
              <h2>${title}</h2>
              <p>${value}</p>
              <p class="actions"><a href="${adminPath(shop, path)}">Look at them</a></p>
            </li>`,
        )}
      </ul>
      <section class="sheet" aria-labelledby="app">
        <h2 id="app">${context.app.name}</h2>
        <p>
          ${shop.installation ? "Installed on this store." : "Not installed on this store yet."}
        </p>
        <p>
          <a class="button" href="${adminPath(shop, `/apps/${context.app.handle}`)}">
            ${shop.installation ? "Open" : "Install"} ${context.app.name}</a
          >
        </p>
      </section>`,
  });
}
