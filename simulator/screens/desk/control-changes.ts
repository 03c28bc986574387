// What a person changes at the control desk, carried out by the same rules as the control API.
import type { PayInput } from "../../actions/order-payments.ts";
import { placeOrder } from "../../actions/orders.ts";
import type { SimulatorContext } from "../../context.ts";
import type { Shop } from "../../model.ts";
import { parseMinor } from "../../money.ts";
import { installApp, requestCompliance, uninstallApp } from "../../oauth/installation.ts";
import type { ComplianceTopic } from "../../oauth/installation.ts";
import type { SimulatorRequest, SimulatorResponse } from "../../server.ts";
import { requireShop } from "../../state.ts";
import { refuse } from "../../world.ts";
import { acceptChange } from "../admin/changes.ts";

type ControlChange = (context: SimulatorContext, form: URLSearchParams) => string;

const HOUR_MS = 3_600_000;

const COMPLIANCE_TOPICS: readonly ComplianceTopic[] = [
  "customers/data_request",
  "customers/redact",
  "shop/redact",
];

const CHANGES: Readonly<Record<string, ControlChange>> = {
  advance(context, form) {
    const hours = Number(form.get("hours"));
    if (!Number.isFinite(hours) || hours <= 0) refuse("The clock is moved by a number of hours");
    context.clock.advance(hours * HOUR_MS);
    return `It is now ${context.now().toISOString().slice(0, 16)} UTC.`;
  },
  clock(context, form) {
    const text = form.get("moment") ?? "";
    const moment = text === "now" ? new Date() : new Date(`${text}Z`);
    if (Number.isNaN(moment.getTime())) refuse("That is no moment");
    context.clock.set(moment);
    return `It is now ${context.now().toISOString().slice(0, 16)} UTC.`;
  },
  install(context, form) {
    const shop = shopOf(context, form);
    installApp(context, shop);
    return `${context.app.name} is installed on ${shop.name}.`;
  },
  uninstall(context, form) {
    const shop = shopOf(context, form);
    uninstallApp(context, shop);
    return `${context.app.name} is uninstalled from ${shop.name}.`;
  },
  privacy(context, form) {
    const shop = shopOf(context, form);
    const topic = COMPLIANCE_TOPICS.find((candidate) => candidate === form.get("topic"));
    if (!topic) refuse("There is no such privacy request");
    requestCompliance(context, shop, topic, form.get("customerId") || undefined);
    return `${topic} is on its way.`;
  },
  order(context, form) {
    const shop = shopOf(context, form);
    const order = placeOrder(context, shop, {
      customerId: form.get("customerId") || null,
      lines: [{ variantId: form.get("variantId") ?? "", quantity: Number(form.get("quantity")) }],
      discountCodes: [form.get("code") ?? ""].filter((code) => code.trim() !== ""),
      ...(form.has("paid") && { payments: paymentsOf(form, shop.currency) }),
      test: form.has("test"),
      ...(form.has("pos") && { sourceName: "pos" }),
    });
    return `Order ${order.name} is placed at ${shop.name}.`;
  },
};

export function acceptControl(
  request: SimulatorRequest,
  context: SimulatorContext,
): SimulatorResponse {
  const name = request.params["change"] ?? "";
  const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  if (!change) return { status: 404, body: "There is no such change" };
  return acceptChange(request, "/control", (form) => change(context, form));
}

/** A gift card pays first, the means that were chosen pay the rest. */
function paymentsOf(form: URLSearchParams, currency: string): PayInput[] {
  const means = form.get("means") || "shopify_payments";
  const rest = means === "authorize" ? { authorize: true } : { gateway: means };
  const giftCardMinor = parseMinor(form.get("giftCard") || "0", currency);
  if (giftCardMinor <= 0) return [rest];
  return [{ gateway: "gift_card", amountMinor: giftCardMinor }, rest];
}

function shopOf(context: SimulatorContext, form: URLSearchParams): Shop {
  return requireShop(context.state, form.get("shop") ?? "");
}
