// Changes to one order from its page: each a form, each carried out by the store's own rules.
import { requireOrder } from "../../actions/find-order.ts";
import { sentUnits } from "../../actions/fulfillment-status.ts";
import { cancelFulfillment, fulfillOrder, reportShipment } from "../../actions/fulfillments.ts";
import { financialStatus } from "../../actions/order-amounts.ts";
import { editOrder } from "../../actions/order-edit.ts";
import { closeOrder, reopenOrder } from "../../actions/order-filing.ts";
import { capturePayment, payOrder, voidPayment } from "../../actions/order-payments.ts";
import { refundOrder } from "../../actions/order-refund.ts";
import { cancelOrder, setCustomer } from "../../actions/orders.ts";
import type { Order, RestockType } from "../../model.ts";
import { shipmentStatuses } from "../../model/order.ts";
import { parseMinor } from "../../money.ts";
import type { SimulatorResponse } from "../../server.ts";
import { refuse } from "../../world.ts";
import { acceptChange } from "./changes.ts";
import { adminPath } from "./layout.ts";
import type { AdminView } from "./layout.ts";

type OrderChange = (view: AdminView, order: Order, form: URLSearchParams) => string;

function acceptOrderChange(change: OrderChange): (view: AdminView) => SimulatorResponse {
  return (view) => {
    const { shop, request } = view;
    const id = request.params["id"] ?? "";
    return acceptChange(request, adminPath(shop, `/orders/${encodeURIComponent(id)}`), (form) =>
      change(view, requireOrder(shop, id), form),
    );
  };
}

export const acceptRefund = acceptOrderChange(({ context, shop }, order, form) => {
  const isRestocked = form.get("restock") === "yes";
  const lines = quantities(form)
    .filter(({ quantity }) => quantity > 0)
    .map((line) => ({ ...line, restockType: restockTypeOf(order, line.lineId, isRestocked) }));
  const shippingMinor = parseMinor(form.get("shipping") || "0", order.currency);
  const amountMinor = parseMinor(form.get("amount") || "0", order.currency);
  if (lines.length === 0 && shippingMinor === 0 && amountMinor === 0) {
    refuse("Say what to refund: units, shipping or an amount");
  }
  const credit = form.get("credit") === "yes" ? { storeCreditMinor: "all" as const } : {};
  refundOrder(context, shop, order.id, { lines, shippingMinor, amountMinor, ...credit });
  return "Refunded.";
});

/** What was sent comes back as a return; what was not is only cancelled. */
function restockTypeOf(order: Order, lineId: string, isRestocked: boolean): RestockType {
  if (!isRestocked) return "no_restock";
  return sentUnits(order, lineId) > 0 ? "return" : "cancel";
}

export const acceptEdit = acceptOrderChange(({ context, shop }, order, form) => {
  editOrder(context, shop, order.id, { quantities: quantities(form) });
  return "The order is edited.";
});

export const acceptCancel = acceptOrderChange(({ context, shop }, order, form) => {
  const [refund, storeCredit] = [form.get("refund") === "yes", form.get("credit") === "yes"];
  cancelOrder(context, shop, order.id, { refund, storeCredit });
  return "The order is cancelled.";
});

export const acceptPayment = acceptOrderChange(({ context, shop }, order, form) => {
  const text = form.get("amount");
  const part = text ? { amountMinor: parseMinor(text, order.presentmentCurrency) } : {};
  payOrder(context, shop, order.id, { gateway: "manual", ...part });
  return `The order is ${financialStatus(order).replaceAll("_", " ")}.`;
});

export const acceptCapture = acceptOrderChange(({ context, shop }, order, form) => {
  if (form.get("what") === "void") voidPayment(context, shop, order.id);
  else capturePayment(context, shop, order.id);
  return `The order is ${financialStatus(order).replaceAll("_", " ")}.`;
});

export const acceptSending = acceptOrderChange(({ context, shop }, order, form) => {
  const lines = quantities(form).filter(({ quantity }) => quantity > 0);
  fulfillOrder(context, shop, order.id, { lines });
  return "The parcel is sent.";
});

export const acceptParcelNews = acceptOrderChange(({ context, shop }, order, form) => {
  const [parcel, news] = [form.get("parcel") ?? "", form.get("news")];
  if (news === "cancel") {
    cancelFulfillment(context, shop, order.id, parcel);
    return "The parcel is taken back.";
  }
  const status = shipmentStatuses.find((known) => known === news);
  if (!status) refuse("A carrier says no such thing");
  reportShipment(context, shop, order.id, parcel, status);
  return `The carrier says: ${status.replaceAll("_", " ")}.`;
});

export const acceptFiling = acceptOrderChange(({ context, shop }, order, form) => {
  if (form.get("what") === "open") reopenOrder(context, shop, order.id);
  else closeOrder(context, shop, order.id);
  return order.closedAt === null ? "The order is open again." : "The order is filed away.";
});

export const acceptOrderCustomer = acceptOrderChange(({ context, shop }, order, form) => {
  setCustomer(context, shop, order.id, form.get("customerId") || null);
  return "The order has another customer.";
});

function quantities(form: URLSearchParams): { lineId: string; quantity: number }[] {
  return [...form].flatMap(([name, value]) => {
    const lineId = /^line-(\d+)$/.exec(name)?.[1];
    if (lineId === undefined || value.trim() === "") return [];
    return [{ lineId, quantity: Number(value) }];
  });
}
