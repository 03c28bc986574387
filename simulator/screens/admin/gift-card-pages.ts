// Gift cards of the store: the list, each card with what it was used for, and the merchant's hand
// on them.
import {
  createGiftCard,
  deactivateGiftCard,
  hasExpired,
  moveGiftCard,
  requireGiftCard,
} from "../../actions/gift-cards.ts";
import type { GiftCard, Shop } from "../../model.ts";
import { parseMinor } from "../../money.ts";
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { shortCode } from "../storefront/checkout-means.ts";
import { acceptChange } from "./changes.ts";
import { customerName, moment, money } from "./formats.ts";
import { adminPath, adminResponse } from "./layout.ts";
import type { AdminView } from "./layout.ts";
import { catalogueResponse } from "./catalogue-page.ts";
import { missingPage } from "./missing-page.ts";

export function giftCardsPage(view: AdminView): SimulatorResponse {
  const { shop } = view;
  return catalogueResponse<GiftCard>(view, {
    title: "Gift cards",
    section: "gift-cards",
    searchLabel: "End of the code, customer or note",
    items: [...shop.giftCards.values()].toReversed(),
    textOf: (card) => `${shortCode(card)} ${holderName(shop, card)} ${card.note ?? ""}`,
    columns: [
      {
        name: "Card",
        cell: (card) =>
          html`<a class="mono" href="${adminPath(shop, `/gift-cards/${card.id}`)}"
            ><b>${shortCode(card)}</b></a
          >`,
      },
      { name: "Status", cell: (card) => statusBadge(view, card) },
      { name: "For", cell: (card) => holderName(shop, card) },
      { name: "Note", cell: ({ note }) => note ?? "–" },
      { name: "Good until", cell: ({ expiresOn }) => expiresOn ?? "for ever" },
      {
        name: "Left",
        isNumber: true,
        cell: ({ balanceMinor, initialMinor, currency }) =>
          `${money(balanceMinor, currency)} of ${money(initialMinor, currency)}`,
      },
    ],
    below: newCardForm(shop),
  });
}

export function giftCardPage(view: AdminView): SimulatorResponse {
  const { shop, request } = view;
  const card = shop.giftCards.get(request.params["id"] ?? "");
  if (!card) return missingPage(view, "gift-cards", "This gift card is not here.");
  return adminResponse(view, {
    title: `Gift card ${shortCode(card)}`,
    section: "gift-cards",
    content: html`<div class="columns">${facts(view, card)} ${actions(view, card)}</div>
      ${uses(view, card)}`,
  });
}

export function acceptNewGiftCard({ context, shop, request }: AdminView): SimulatorResponse {
  return acceptChange(request, adminPath(shop, "/gift-cards"), (form) => {
    const card = createGiftCard(context, shop, {
      code: form.get("code") || null,
      initialMinor: parseMinor(form.get("amount") ?? "", shop.currency),
      expiresOn: form.get("expiresOn") || null,
      note: form.get("note") || null,
      customerId: null,
      templateSuffix: null,
      recipient: null,
    });
    return `The gift card ${card.code} is made.`;
  });
}

export function acceptGiftCardChange({ context, shop, request }: AdminView): SimulatorResponse {
  const id = request.params["id"] ?? "";
  return acceptChange(request, adminPath(shop, `/gift-cards/${id}`), (form) => {
    const card = requireGiftCard(shop, id);
    if (form.get("what") === "end") {
      deactivateGiftCard(context, card);
      return "The gift card is disabled.";
    }
    const amountMinor = parseMinor(form.get("amount") ?? "", card.currency);
    moveGiftCard(context, card, { amountMinor });
    return `The gift card holds ${money(card.balanceMinor, card.currency)}.`;
  });
}

function holderName(shop: Shop, card: GiftCard): string {
  const id = card.recipient?.customerId ?? card.customerId;
  return id === null ? "whoever has it" : customerName(shop.customers.get(id));
}

function statusBadge({ context, shop }: AdminView, card: GiftCard): Html {
  if (card.deactivatedAt !== null) return html`<span class="badge bad">Disabled</span>`;
  if (hasExpired(context, shop, card)) return html`<span class="badge">Expired</span>`;
  if (card.balanceMinor === 0) return html`<span class="badge">Used up</span>`;
  const isPartly = card.balanceMinor < card.initialMinor;
  return html`<span class="badge good">${isPartly ? "Partly used" : "Good"}</span>`;
}

function facts(view: AdminView, card: GiftCard): Html {
  const { shop } = view;
  const { recipient } = card;
  return html`<section class="sheet" aria-labelledby="card">
    <h2 id="card">Gift card</h2>
    <dl class="facts">
      <dt>Status</dt>
      <dd>${statusBadge(view, card)}</dd>
      <dt>Code</dt>
      <dd class="mono">${card.code}</dd>
      <dt>Left</dt>
      <dd>
        ${money(card.balanceMinor, card.currency)} of ${money(card.initialMinor, card.currency)}
      </dd>
      <dt>For</dt>
      <dd>${holderName(shop, card)}</dd>
      ${
        recipient?.message &&
        html`<dt>Message</dt>
          <dd>${recipient.message}</dd>`
      }
      ${
        recipient?.sendNotificationAt &&
        html`<dt>Sent on</dt>
          <dd>${moment(shop, recipient.sendNotificationAt)}</dd>`
      }
      <dt>Good until</dt>
      <dd>${card.expiresOn ?? "for ever"}</dd>
      <dt>Note</dt>
      <dd>${card.note ?? "none"}</dd>
    </dl>
  </section>`;
}

function actions({ shop }: AdminView, card: GiftCard): Html {
  const path = adminPath(shop, `/gift-cards/${card.id}`);
  return html`<section class="sheet" aria-labelledby="change-card">
    <h2 id="change-card">Changes</h2>
    <form method="post" action="${path}" class="spaced">
      <div class="field">
        <label for="card-amount">Add an amount (with a minus: take it off)</label>
        <input class="short" id="card-amount" name="amount" inputmode="decimal" required />
      </div>
      <button class="button quiet" type="submit">Change the balance</button>
    </form>
    ${
      card.deactivatedAt === null &&
      html`<form method="post" action="${path}">
        <button class="button danger" type="submit" name="what" value="end">
          Disable for good
        </button>
      </form>`
    }
  </section>`;
}

function uses({ shop }: AdminView, card: GiftCard): Html {
  return html`<section class="sheet" aria-labelledby="uses">
    <h2 id="uses">What happened</h2>
    ${
      card.transactions.length === 0
        ? html`<p class="soft">Nothing yet.</p>`
        : html`<ul>
            ${card.transactions.toReversed().map(({ amountMinor, processedAt, orderId, note }) => {
              const order = orderId === null ? undefined : shop.orders.get(orderId);
              return html`<li>
                ${money(amountMinor, card.currency)}
                ${
                  order &&
                  html`<a href="${adminPath(shop, `/orders/${order.id}`)}">order ${order.name}</a> `
                }${note} <span class="soft">${moment(shop, processedAt)}</span>
              </li>`;
            })}
          </ul>`
    }
  </section>`;
}

function newCardForm(shop: Shop): Html {
  return html`<section class="sheet" aria-labelledby="new-card">
    <h2 id="new-card">A new gift card</h2>
    <form method="post" action="${adminPath(shop, "/gift-cards")}">
      <div class="row">
        <div class="field">
          <label for="new-amount">Amount in ${shop.currency}</label>
          <input id="new-amount" name="amount" inputmode="decimal" required />
        </div>
        <div class="field">
          <label for="new-code">Code (empty: one is made up)</label>
          <input id="new-code" name="code" autocomplete="off" />
        </div>
        <div class="field">
          <label for="new-end">Good until (empty: for ever)</label>
          <input id="new-end" name="expiresOn" type="date" />
        </div>
        <div class="field">
          <label for="new-note">Note</label>
          <input id="new-note" name="note" />
        </div>
      </div>
      <button class="button" type="submit">Create</button>
    </form>
  </section>`;
}
