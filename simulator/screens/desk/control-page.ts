// The control desk for people: the clock, the stores, test orders, and the webhooks that were sent.
import type { FaultKind } from "../../admin-api/faults.ts";
import type { SimulatorContext } from "../../context.ts";
import type { Delivery, Shop } from "../../model.ts";
import { listProducts } from "../../actions/products.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { deskDocument } from "./layout.ts";
import { notices } from "./notices.ts";

const LISTED_DELIVERIES = 100;
const LISTED_CUSTOMERS = 200;

export { acceptControl } from "./control-changes.ts";

export function controlPage(context: SimulatorContext, search: URLSearchParams): string {
  const shops = [...context.state.shops.values()];
  return deskDocument({
    title: "Control",
    current: "control",
    script: "control",
    content: html`<main id="main" class="page">
      <header><h1>Control</h1></header>
      ${notices(search)}
      <div class="columns">
        ${clockSheet(context)}${shops.map((shop) => installSheet(context, shop))}
      </div>
      ${shops.map((shop) => orderSheet(shop))} ${faultSheet()} ${deliverySheet(context, shops)}
    </main>`,
  });
}

function clockSheet(context: SimulatorContext): Html {
  const now = context.now().toISOString();
  return html`<section class="sheet" aria-labelledby="clock">
    <h2 id="clock">Clock</h2>
    <p>
      It is <time datetime="${now}"><b>${now.slice(0, 10)}</b> ${now.slice(11, 16)}</time> UTC in
      the simulated world. Expiry dates, campaigns and webhook retries follow this clock.
    </p>
    <form method="post" action="/control/advance" class="actions">
      ${[
        { hours: 1, label: "1 hour" },
        { hours: 24, label: "1 day" },
        { hours: 24 * 30, label: "30 days" },
        { hours: 24 * 365, label: "1 year" },
      ].map(
        ({ hours, label }) =>
          html`<button class="button quiet" type="submit" name="hours" value="${hours}">
            + ${label}
          </button>`,
      )}
    </form>
    <form method="post" action="/control/clock" class="row">
      <div class="field">
        <label for="moment">Or go to (UTC)</label>
        <input
          id="moment"
          name="moment"
          type="datetime-local"
          value="${now.slice(0, 16)}"
          required
        />
      </div>
      <button class="button quiet" type="submit">Go</button>
    </form>
    <form method="post" action="/control/clock">
      <input type="hidden" name="moment" value="now" />
      <button class="button quiet" type="submit">Back to real time</button>
    </form>
  </section>`;
}

function installSheet(context: SimulatorContext, shop: Shop): Html {
  const isInstalled = shop.installation !== null;
  const id = `shop-${shop.handle}`;
  return html`<section class="sheet" aria-labelledby="${id}">
    <h2 id="${id}">${shop.name}</h2>
    <p>
      ${context.app.name} is ${isInstalled ? "installed" : "not installed"}.
      <a href="/admin/store/${shop.handle}">Open the admin</a>
    </p>
    <form method="post" action="/control/${isInstalled ? "uninstall" : "install"}" class="actions">
      <input type="hidden" name="shop" value="${shop.handle}" />
      <button class="button ${isInstalled ? "danger" : ""}" type="submit">
        ${isInstalled ? "Uninstall" : "Install"}
      </button>
    </form>
    <form method="post" action="/control/privacy">
      <input type="hidden" name="shop" value="${shop.handle}" />
      <div class="field">
        <label for="${id}-topic">Privacy request</label>
        <select id="${id}-topic" name="topic">
          <option>customers/data_request</option>
          <option>customers/redact</option>
          <option>shop/redact</option>
        </select>
      </div>
      <div class="field">
        <label for="${id}-customer">Customer</label>
        <select id="${id}-customer" name="customerId">
          ${customerOptions(shop)}
        </select>
      </div>
      <button class="button quiet" type="submit">Send</button>
    </form>
  </section>`;
}

function customerOptions(shop: Shop): Html {
  const customers = [...shop.customers.values()].slice(0, LISTED_CUSTOMERS);
  return html`${customers.map((customer) => {
    const name = [customer.firstName, customer.lastName].filter(Boolean).join(" ");
    return html`<option value="${customer.id}">${name || customer.email || customer.id}</option>`;
  })}`;
}

const MEANS = [
  { value: "shopify_payments", label: "Card" },
  { value: "authorize", label: "Card, set aside only" },
  { value: "gift_card", label: "Gift card" },
  { value: "shopify_store_credit", label: "Store credit" },
  { value: "manual", label: "By hand" },
];

function orderSheet(shop: Shop): Html {
  const id = `order-${shop.handle}`;
  const options = listProducts(shop).flatMap((product) =>
    product.variants.map((variant) => {
      const name = variant.title === "Default Title" ? "" : `, ${variant.title}`;
      return html`<option value="${variant.id}">${product.title}${name}</option>`;
    }),
  );
  if (options.length === 0) return html``;
  return html`<section class="sheet" aria-labelledby="${id}">
    <h2 id="${id}">Place an order at ${shop.name}</h2>
    <form method="post" action="/control/order">
      <input type="hidden" name="shop" value="${shop.handle}" />
      <div class="row">
        <div class="field">
          <label for="${id}-customer">Customer</label>
          <select id="${id}-customer" name="customerId">
            <option value="">Guest without an address</option>
            ${customerOptions(shop)}
          </select>
        </div>
        <div class="field">
          <label for="${id}-variant">Product</label>
          <select id="${id}-variant" name="variantId">
            ${options}
          </select>
        </div>
        <div class="field">
          <label for="${id}-quantity">Quantity</label>
          <input id="${id}-quantity" name="quantity" type="number" min="1" max="99" value="1" />
        </div>
        <div class="field">
          <label for="${id}-code">Discount code</label>
          <input id="${id}-code" name="code" autocomplete="off" />
        </div>
        <div class="field">
          <label for="${id}-means">Paid with</label>
          <select id="${id}-means" name="means">
            ${MEANS.map(({ value, label }) => html`<option value="${value}">${label}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="${id}-part">Of it by gift card</label>
          <input id="${id}-part" name="giftCard" inputmode="decimal" placeholder="0" />
        </div>
      </div>
      <div class="actions">
        <label class="check"><input type="checkbox" name="paid" checked /> Paid</label>
        <label class="check"><input type="checkbox" name="test" /> Test order</label>
        <label class="check"><input type="checkbox" name="pos" /> At the till</label>
        <button class="button" type="submit">Place the order</button>
      </div>
    </form>
  </section>`;
}

const FAULTS: readonly { kind: FaultKind; label: string }[] = [
  { kind: "throttled", label: "Throttled" },
  { kind: "http_500", label: "Server error (500)" },
  { kind: "http_429", label: "Too many requests (429)" },
  { kind: "internal_error", label: "Internal error in the answer" },
  { kind: "timeout", label: "No answer" },
  { kind: "reset", label: "Connection broken" },
  { kind: "reset_mid_body", label: "Answer broken off" },
  { kind: "wrong_json", label: "Answer that is no JSON" },
  { kind: "slow", label: "Slow answer" },
  { kind: "refused", label: "Refused by a rule of the shop" },
  { kind: "token_expired", label: "The app's token has expired" },
];

function faultSheet(): Html {
  return html`<section class="sheet" aria-labelledby="faults">
    <h2 id="faults">Make calls fail</h2>
    <p>The next calls of the app to the Admin API fail in the way chosen here.</p>
    <form data-control="faults">
      <div class="row">
        <div class="field">
          <label for="fault-operation">Operation (empty: any)</label>
          <input id="fault-operation" name="operation" placeholder="discountCodeBasicCreate" />
        </div>
        <div class="field">
          <label for="fault-kind">How</label
          ><select id="fault-kind" name="kind">
            ${FAULTS.map(({ kind, label }) => html`<option value="${kind}">${label}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="fault-when">When</label
          ><select id="fault-when" name="when">
            <option value="before">Before it takes effect</option>
            <option value="after">After it took effect</option>
          </select>
        </div>
        <div class="field">
          <label for="fault-times">How many</label>
          <input id="fault-times" name="times" type="number" min="1" max="100" value="1" />
        </div>
        <button class="button quiet" type="submit">Arrange</button>
      </div>
      <p class="small" data-outcome role="status"></p>
    </form>
  </section>`;
}

function deliverySheet(context: SimulatorContext, shops: readonly Shop[]): Html {
  const shown = context.state.deliveries.slice(-LISTED_DELIVERIES).toReversed();
  return html`<div class="sheet flush">
    <h2 id="deliveries" class="pages">Webhooks</h2>
    ${
      shown.length === 0
        ? html`<p class="empty">None yet. Install the app and place an order.</p>`
        : html`<div class="scroll" role="region" aria-labelledby="deliveries" tabindex="0">
            <table>
              <thead>
                <tr>
                  <th scope="col">Topic</th>
                  <th scope="col">Shop</th>
                  <th scope="col">Sent</th>
                  <th scope="col">Outcome</th>
                  <th scope="col" class="number">Attempts</th>
                  <th scope="col">Again</th>
                </tr>
              </thead>
              <tbody>
                ${shown.map((delivery) => deliveryRow(delivery, shops))}
              </tbody>
            </table>
          </div>`
    }
    <p class="pages small" data-outcome role="status"></p>
  </div>`;
}

function deliveryRow(delivery: Delivery, shops: readonly Shop[]): Html {
  const shop = shops.find(({ id }) => id === delivery.shopId);
  const last = delivery.attempts.at(-1);
  const tones: Partial<Record<Delivery["status"], string>> = { delivered: "good", failed: "bad" };
  return html`<tr>
    <td>
      <b>${delivery.topic}</b><br /><span class="mono small soft">${delivery.webhookId}</span>
    </td>
    <td>${shop?.name ?? delivery.shopId}</td>
    <td class="nowrap">${delivery.triggeredAt.slice(0, 16).replace("T", " ")}</td>
    <td>
      <span class="badge ${tones[delivery.status] ?? "warn"}">${delivery.status}</span>
      ${last && html`<br />`}
      <span class="small soft"
        >${last && `${last.status ?? last.outcome} in ${last.durationMs} ms`}</span
      >
    </td>
    <td class="number">${delivery.attempts.length}</td>
    <td>
      <button class="button quiet" type="button" data-repeat="${delivery.id}">
        Repeat <span class="unseen">${delivery.topic}</span>
      </button>
    </td>
  </tr>`;
}
