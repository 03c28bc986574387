// What an extension at the till reads: the sale, who is at the till, and whose page it stands on.
import { evaluateTill, tillOf, tillTotals } from "../../actions/till.ts";
import { findVariant } from "../../actions/products.ts";
import type { SimulatorContext } from "../../context.ts";
import type { Customer, Shop } from "../../model.ts";
import { formatMinor } from "../../money.ts";
import { staffUserId } from "../../oauth/session-token.ts";
import type { PageFacts } from "../host-facts.ts";
import { addressesOf, moneyFact } from "./shop-facts.ts";

export const TILL_METHODS = [
  "session.getSessionToken",
  "cart.setCustomer",
  "cart.removeCustomer",
  "cart.addCartCodeDiscount",
  "cart.removeCartDiscount",
  "cart.removeAllDiscounts",
  "cart.addLineItem",
  "cart.removeLineItem",
  "cart.clearCart",
] as const;

export function tillFacts(
  context: SimulatorContext,
  shop: Shop,
  customer: Customer | null,
): PageFacts {
  return {
    surface: "pos",
    values: {
      "session.currentSession": {
        shopId: Number(shop.id),
        userId: Number(staffUserId),
        shopDomain: shop.domain,
        locationId: Number(shop.locationId),
        staffMemberId: Number(staffUserId),
        currency: shop.currency,
        posVersion: "11.0.0",
      },
      "session.deviceId": 1,
      "device.name": "Till 1",
      "device.registerName": "Till 1",
      // Numbers, as the till knows customers.
      ...(customer && { "customer.id": Number(customer.id) }),
    },
    signals: {
      ...tillSignals(context, shop),
      "locale.current": "en-GB",
      "connectivity.current": { internetConnected: "Connected" },
      "session.staffMember": { id: Number(staffUserId) },
    },
    methods: TILL_METHODS,
    callAddress: `/pos/${shop.handle}/extension-calls`,
    language: "en",
    currency: shop.currency,
    timeZone: shop.timeZone,
    addresses: addressesOf(context, shop),
    palette: "plain",
  };
}

export function tillSignals(context: SimulatorContext, shop: Shop): Record<string, unknown> {
  const { lines, customerId } = tillOf(shop);
  const { applied } = evaluateTill(context, shop);
  const { subtotalMinor, taxMinor, totalMinor } = tillTotals(context, shop);
  const discounts = applied.map(({ code, discount, amountMinor }) => ({
    amount: moneyFact(amountMinor, shop.currency).amount,
    currency: shop.currency,
    type: code === null ? "Automatic" : "Code",
    discountDescription: code ?? discount.title,
  }));
  const cart = {
    editable: true,
    subtotal: formatMinor(subtotalMinor, shop.currency),
    taxTotal: formatMinor(taxMinor, shop.currency),
    grandTotal: formatMinor(totalMinor, shop.currency),
    cartDiscounts: discounts,
    ...(discounts[0] && { cartDiscount: discounts[0] }),
    ...(customerId !== null && { customer: { id: Number(customerId) } }),
    lineItems: lines.flatMap(({ uuid, variantId, quantity }) => {
      const found = findVariant(shop, variantId);
      if (!found) return [];
      const { product, variant } = found;
      return [
        {
          uuid,
          quantity,
          price: moneyFact(variant.priceMinor, shop.currency).amount,
          title: product.title,
          variantId: Number(variant.id),
          productId: Number(product.id),
          discounts: [],
          taxable: product.taxable,
          taxLines: [],
          sku: variant.sku,
          vendor: product.vendor,
          properties: {},
          isGiftCard: product.giftCard,
        },
      ];
    }),
    properties: {},
  };
  return { "cart.current": cart };
}
