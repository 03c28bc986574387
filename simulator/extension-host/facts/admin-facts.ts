// What an extension in the admin reads: whose page it stands on.
import type { SimulatorContext } from "../../context.ts";
import type { Customer, Shop } from "../../model.ts";
import { gid } from "../../world.ts";
import type { PageFacts } from "../host-facts.ts";
import { addressesOf } from "./shop-facts.ts";

export function customerBlockFacts(
  context: SimulatorContext,
  shop: Shop,
  customer: Customer,
): PageFacts {
  return {
    surface: "admin",
    values: { "data.selected": [{ id: gid("Customer", customer.id) }] },
    signals: {},
    methods: ["auth.idToken"],
    callAddress: `/admin/store/${shop.handle}/extension-calls`,
    // The language of who is signed in to the admin.
    language: "en",
    currency: shop.currency,
    timeZone: shop.timeZone,
    addresses: addressesOf(context, shop),
    palette: "plain",
  };
}
