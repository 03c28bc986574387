// What is ordered and what it costs, with the codes, beside the fields of the checkout.
import { codesIn } from "../../actions/evaluate-cart.ts";
import { findVariant } from "../../actions/products.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { formatMoney } from "../liquid/money.ts";
import { picturePath } from "./catalogue.ts";
import { discountName } from "./cart-page.ts";
import type { CheckoutAmounts, CheckoutDraft } from "./checkout.ts";
import { giftCardTags, paidRows } from "./payment-section.ts";
import { moneyFormat } from "./page.ts";
import type { StorefrontPage } from "./page.ts";

/** The extensions that stand in one place of the checkout. */
export type Place = (name: string) => Html;

interface SummaryParts {
  readonly amounts: CheckoutAmounts;
  readonly place: Place;
}

export function orderSummary(
  page: StorefrontPage,
  draft: CheckoutDraft,
  { amounts, place }: SummaryParts,
): Html {
  const { worth } = amounts;
  return html`<section class="order-summary" aria-labelledby="summary">
    <h2 id="summary">Order summary</h2>
    ${orderLines(page, worth)} ${place("cart-line-list.render-after")}
    ${place("reductions.render-before")}
    ${codeFields(
      draft,
      codesIn(worth).map(({ code }) => code),
      amounts,
    )}
    ${place("reductions.render-after")} ${totals(page, amounts)}
    ${page.shop.taxesIncluded && html`<p class="small">Including tax.</p>`}
  </section>`;
}

function orderLines(page: StorefrontPage, worth: CheckoutAmounts["worth"]): Html {
  const format = moneyFormat(page);
  return html`<ul class="lines small-lines" data-live="lines">
    ${page.cart.lines.map((line, index) => {
      const found = findVariant(page.shop, line.variantId);
      return (
        found &&
        html`<li>
          <img src="${picturePath(found.product)}" alt="" width="64" height="64" />
          <div>
            <p><b>${found.product.title}</b></p>
            <p class="small">${line.quantity} × ${formatMoney(found.variant.priceMinor, format)}</p>
          </div>
          <p class="price">${formatMoney(worth.lines[index]?.totalMinor ?? 0, format)}</p>
        </li>`
      );
    })}
  </ul>`;
}

function totals(page: StorefrontPage, amounts: CheckoutAmounts): Html {
  const format = moneyFormat(page);
  const { worth, shipping } = amounts;
  return html`<dl class="totals" data-live="totals">
    <dt>Subtotal</dt>
    <dd>${formatMoney(worth.subtotalMinor, format)}</dd>
    ${worth.applied.map(
      (entry) =>
        html`<dt>${discountName(entry)}</dt>
          <dd>−${formatMoney(entry.amountMinor, format)}</dd>`,
    )}
    <dt>Shipping</dt>
    <dd>${shipping.priceMinor === 0 ? "Free" : formatMoney(shipping.priceMinor, format)}</dd>
    ${
      amounts.taxMinor > 0 &&
      html`<dt>Tax</dt>
        <dd>${formatMoney(amounts.taxMinor, format)}</dd>`
    }
    <dt class="grand">Total</dt>
    <dd class="grand">${formatMoney(amounts.totalMinor, format)}</dd>
    ${paidRows(page, amounts)}
  </dl>`;
}

function codeFields(
  draft: CheckoutDraft,
  applied: readonly string[],
  amounts: CheckoutAmounts,
): Html {
  const hasRefusals = draft.refusals.length > 0;
  return html`<div class="codes" data-live="codes">
    <div class="field">
      <label for="code">Discount code or gift card</label>
      <div class="with-button">
        <input
          id="code"
          name="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          ${hasRefusals && html`aria-invalid="true" aria-describedby="code-problem"`}
        />
        <button class="button quiet" type="submit" name="action" value="apply">Apply</button>
      </div>
      <div role="alert" id="code-problem" class="problem">
        ${draft.refusals.map(
          ({ code, message }) => html`<p><b class="code">${code}</b> ${message}</p>`,
        )}
      </div>
    </div>
    ${
      applied.length > 0 &&
      html`<ul class="tags" aria-label="Discount codes in use">
        ${applied.map(
          (code) =>
            html`<li>
              <b class="code">${code}</b>
              <button class="plain" type="submit" name="remove" value="${code}">
                <span aria-hidden="true">×</span><span class="unseen">Remove ${code}</span>
              </button>
            </li>`,
        )}
      </ul>`
    }
    ${giftCardTags(amounts)}
  </div>`;
}
