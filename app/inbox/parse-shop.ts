// app/scopes_update, shop/update and discounts/delete.
import { z } from "zod";
import { isTimeZone } from "../core/calendar/time-zone.ts";
import type { ShopFacts } from "../db/shop-store.ts";
import { parseJson } from "./parse-json.ts";
import type { PayloadBody } from "./parse-json.ts";
import { readFields, requireCurrency, textField } from "./payload-fields.ts";
import { PayloadProblem, readPayload } from "./payload-problem.ts";
import type { PayloadAnswer } from "./payload-problem.ts";

export const scopesMessage = z.object({ current: z.array(textField) });

export function parseScopes(body: PayloadBody): PayloadAnswer<readonly string[]> {
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

export function parseShop(body: PayloadBody): PayloadAnswer<ShopFacts> {
  return readPayload(() => {
    const fields = readFields(shopMessage, parseJson(body));
    const currency = fields.currency ?? undefined;
    return {
      name: fields.name || undefined,
      contactEmail: fields.customer_email || undefined,
      currency: currency && requireCurrency(currency, "currency"),
      timeZone: requireTimeZone(fields.iana_timezone),
      locale: fields.primary_locale || undefined,
    };
  });
}

/** Refuses a zone whose clocks we cannot read: no date of the shop could be computed. */
function requireTimeZone(zone: string | null | undefined): string | undefined {
  if (!zone) return undefined;
  if (!isTimeZone(zone)) throw new PayloadProblem("unknown_time_zone", "iana_timezone");
  return zone;
}

export const discountMessage = z.object({ admin_graphql_api_id: textField });

/** The discount's global id. */
export function parseDeletedDiscount(body: PayloadBody): PayloadAnswer<string> {
  return readPayload(() => readFields(discountMessage, parseJson(body)).admin_graphql_api_id);
}
