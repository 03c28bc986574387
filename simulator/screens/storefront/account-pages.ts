// The customer's account: signing in without a password, the orders, and the app's blocks.
import { createCustomer, findCustomerByEmail, updateCustomer } from "../../actions/customers.ts";
import { orderAmounts } from "../../actions/order-amounts.ts";
import type { Customer, Order } from "../../model.ts";
import { Refusal } from "../../world.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { formatMoney } from "../liquid/money.ts";
import { accountMenu } from "./account-extension-pages.ts";
import { storefrontDocument } from "./layout.ts";
import { orderFormat, orderPath, statusWords } from "./order-page.ts";
import { creditOf } from "./checkout-means.ts";
import { localAddress, moneyFormat } from "./page.ts";
import type { StorefrontPage } from "./page.ts";

const LISTED_CUSTOMERS = 12;
const LISTED_ORDERS = 50;
const EMAIL_PATTERN = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export type SignInResult =
  | { readonly outcome: "signed-in"; readonly customer: Customer }
  | { readonly outcome: "refused"; readonly message: string };

/** An unknown address opens an account, as with Shopify's accounts without passwords. */
export function signInByForm(page: StorefrontPage, form: URLSearchParams): SignInResult {
  const chosen = page.shop.customers.get(form.get("customer") ?? "");
  if (chosen) return { outcome: "signed-in", customer: chosen };
  const email = (form.get("email") ?? "").trim();
  if (!EMAIL_PATTERN.test(email)) {
    return { outcome: "refused", message: "Enter an e-mail address, like ana@example.com." };
  }
  const known = findCustomerByEmail(page.shop, email);
  if (known?.state === "enabled") return { outcome: "signed-in", customer: known };
  if (known) {
    const enabled = updateCustomer(page.context, page.shop, known.id, { state: "enabled" });
    return { outcome: "signed-in", customer: enabled };
  }
  return register(page, form, email);
}

function register(page: StorefrontPage, form: URLSearchParams, email: string): SignInResult {
  const text = (name: string): string | null => (form.get(name) ?? "").trim().slice(0, 80) || null;
  try {
    const customer = createCustomer(page.context, page.shop, {
      email,
      firstName: text("firstName"),
      lastName: text("lastName"),
      locale: page.language,
      marketingState: form.get("news") === "yes" ? "SUBSCRIBED" : "NOT_SUBSCRIBED",
    });
    return { outcome: "signed-in", customer };
  } catch (error) {
    if (error instanceof Refusal) return { outcome: "refused", message: error.message };
    throw error;
  }
}

/** Only paths of this shop: an address from a link must not lead anywhere else. */
export function safeReturnPath(wanted: string | null): string {
  if (wanted === null || !/^\/(?![/\\])[^\s\\]*$/.test(wanted)) return "/account";
  return wanted;
}

export function signInPage(page: StorefrontPage, problem: string | null): string {
  const returnTo = safeReturnPath(page.search.get("return_to"));
  const customers = [...page.shop.customers.values()].slice(0, LISTED_CUSTOMERS);
  return storefrontDocument(
    page,
    { title: "Sign in", template: "customers/login" },
    {
      content: () =>
        html`<section class="wide sign-in">
          <div>
            <h1>Sign in or join</h1>
            <p>
              Type your e-mail. In a real store a six-digit code would be sent to it; here you are
              in at once. A new address opens an account.
            </p>
            <form method="post" action="${localAddress(page, "/account/login")}" novalidate>
              <input type="hidden" name="return_to" value="${returnTo}" />
              <div class="field">
                <label for="email">E-mail</label>
                <input
                  id="email"
                  name="email"
                  type="email"
                  autocomplete="email"
                  required
                  ${problem && html`aria-invalid="true" aria-describedby="email-problem"`}
                />
                <p class="problem" role="alert" id="email-problem">${problem}</p>
              </div>
              <div class="pair">
                <div class="field">
                  <label for="firstName">First name (new accounts)</label>
                  <input id="firstName" name="firstName" autocomplete="given-name" />
                </div>
                <div class="field">
                  <label for="lastName">Last name (new accounts)</label>
                  <input id="lastName" name="lastName" autocomplete="family-name" />
                </div>
              </div>
              <label class="check">
                <input type="checkbox" name="news" value="yes" />
                E-mail me news and offers (new accounts)
              </label>
              <button class="button" type="submit">Continue</button>
            </form>
          </div>
          ${customers.length > 0 && customerChoice(page, customers, returnTo)}
        </section>`,
    },
  );
}

function customerChoice(
  page: StorefrontPage,
  customers: readonly Customer[],
  returnTo: string,
): Html {
  return html`<div>
    <h2>Or be one of the customers</h2>
    <form method="post" action="${localAddress(page, "/account/login")}">
      <input type="hidden" name="return_to" value="${returnTo}" />
      <ul class="people">
        ${customers.map(
          (customer) =>
            html`<li>
              <button type="submit" name="customer" value="${customer.id}">
                <b>${fullName(customer)}</b><span>${customer.email ?? "no e-mail"}</span>
              </button>
            </li>`,
        )}
      </ul>
    </form>
  </div>`;
}

export function accountPage(page: StorefrontPage, customer: Customer): string {
  const orders = [...page.shop.orders.values()]
    .filter((order) => order.customerId === customer.id)
    .toSorted((a, b) => b.number - a.number);
  const creditMinor = creditOf(page);
  return storefrontDocument(
    page,
    { title: "Your account", template: "customers/account" },
    {
      content: (sections) =>
        html`<section class="wide account">
          ${accountMenu(page)}
          <div class="account-head">
            <div>
              <h1>Hello${customer.firstName && `, ${customer.firstName}`}</h1>
              <p>${customer.email}</p>
            </div>
            <form method="post" action="${localAddress(page, "/account/logout")}">
              <button class="button quiet" type="submit">Sign out</button>
            </form>
          </div>
          ${creditMinor !== null && html`<p>Store credit: <b>${formatMoney(creditMinor, moneyFormat(page))}</b></p>`}
          ${sections}
          <h2>Your orders</h2>
          ${
            orders.length === 0
              ? html`<p>
                  No orders yet.
                  <a href="${localAddress(page, "/collections/all")}">Find something good</a>.
                </p>`
              : orderTable(page, orders.slice(0, LISTED_ORDERS))
          }
        </section>`,
    },
  );
}

function orderTable(page: StorefrontPage, orders: readonly Order[]): Html {
  const dates = new Intl.DateTimeFormat(page.language, {
    dateStyle: "medium",
    timeZone: page.shop.timeZone,
  });
  return html`<div class="scroll" role="region" aria-label="Your orders" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Date</th>
          <th scope="col">Status</th>
          <th scope="col" class="number">Total</th>
        </tr>
      </thead>
      <tbody>
        ${orders.map(
          (order) =>
            html`<tr>
              <th scope="row">
                <a href="${localAddress(page, orderPath(order))}">${order.name}</a>
              </th>
              <td>${dates.format(new Date(order.createdAt))}</td>
              <td>${statusWords(order)}</td>
              <td class="number">
                ${formatMoney(
                  orderAmounts(order).currentTotal.presentment,
                  orderFormat(page, order),
                )}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function fullName(customer: Customer): string {
  return [customer.firstName, customer.lastName].filter(Boolean).join(" ") || "No name";
}
