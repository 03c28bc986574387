// The screen of a till: the smart grid with the app's tiles, the goods, and the sale.
import { codesIn } from "../../actions/evaluate-cart.ts";
import { findVariant, listProducts } from "../../actions/products.ts";
import { evaluateTill, tillOf, tillTotals } from "../../actions/till.ts";
import { tillFacts } from "../../extension-host/facts/pos-facts.ts";
import { extensionSlots } from "../../extension-host/slot.ts";
import type { Product } from "../../model.ts";
import type { SimulatorResponse } from "../../server.ts";
import { customerName, money } from "../admin/formats.ts";
import { deskDocument, deskHeaders } from "../desk/layout.ts";
import { notices } from "../desk/notices.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import type { TillView } from "./routes.ts";

const LISTED_PRODUCTS = 24;

export function tillPage(view: TillView): SimulatorResponse {
  const { context, shop } = view;
  const facts = tillFacts(context, shop, null);
  const slots = (target: string, isModal: boolean): Html =>
    extensionSlots({ context, shop, target, page: facts, isModal });
  return tillResponse(
    view,
    "Till",
    html`<div class="till">
        <div>
          <h1>Till</h1>
          ${notices(view.request.url.searchParams)}
          <div class="tiles">
            <a class="tile" href="/pos/${shop.handle}/customers">Customers</a>
            ${slots("pos.home.tile.render", false)}
          </div>
          ${goods(view)}
        </div>
        ${sale(view)}
      </div>
      ${slots("pos.home.modal.render", true)}`,
  );
}

export function tillResponse(view: TillView, title: string, content: Html): SimulatorResponse {
  const { context, shop } = view;
  const body = deskDocument({
    title: `${title} · ${shop.name}`,
    current: "pos",
    storeName: shop.name,
    storeAddress: context.storefrontOrigin(shop.handle),
    script: "extension-host",
    content: html`<main id="main" class="page pos">${content}</main>
      <dialog id="extension-modal" aria-label="Extension">
        <p class="actions"><button class="button quiet" type="button" data-close>Close</button></p>
        <div data-content></div>
      </dialog>
      <div id="extension-toasts" role="status"></div>`,
  });
  return { headers: deskHeaders(), body };
}

function goods({ shop }: TillView): Html {
  return html`<h2>Goods</h2>
    <form class="goods" method="post" action="/pos/${shop.handle}/sale">
      ${listProducts(shop)
        .slice(0, LISTED_PRODUCTS)
        .map((product) => product.variants.map((variant) => good(product, variant, shop.currency)))}
    </form>`;
}

function good(product: Product, variant: Product["variants"][number], currency: string): Html {
  const name =
    variant.title === "Default Title" ? product.title : `${product.title}, ${variant.title}`;
  return html`<button type="submit" name="add" value="${variant.id}">
    <b>${name}</b><span>${money(variant.priceMinor, currency)}</span>
  </button>`;
}

function sale(view: TillView): Html {
  const { shop } = view;
  const { lines } = tillOf(shop);
  return html`<section class="sheet sale" aria-labelledby="sale" data-live="sale">
    <h2 id="sale">Sale</h2>
    <form method="post" action="/pos/${shop.handle}/sale">
      ${buyer(view)}
      ${
        lines.length === 0
          ? html`<p class="soft">Nothing in it yet.</p>`
          : html`<ul class="sale-lines">
              ${lines.map((line) => saleLine(view, line))}
            </ul>`
      }
      ${codes(view)} ${totals(view)}
      <p class="actions">
        <button class="button" type="submit" name="charge" ${lines.length === 0 && html`disabled`}>
          Charge
        </button>
        <button class="button quiet" type="submit" name="clear">Clear</button>
      </p>
    </form>
  </section>`;
}

function buyer({ shop }: TillView): Html {
  const customer = shop.customers.get(tillOf(shop).customerId ?? "");
  if (!customer) {
    return html`<p><a href="/pos/${shop.handle}/customers">Choose a customer</a></p>`;
  }
  return html`<p>
    <a href="/pos/${shop.handle}/customers/${customer.id}">${customerName(customer)}</a>
    <button class="button quiet" type="submit" name="customer" value="">Take off</button>
  </p>`;
}

function saleLine(
  { shop }: TillView,
  { uuid, variantId, quantity }: { uuid: string; variantId: string; quantity: number },
): Html | null {
  const found = findVariant(shop, variantId);
  if (!found) return null;
  const { product, variant } = found;
  return html`<li>
    <span>${quantity} × ${product.title}</span>
    <span>${money(variant.priceMinor * quantity, shop.currency)}</span>
    <button class="button quiet" type="submit" name="remove" value="${uuid}">
      Remove<span class="unseen"> ${product.title}</span>
    </button>
  </li>`;
}

function codes({ context, shop }: TillView): Html {
  const applied = codesIn(evaluateTill(context, shop));
  return html`<div class="field">
      <label for="code">Discount code</label>
      <input id="code" name="code" autocomplete="off" />
    </div>
    <p class="actions">
      <button class="button quiet" type="submit" name="apply">Apply</button>
      ${
        applied.length > 0 &&
        html`<button class="button quiet" type="submit" name="clear-codes">Take codes off</button>`
      }
    </p>
    ${
      applied.length > 0 &&
      html`<ul class="sale-lines">
        ${applied.map(
          ({ code, amountMinor }) =>
            html`<li>
              <span class="mono">${code}</span><span>−${money(amountMinor, shop.currency)}</span>
            </li>`,
        )}
      </ul>`
    }`;
}

function totals({ context, shop }: TillView): Html {
  const { taxMinor, totalMinor } = tillTotals(context, shop);
  return html`<dl class="facts">
    ${
      taxMinor > 0 &&
      html`<dt>Tax</dt>
        <dd>${money(taxMinor, shop.currency)}</dd>`
    }
    <dt><b>Total</b></dt>
    <dd><b>${money(totalMinor, shop.currency)}</b></dd>
  </dl>`;
}

export function missingTill(): SimulatorResponse {
  const body = deskDocument({
    title: "No such store",
    current: "pos",
    content: html`<main id="main" class="page">
      <h1>No such store</h1>
      <p><a href="/">All stores of this simulator</a></p>
    </main>`,
  });
  return { status: 404, headers: deskHeaders(), body };
}
