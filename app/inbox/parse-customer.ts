// customers/create, customers/update, customers/enable, customers/delete and customers/merge.
import { z } from "zod";
import type { Instant } from "../core/calendar/instant.ts";
import type { CustomerFacts } from "../core/orders/order-event.ts";
import type { CustomerMerge } from "../usecases/merge-customers.ts";
import { parseJson } from "./parse-json.ts";
import type { PayloadBody } from "./parse-json.ts";
import { idField, instantField, readFields, textField } from "./payload-fields.ts";
import { PayloadProblem, readPayload } from "./payload-problem.ts";
import type { PayloadAnswer } from "./payload-problem.ts";

export const customerMessage = z.object({
  id: idField,
  email: textField.nullish(),
  first_name: textField.nullish(),
  last_name: textField.nullish(),
  updated_at: instantField.nullish(),
  created_at: instantField.nullish(),
  state: textField.nullish(),
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

export type CustomerTopic = "customers/create" | "customers/update" | "customers/enable";

export interface CustomerNews {
  readonly customer: CustomerFacts;
  /** When the account came to be, where the message is about that; null elsewhere. */
  readonly accountAt: Instant | null;
}

/** Reads customers/create, customers/update and customers/enable. */
export function parseCustomer(
  topic: CustomerTopic,
  body: PayloadBody,
): PayloadAnswer<CustomerNews> {
  return readPayload(() => {
    const fields = readFields(customerMessage, parseJson(body));
    const customer = {
      customerId: fields.id,
      email: fields.email || null,
      firstName: fields.first_name || null,
      lastName: fields.last_name || null,
      locale: null,
      updatedAt: fields.updated_at ?? null,
    };
    return { customer, accountAt: accountAt(topic, fields) };
  });
}

/**
 * A customer can be known without an account: whoever only bought or subscribed. That one has an
 * account now is told by the message about it, and not by each change of a customer who has one.
 */
function accountAt(
  topic: CustomerTopic,
  { state, created_at: createdAt, updated_at: updatedAt }: z.output<typeof customerMessage>,
): Instant | null {
  if (topic === "customers/update" || state?.toLowerCase() !== "enabled") return null;
  return (topic === "customers/create" ? createdAt : updatedAt) ?? null;
}

/** Reads customers/delete: the customer's id is all that is left. */
export function parseDeletedCustomer(
  body: PayloadBody,
): PayloadAnswer<{ readonly customerId: string }> {
  return readPayload(() => ({ customerId: readFields(deletedMessage, parseJson(body)).id }));
}

/** Shopify tells of mergers that it only began, too, or gave up: nothing has happened then. */
const UNMERGED: ReadonlySet<string> = new Set(["requested", "in_progress", "failed"]);

/** Reads customers/merge. Null where nobody was merged, or not yet. */
export function parseCustomerMerge(body: PayloadBody): PayloadAnswer<CustomerMerge | null> {
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
