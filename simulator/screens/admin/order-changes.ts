// Changes to one order from its page: each a form, each carried out by the store's own rules.
import { requireOrder } from "../../actions/find-order.ts";
import { editOrder } from "../../actions/order-edit.ts";
import { refundOrder } from "../../actions/order-refund.ts";
import { payOrder } from "../../actions/order-payments.ts";
import { cancelOrder } from "../../actions/orders.ts";
import type { Order } from "../../model.ts";
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
  const restockType = form.get("restock") === "yes" ? "return" : "no_restock";
  const lines = quantities(form)
    .filter(({ quantity }) => quantity > 0)
    .map((line) => ({ ...line, restockType }) as const);
  const shippingMinor = parseMinor(form.get("shipping") || "0", order.currency);
  const amountMinor = parseMinor(form.get("amount") || "0", order.currency);
  if (lines.length === 0 && shippingMinor === 0 && amountMinor === 0) {
    refuse("Say what to refund: units, shipping or an amount");
  }
  refundOrder(context, shop, order.id, { lines, shippingMinor, amountMinor });
  return "Refunded.";
});

export const acceptEdit = acceptOrderChange(({ context, shop }, order, form) => {
  editOrder(context, shop, order.id, { quantities: quantities(form) });
  return "The order is edited.";
});

export const acceptCancel = acceptOrderChange(({ context, shop }, order, form) => {
  cancelOrder(context, shop, order.id, { refund: form.get("refund") === "yes" });
  return "The order is cancelled.";
});

export const acceptPayment = acceptOrderChange(({ context, shop }, order) => {
  payOrder(context, shop, order.id, { gateway: "manual" });
  return "The order is paid.";
});

function quantities(form: URLSearchParams): { lineId: string; quantity: number }[] {
  return [...form].flatMap(([name, value]) => {
    const lineId = /^line-(\d+)$/.exec(name)?.[1];
    if (lineId === undefined || value.trim() === "") return [];
    return [{ lineId, quantity: Number(value) }];
  });
}
