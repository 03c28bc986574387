// The compliance topics: customers/data_request and customers/redact. shop/redact says no more than
// its topic.
import { z } from "zod";
import { parseJson } from "./parse-json.ts";
import type { PayloadBody } from "./parse-json.ts";
import { idField, listOf, readFields, textField } from "./payload-fields.ts";
import { readPayload } from "./payload-problem.ts";
import type { PayloadAnswer } from "./payload-problem.ts";

const person = z.object({ id: idField, email: textField.nullish(), phone: textField.nullish() });

const dataRequestMessage = z.object({
  customer: person,
  data_request: z.object({ id: idField }),
});

export interface DataRequest {
  readonly customerId: string;
  readonly requestId: string;
}

export function parseDataRequest(body: PayloadBody): PayloadAnswer<DataRequest> {
  return readPayload(() => {
    const fields = readFields(dataRequestMessage, parseJson(body));
    return { customerId: fields.customer.id, requestId: fields.data_request.id };
  });
}

const redactMessage = z.object({ customer: person, orders_to_redact: listOf(idField) });

export interface CustomerRedaction {
  readonly customerId: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly orderIds: readonly string[];
}

export function parseCustomerRedaction(body: PayloadBody): PayloadAnswer<CustomerRedaction> {
  return readPayload(() => {
    const fields = readFields(redactMessage, parseJson(body));
    return {
      customerId: fields.customer.id,
      email: fields.customer.email || null,
      phone: fields.customer.phone || null,
      orderIds: fields.orders_to_redact,
    };
  });
}
