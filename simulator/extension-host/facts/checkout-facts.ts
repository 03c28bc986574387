// What an extension of the checkout reads: the lines with what they cost, the codes, the buyer, and
// what may be changed here.
import { cartInput, codesIn } from "../../actions/evaluate-cart.ts";
import type { CartEvaluation } from "../../actions/evaluate-cart.ts";
import { findVariant } from "../../actions/products.ts";
import { picturePath } from "../../screens/storefront/catalogue.ts";
import { checkoutAmounts } from "../../screens/storefront/checkout.ts";
import type { CheckoutDraft } from "../../screens/storefront/checkout.ts";
import type { StorefrontPage } from "../../screens/storefront/page.ts";
import { gid } from "../../world.ts";
import { hostSettings } from "../host-settings.ts";
import type { PageFacts } from "../host-facts.ts";
import {
  marketSignals,
  metafieldEntries,
  moneyFact,
  privacySignal,
  shopValues,
  storefrontFacts,
} from "./shop-facts.ts";

export const CHECKOUT_METHODS = [
  "sessionToken.get",
  "applyDiscountCodeChange",
  "applyGiftCardChange",
  "applyAttributeChange",
  "applyCartLinesChange",
  "applyMetafieldChange",
  "applyNoteChange",
] as const;

export function checkoutFacts(page: StorefrontPage, draft: CheckoutDraft): PageFacts {
  return {
    ...storefrontFacts(page, "checkout"),
    values: shopValues(page),
    signals: checkoutSignals(page, draft),
    methods: CHECKOUT_METHODS,
  };
}

export function checkoutSignals(
  page: StorefrontPage,
  draft: CheckoutDraft,
): Record<string, unknown> {
  const { shop, cart } = page;
  const { currency } = shop;
  const { worth, shipping, taxMinor, totalMinor, means } = checkoutAmounts(page, draft);
  return {
    ...marketSignals(page),
    ...privacySignal,
    ...identitySignals(page, draft),
    appMetafields: metafieldEntries(page),
    lines: lineFacts(page, worth),
    "cost.subtotalAmount": moneyFact(worth.subtotalMinor, currency),
    "cost.totalShippingAmount": moneyFact(
      shipping.priceMinor - worth.shippingDiscountMinor,
      currency,
    ),
    "cost.totalTaxAmount": moneyFact(taxMinor, currency),
    "cost.totalAmount": moneyFact(totalMinor, currency),
    discountCodes: codesIn(worth).map(({ code }) => ({ code })),
    // What is taken off single lines is told with them.
    discountAllocations: worth.applied
      .filter((entry) => entry.class !== "product")
      .map((entry) => allocation(entry, currency)),
    appliedGiftCards: means.cards.map(({ card, amountMinor }) => ({
      lastCharacters: card.code.slice(-4).toUpperCase(),
      amountUsed: moneyFact(amountMinor, currency),
      balance: moneyFact(card.balanceMinor, currency),
    })),
    attributes: [],
    note: null,
    instructions: instructions(hostSettings(shop).canUpdateDiscountCodes),
    checkoutToken: cart.token,
    checkoutSettings: { orderSubmission: "ORDER", shippingAddress: { isEditable: true } },
    deliveryGroups: [],
    availablePaymentOptions: [],
    selectedPaymentOptions: [],
    "buyerJourney.completed": false,
    "buyerJourney.steps": [{ handle: "checkout", label: "Checkout", to: "/", disabled: false }],
    "buyerJourney.activeStep": { handle: "checkout" },
  };
}

function identitySignals(
  { context, customer }: StorefrontPage,
  draft: CheckoutDraft,
): Record<string, unknown> {
  const withheld = context.settings.withheldData;
  const email = customer?.email ?? (draft.email || null);
  return {
    "buyerIdentity.customer": customer
      ? {
          id: gid("Customer", customer.id),
          ...(!withheld.includes("email") && { email: customer.email ?? undefined }),
          ...(!withheld.includes("name") && {
            firstName: customer.firstName ?? undefined,
            lastName: customer.lastName ?? undefined,
          }),
          acceptsMarketing: customer.marketingState === "SUBSCRIBED",
          acceptsEmailMarketing: customer.marketingState === "SUBSCRIBED",
        }
      : null,
    "buyerIdentity.email": withheld.includes("email") ? null : email,
    "buyerIdentity.phone": null,
    "buyerIdentity.purchasingCompany": null,
  };
}

function instructions(canUpdateDiscountCodes: boolean): object {
  return {
    attributes: { canUpdateAttributes: false },
    delivery: { canSelectCustomAddress: true },
    discounts: { canUpdateDiscountCodes },
    lines: { canAddCartLine: false, canRemoveCartLine: false, canUpdateCartLine: false },
    metafields: { canSetCartMetafields: false, canDeleteCartMetafield: false },
    notes: { canUpdateNote: false },
  };
}

/** Lines whose product is gone cost nothing, and are not among those that are evaluated. */
function lineFacts(page: StorefrontPage, worth: CartEvaluation): object[] {
  const { shop, cart, origin } = page;
  const priced = cartInput(shop, cart, { customerId: null, email: null }).lines;
  return priced.flatMap(({ variantId, quantity }, index) => {
    const found = findVariant(shop, variantId ?? "");
    const line = worth.lines[index];
    if (!found || !line) return [];
    const { product, variant } = found;
    const taken = line.allocations.flatMap(({ discountId, amountMinor }) => {
      const entry = worth.applied.find(({ discount }) => discount.id === discountId);
      return entry?.class === "product" ? [{ ...entry, amountMinor }] : [];
    });
    const takenMinor = taken.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    return [
      {
        id: gid("CartLine", `${cart.token}-${variant.id}`),
        merchandise: {
          type: "variant",
          id: gid("ProductVariant", variant.id),
          title: product.title,
          ...(variant.title !== "Default Title" && { subtitle: variant.title }),
          image: { url: `${origin}${picturePath(product)}` },
          selectedOptions: [],
          product: {
            id: gid("Product", product.id),
            vendor: product.vendor,
            productType: product.productType,
          },
          requiresShipping: product.requiresShipping,
          ...(variant.sku !== "" && { sku: variant.sku }),
        },
        quantity,
        cost: { totalAmount: moneyFact(line.totalMinor - takenMinor, shop.currency) },
        attributes: [],
        discountAllocations: taken.map((entry) => allocation(entry, shop.currency)),
        lineComponents: [],
        parentRelationship: null,
      },
    ];
  });
}

function allocation(
  { code, discount, amountMinor }: CartEvaluation["applied"][number],
  currency: string,
): object {
  const discountedAmount = moneyFact(amountMinor, currency);
  return code === null
    ? { type: "automatic", title: discount.title, discountedAmount }
    : { type: "code", code, discountedAmount };
}
