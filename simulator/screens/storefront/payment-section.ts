// The payment at the checkout: gift cards, store credit, and the button that pays the rest.
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { formatMoney } from "../liquid/money.ts";
import { shortCode } from "./checkout-means.ts";
import type { CheckoutAmounts, CheckoutDraft } from "./checkout.ts";
import { moneyFormat } from "./page.ts";
import type { StorefrontPage } from "./page.ts";

export function paymentSection(
  page: StorefrontPage,
  draft: CheckoutDraft,
  { means }: CheckoutAmounts,
): Html {
  const format = moneyFormat(page);
  const credit = means.creditMinor;
  return html`<section class="payment" aria-labelledby="payment">
    <h2 id="payment">Payment</h2>
    ${
      credit !== null &&
      html`<label class="check"
        ><input type="checkbox" name="credit" data-refresh ${draft.usesCredit && html`checked`} />
        Use your store credit of ${formatMoney(credit, format)}</label
      >`
    }
    <p class="panel">
      This is a simulated store: the button pays at once, and no card is asked for.
    </p>
    <button class="button wide-button" type="submit" name="action" value="pay" data-live="pay">
      Pay ${formatMoney(means.restMinor, format)}
    </button>
  </section>`;
}

/** What of the total is paid already, below it. */
export function paidRows(page: StorefrontPage, { means }: CheckoutAmounts): Html | null {
  const format = moneyFormat(page);
  const { cards, usedCreditMinor, restMinor } = means;
  if (cards.length === 0 && usedCreditMinor === 0) return null;
  return html`${cards.map(
      ({ card, amountMinor }) =>
        html`<dt>Gift card <b class="code">${shortCode(card)}</b></dt>
          <dd>−${formatMoney(amountMinor, format)}</dd>`,
    )}
    ${
      usedCreditMinor > 0 &&
      html`<dt>Store credit</dt>
        <dd>−${formatMoney(usedCreditMinor, format)}</dd>`
    }
    <dt class="grand">To pay</dt>
    <dd class="grand">${formatMoney(restMinor, format)}</dd>`;
}

export function giftCardTags({ means }: CheckoutAmounts): Html | null {
  if (means.cards.length === 0) return null;
  return html`<ul class="tags" aria-label="Gift cards in use">
    ${means.cards.map(
      ({ card }) =>
        html`<li>
          <b class="code">${shortCode(card)}</b>
          <button class="plain" type="submit" name="removeCard" value="${card.id}">
            <span aria-hidden="true">×</span
            ><span class="unseen">Remove gift card ${shortCode(card)}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}
