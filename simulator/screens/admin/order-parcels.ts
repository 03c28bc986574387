// What was sent of an order, what the carrier says of it, and what may be sent still.
import { displayStatus, fulfillableUnits } from "../../actions/fulfillment-status.ts";
import type { Fulfillment, Order } from "../../model.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { moment } from "./formats.ts";
import { adminPath } from "./layout.ts";
import type { AdminView } from "./layout.ts";

export function parcels(view: AdminView, order: Order): Html {
  return html`<section class="sheet" aria-labelledby="parcels">
    <h2 id="parcels">Parcels</h2>
    ${order.fulfillments.length === 0 && html`<p class="soft">Nothing was sent yet.</p>`}
    ${order.fulfillments.map((parcel) => parcelRow(view, order, parcel))}
    ${order.cancelledAt === null && sendForm(view, order)}
  </section>`;
}

function parcelRow({ shop }: AdminView, order: Order, parcel: Fulfillment): Html {
  const titleOf = (lineId: string): string =>
    order.lines.find(({ id }) => id === lineId)?.title ?? "";
  const contents = parcel.lines.map(({ lineId, quantity }) => `${quantity} × ${titleOf(lineId)}`);
  const state = displayStatus(parcel).toLowerCase().replaceAll("_", " ");
  const button = (news: string, label: string): Html =>
    html`<button class="button quiet" type="submit" name="news" value="${news}">${label}</button>`;
  return html`<form
    class="spaced"
    method="post"
    action="${adminPath(shop, `/orders/${order.id}/parcel`)}"
  >
    <input type="hidden" name="parcel" value="${parcel.id}" />
    <p>
      ${contents.join(", ")} <span class="badge">${state}</span><br />
      <span class="small soft">sent ${moment(shop, parcel.createdAt)}</span>
      ${
        parcel.deliveredAt !== null &&
        html`<span class="small soft">, delivered ${moment(shop, parcel.deliveredAt)}</span>`
      }
    </p>
    ${
      parcel.status === "success" &&
      html`<div class="actions">
        ${button("in_transit", "On its way")} ${button("delivered", "Delivered")}
        ${button("cancel", "Take back")}
      </div>`
    }
  </form>`;
}

function sendForm({ shop }: AdminView, order: Order): Html | null {
  const open = order.lines
    .map((line) => ({ line, left: fulfillableUnits(order, line) }))
    .filter(({ left }) => left > 0);
  if (open.length === 0) return null;
  return html`<form method="post" action="${adminPath(shop, `/orders/${order.id}/send`)}">
    ${open.map(
      ({ line, left }) =>
        html`<div class="field">
          <label for="send-${line.id}"
            >${line.title} <span class="soft">(${left} to send)</span></label
          >
          <input
            class="short"
            id="send-${line.id}"
            name="line-${line.id}"
            type="number"
            value="${left}"
            min="0"
            max="${left}"
          />
        </div>`,
    )}
    <button class="button" type="submit">Send</button>
  </form>`;
}
