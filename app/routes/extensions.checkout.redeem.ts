// POST /extensions/checkout/redeem: turns points into a voucher while somebody pays. It ends soon:
// one that is left behind comes back by itself.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { CHECKOUT_VOUCHER_MS, checkoutKey } from "../core/rewards/checkout-voucher.ts";
import { answerPreflight, throughExtensionDoor } from "./extensions/door.ts";
import { takeRedemption } from "./proxy/take-redemption.ts";

const atCheckout = { keyOf: checkoutKey, validForMs: CHECKOUT_VOUCHER_MS };

export function loader({ request }: LoaderFunctionArgs): Response {
  return answerPreflight(request);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughExtensionDoor(request, (visit) => takeRedemption(request, visit, atCheckout));
}
