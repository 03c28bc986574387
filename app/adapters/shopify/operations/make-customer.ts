// Makes a customer of somebody of whom an e-mail address or a phone number is known. Nothing is
// said of marketing, so nobody is subscribed to anything.
import { z } from "zod";
import type { Contact } from "../../../core/contacts/read-contact.ts";
import type { CustomerFacts } from "../../../core/orders/order-event.ts";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { customerFactsOf, customerFields, customerSchema } from "./find-customer.ts";

const operation = `${customerFields}
  mutation CreateCustomer($input: CustomerInput!) {
    customerCreate(input: $input) {
      customer {
        ...CustomerFields
      }
      userErrors {
        field
        message
      }
    }
  }`;

const schema = z.object({
  customerCreate: z
    .object({ customer: customerSchema.nullable(), userErrors: userErrorsSchema })
    .nullable(),
});

/**
 * Null where a customer has the address or the number already: an earlier call made them, or
 * somebody else did in between.
 */
export async function makeCustomer(
  admin: AdminGraphql,
  input: Contact,
  signal?: AbortSignal,
): Promise<AdminAnswer<CustomerFacts | null>> {
  const answer = await askAdmin(admin, { operation, variables: { input }, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.customerCreate;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  if (payload.userErrors.some(({ message }) => /already been taken/i.test(message))) {
    return { outcome: "ok", data: null };
  }
  const refusal = refusalOf(payload.userErrors);
  if (refusal !== null) return refusal;
  if (payload.customer === null) return { outcome: "unknown", reason: "empty_payload" };
  return { outcome: "ok", data: customerFactsOf(payload.customer) };
}
