// The cart, with what codes take off it, and the changes a shopper makes to it.
import { cartInput, evaluateCart } from "../../actions/evaluate-cart.ts";
import type { AppliedDiscount, CartEvaluation, CartShipping } from "../../actions/evaluate-cart.ts";
import { findVariant } from "../../actions/products.ts";
import type { Cart, Shop } from "../../model.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { formatMoney } from "../liquid/money.ts";
import { picturePath, productPath } from "./catalogue.ts";
import { storefrontDocument } from "./layout.ts";
import { localAddress, moneyFormat } from "./page.ts";
import type { StorefrontPage } from "./page.ts";

export const MAXIMUM_QUANTITY = 99;
const MAXIMUM_CODE_LENGTH = 255;

export function addToCart(shop: Shop, cart: Cart, variantId: string, quantity: number): boolean {
  const found = findVariant(shop, variantId);
  if (!found || found.product.deletedAt !== null) return false;
  if (!Number.isSafeInteger(quantity) || quantity < 1) return false;
  const line = cart.lines.find((candidate) => candidate.variantId === variantId);
  const units = Math.min((line?.quantity ?? 0) + quantity, MAXIMUM_QUANTITY);
  if (line) line.quantity = units;
  else cart.lines.push({ variantId, quantity: units });
  return true;
}

/** Zero removes the line; anything that is no quantity leaves it as it is. */
export function changeQuantity(cart: Cart, variantId: string, quantity: number): void {
  const line = cart.lines.find((candidate) => candidate.variantId === variantId);
  if (!line || !Number.isSafeInteger(quantity) || quantity < 0) return;
  line.quantity = Math.min(quantity, MAXIMUM_QUANTITY);
  cart.lines = cart.lines.filter((candidate) => candidate.quantity > 0);
}

export function addCode(cart: Cart, text: string): void {
  const code = text.trim().slice(0, MAXIMUM_CODE_LENGTH);
  if (code === "") return;
  removeCode(cart, code);
  cart.codes.push(code);
}

export function removeCode(cart: Cart, code: string): void {
  const unwanted = code.trim().toLowerCase();
  cart.codes = cart.codes.filter((candidate) => candidate.toLowerCase() !== unwanted);
}

/** Without a way of shipping, discounts on shipping wait. */
export function evaluateForPage(
  page: StorefrontPage,
  email: string | null,
  shipping?: CartShipping,
): CartEvaluation {
  const buyer = {
    customerId: page.customer?.id ?? null,
    email: page.customer?.email ?? email,
    ...(shipping && { shipping }),
  };
  return evaluateCart(page.context, page.shop, cartInput(page.shop, page.cart, buyer));
}

/** By its code where it has one, else by the name that the merchant gave it. */
export function discountName({ code, discount }: AppliedDiscount): Html {
  return code === null ? html`${discount.title}` : html`Discount <b class="code">${code}</b>`;
}

export function cartPage(page: StorefrontPage): string {
  const worth = evaluateForPage(page, null);
  return storefrontDocument(
    page,
    { title: "Cart", template: "cart" },
    {
      content: (sections) =>
        html`<section class="wide">
          <h1>Your cart</h1>
          ${
            page.search.get("added") === "no" &&
            html`<p role="alert" class="notice">That product cannot be ordered at the moment.</p>`
          }
          ${page.cart.lines.length === 0 ? emptyCart(page) : fullCart(page, worth)} ${sections}
        </section>`,
    },
  );
}

function emptyCart(page: StorefrontPage): Html {
  return html`<p>Nothing in it yet.</p>
    <p>
      <a class="button" href="${localAddress(page, "/collections/all")}">Find something good</a>
    </p>`;
}

function fullCart(page: StorefrontPage, worth: CartEvaluation): Html {
  const format = moneyFormat(page);
  return html`<form method="post" action="${localAddress(page, "/cart/update")}" class="cart">
    <ul class="lines">
      ${page.cart.lines.map((line, index) => cartLine(page, line, worth, index))}
    </ul>
    <div class="summary">
      ${worth.applied.map(
        (entry) =>
          html`<p class="row">
            <span>${discountName(entry)}</span>
            <span>−${formatMoney(entry.amountMinor, format)}</span>
          </p>`,
      )}
      <p class="row total">
        <span>Subtotal</span><span>${formatMoney(worth.totalMinor, format)}</span>
      </p>
      <p class="small">Shipping and discount codes come at checkout.</p>
      <p class="actions">
        <button class="button quiet" type="submit">Update cart</button>
        <button class="button" type="submit" name="checkout" value="1">Check out</button>
      </p>
    </div>
  </form>`;
}

function cartLine(
  page: StorefrontPage,
  line: Cart["lines"][number],
  worth: CartEvaluation,
  index: number,
): Html | null {
  const found = findVariant(page.shop, line.variantId);
  if (!found) return null;
  const { product, variant } = found;
  const format = moneyFormat(page);
  const name =
    variant.title === "Default Title" ? product.title : `${product.title}, ${variant.title}`;
  return html`<li>
    <img src="${picturePath(product)}" alt="" width="96" height="96" />
    <div>
      <h2><a href="${localAddress(page, productPath(product))}">${product.title}</a></h2>
      ${variant.title !== "Default Title" && html`<p class="small">${variant.title}</p>`}
      <p class="small">${formatMoney(variant.priceMinor, format)} each</p>
    </div>
    <label
      ><span class="unseen">Quantity of ${name}</span>
      <input
        type="number"
        name="quantity-${line.variantId}"
        value="${line.quantity}"
        min="0"
        max="${MAXIMUM_QUANTITY}"
        inputmode="numeric"
    /></label>
    <p class="price">${formatMoney(worth.lines[index]?.totalMinor ?? 0, format)}</p>
    <button class="plain" type="submit" name="remove" value="${line.variantId}">
      Remove <span class="unseen">${name}</span>
    </button>
  </li>`;
}
