// What a merchant does to an order as a whole: payment, cancellation, filing, its customer.
import { openAuthorizations, orderAmounts } from "../../actions/order-amounts.ts";
import type { Order } from "../../model.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { customerName } from "./formats.ts";
import { adminPath } from "./layout.ts";
import type { AdminView } from "./layout.ts";

const LISTED_CUSTOMERS = 200;

export function wholeOrderActions(view: AdminView, order: Order): Html {
  const isOpen = order.cancelledAt === null;
  return html`<section class="sheet" aria-labelledby="changes">
    <h2 id="changes">Changes</h2>
    ${
      isOpen
        ? html`${paymentForm(view, order)}${cancelForm(view, order)}${filingForm(view, order)}`
        : html`<p>Cancelled, nothing more to change but the customer.</p>`
    }
    ${customerForm(view, order)}
  </section>`;
}

function action({ shop }: AdminView, order: Order, name: string): string {
  return adminPath(shop, `/orders/${order.id}/${name}`);
}

function paymentForm(view: AdminView, order: Order): Html | null {
  if (openAuthorizations(order).length > 0) {
    return html`<form method="post" action="${action(view, order, "capture")}" class="spaced">
      <button class="button" type="submit" name="what" value="capture">Take the payment</button>
      <button class="button quiet" type="submit" name="what" value="void">Let it go</button>
    </form>`;
  }
  const { outstanding } = orderAmounts(order);
  if (outstanding.presentment <= 0 && order.transactions.length > 0) return null;
  return html`<form method="post" action="${action(view, order, "pay")}" class="spaced">
    <div class="field">
      <label for="pay-amount">Amount paid by hand (empty: all that is owed)</label>
      <input class="short" id="pay-amount" name="amount" inputmode="decimal" />
    </div>
    <button class="button" type="submit">Mark as paid</button>
  </form>`;
}

function cancelForm(view: AdminView, order: Order): Html {
  return html`<form method="post" action="${action(view, order, "cancel")}" class="spaced">
    <label class="check">
      <input type="checkbox" name="refund" value="yes" checked /> Give the money back
    </label>
    <label class="check">
      <input type="checkbox" name="credit" value="yes" /> As store credit
    </label>
    <button class="button danger" type="submit">Cancel order</button>
  </form>`;
}

function filingForm(view: AdminView, order: Order): Html {
  const isClosed = order.closedAt !== null;
  return html`<form method="post" action="${action(view, order, "file")}" class="spaced">
    <button class="button quiet" type="submit" name="what" value="${isClosed ? "open" : "close"}">
      ${isClosed ? "Open again" : "File away"}
    </button>
  </form>`;
}

function customerForm(view: AdminView, order: Order): Html {
  const customers = [...view.shop.customers.values()].slice(0, LISTED_CUSTOMERS);
  return html`<form method="post" action="${action(view, order, "customer")}">
    <div class="field">
      <label for="order-customer">Customer</label>
      <select id="order-customer" name="customerId">
        <option value="">none</option>
        ${customers.map(
          (customer) =>
            html`<option
              value="${customer.id}"
              ${customer.id === order.customerId && html`selected`}
            >
              ${customerName(customer)}
            </option>`,
        )}
      </select>
    </div>
    <button class="button quiet" type="submit">Change the customer</button>
  </form>`;
}
