// One customer: who it is, what apps have noted, and the orders.
import { customerBlockFacts } from "../../extension-host/facts/admin-facts.ts";
import { extensionSlots } from "../../extension-host/slot.ts";
import { orderAmounts } from "../../actions/order-amounts.ts";
import type { Customer, Order } from "../../model.ts";
import type { SimulatorResponse } from "../../server.ts";
import { gid } from "../../world.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { creditSheet } from "./credit-sheet.ts";
import { consents } from "./customer-consents.ts";
import { customerName, moment, money, orderBadges } from "./formats.ts";
import { adminPath, adminResponse } from "./layout.ts";
import type { AdminView } from "./layout.ts";
import { missingPage } from "./missing-page.ts";

const LISTED_CUSTOMERS = 200;

export function customerPage(view: AdminView): SimulatorResponse {
  const { shop, request } = view;
  const customer = shop.customers.get(request.params["id"] ?? "");
  if (!customer) return missingPage(view, "customers", "This customer is not here any more.");
  return adminResponse(view, {
    title: customerName(customer),
    section: "customers",
    script: "extension-host",
    content: html`${blocks(view, customer)}
      <div class="columns">${facts(view, customer)} ${metafields(view, customer)}</div>
      ${consents(view, customer)} ${creditSheet(view, customer)} ${orders(view, customer)}
      ${mergeForm(view, customer)}
      <form method="post" action="${adminPath(shop, `/customers/${customer.id}/delete`)}">
        <button class="button danger" type="submit">Delete customer</button>
      </form>`,
  });
}

function blocks({ context, shop }: AdminView, customer: Customer): Html {
  const target = "admin.customer-details.block.render";
  return extensionSlots({
    context,
    shop,
    target,
    page: customerBlockFacts(context, shop, customer),
  });
}

function facts({ shop }: AdminView, customer: Customer): Html {
  return html`<section class="sheet" aria-labelledby="who">
    <h2 id="who">Customer</h2>
    <dl class="facts">
      <dt>E-mail</dt>
      <dd>${customer.email ?? "none"}</dd>
      <dt>Account</dt>
      <dd>${customer.state}</dd>
      <dt>Language</dt>
      <dd>${customer.locale}</dd>
      <dt>Since</dt>
      <dd>${moment(shop, customer.createdAt)}</dd>
    </dl>
    <form method="post" action="${adminPath(shop, `/customers/${customer.id}/tags`)}">
      <div class="field">
        <label for="tags">Tags, separated by commas</label>
        <input id="tags" name="tags" value="${customer.tags.join(", ")}" />
      </div>
      <button class="button quiet" type="submit">Save tags</button>
    </form>
  </section>`;
}

function mergeForm({ shop }: AdminView, customer: Customer): Html | null {
  const others = [...shop.customers.values()].filter(({ id }) => id !== customer.id);
  if (others.length === 0) return null;
  return html`<section class="sheet" aria-labelledby="merge">
    <h2 id="merge">Merge</h2>
    <p>The customer chosen here is gone afterwards, and what it had belongs to this one.</p>
    <form method="post" action="${adminPath(shop, `/customers/${customer.id}/merge`)}" class="row">
      <div class="field">
        <label for="merge-customer">Customer</label>
        <select id="merge-customer" name="customerId">
          ${others
            .slice(0, LISTED_CUSTOMERS)
            .map((other) => html`<option value="${other.id}">${customerName(other)}</option>`)}
        </select>
      </div>
      <button class="button danger" type="submit">Merge into this one</button>
    </form>
  </section>`;
}

function metafields({ shop }: AdminView, customer: Customer): Html {
  const ownerId = gid("Customer", customer.id);
  const own = [...shop.metafields.values()].filter((metafield) => metafield.ownerId === ownerId);
  return html`<section class="sheet" aria-labelledby="noted">
    <h2 id="noted">Noted by apps</h2>
    ${
      own.length === 0
        ? html`<p class="soft">Nothing yet.</p>`
        : html`<dl class="facts">
            ${own.map(
              ({ namespace, key, value }) =>
                html`<dt class="mono">${namespace}.${key}</dt>
                  <dd class="mono">${value}</dd>`,
            )}
          </dl>`
    }
  </section>`;
}

function orders({ shop }: AdminView, customer: Customer): Html {
  const own = [...shop.orders.values()]
    .filter(({ customerId }) => customerId === customer.id)
    .toSorted((a, b) => b.number - a.number);
  const row = (order: Order): Html =>
    html`<tr>
      <td>
        <a href="${adminPath(shop, `/orders/${order.id}`)}"><b>${order.name}</b></a>
      </td>
      <td>${moment(shop, order.createdAt)}</td>
      <td>${orderBadges(order)}</td>
      <td class="number">${money(orderAmounts(order).currentTotal.shop, order.currency)}</td>
    </tr>`;
  return html`<div class="sheet flush">
    ${
      own.length === 0
        ? html`<p class="empty">No orders.</p>`
        : html`<div class="scroll" role="region" aria-label="Orders" tabindex="0">
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
                ${own.map(row)}
              </tbody>
            </table>
          </div>`
    }
  </div>`;
}
