// Customers at the till: a list to choose from, and one with the app's block.
import { tillFacts } from "../../extension-host/facts/pos-facts.ts";
import { extensionSlots } from "../../extension-host/slot.ts";
import type { Customer, Shop } from "../../model.ts";
import { redirect } from "../../server.ts";
import type { SimulatorResponse } from "../../server.ts";
import { customerName } from "../admin/formats.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { TillView } from "./routes.ts";
import { tillResponse } from "./till-page.ts";

const LISTED_CUSTOMERS = 40;

export function tillCustomersPage(view: TillView): SimulatorResponse {
  const { shop, request } = view;
  const asked = request.url.searchParams.get("q")?.trim().toLowerCase() ?? "";
  const found = [...shop.customers.values()].filter((customer) => answers(customer, asked));
  return tillResponse(
    view,
    "Customers",
    html`<p><a href="/pos/${shop.handle}">Back to the till</a></p>
      <h1>Customers</h1>
      <form method="get" class="row" role="search">
        <div class="field">
          <label for="q">Name or e-mail</label>
          <input id="q" name="q" value="${asked}" />
        </div>
        <button class="button" type="submit">Search</button>
      </form>
      <ul class="cards">
        ${found.slice(0, LISTED_CUSTOMERS).map((customer) => card(shop, customer))}
      </ul>`,
  );
}

function answers(customer: Customer, asked: string): boolean {
  const words = [customer.firstName, customer.lastName, customer.email, customer.phone];
  return words.filter(Boolean).join(" ").toLowerCase().includes(asked);
}

function card(shop: Shop, customer: Customer): Html {
  return html`<li>
    <h2>${customerName(customer)}</h2>
    <p class="soft">${customer.email ?? customer.phone ?? "no address"}</p>
    <p class="actions">
      <a href="/pos/${shop.handle}/customers/${customer.id}">
        Open<span class="unseen"> ${customerName(customer)}</span></a
      >
    </p>
  </li>`;
}

export function tillCustomerPage(view: TillView): SimulatorResponse {
  const { context, shop, request } = view;
  const customer = shop.customers.get(request.params["id"] ?? "");
  if (!customer) return redirect(`/pos/${shop.handle}/customers`);
  const facts = tillFacts(context, shop, customer);
  const slots = (target: string, isModal: boolean): Html =>
    extensionSlots({ context, shop, target, page: facts, isModal });
  return tillResponse(
    view,
    customerName(customer),
    html`<p><a href="/pos/${shop.handle}">Back to the till</a></p>
      <h1>${customerName(customer)}</h1>
      <p class="soft">${customer.email ?? "no e-mail"} · ${customer.phone ?? "no phone"}</p>
      <form method="post" action="/pos/${shop.handle}/sale">
        <button class="button" type="submit" name="customer" value="${customer.id}">
          Add to the sale
        </button>
      </form>
      ${slots("pos.customer-details.block.render", false)}
      ${slots("pos.customer-details.action.render", true)}`,
  );
}
