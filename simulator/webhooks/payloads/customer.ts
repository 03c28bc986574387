// Payloads of customers/create, /update and /delete, and the customer inside an order.

import { addressFields, shopTime } from "./parts.ts";
import type { Customer, MarketingState, Shop } from "../../model.ts";
import { gid } from "../../world.ts";
import type { JsonObject } from "../json.ts";

export function customerPayload(shop: Shop, customer: Customer): JsonObject {
  const address = defaultAddress(customer);
  return { ...customerFields(shop, customer), addresses: address ? [address] : [] };
}

export function customerFields(shop: Shop, customer: Customer): JsonObject {
  const address = defaultAddress(customer);
  return {
    id: BigInt(customer.id),
    created_at: shopTime(shop, customer.createdAt),
    updated_at: shopTime(shop, customer.updatedAt),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state,
    note: customer.note ?? "",
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency: shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: gid("Customer", customer.id),
    ...(address ? { default_address: address } : {}),
  };
}

export function deletedCustomerPayload(customer: Customer): JsonObject {
  return {
    id: BigInt(customer.id),
    tax_exemptions: [],
    admin_graphql_api_id: gid("Customer", customer.id),
  };
}

/** What `customers_email_marketing_consent/update` tells: the customer under a name of its own. */
export function emailConsentPayload(shop: Shop, customer: Customer): JsonObject {
  const { marketingState, marketingUpdatedAt } = customer;
  return {
    customer_id: BigInt(customer.id),
    email_address: customer.email,
    email_marketing_consent: consentFields(shop, marketingState, marketingUpdatedAt),
  };
}

/** What `customers_marketing_consent/update` tells: in spite of its name, only of text messages. */
export function smsConsentPayload(shop: Shop, customer: Customer): JsonObject {
  const { smsMarketingState, smsMarketingUpdatedAt } = customer;
  return {
    id: BigInt(customer.id),
    phone: customer.phone,
    sms_marketing_consent: {
      ...consentFields(shop, smsMarketingState, smsMarketingUpdatedAt),
      consent_collected_from: "other",
    },
  };
}

function consentFields(shop: Shop, state: MarketingState, at: string | null): JsonObject {
  return {
    state: state.toLowerCase(),
    opt_in_level: at === null ? null : "single_opt_in",
    consent_updated_at: at === null ? null : shopTime(shop, at),
  };
}

/** The outcome of a merge, which is a job of Shopify's own: it can fail and change nothing. */
export function mergePayload(merge: {
  keptId: string;
  deletedId: string;
  problem: string | null;
}): JsonObject {
  const { keptId, deletedId, problem } = merge;
  return {
    admin_graphql_api_customer_kept_id: gid("Customer", keptId),
    admin_graphql_api_customer_deleted_id: gid("Customer", deletedId),
    admin_graphql_api_job_id: null,
    status: problem === null ? "completed" : "failed",
    errors:
      problem === null
        ? []
        : [{ customer_ids: [BigInt(deletedId)], field: "merge_in_progress", message: problem }],
  };
}

function defaultAddress(customer: Customer): JsonObject | null {
  const { address } = customer;
  if (!address) return null;
  return {
    id: BigInt(address.id),
    customer_id: BigInt(customer.id),
    ...addressFields(address),
    country_name: address.country,
    default: true,
  };
}
