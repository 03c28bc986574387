// app/scopes_update, shop/update and discounts/delete.
import { z } from "zod";
import type { ShopFacts } from "../db/shop-store.ts";
import { parseJson } from "./parse-json.ts";
import { readFields, requireCurrency, textField } from "./payload-fields.ts";
import { readPayload } from "./payload-problem.ts";
import type { PayloadAnswer } from "./payload-problem.ts";

export const scopesMessage = z.object({ current: z.array(textField) });

export function parseScopes(body: Uint8Array): PayloadAnswer<readonly string[]> {
  return readPayload(() => readFields(scopesMessage, parseJson(body)).current);
}

export const shopMessage = z.object({
  name: textField.nullish(),
  /** Where customers write to; `email` is the owner's own address. */
  customer_email: textField.nullish(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish(),
  iana_timezone: textField.nullish(),
  primary_locale: textField.nullish(),
});

export function parseShop(body: Uint8Array): PayloadAnswer<ShopFacts> {
  return readPayload(() => {
    const fields = readFields(shopMessage, parseJson(body));
    const currency = fields.currency ?? undefined;
    return {
      name: fields.name || undefined,
      contactEmail: fields.customer_email || undefined,
      currency: currency && requireCurrency(currency, "currency"),
      timeZone: fields.iana_timezone || undefined,
      locale: fields.primary_locale || undefined,
    };
  });
}

export const discountMessage = z.object({ admin_graphql_api_id: textField });

/** The discount's global id. */
export function parseDeletedDiscount(body: Uint8Array): PayloadAnswer<string> {
  return readPayload(() => readFields(discountMessage, parseJson(body)).admin_graphql_api_id);
}
