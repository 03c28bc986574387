// customers/create, customers/update and customers/delete.
import { z } from "zod";
import type { CustomerFacts } from "../core/orders/order-event.ts";
import { parseJson } from "./parse-json.ts";
import { idField, instantField, readFields, textField } from "./payload-fields.ts";
import { readPayload } from "./payload-problem.ts";
import type { PayloadAnswer } from "./payload-problem.ts";

export const customerMessage = z.object({
  id: idField,
  email: textField.nullish(),
  first_name: textField.nullish(),
  last_name: textField.nullish(),
  updated_at: instantField.nullish(),
});

export const deletedMessage = z.object({ id: idField });

/** Reads customers/create and customers/update. */
export function parseCustomer(body: Uint8Array): PayloadAnswer<CustomerFacts> {
  return readPayload(() => {
    const fields = readFields(customerMessage, parseJson(body));
    return {
      customerId: fields.id,
      email: fields.email || null,
      firstName: fields.first_name || null,
      lastName: fields.last_name || null,
      locale: null,
      updatedAt: fields.updated_at ?? null,
    };
  });
}

/** Reads customers/delete: the customer's id is all that is left. */
export function parseDeletedCustomer(
  body: Uint8Array,
): PayloadAnswer<{ readonly customerId: string }> {
  return readPayload(() => ({ customerId: readFields(deletedMessage, parseJson(body)).id }));
}
