// The customer whom an e-mail address belongs to, made where there is none. Nothing is said of
// marketing, so nobody is subscribed to anything.
import { z } from "zod";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { numericId } from "./read-money.ts";

const find = `#graphql
  query FindCustomerOfEmail($identifier: CustomerIdentifierInput!) {
    customerByIdentifier(identifier: $identifier) {
      id
    }
  }`;

const create = `#graphql
  mutation CreateCustomerOfEmail($input: CustomerInput!) {
    customerCreate(input: $input) {
      customer {
        id
      }
      userErrors {
        field
        message
      }
    }
  }`;

const customer = z.object({ id: z.string() }).nullable();
const findSchema = z.object({ customerByIdentifier: customer });
const createSchema = z.object({
  customerCreate: z.object({ customer, userErrors: userErrorsSchema }).nullable(),
});

export interface NamedAddress {
  readonly email: string;
  /** What a new customer is called; nothing is known but what somebody else says. */
  readonly name: string | null;
}

/**
 * May be repeated: whoever was made by an earlier call is found by the next. Answers Shopify's
 * number of the customer.
 */
export async function customerOfEmail(
  admin: AdminGraphql,
  { email, name }: NamedAddress,
  signal?: AbortSignal,
): Promise<AdminAnswer<string>> {
  const variables = { identifier: { emailAddress: email } };
  const found = await askAdmin(admin, { operation: find, variables, schema: findSchema }, signal);
  if (found.outcome !== "ok") return found;
  const known = found.data.customerByIdentifier;
  if (known !== null) return { outcome: "ok", data: numericId(known.id) };
  const input = { email, ...(name !== null && { firstName: name }) };
  const asked = { operation: create, variables: { input }, schema: createSchema };
  const answer = await askAdmin(admin, asked, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.customerCreate;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  // Somebody else made the customer in between: the next attempt finds it.
  if (payload.userErrors.some(({ message }) => /already been taken/i.test(message))) {
    return { outcome: "unknown", reason: "customer_just_made" };
  }
  const refusal = refusalOf(payload.userErrors);
  if (refusal !== null) return refusal;
  const made = payload.customer;
  if (made === null) return { outcome: "unknown", reason: "empty_payload" };
  return { outcome: "ok", data: numericId(made.id) };
}
