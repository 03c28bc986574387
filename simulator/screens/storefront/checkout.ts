// What a shopper has entered at checkout, what it costs, and the order it becomes.
import { cartInput } from "../../actions/evaluate-cart.ts";
import type { CartEvaluation, CodeRefusal } from "../../actions/evaluate-cart.ts";
import { createCustomer, findCustomerByEmail, updateCustomer } from "../../actions/customers.ts";
import { placeOrder } from "../../actions/orders.ts";
import { checkoutMeans, paymentsOf } from "./checkout-means.ts";
import type { CheckoutMeans } from "./checkout-means.ts";
import { applyRate } from "../../money.ts";
import type { Cart, Customer, Order, Shop } from "../../model.ts";
import { evaluateForPage, removeCode } from "./cart-page.ts";
import type { StorefrontPage } from "./page.ts";

export interface CheckoutDraft {
  email: string;
  firstName: string;
  lastName: string;
  address1: string;
  zip: string;
  city: string;
  country: string;
  shipping: ShippingKey;
  wantsNews: boolean;
  problems: { readonly field: string; readonly message: string }[];
  /** Refused codes stay visible until the next change, with the reason. */
  refusals: { readonly code: string; readonly message: string; readonly reason?: CodeRefusal }[];
  /** The ids of the gift cards that pay, in the order in which they were entered. */
  giftCardIds: string[];
  usesCredit: boolean;
}

/** Where the simulated shops ship to, besides their own country. */
const COUNTRIES = ["AT", "CH", "DE", "ES", "FR", "GB", "NL", "TR", "US"];

export function countriesOf(shop: Shop): string[] {
  return [...new Set([shop.countryCode, ...COUNTRIES])];
}

export function countryName(code: string, language: string): string {
  return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
}

export type ShippingKey = "standard" | "express" | "pickup";

export interface ShippingChoice {
  readonly key: ShippingKey;
  readonly title: string;
  readonly note: string;
  readonly priceMinor: number;
}

const drafts = new WeakMap<Cart, CheckoutDraft>();

const EMAIL_PATTERN = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MAXIMUM_FIELD_LENGTH = 120;

export function checkoutDraft({ cart, customer, shop }: StorefrontPage): CheckoutDraft {
  const existing = drafts.get(cart);
  if (existing) return existing;
  const draft: CheckoutDraft = {
    email: customer?.email ?? "",
    firstName: customer?.firstName ?? "",
    lastName: customer?.lastName ?? "",
    address1: customer?.address?.address1 ?? "",
    zip: customer?.address?.zip ?? "",
    city: customer?.address?.city ?? "",
    country: customer?.address?.countryCode ?? shop.countryCode,
    shipping: "standard",
    wantsNews: false,
    problems: [],
    refusals: [],
    giftCardIds: [],
    usesCredit: false,
  };
  drafts.set(cart, draft);
  return draft;
}

export function forgetDraft(cart: Cart): void {
  drafts.delete(cart);
}

export function shippingChoices(shop: Shop): ShippingChoice[] {
  return [
    {
      key: "standard",
      title: "Standard",
      note: "2 to 4 working days",
      priceMinor: shop.shippingMinor,
    },
    { key: "express", title: "Express", note: "Tomorrow", priceMinor: shop.shippingMinor * 2 },
    { key: "pickup", title: "Pick up at the shop", note: "Ready in an hour", priceMinor: 0 },
  ];
}

export function fillDraft(draft: CheckoutDraft, form: URLSearchParams, shop: Shop): void {
  const text = (name: string): string =>
    (form.get(name) ?? "").trim().slice(0, MAXIMUM_FIELD_LENGTH);
  for (const field of ["email", "firstName", "lastName", "address1", "zip", "city"] as const) {
    if (form.has(field)) draft[field] = text(field);
  }
  const chosen = shippingChoices(shop).find(({ key }) => key === form.get("shipping"));
  if (chosen) draft.shipping = chosen.key;
  const country = form.get("country") ?? "";
  if (countriesOf(shop).includes(country)) draft.country = country;
  draft.wantsNews = form.get("news") === "on";
  draft.usesCredit = form.get("credit") === "on";
  draft.problems = [];
}

export interface CheckoutAmounts {
  readonly worth: CartEvaluation;
  readonly shipping: ShippingChoice;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly means: CheckoutMeans;
}

export function checkoutAmounts(page: StorefrontPage, draft: CheckoutDraft): CheckoutAmounts {
  const shipping = chosenShipping(page.shop, draft);
  const worth = evaluateDraft(page, draft);
  const net = worth.totalMinor + shipping.priceMinor - worth.shippingDiscountMinor;
  const added = page.shop.taxesIncluded ? 0 : applyRate(net, page.shop.taxRate);
  const totalMinor = net + added;
  const means = checkoutMeans(page, draft, totalMinor);
  return { worth, shipping, taxMinor: added, totalMinor, means };
}

function chosenShipping(shop: Shop, draft: CheckoutDraft): ShippingChoice {
  const choices = shippingChoices(shop);
  const chosen = choices.find(({ key }) => key === draft.shipping) ?? choices[0];
  if (!chosen) throw new Error("A shop ships in at least one way.");
  return chosen;
}

function evaluateDraft(page: StorefrontPage, draft: CheckoutDraft): CartEvaluation {
  const { priceMinor } = chosenShipping(page.shop, draft);
  return evaluateForPage(page, draft.email, { priceMinor, countryCode: draft.country });
}

/** Drops codes that do not hold and keeps why, so that nobody pays another price than was shown. */
export function settleCodes(page: StorefrontPage, draft: CheckoutDraft): boolean {
  const { refused } = evaluateDraft(page, draft);
  draft.refusals = [...refused];
  for (const { code } of refused) removeCode(page.cart, code);
  return refused.length === 0;
}

export function checkFields(draft: CheckoutDraft, page: StorefrontPage): boolean {
  const email = page.customer?.email ?? draft.email;
  if (!EMAIL_PATTERN.test(email)) {
    draft.problems.push({
      field: "email",
      message: "Enter an e-mail address, like ana@example.com.",
    });
  }
  const required = { lastName: "a last name", address1: "an address", city: "a city" } as const;
  if (draft.shipping !== "pickup") {
    for (const [field, name] of Object.entries(required)) {
      const value = draft[field as keyof typeof required];
      if (value === "") draft.problems.push({ field, message: `Enter ${name} to ship to.` });
    }
  }
  return draft.problems.length === 0;
}

export function payCheckout(page: StorefrontPage, draft: CheckoutDraft): Order {
  const buyer = page.customer ?? buyerFor(page, draft);
  const { shipping, means } = checkoutAmounts(page, draft);
  const { lines } = cartInput(page.shop, page.cart, { customerId: buyer.id, email: buyer.email });
  const order = placeOrder(page.context, page.shop, {
    customerId: buyer.id,
    email: buyer.email,
    lines: lines.flatMap(({ variantId, quantity }) =>
      variantId === null ? [] : [{ variantId, quantity }],
    ),
    discountCodes: page.cart.codes,
    shippingMinor: shipping.priceMinor,
    shippingTitle: shipping.title,
    shippingCountry: draft.country,
    locale: page.language,
    cartToken: page.cart.token,
    payments: paymentsOf(means),
  });
  page.cart.lines = [];
  page.cart.codes = [];
  forgetDraft(page.cart);
  return order;
}

function subscribed({ context, shop }: StorefrontPage, customer: Customer): Customer {
  if (customer.marketingState === "SUBSCRIBED") return customer;
  return updateCustomer(context, shop, customer.id, { marketingState: "SUBSCRIBED" });
}

/** A guest who leaves an address becomes a customer without an account, as on Shopify. */
function buyerFor(page: StorefrontPage, draft: CheckoutDraft): Customer {
  const known = findCustomerByEmail(page.shop, draft.email);
  if (known) return draft.wantsNews ? subscribed(page, known) : known;
  return createCustomer(page.context, page.shop, {
    email: draft.email,
    firstName: draft.firstName || null,
    lastName: draft.lastName || null,
    locale: page.language,
    state: "disabled",
    marketingState: draft.wantsNews ? "SUBSCRIBED" : "NOT_SUBSCRIBED",
    address: {
      address1: draft.address1,
      zip: draft.zip,
      city: draft.city,
      country: countryName(draft.country, "en"),
      countryCode: draft.country,
    },
  });
}
