// POST /extensions/checkout: what the checkout shows of the program, for the cart that it sends.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { CheckoutAnswer } from "../../widget/contract/checkout.ts";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { checkoutAnswer } from "./extensions/checkout-answer.ts";
import { answerPreflight, throughExtensionDoor } from "./extensions/door.ts";
import { cartSchema, readCart } from "./extensions/read-cart.ts";
import { parseBody } from "./proxy/door.ts";

const MAX_LOCALE_CHARACTERS = 40;

const requestSchema = z.object({
  locale: z.string().max(MAX_LOCALE_CHARACTERS).nullable().default(null),
  cart: cartSchema.nullable().default(null),
});

export function loader({ request }: LoaderFunctionArgs): Response {
  return answerPreflight(request);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughExtensionDoor(request, async ({ shop, customerId }): Promise<CheckoutAnswer> => {
    const { locale, cart: sent } = await parseBody(request, requestSchema);
    const cart = sent && readCart(sent, shop.currency);
    const now = (await businessNow()).getTime();
    return checkoutAnswer({ shop, customerId, cart, locales: [locale, shop.locale], now });
  });
}
