// What each question of staff says: about whom, and in which language it is to be answered.
import { z } from "zod";
import type { ShopView } from "../../queries/shop.ts";
import type { Locales } from "../proxy/condition-sentences.ts";
import { problem } from "../proxy/door.ts";

const MAX_LOCALE_CHARACTERS = 40;

/** Shopify's number of a customer of the store. */
export const customerNumber = z.string().regex(/^[1-9][0-9]{0,19}$/);
export const languageTag = z.string().max(MAX_LOCALE_CHARACTERS).nullable();

const askedSchema = z.object({ customer: customerNumber, locale: languageTag });

/** As the address of the request says. */
export function readAsked(
  request: Request,
  shop: ShopView,
): { readonly customerId: string; readonly locales: Locales } {
  const query = new URL(request.url).searchParams;
  const asked = { customer: query.get("customer"), locale: query.get("locale") };
  const read = askedSchema.safeParse(asked);
  if (!read.success) throw problem("bad_request");
  return { customerId: read.data.customer, locales: [read.data.locale, shop.locale] };
}
