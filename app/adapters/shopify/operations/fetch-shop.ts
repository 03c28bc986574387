// Reads what the program needs to know of a store: its currency, time zone, name, and our
// installation's id.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const operation = `#graphql
  query FetchShop {
    shop {
      name
      currencyCode
      ianaTimezone
      contactEmail
    }
    currentAppInstallation {
      id
    }
  }`;

const schema = z
  .object({
    shop: z.object({
      name: z.string(),
      currencyCode: z.string().length(3),
      ianaTimezone: z.string().min(1),
      contactEmail: z.string(),
    }),
    currentAppInstallation: z.object({ id: z.string() }),
  })
  .transform(({ shop, currentAppInstallation }) => ({
    name: shop.name,
    currency: shop.currencyCode,
    timeZone: shop.ianaTimezone,
    contactEmail: shop.contactEmail,
    appInstallationGid: currentAppInstallation.id,
  }));

export type FetchedShop = z.output<typeof schema>;

export function fetchShop(
  admin: AdminGraphql,
  signal?: AbortSignal,
): Promise<AdminAnswer<FetchedShop>> {
  return askAdmin(admin, { operation, variables: {}, schema }, signal);
}
