// What an extension reads on the page after checkout, and later on the page of the order.
import { lineNet, orderAmounts } from "../../actions/order-amounts.ts";
import type { Order } from "../../model.ts";
import type { StorefrontPage } from "../../screens/storefront/page.ts";
import { gid } from "../../world.ts";
import type { PageFacts } from "../host-facts.ts";
import {
  languageSignals,
  marketSignals,
  metafieldEntries,
  moneyFact,
  privacySignal,
  shopValues,
  storefrontFacts,
} from "./shop-facts.ts";

export function thankYouFacts(page: StorefrontPage, order: Order): PageFacts {
  const isFirstOrder = ![...page.shop.orders.values()].some(
    ({ id, customerId }) => id !== order.id && customerId === order.customerId,
  );
  return {
    ...storefrontFacts(page, "checkout"),
    values: shopValues(page),
    signals: {
      ...orderSignals(page, order),
      orderConfirmation: {
        order: { id: gid("OrderIdentity", order.id) },
        number: order.confirmationNumber,
        isFirstOrder,
      },
      checkoutToken: order.cartToken ?? null,
      "buyerIdentity.customer": page.customer ? { id: gid("Customer", page.customer.id) } : null,
      "buyerIdentity.email": page.customer?.email ?? order.email ?? null,
    },
    methods: ["sessionToken.get"],
  };
}

export function orderStatusFacts(page: StorefrontPage, order: Order): PageFacts {
  return {
    ...storefrontFacts(page, "customer-account"),
    values: shopValues(page),
    signals: {
      ...orderSignals(page, order),
      ...accountSignals(page),
      order: {
        id: gid("Order", order.id),
        name: order.name,
        confirmationNumber: order.confirmationNumber,
        processedAt: order.createdAt,
        ...(order.cancelledAt !== null && { cancelledAt: order.cancelledAt }),
      },
      authenticationState: page.customer ? "fully_authenticated" : "pre_authenticated",
    },
    methods: ["sessionToken.get"],
  };
}

/** The full page, the profile and the list of orders know the customer, and no order. */
export function accountFacts(page: StorefrontPage): PageFacts {
  return {
    ...storefrontFacts(page, "customer-account"),
    values: {},
    signals: { ...languageSignals(page), ...privacySignal, ...accountSignals(page) },
    methods: ["sessionToken.get"],
  };
}

function accountSignals({ customer }: StorefrontPage): Record<string, unknown> {
  return {
    "authenticatedAccount.customer": customer ? { id: gid("Customer", customer.id) } : null,
    "authenticatedAccount.purchasingCompany": null,
  };
}

function orderSignals(page: StorefrontPage, order: Order): Record<string, unknown> {
  const currency = order.presentmentCurrency;
  const amounts = orderAmounts(order);
  const codes = order.discountApplications.flatMap(({ code }) => code ?? []);
  return {
    ...marketSignals(page),
    ...privacySignal,
    appMetafields: metafieldEntries(page),
    lines: order.lines.map((line) => ({
      id: gid("CartLine", line.id),
      merchandise: {
        type: "variant",
        id: gid("ProductVariant", line.variantId ?? "0"),
        title: line.title,
        ...(line.variantTitle !== null && { subtitle: line.variantTitle }),
        selectedOptions: [],
        product: {
          id: gid("Product", line.productId ?? "0"),
          vendor: line.vendor ?? "",
          productType: "",
        },
        requiresShipping: line.requiresShipping,
      },
      quantity: line.quantity,
      cost: { totalAmount: moneyFact(lineNet(line).presentment, currency) },
      attributes: [],
      discountAllocations: [],
      lineComponents: [],
      parentRelationship: null,
    })),
    "cost.subtotalAmount": moneyFact(amounts.lineItems.presentment, currency),
    "cost.totalShippingAmount": moneyFact(amounts.shipping.presentment, currency),
    "cost.totalTaxAmount": moneyFact(amounts.tax.presentment, currency),
    "cost.totalAmount": moneyFact(amounts.total.presentment, currency),
    discountCodes: [...new Set(codes)].map((code) => ({ code })),
    discountAllocations: [],
    appliedGiftCards: [],
    attributes: [],
    note: order.note ?? null,
    checkoutSettings: { orderSubmission: "ORDER", shippingAddress: { isEditable: false } },
  };
}
