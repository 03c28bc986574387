// The checkout: contact, delivery, discount codes and one button that pays.
import { checkoutFacts } from "../../extension-host/facts/checkout-facts.ts";
import { extensionSlots } from "../../extension-host/slot.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { formatMoney } from "../liquid/money.ts";
import { checkoutAmounts, countriesOf, countryName, shippingChoices } from "./checkout.ts";
import type { CheckoutDraft } from "./checkout.ts";
import { orderSummary } from "./checkout-summary.ts";
import type { Place } from "./checkout-summary.ts";
import { paymentSection } from "./payment-section.ts";
import { localAddress, moneyFormat } from "./page.ts";
import type { StorefrontPage } from "./page.ts";

export function checkoutPage(page: StorefrontPage, draft: CheckoutDraft): string {
  const amounts = checkoutAmounts(page, draft);
  const place = checkoutPlaces(page, draft);
  return checkoutDocument(
    page,
    "Checkout",
    html`<h1 class="unseen">Checkout</h1>
      <form
        class="checkout"
        method="post"
        novalidate
        action="${localAddress(page, `/checkouts/${page.cart.token}`)}"
      >
        <button hidden type="submit" name="action" value="refresh">Update</button>
        <div class="fields">
          ${problemList(draft)} ${place("header.render-after")} ${contactFields(page, draft)}
          ${place("contact.render-after")} ${place("delivery-address.render-before")}
          ${deliveryFields(page, draft)} ${place("shipping-option-list.render-after")}
          ${place("block.render")}
        </div>
        ${orderSummary(page, draft, { amounts, place })} ${paymentSection(page, draft, amounts)}
      </form>`,
  );
}

/** Where extensions of the checkout stand; a block of the merchant's choice is above payment. */
function checkoutPlaces(page: StorefrontPage, draft: CheckoutDraft): Place {
  const facts = checkoutFacts(page, draft);
  const { context, shop } = page;
  return (name) =>
    extensionSlots({ context, shop, target: `purchase.checkout.${name}`, page: facts });
}

/** Checkout pages belong to the platform: no blocks of the app, no navigation of the theme. */
export function checkoutDocument(page: StorefrontPage, title: string, content: Html): string {
  return html`<!doctype html>
    <html
      lang="${page.language}"
      data-palette="${page.shop.handle.includes("tea") ? "leaf" : "roast"}"
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${page.shop.name}</title>
        <link rel="icon" href="/_screens/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/_screens/storefront.css" />
        <script src="/_screens/storefront.js" defer></script>
        <script src="/_screens/extension-host.js" defer></script>
      </head>
      <body data-template="checkout">
        <header class="top slim">
          <div class="wide">
            <a class="brand" href="${localAddress(page, "/")}"><span>${page.shop.name}</span></a>
            <a class="tool" href="${localAddress(page, "/cart")}">Back to cart</a>
          </div>
        </header>
        <main id="main" class="wide">${content}</main>
        <div id="extension-toasts" role="status"></div>
      </body>
    </html>`.markup;
}

function problemList(draft: CheckoutDraft): Html | null {
  if (draft.problems.length === 0) return null;
  return html`<div role="alert" class="notice">
    <p>Please look at this again:</p>
    <ul>
      ${draft.problems.map(
        ({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`,
      )}
    </ul>
  </div>`;
}

function contactFields(page: StorefrontPage, draft: CheckoutDraft): Html {
  const { customer } = page;
  return html`<section aria-labelledby="contact">
    <h2 id="contact">Contact</h2>
    ${
      customer
        ? html`<p class="panel">
            Signed in as <b>${customer.email ?? customer.firstName ?? "a customer"}</b>
          </p>`
        : html`${field(draft, "email", "E-mail", "email", "email")}
            <label class="check"
              ><input type="checkbox" name="news" ${draft.wantsNews && html`checked`} /> Send me
              news and offers</label
            >
            <p class="small">
              Have an account?
              <a
                href="${localAddress(
                  page,
                  `/account/login?return_to=${encodeURIComponent(`/checkouts/${page.cart.token}`)}`,
                )}"
                >Sign in</a
              >
              first, so that your points count.
            </p>`
    }
  </section>`;
}

function deliveryFields(page: StorefrontPage, draft: CheckoutDraft): Html {
  const format = moneyFormat(page);
  return html`<section aria-labelledby="delivery">
    <h2 id="delivery">Delivery</h2>
    <div class="pair">
      ${field(draft, "firstName", "First name (optional)", "text", "given-name")}
      ${field(draft, "lastName", "Last name", "text", "family-name")}
    </div>
    ${field(draft, "address1", "Address", "text", "street-address")}
    <div class="pair">
      ${field(draft, "zip", "Postcode", "text", "postal-code")}
      ${field(draft, "city", "City", "text", "address-level2")}
    </div>
    <div class="field">
      <label for="country">Country</label>
      <select id="country" name="country" autocomplete="country">
        ${countriesOf(page.shop).map(
          (code) =>
            html`<option value="${code}" ${code === draft.country && html`selected`}>
              ${countryName(code, page.language)}
            </option>`,
        )}
      </select>
    </div>
    <fieldset class="options">
      <legend>Shipping</legend>
      ${shippingChoices(page.shop).map(
        (choice) =>
          html`<label
            ><input
              type="radio"
              name="shipping"
              value="${choice.key}"
              data-refresh
              ${choice.key === draft.shipping && html`checked`}
            />
            <span>${choice.title} <small>${choice.note}</small></span>
            <b
              >${choice.priceMinor === 0 ? "Free" : formatMoney(choice.priceMinor, format)}</b
            ></label
          >`,
      )}
    </fieldset>
  </section>`;
}

type TextField = "email" | "firstName" | "lastName" | "address1" | "zip" | "city";

function field(
  draft: CheckoutDraft,
  name: TextField,
  label: string,
  type: string,
  autocomplete: string,
): Html {
  const problem = draft.problems.find((candidate) => candidate.field === name);
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${draft[name]}"
      autocomplete="${autocomplete}"
      ${problem && html`aria-invalid="true" aria-describedby="${name}-problem"`}
    />
    ${problem && html`<p class="problem" id="${name}-problem">${problem.message}</p>`}
  </div>`;
}
