// Pages of the account that Shopify serves, not the theme: the profile, and whole pages that the
// app brings.
import type { DeclaredExtension } from "../../extension-host/declared-extensions.ts";
import { accountFacts } from "../../extension-host/facts/order-facts.ts";
import { extensionSlots, placedExtensions } from "../../extension-host/slot.ts";
import type { Customer } from "../../model.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { checkoutDocument } from "./checkout-page.ts";
import { localAddress } from "./page.ts";
import type { StorefrontPage } from "./page.ts";

const FULL_PAGE = "customer-account.page.render";

/** Between the pages of the account. */
export function accountMenu(page: StorefrontPage): Html {
  const pages = placedExtensions(page.context, page.shop, FULL_PAGE);
  const items = [
    { path: "/account", label: "Orders" },
    { path: "/account/profile", label: "Profile" },
    ...pages.map(({ handle, name }) => ({ path: `/account/pages/${handle}`, label: name })),
  ];
  return html`<nav class="account-menu" aria-label="Account">
    <ul>
      ${items.map(
        ({ path, label }) =>
          html`<li>
            <a
              href="${localAddress(page, path)}"
              ${isCurrent(page, path) && html`aria-current="page"`}
              >${label}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}

function isCurrent({ path }: StorefrontPage, address: string): boolean {
  return path === address || (address !== "/account" && path.startsWith(`${address}/`));
}

export function profilePage(page: StorefrontPage, customer: Customer): string {
  const { firstName, lastName, email, address } = customer;
  const name = [firstName, lastName].filter(Boolean).join(" ");
  return checkoutDocument(
    page,
    "Profile",
    html`${accountMenu(page)}
      <div class="profile">
        <h1>Profile</h1>
        <section class="sheet" aria-labelledby="you">
          <h2 id="you">You</h2>
          <p>${name || "No name"}<br />${email}</p>
          ${address && html`<p>${address.address1}<br />${address.zip} ${address.city}</p>`}
        </section>
        ${profileBlocks(page)}
      </div>`,
  );
}

/** Null where the app has no such page. */
export function extensionPage(page: StorefrontPage, handle: string): string | null {
  const found = pageOf(page, handle);
  if (!found) return null;
  const { context, shop } = page;
  const slot = extensionSlots({
    context,
    shop,
    target: FULL_PAGE,
    page: accountFacts(page),
    handle,
  });
  return checkoutDocument(
    page,
    found.name,
    html`${accountMenu(page)}
      <div class="whole">${slot}</div>`,
  );
}

function pageOf({ context, shop }: StorefrontPage, handle: string): DeclaredExtension | undefined {
  return placedExtensions(context, shop, FULL_PAGE).find(
    (extension) => extension.handle === handle,
  );
}

function profileBlocks(page: StorefrontPage): Html {
  const { context, shop } = page;
  const target = "customer-account.profile.block.render";
  return extensionSlots({ context, shop, target, page: accountFacts(page) });
}
