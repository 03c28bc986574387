// One order as its buyer sees it: right after paying, and later from the account.
import { financialStatus, lineGross, lineNet, orderAmounts } from "../../actions/order-amounts.ts";
import { orderStatusFacts, thankYouFacts } from "../../extension-host/facts/order-facts.ts";
import { extensionSlots } from "../../extension-host/slot.ts";
import type { Order, Transaction } from "../../model.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { formatMoney } from "../liquid/money.ts";
import type { MoneyFormat } from "../liquid/money.ts";
import { shortCode } from "./checkout-means.ts";
import { checkoutDocument } from "./checkout-page.ts";
import { localAddress } from "./page.ts";
import type { StorefrontPage } from "./page.ts";

export function orderPath(order: Order): string {
  return `/orders/${order.token}`;
}

export function orderPage(page: StorefrontPage, order: Order): string {
  const isNew = page.search.has("placed");
  const name = page.customer?.firstName ?? "";
  const heading = isNew ? `Thank you${name && `, ${name}`}!` : `Order ${order.name}`;
  return checkoutDocument(
    page,
    heading,
    html`<div class="thanks">
      <p class="eyebrow">${isNew ? `Order ${order.name}` : statusWords(order)}</p>
      <h1>${heading}</h1>
      ${
        isNew &&
        html`<p>Your order is confirmed${order.email && html` for <b>${order.email}</b>`}.</p>`
      }
      <p class="small">Confirmation number ${order.confirmationNumber}</p>
      ${isNew ? thankYouBlocks(page, order) : orderStatusBlocks(page, order)}
      ${orderLines(page, order)} ${orderTotals(page, order)}
      <p class="actions">
        <a class="button" href="${localAddress(page, "/")}">Keep shopping</a>
        ${page.customer && accountLink(page)}
      </p>
    </div>`,
  );
}

function thankYouBlocks(page: StorefrontPage, order: Order): Html {
  const { context, shop } = page;
  const target = "purchase.thank-you.block.render";
  return extensionSlots({ context, shop, target, page: thankYouFacts(page, order) });
}

function orderStatusBlocks(page: StorefrontPage, order: Order): Html {
  const { context, shop } = page;
  const target = "customer-account.order-status.block.render";
  return extensionSlots({ context, shop, target, page: orderStatusFacts(page, order) });
}

function accountLink(page: StorefrontPage): Html {
  const address = localAddress(page, "/account");
  return html`<a class="button quiet" href="${address}">Your account</a>`;
}

function orderLines(page: StorefrontPage, order: Order): Html {
  const format = orderFormat(page, order);
  return html`<ul class="lines small-lines">
    ${order.lines.map(
      (line) =>
        html`<li>
          <div>
            <p><b>${line.title}</b>${line.variantTitle && ` – ${line.variantTitle}`}</p>
            <p class="small">
              ${line.quantity} × ${formatMoney(line.price.presentment, format)}
              ${
                line.currentQuantity < line.quantity &&
                html`<span class="badge">${line.quantity - line.currentQuantity} taken back</span>`
              }
            </p>
          </div>
          <p class="price">${formatMoney(lineGross(line).presentment, format)}</p>
        </li>`,
    )}
  </ul>`;
}

function orderTotals(page: StorefrontPage, order: Order): Html {
  const format = orderFormat(page, order);
  const amounts = orderAmounts(order);
  const saved = order.lines.reduce(
    (sum, line) => sum + lineGross(line).presentment - lineNet(line).presentment,
    0,
  );
  const codes = order.discountApplications.flatMap(({ code }) => code ?? []);
  const row = (label: string, minor: number): Html =>
    html`<dt>${label}</dt>
      <dd>${formatMoney(minor, format)}</dd>`;
  return html`<dl class="totals">
    ${row("Subtotal", amounts.lineItems.presentment)}
    ${
      saved > 0 &&
      html`<dt>Discount ${codes.map((code) => html`<b class="code">${code}</b> `)}</dt>
        <dd>−${formatMoney(saved, format)}</dd>`
    }
    ${row("Shipping", amounts.shipping.presentment)}
    ${!order.taxesIncluded && row("Tax", amounts.tax.presentment)}
    <dt class="grand">Total</dt>
    <dd class="grand">${formatMoney(amounts.total.presentment, format)}</dd>
    ${order.transactions
      .filter(({ kind }) => kind === "sale")
      .flatMap((payment) => {
        const name = ownMeans(page, payment);
        return name ? row(name, payment.amount.presentment) : [];
      })}
    ${amounts.refunded.presentment > 0 && row("Refunded", amounts.refunded.presentment)}
  </dl>`;
}

/** What the buyer had with the shop and paid with. */
function ownMeans(page: StorefrontPage, payment: Transaction): string | null {
  const card = page.shop.giftCards.get(payment.giftCardId ?? "");
  if (card) return `Gift card ${shortCode(card)}`;
  return payment.creditAccountId === undefined ? null : "Store credit";
}

export function statusWords(order: Order): string {
  if (order.cancelledAt !== null) return "Cancelled";
  const words = financialStatus(order).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function orderFormat(page: StorefrontPage, order: Order): MoneyFormat {
  return { locale: page.language, currency: order.presentmentCurrency };
}
