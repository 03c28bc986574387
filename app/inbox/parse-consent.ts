// customers_email_marketing_consent/update and customers_marketing_consent/update: whether a
// customer may be written to, by e-mail or by text message.
import { z } from "zod";
import type { Instant } from "../core/calendar/instant.ts";
import { parseJson } from "./parse-json.ts";
import type { PayloadBody } from "./parse-json.ts";
import { idField, instantField, readFields, textField } from "./payload-fields.ts";
import { readPayload } from "./payload-problem.ts";
import type { PayloadAnswer } from "./payload-problem.ts";

const consent = z.object({
  state: textField.nullish(),
  consent_updated_at: instantField.nullish(),
});

export const emailConsentMessage = z.object({
  customer_id: idField,
  email_address: textField.nullish(),
  email_marketing_consent: consent,
});

export const smsConsentMessage = z.object({
  id: idField,
  sms_marketing_consent: consent,
});

export interface ConsentNews {
  readonly customerId: string;
  readonly email: string | null;
  /** Only what is agreed to without a doubt: not what waits to be confirmed. */
  readonly isGiven: boolean;
  /** Null where the payload does not tell. */
  readonly changedAt: Instant | null;
}

export function parseEmailConsent(body: PayloadBody): PayloadAnswer<ConsentNews> {
  return readPayload(() => {
    const fields = readFields(emailConsentMessage, parseJson(body));
    const { customer_id: customerId, email_address: email } = fields;
    return { customerId, email: email || null, ...newsOf(fields.email_marketing_consent) };
  });
}

export function parseSmsConsent(body: PayloadBody): PayloadAnswer<ConsentNews> {
  return readPayload(() => {
    const fields = readFields(smsConsentMessage, parseJson(body));
    return { customerId: fields.id, email: null, ...newsOf(fields.sms_marketing_consent) };
  });
}

function newsOf({ state, consent_updated_at: changedAt }: z.output<typeof consent>) {
  return { isGiven: state?.toLowerCase() === "subscribed", changedAt: changedAt ?? null };
}
