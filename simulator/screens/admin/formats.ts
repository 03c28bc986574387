// How the admin writes amounts, moments and states.
import { fulfillmentStatus } from "../../actions/fulfillment-status.ts";
import { financialStatus } from "../../actions/order-amounts.ts";
import type { Customer, Order, Shop } from "../../model.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { formatMoney } from "../liquid/money.ts";

export function money(minor: number, currency: string): string {
  return formatMoney(minor, { locale: "en", currency });
}

export function moment(shop: Shop, iso: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shop.timeZone,
  }).format(new Date(iso));
}

export function customerName(customer: Customer | undefined): string {
  if (!customer) return "No customer";
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(" ");
  return name || (customer.email ?? `Customer ${customer.id}`);
}

/** "vip, tea" as a list of words. */
export function wordsOf(text: string | null): string[] {
  return (text ?? "").split(",").flatMap((word) => word.trim() || []);
}

export function paymentBadge(order: Order): Html {
  const status = financialStatus(order);
  const words = status.replaceAll("_", " ");
  const tone = status === "paid" ? "good" : status.includes("refunded") ? "" : "warn";
  return html`<span class="badge ${tone}">${words.charAt(0).toUpperCase() + words.slice(1)}</span>`;
}

function fulfillmentBadge(order: Order): Html | null {
  const status = fulfillmentStatus(order);
  if (status === null) return null;
  const words = { partial: "Partly sent", fulfilled: "Sent" };
  return html`<span class="badge ${status === "fulfilled" ? "good" : "warn"}"
    >${words[status]}</span
  >`;
}

export function orderBadges(order: Order): Html {
  return html`${paymentBadge(order)}
  ${order.cancelledAt !== null && html`<span class="badge bad">Cancelled</span>`}
  ${fulfillmentBadge(order)} ${order.closedAt !== null && html`<span class="badge">Filed</span>`}
  ${order.test && html`<span class="badge">Test</span>`}
  ${order.sourceName === "pos" && html`<span class="badge">Point of sale</span>`}`;
}
