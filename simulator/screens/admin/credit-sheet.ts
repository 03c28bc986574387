// A customer's store credit: what there is, what moved, and the merchant's hand on it.
import { requireCustomer } from "../../actions/customers.ts";
import { adjustCredit, creditAccountsOf } from "../../actions/store-credit.ts";
import type { CreditAccount, CreditTransaction, Customer } from "../../model.ts";
import { parseMinor } from "../../money.ts";
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { acceptChange } from "./changes.ts";
import { moment, money } from "./formats.ts";
import { adminPath } from "./layout.ts";
import type { AdminView } from "./layout.ts";

const EVENTS = {
  ADJUSTMENT: "by hand or by an app",
  ORDER_PAYMENT: "paid an order",
  ORDER_REFUND: "refund",
  ORDER_CANCELLATION: "cancelled order",
} as const;

export function creditSheet(view: AdminView, customer: Customer): Html {
  const { context, shop } = view;
  const accounts = creditAccountsOf(context, shop, customer.id);
  return html`<section class="sheet" aria-labelledby="credit">
    <h2 id="credit">Store credit</h2>
    ${accounts.length === 0 && html`<p class="soft">None yet.</p>`}
    ${accounts.map((account) => accountList(view, account))}
    <form method="post" action="${adminPath(shop, `/customers/${customer.id}/credit`)}">
      <div class="row">
        <div class="field">
          <label for="credit-amount">Give, in ${shop.currency} (with a minus: take back)</label>
          <input id="credit-amount" name="amount" inputmode="decimal" required />
        </div>
        <div class="field">
          <label for="credit-end">Good until (empty: for ever)</label>
          <input id="credit-end" name="expiresOn" type="date" />
        </div>
      </div>
      <button class="button quiet" type="submit">Change the store credit</button>
    </form>
  </section>`;
}

export function acceptCredit({ context, shop, request }: AdminView): SimulatorResponse {
  const id = request.params["id"] ?? "";
  return acceptChange(request, adminPath(shop, `/customers/${id}`), (form) => {
    const { id: customerId } = requireCustomer(shop, id);
    const amountMinor = parseMinor(form.get("amount") ?? "", shop.currency);
    const day = form.get("expiresOn");
    // In the evening of that day in Europe, at noon in America.
    const expiresAt = day ? new Date(`${day}T18:00:00Z`).toISOString() : null;
    const account = adjustCredit(context, shop, customerId, amountMinor, expiresAt);
    return `The customer has ${money(account.balanceMinor, account.currency)} of store credit.`;
  });
}

function accountList(view: AdminView, account: CreditAccount): Html {
  return html`<p><b>${money(account.balanceMinor, account.currency)}</b></p>
    <ul>
      ${account.transactions
        .toReversed()
        .map((transaction) => html`<li>${transactionLine(view, account, transaction)}</li>`)}
    </ul>`;
}

function transactionLine(
  { shop }: AdminView,
  { currency }: CreditAccount,
  { kind, amountMinor, event, origin, expiresAt, createdAt }: CreditTransaction,
): Html {
  const order = origin && shop.orders.get(origin.orderId);
  const ends = expiresAt === null ? "" : `, good until ${moment(shop, expiresAt)}`;
  const what = kind === "expiration" ? "its time was over" : EVENTS[event];
  return html`${money(amountMinor, currency)} ${what}${ends}
    ${order && html`<a href="${adminPath(shop, `/orders/${order.id}`)}">${order.name}</a> `}
    <span class="soft">${moment(shop, createdAt)}</span>`;
}
