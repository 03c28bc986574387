// customers/create, customers/update, customers/delete and customers/merge.
import { z } from "zod";
import type { CustomerFacts } from "../core/orders/order-event.ts";
import type { CustomerMerge } from "../usecases/merge-customers.ts";
import { parseJson } from "./parse-json.ts";
import { idField, instantField, readFields, textField } from "./payload-fields.ts";
import { PayloadProblem, readPayload } from "./payload-problem.ts";
import type { PayloadAnswer } from "./payload-problem.ts";

export const customerMessage = z.object({
  id: idField,
  email: textField.nullish(),
  first_name: textField.nullish(),
  last_name: textField.nullish(),
  updated_at: instantField.nullish(),
});

export const deletedMessage = z.object({ id: idField });

const CUSTOMER_GID = /^gid:\/\/shopify\/Customer\/(\d{1,30})$/;

const customerGid = z
  .string()
  .regex(CUSTOMER_GID)
  .transform((gid) => gid.replace(CUSTOMER_GID, "$1"));

export const mergeMessage = z.object({
  admin_graphql_api_customer_kept_id: customerGid,
  admin_graphql_api_customer_deleted_id: customerGid,
  status: z.string(),
});

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

/** Shopify tells of mergers that it only began, too, or gave up: nothing has happened then. */
const UNMERGED: ReadonlySet<string> = new Set(["requested", "in_progress", "failed"]);

/** Reads customers/merge. Null where nobody was merged, or not yet. */
export function parseCustomerMerge(body: Uint8Array): PayloadAnswer<CustomerMerge | null> {
  return readPayload(() => {
    const fields = readFields(mergeMessage, parseJson(body));
    const status = fields.status.toLowerCase();
    if (UNMERGED.has(status)) return null;
    // Two members become one for good: not on a word that nobody knows.
    if (status !== "completed") throw new PayloadProblem("bad_field", "status");
    return {
      keptCustomerId: fields.admin_graphql_api_customer_kept_id,
      goneCustomerId: fields.admin_graphql_api_customer_deleted_id,
    };
  });
}
