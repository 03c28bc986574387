// The payload of each topic, built from the state at the moment of the event.

import {
  customerPayload,
  deletedCustomerPayload,
  emailConsentPayload,
  mergePayload,
  smsConsentPayload,
} from "./customer.ts";
import { orderPayload } from "./order.ts";
import { shopTime } from "./parts.ts";
import { refundPayload } from "./refund.ts";
import { shopPayload } from "./shop.ts";
import { discountStatus, nodeIdOf } from "../../actions/discounts.ts";
import type { Customer, Discount, Order, Shop } from "../../model.ts";
import { gid, iso, newId, type DomainEvent, type World } from "../../world.ts";
import type { JsonObject } from "../json.ts";

export function buildPayload(world: World, shop: Shop, event: DomainEvent): JsonObject {
  switch (event.topic) {
    case "orders/create":
    case "orders/paid":
    case "orders/updated":
    case "orders/cancelled":
      return orderPayload(shop, event.order);
    case "orders/edited":
      return editPayload(shop, event.order, event.editId);
    case "refunds/create":
      return refundPayload(shop, event.order, event.refund);
    case "customers/create":
    case "customers/update":
    case "customers/enable":
    case "customers/disable":
      return customerPayload(shop, event.customer);
    case "customers/delete":
      return deletedCustomerPayload(event.customer);
    case "customers_email_marketing_consent/update":
      return emailConsentPayload(shop, event.customer);
    case "customers_marketing_consent/update":
      return smsConsentPayload(shop, event.customer);
    case "customers/merge":
      return mergePayload(event);
    case "discounts/create":
    case "discounts/update":
      return discountPayload(world, shop, event.discount);
    case "discounts/delete":
      return { admin_graphql_api_id: event.discountId, deleted_at: shopTime(shop, iso(world)) };
    case "app/uninstalled":
    case "shop/update":
      return shopPayload(shop);
    case "app/scopes_update":
      return {
        id: BigInt(newId(world)),
        shop_id: gid("Shop", shop.id),
        previous: event.previous,
        current: event.current,
        updated_at: iso(world),
      };
    case "customers/data_request":
      return {
        ...complianceFields(shop, event.customer),
        orders_requested: event.orderIds.map(BigInt),
        data_request: { id: BigInt(newId(world)) },
      };
    case "customers/redact":
      return {
        ...complianceFields(shop, event.customer),
        orders_to_redact: event.orderIds.map(BigInt),
      };
    case "shop/redact":
      return { shop_id: BigInt(shop.id), shop_domain: shop.domain };
  }
}

function discountPayload(world: World, shop: Shop, discount: Discount): JsonObject {
  return {
    admin_graphql_api_id: nodeIdOf(discount),
    title: discount.title,
    status: discountStatus(discount, world.now()),
    created_at: shopTime(shop, discount.createdAt),
    updated_at: shopTime(shop, discount.updatedAt),
  };
}

/** Deltas only: whoever needs the whole order has to fetch it. */
function editPayload(shop: Shop, order: Order, editId: string): JsonObject {
  const edit = order.edits.find((candidate) => candidate.id === editId);
  if (!edit) throw new Error(`Order ${order.id} has no edit ${editId}`);
  const at = shopTime(shop, edit.createdAt);
  const delta = (entry: { lineId: string; delta: number }) => ({
    id: BigInt(entry.lineId),
    delta: entry.delta,
  });
  return {
    order_edit: {
      id: BigInt(edit.id),
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: BigInt(order.id),
      staff_note: edit.note,
      user_id: null,
      line_items: { additions: edit.additions.map(delta), removals: edit.removals.map(delta) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

function complianceFields(shop: Shop, customer: Customer): JsonObject {
  return {
    shop_id: BigInt(shop.id),
    shop_domain: shop.domain,
    customer: {
      id: BigInt(customer.id),
      email: customer.email ?? "",
      phone: customer.phone ?? "",
    },
  };
}
