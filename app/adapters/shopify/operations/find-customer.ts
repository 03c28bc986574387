// A customer of the store, by number, e-mail address or phone number.
import { z } from "zod";
import type { Contact } from "../../../core/contacts/read-contact.ts";
import type { CustomerFacts } from "../../../core/orders/order-event.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { numericId } from "./read-money.ts";

/** Who a customer is, as members are kept. */
export const customerFields = `#graphql
  fragment CustomerFields on Customer {
    id
    firstName
    lastName
    locale
    updatedAt
    defaultEmailAddress {
      emailAddress
    }
  }`;

export const customerSchema = z.object({
  id: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  locale: z.string(),
  updatedAt: z.string(),
  defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
});

const operation = `${customerFields}
  query FindCustomer($identifier: CustomerIdentifierInput!) {
    customerByIdentifier(identifier: $identifier) {
      ...CustomerFields
    }
  }`;

const schema = z.object({ customerByIdentifier: customerSchema.nullable() });

/** By Shopify's number, or as they say who they are. */
export type CustomerName = Contact | { readonly customerId: string };

/** Null where the store has no such customer. */
export async function findCustomer(
  admin: AdminGraphql,
  name: CustomerName,
  signal?: AbortSignal,
): Promise<AdminAnswer<CustomerFacts | null>> {
  const variables = { identifier: identifierOf(name) };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const found = answer.data.customerByIdentifier;
  return { outcome: "ok", data: found && customerFactsOf(found) };
}

function identifierOf(name: CustomerName): Record<string, string> {
  if ("customerId" in name) return { id: `gid://shopify/Customer/${name.customerId}` };
  return "email" in name ? { emailAddress: name.email } : { phoneNumber: name.phone };
}

export function customerFactsOf(customer: z.output<typeof customerSchema>): CustomerFacts {
  const { id, firstName, lastName, locale, updatedAt, defaultEmailAddress } = customer;
  return {
    customerId: numericId(id),
    email: defaultEmailAddress?.emailAddress ?? null,
    firstName,
    lastName,
    locale,
    updatedAt: Date.parse(updatedAt),
  };
}
