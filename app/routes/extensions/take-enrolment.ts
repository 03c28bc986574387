// Staff add a customer to the program, or make a customer of somebody at the till. Shopify is asked
// who that is before anything of ours is written.
import { z } from "zod";
import type { EnrolmentAnswer, EnrolmentRefused } from "../../../widget/contract/staff.ts";
import type { AdminAnswer } from "../../adapters/shopify/admin-answer.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { findCustomer } from "../../adapters/shopify/operations/find-customer.ts";
import { makeCustomer } from "../../adapters/shopify/operations/make-customer.ts";
import { type Contact, readContact } from "../../core/contacts/read-contact.ts";
import type { CustomerFacts } from "../../core/orders/order-event.ts";
import type { Merchant } from "../../shopify.server.ts";
import { enrolCustomer } from "../../usecases/enrol-customer.ts";
import { parseBody } from "../proxy/door.ts";
import { staffAnswer } from "./staff-answer.ts";
import { customerNumber, languageTag } from "./staff-asked.ts";

/** Somebody waits at the till. */
const SHOPIFY_WAIT_MS = 6_000;
/** What is too long for an address is refused with a sentence. */
const MAX_CONTACT_CHARACTERS = 1_000;

const askedSchema = z.union([
  z.strictObject({ customer: customerNumber, locale: languageTag }),
  z.strictObject({ contact: z.string().max(MAX_CONTACT_CHARACTERS), locale: languageTag }),
]);
type Asked = z.output<typeof askedSchema>;

export async function takeEnrolment(
  request: Request,
  { shop, admin }: Merchant,
): Promise<EnrolmentAnswer> {
  const asked = await parseBody(request, askedSchema);
  const found = await whoIsMeant(admin as unknown as AdminGraphql, asked);
  if (typeof found === "string") return { outcome: "refused", reason: found };
  const now = (await businessNow()).getTime();
  await enrolCustomer(shop.id, found, now);
  const { customerId } = found;
  const locales = [asked.locale, shop.locale];
  const standing = await staffAnswer({ shop, customerId, locales, now });
  return { outcome: "enrolled", customer: customerId, ...standing };
}

async function whoIsMeant(
  admin: AdminGraphql,
  asked: Asked,
): Promise<CustomerFacts | EnrolmentRefused> {
  const signal = AbortSignal.timeout(SHOPIFY_WAIT_MS);
  if ("customer" in asked) {
    return known(await findCustomer(admin, { customerId: asked.customer }, signal));
  }
  const read = readContact(asked.contact);
  return read.outcome === "refused"
    ? read.reason
    : known(await customerOf(admin, read.contact, signal));
}

type Found = AdminAnswer<CustomerFacts | null>;

/** Repeating it finds whoever was made. */
async function customerOf(
  admin: AdminGraphql,
  contact: Contact,
  signal: AbortSignal,
): Promise<Found> {
  const found = await findCustomer(admin, contact, signal);
  if (found.outcome !== "ok" || found.data !== null) return found;
  const made = await makeCustomer(admin, contact, signal);
  const isTaken = made.outcome === "ok" && made.data === null;
  return isTaken ? findCustomer(admin, contact, signal) : made;
}

/** What Shopify refuses, it refuses for what was entered; everything else may pass. */
function known(found: Found): CustomerFacts | EnrolmentRefused {
  switch (found.outcome) {
    case "ok":
      return found.data ?? "customer_not_found";
    case "refused":
      return "contact_refused";
    case "unknown":
    case "throttled":
    case "unauthorised":
      return "shopify_unreachable";
  }
}
