// One order, and everything a merchant may do to it.
import { goodsOf, lineGross, lineNet, orderAmounts } from "../../actions/order-amounts.ts";
import { formatMinor } from "../../money.ts";
import type { Order, OrderLine } from "../../model.ts";
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { customerName, moment, money, orderBadges } from "./formats.ts";
import { adminPath, adminResponse } from "./layout.ts";
import type { AdminView } from "./layout.ts";
import { missingPage } from "./missing-page.ts";
import { wholeOrderActions } from "./order-actions.ts";
import { parcels } from "./order-parcels.ts";

export function orderPage(view: AdminView): SimulatorResponse {
  const { shop, request } = view;
  const order = shop.orders.get(request.params["id"] ?? "");
  if (!order) return missingPage(view, "orders", "This order is not here.");
  return adminResponse(view, {
    title: `Order ${order.name}`,
    section: "orders",
    actions: orderBadges(order),
    content: html`${lineTable(order)}
      <div class="columns">
        ${amounts(order)}${facts(view, order)}${wholeOrderActions(view, order)}
      </div>
      <div class="columns">
        ${parcels(view, order)}
        ${order.cancelledAt === null && html`${refundForm(view, order)}${editForm(view, order)}`}
      </div>
      ${history(view, order)}`,
  });
}

function lineTable(order: Order): Html {
  const { currency } = order;
  const row = (line: OrderLine): Html =>
    html`<tr>
      <td>
        <b>${line.title}</b>${
          line.variantTitle && html`<br /><span class="soft">${line.variantTitle}</span>`
        }
      </td>
      <td class="number">${money(line.price.shop, currency)}</td>
      <td class="number">
        ${line.quantity}${
          line.currentQuantity !== line.quantity &&
          html` <span class="badge warn">${line.currentQuantity} left</span>`
        }
      </td>
      <td class="number">${money(lineGross(line).shop - lineNet(line).shop, currency)}</td>
      <td class="number">${money(lineNet(line).shop, currency)}</td>
    </tr>`;
  return html`<div class="sheet flush">
    <div class="scroll" role="region" aria-label="Lines" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col" class="number">Price</th>
            <th scope="col" class="number">Quantity</th>
            <th scope="col" class="number">Discount</th>
            <th scope="col" class="number">Total</th>
          </tr>
        </thead>
        <tbody>
          ${order.lines.map(row)}
        </tbody>
      </table>
    </div>
  </div>`;
}

function amounts(order: Order): Html {
  const sums = orderAmounts(order);
  const codes = order.discountApplications.flatMap(({ code }) => code ?? []);
  const row = (label: string, minor: number): Html =>
    html`<dt>${label}</dt>
      <dd>${money(minor, order.currency)}</dd>`;
  return html`<section class="sheet" aria-labelledby="amounts">
    <h2 id="amounts">Amounts</h2>
    <dl class="amounts">
      ${row("Lines", sums.lineItems.shop)}
      ${
        codes.length > 0 &&
        html`<dt>Codes</dt>
          <dd class="mono">${codes.join(", ")}</dd>`
      }
      ${row("Discounts", 0 - sums.discounts.shop)}${row("Shipping", sums.shipping.shop)}
      ${row(order.taxesIncluded ? "Tax included" : "Tax", sums.tax.shop)}
      <dt class="grand">Total</dt>
      <dd class="grand">${money(sums.total.shop, order.currency)}</dd>
      ${row("Paid", sums.received.shop)}${row("Refunded", sums.refunded.shop)}
      ${row("Total now", sums.currentTotal.shop)}
    </dl>
  </section>`;
}

function facts({ shop }: AdminView, order: Order): Html {
  const customer = order.customerId === null ? undefined : shop.customers.get(order.customerId);
  return html`<section class="sheet" aria-labelledby="facts">
    <h2 id="facts">Details</h2>
    <dl class="facts">
      <dt>Placed</dt>
      <dd>${moment(shop, order.createdAt)}</dd>
      <dt>Customer</dt>
      <dd>
        ${
          customer
            ? html`<a href="${adminPath(shop, `/customers/${customer.id}`)}"
                >${customerName(customer)}</a
              >`
            : "none"
        }
      </dd>
      <dt>E-mail</dt>
      <dd>${order.email ?? "none"}</dd>
      <dt>Paid with</dt>
      <dd>${order.gateways.join(", ") || "nothing yet"}</dd>
      <dt>Channel</dt>
      <dd>${order.sourceName}</dd>
      <dt>Currency</dt>
      <dd>
        ${order.currency}${
          order.presentmentCurrency !== order.currency && `, paid in ${order.presentmentCurrency}`
        }
      </dd>
      <dt>Id</dt>
      <dd class="mono">${order.id}</dd>
    </dl>
  </section>`;
}

function refundForm({ shop }: AdminView, order: Order): Html {
  const shippingLeft = orderAmounts(order).currentShipping.shop;
  const left = order.lines.filter((line) => line.currentQuantity > 0);
  return html`<section class="sheet" aria-labelledby="refund">
    <h2 id="refund">Refund</h2>
    <form method="post" action="${adminPath(shop, `/orders/${order.id}/refund`)}">
      ${left.map(
        (line) =>
          html`<div class="field">
            <label for="refund-${line.id}"
              >${line.title} <span class="soft">(${line.currentQuantity} left)</span></label
            >
            <input
              class="short"
              id="refund-${line.id}"
              name="line-${line.id}"
              type="number"
              value="0"
              min="0"
              max="${line.currentQuantity}"
            />
          </div>`,
      )}
      <div class="row">
        <div class="field">
          <label for="refund-shipping"
            >Shipping (up to ${formatMinor(shippingLeft, order.currency)})</label
          >
          <input id="refund-shipping" name="shipping" inputmode="decimal" value="0" />
        </div>
        <div class="field">
          <label for="refund-amount">Further amount, no line named</label>
          <input id="refund-amount" name="amount" inputmode="decimal" value="0" />
        </div>
      </div>
      <label class="check"
        ><input type="checkbox" name="restock" value="yes" /> Put the goods back on the shelf</label
      >
      <label class="check"
        ><input type="checkbox" name="credit" value="yes" /> Pay it out as store credit</label
      >
      <button class="button" type="submit">Refund</button>
    </form>
  </section>`;
}

function editForm({ shop }: AdminView, order: Order): Html {
  return html`<section class="sheet" aria-labelledby="edit">
    <h2 id="edit">Edit quantities</h2>
    <form method="post" action="${adminPath(shop, `/orders/${order.id}/edit`)}">
      ${goodsOf(order).map(
        (line) =>
          html`<div class="field">
            <label for="edit-${line.id}">${line.title}</label>
            <input
              class="short"
              id="edit-${line.id}"
              name="line-${line.id}"
              type="number"
              min="0"
              value="${line.currentQuantity}"
            />
          </div>`,
      )}
      <button class="button quiet" type="submit">Save quantities</button>
    </form>
  </section>`;
}

function history({ shop }: AdminView, order: Order): Html | null {
  const events = [
    ...order.transactions.map(({ createdAt, kind, gateway, amount }) => ({
      at: createdAt,
      text: `Payment (${kind}, ${gateway}) of ${money(amount.presentment, order.presentmentCurrency)}`,
    })),
    ...order.refunds.map((refund) => {
      const units = refund.lines.reduce((sum, { quantity }) => sum + quantity, 0);
      const paid = refund.transactions.reduce((sum, { amount }) => sum + amount.presentment, 0);
      const back = money(paid, order.presentmentCurrency);
      const means = [...new Set(refund.transactions.map(({ gateway }) => gateway))].join(", ");
      const text = `Refund of ${units} units, ${back} paid back${means && ` (${means})`}`;
      return { at: refund.createdAt, text };
    }),
    ...order.edits.map(({ createdAt }) => ({ at: createdAt, text: "Quantities edited" })),
  ].toSorted((a, b) => b.at.localeCompare(a.at));
  if (events.length === 0) return null;
  return html`<section class="sheet" aria-labelledby="history">
    <h2 id="history">What happened</h2>
    <ul>
      ${events.map(
        ({ at, text }) => html`<li>${text} <span class="soft">${moment(shop, at)}</span></li>`,
      )}
    </ul>
  </section>`;
}
