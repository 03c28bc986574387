// What extensions at the till ask Shopify for: staff's token, and changes of the sale.
import {
  addTillCode,
  addToTill,
  clearTill,
  removeFromTill,
  removeTillCodes,
  setTillCustomer,
} from "../actions/till.ts";
import { mintSessionToken } from "../oauth/session-token.ts";
import { isFromOwnPage } from "../screens/admin/changes.ts";
import type { TillView } from "../screens/pos/routes.ts";
import { json } from "../server.ts";
import type { SimulatorResponse } from "../server.ts";
import { Refusal } from "../world.ts";
import { tillSignals } from "./facts/pos-facts.ts";
import type { CallAnswer } from "./host-facts.ts";
import { readCall } from "./storefront-calls.ts";

export function answerTillCall(view: TillView): SimulatorResponse {
  const { context, shop, request } = view;
  if (!isFromOwnPage(request)) return json({ error: "Ask from the till" }, 403);
  const { method, args } = readCall(request);
  if (method === "session.getSessionToken") {
    return json({ result: mintSessionToken(context, shop) } satisfies CallAnswer);
  }
  try {
    const result = changeSale(view, method, args);
    return json({ result, signals: tillSignals(context, shop) } satisfies CallAnswer);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return json({ error: error.message } satisfies CallAnswer);
  }
}

function changeSale({ context, shop }: TillView, method: string, args: unknown[]): string | null {
  const [first, second] = args;
  switch (method) {
    case "cart.setCustomer":
      setTillCustomer(shop, textOf({ ...(first as { id?: unknown }) }.id));
      return null;
    case "cart.removeCustomer":
      setTillCustomer(shop, null);
      return null;
    case "cart.addCartCodeDiscount":
      addTillCode(context, shop, textOf(first));
      return null;
    case "cart.removeCartDiscount":
    case "cart.removeAllDiscounts":
      removeTillCodes(shop);
      return null;
    case "cart.addLineItem":
      return addToTill(shop, textOf(first), Number(second ?? 1));
    case "cart.removeLineItem":
      removeFromTill(shop, textOf(first));
      return null;
    case "cart.clearCart":
      clearTill(shop);
      return null;
    default:
      throw new Refusal(`The simulator does not play shopify.${method}()`);
  }
}

/** Ids are numbers at the till. */
function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
