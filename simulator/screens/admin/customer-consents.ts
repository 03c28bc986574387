// What a customer agreed to be written for, their number, and their date of birth, as a merchant
// changes them on the customer's page.
import { requireCustomer, updateCustomer } from "../../actions/customers.ts";
import { findMetafield, setMetafield } from "../../actions/metafields.ts";
import type { Customer, MarketingState } from "../../model.ts";
import type { SimulatorResponse } from "../../server.ts";
import { gid, refuse } from "../../world.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { acceptChange } from "./changes.ts";
import { customerName } from "./formats.ts";
import { adminPath } from "./layout.ts";
import type { AdminView } from "./layout.ts";

const BIRTH_DATE = { namespace: "facts", key: "birth_date", type: "date" };

const sentences: Record<MarketingState, string> = {
  SUBSCRIBED: "subscribed",
  NOT_SUBSCRIBED: "not subscribed",
  UNSUBSCRIBED: "unsubscribed",
  PENDING: "waiting for a confirmation",
};

export function consents(view: AdminView, customer: Customer): Html {
  const { shop } = view;
  return html`<section class="sheet" aria-labelledby="consents">
    <h2 id="consents">Marketing</h2>
    <dl class="facts">
      <dt>E-mails</dt>
      <dd>${sentences[customer.marketingState]}</dd>
      <dt>Text messages</dt>
      <dd>${sentences[customer.smsMarketingState]}</dd>
    </dl>
    <form
      method="post"
      action="${adminPath(shop, `/customers/${customer.id}/marketing`)}"
      class="row"
    >
      ${consentButton("email", "e-mails", customer.marketingState)}
      ${consentButton("sms", "text messages", customer.smsMarketingState)}
    </form>
    <form method="post" action="${adminPath(shop, `/customers/${customer.id}/phone`)}">
      <div class="field">
        <label for="phone">Phone number</label>
        <input id="phone" name="phone" type="tel" value="${customer.phone ?? ""}" />
      </div>
      <button class="button quiet" type="submit">Save number</button>
    </form>
    ${birthDate(view, customer)}
  </section>`;
}

function consentButton(name: string, means: string, state: MarketingState): Html {
  const isSubscribed = state === "SUBSCRIBED";
  return html`<button
    class="button quiet"
    type="submit"
    name="${name}"
    value="${isSubscribed ? "no" : "yes"}"
  >
    ${isSubscribed ? "Unsubscribe from" : "Subscribe to"} ${means}
  </button>`;
}

/** Shopify shows the field once an app or the merchant has enabled its standard definition. */
function birthDate({ shop }: AdminView, customer: Customer): Html | null {
  const isEnabled = shop.metafieldDefinitions.some(
    ({ ownerType, namespace, key }) =>
      ownerType === "CUSTOMER" && namespace === BIRTH_DATE.namespace && key === BIRTH_DATE.key,
  );
  if (!isEnabled) return null;
  const { namespace, key } = BIRTH_DATE;
  const held = findMetafield(shop, gid("Customer", customer.id), namespace, key);
  return html`<form
    method="post"
    action="${adminPath(shop, `/customers/${customer.id}/birth-date`)}"
  >
    <div class="field">
      <label for="birth-date">Birth date</label>
      <input id="birth-date" name="day" type="date" value="${held?.value ?? ""}" />
    </div>
    <button class="button quiet" type="submit">Save birth date</button>
  </form>`;
}

export function acceptMarketing({ context, shop, request }: AdminView): SimulatorResponse {
  const id = request.params["id"] ?? "";
  return acceptChange(request, adminPath(shop, `/customers/${id}`), (form) => {
    const stateOf = (answer: string): MarketingState =>
      answer === "yes" ? "SUBSCRIBED" : "UNSUBSCRIBED";
    const [email, sms] = [form.get("email"), form.get("sms")];
    const customer = updateCustomer(context, shop, id, {
      ...(email !== null && { marketingState: stateOf(email) }),
      ...(sms !== null && { smsMarketingState: stateOf(sms) }),
    });
    const { marketingState, smsMarketingState } = customer;
    const state = sms === null ? marketingState : smsMarketingState;
    const means = sms === null ? "e-mails" : "text messages";
    return `${means[0]?.toUpperCase()}${means.slice(1)}: ${customerName(customer)} is ${sentences[state]}.`;
  });
}

export function acceptPhone({ context, shop, request }: AdminView): SimulatorResponse {
  const id = request.params["id"] ?? "";
  return acceptChange(request, adminPath(shop, `/customers/${id}`), (form) => {
    const phone = form.get("phone")?.replaceAll(/[\s()-]/g, "") || null;
    if (phone !== null && !/^\+[1-9]\d{6,14}$/.test(phone)) {
      refuse("Phone is invalid: write it with its country, such as +4915112345678");
    }
    const customer = updateCustomer(context, shop, id, { phone });
    return `${customerName(customer)}: ${customer.phone ?? "no number"}.`;
  });
}

/** Clearing the field deletes the metafield, as the admin does. */
export function acceptBirthDate({ context, shop, request }: AdminView): SimulatorResponse {
  const id = request.params["id"] ?? "";
  return acceptChange(request, adminPath(shop, `/customers/${id}`), (form) => {
    const customer = requireCustomer(shop, id);
    const ownerId = gid("Customer", customer.id);
    const value = form.get("day") ?? "";
    if (value !== "" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) {
      refuse("Value must be in YYYY-MM-DD format.");
    }
    if (value === "") {
      for (const [place, held] of shop.metafields) {
        const isIt = held.namespace === BIRTH_DATE.namespace && held.key === BIRTH_DATE.key;
        if (held.ownerId === ownerId && isIt) shop.metafields.delete(place);
      }
    } else {
      setMetafield(context, shop, { ...BIRTH_DATE, ownerId, value });
    }
    updateCustomer(context, shop, id, {});
    return `Birth date: ${value === "" ? "none" : value}.`;
  });
}
