// The global objects that Liquid sees on a storefront page, in the shapes that Shopify documents.
import { creditAccountOf } from "../../actions/store-credit.ts";
import type { Allocation } from "../../actions/cart-worth.ts";
import { evaluateCart, cartInput } from "../../actions/evaluate-cart.ts";
import type { CartEvaluation, PricedLine } from "../../actions/evaluate-cart.ts";
import { collectionsOf } from "../../actions/collections.ts";
import { findVariant } from "../../actions/products.ts";
import { orderAmounts } from "../../actions/order-amounts.ts";
import type { Customer, Product, Variant } from "../../model.ts";
import { gid } from "../../world.ts";
import { listCollections, picturePath, priceRange, productPath } from "./catalogue.ts";
import type { CollectionView } from "./page.ts";
import { appMetafields, ownerMetafields } from "./liquid-metafields.ts";
import { LANGUAGES, localAddress, mainLanguage, rootAddress } from "./page.ts";
import type { PageSubject, StorefrontPage } from "./page.ts";

type LiquidObject = Record<string, unknown>;

export function globalObjects(page: StorefrontPage, subject: PageSubject): LiquidObject {
  return {
    shop: shopObject(page),
    customer: page.customer && customerObject(page, page.customer),
    cart: cartObject(page),
    product: subject.product ? productObject(page, subject.product) : null,
    collection: subject.collection ? collectionObject(page, subject.collection) : null,
    collections: Object.fromEntries(
      listCollections(page.shop).map((view) => [view.handle, collectionObject(page, view)]),
    ),
    app: { metafields: appMetafields(page.context, page.shop) },
    request: requestObject(page, subject),
    localization: localizationObject(page),
    routes: routesObject(page),
    settings: {},
    template: { name: subject.template, suffix: null, directory: null },
    page_title: subject.title,
    canonical_url: `${page.origin}${localAddress(page, page.path)}`,
  };
}

function shopObject({ context, shop, origin }: StorefrontPage): LiquidObject {
  return {
    id: liquidId(shop.id),
    name: shop.name,
    email: shop.contactEmail,
    domain: new URL(origin).host,
    permanent_domain: shop.domain,
    url: origin,
    secure_url: origin,
    currency: shop.currency,
    enabled_currencies: [{ iso_code: shop.currency }],
    taxes_included: shop.taxesIncluded,
    customer_accounts_enabled: true,
    locale: mainLanguage(shop),
    metafields: ownerMetafields(context, shop, gid("Shop", shop.id)),
  };
}

function customerObject(page: StorefrontPage, customer: Customer): LiquidObject {
  const orders = [...page.shop.orders.values()].filter((order) => order.customerId === customer.id);
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(" ");
  return {
    id: liquidId(customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    name,
    phone: customer.phone,
    tags: customer.tags,
    has_account: customer.state === "enabled",
    accepts_marketing: customer.marketingState === "SUBSCRIBED",
    orders_count: orders.length,
    store_credit_account: creditObject(page),
    total_spent: orders.reduce((sum, order) => sum + orderAmounts(order).currentTotal.shop, 0),
    metafields: ownerMetafields(page.context, page.shop, gid("Customer", customer.id)),
  };
}

/** Nothing for a customer who was never given any. */
function creditObject({ context, shop, customer }: StorefrontPage): LiquidObject | null {
  const account = customer && creditAccountOf(context, shop, customer.id, shop.currency);
  return account ? { balance: account.balanceMinor } : null;
}

function cartObject(page: StorefrontPage): LiquidObject {
  const buyer = { customerId: page.customer?.id ?? null, email: page.customer?.email ?? null };
  const input = cartInput(page.shop, page.cart, buyer);
  const worth = evaluateCart(page.context, page.shop, input);
  return {
    token: page.cart.token,
    item_count: input.lines.reduce((sum, line) => sum + line.quantity, 0),
    items: input.lines.map((line, index) => lineObject(page, line, worth, index)),
    items_subtotal_price: worth.subtotalMinor,
    original_total_price: worth.subtotalMinor,
    total_discount: worth.discountMinor,
    total_price: worth.totalMinor,
    currency: { iso_code: page.shop.currency },
    taxes_included: page.shop.taxesIncluded,
    requires_shipping: true,
    attributes: {},
    note: null,
    empty: input.lines.length === 0,
  };
}

/** Only what the line's own discounts take off is in its final price. */
function lineObject(
  page: StorefrontPage,
  line: PricedLine,
  worth: CartEvaluation,
  index: number,
): LiquidObject {
  const found = findVariant(page.shop, line.variantId ?? "");
  const total = line.priceMinor * line.quantity;
  const all = worth.lines[index]?.allocations ?? [];
  const own = all.filter(({ discountId }) => {
    const applied = worth.applied.find(({ discount }) => discount.id === discountId);
    return applied?.class === "product";
  });
  const allocations = (list: readonly Allocation[]): LiquidObject[] =>
    list.map(({ amountMinor }) => ({ amount: amountMinor }));
  const product = found ? productObject(page, found.product) : null;
  return {
    key: `${line.variantId}:${index}`,
    quantity: line.quantity,
    price: line.priceMinor,
    original_price: line.priceMinor,
    line_price: total,
    original_line_price: total,
    final_line_price: own.reduce((left, { amountMinor }) => left - amountMinor, total),
    discount_allocations: allocations(all),
    line_level_discount_allocations: allocations(own),
    variant_id: line.variantId === null ? null : liquidId(line.variantId),
    product_id: line.productId === null ? null : liquidId(line.productId),
    gift_card: line.giftCard,
    title: found?.product.title ?? "",
    product,
    variant: found ? variantObject(page, found.product, found.variant) : null,
  };
}

function productObject(page: StorefrontPage, product: Product): LiquidObject {
  const { lowestMinor, highestMinor } = priceRange(product);
  const picture = { src: picturePath(product), alt: product.title, width: 800, height: 800 };
  const variants = product.variants.map((variant) => variantObject(page, product, variant));
  return {
    id: liquidId(product.id),
    handle: product.handle,
    title: product.title,
    description: product.description,
    vendor: product.vendor,
    type: product.productType,
    tags: product.tags,
    collections: collectionsOf(page.shop, product.id).map(({ id, handle, title }) => {
      return { id: liquidId(id), handle, title };
    }),
    url: localAddress(page, productPath(product)),
    price: lowestMinor,
    price_min: lowestMinor,
    price_max: highestMinor,
    price_varies: lowestMinor !== highestMinor,
    available: product.deletedAt === null,
    "gift_card?": product.giftCard,
    featured_image: picture,
    images: [picture],
    variants,
    selected_or_first_available_variant: variants[0],
    metafields: ownerMetafields(page.context, page.shop, gid("Product", product.id)),
  };
}

function variantObject(page: StorefrontPage, product: Product, variant: Variant): LiquidObject {
  return {
    id: liquidId(variant.id),
    title: variant.title,
    sku: variant.sku,
    price: variant.priceMinor,
    compare_at_price: variant.compareAtMinor,
    available: true,
    url: localAddress(page, `${productPath(product)}?variant=${variant.id}`),
  };
}

function collectionObject(page: StorefrontPage, view: CollectionView): LiquidObject {
  return {
    id: view.id && liquidId(view.id),
    handle: view.handle,
    title: view.title,
    url: localAddress(page, `/collections/${view.handle}`),
    products_count: view.products.length,
    all_products_count: view.products.length,
  };
}

function requestObject(page: StorefrontPage, subject: PageSubject): LiquidObject {
  return {
    design_mode: page.isDesignMode,
    visual_preview_mode: false,
    host: page.host,
    origin: page.origin,
    path: localAddress(page, page.path),
    page_type: subject.template,
    locale: languageObject(page, page.language),
  };
}

function localizationObject(page: StorefrontPage): LiquidObject {
  return {
    language: languageObject(page, page.language),
    available_languages: LANGUAGES.map(({ code }) => languageObject(page, code)),
    country: {
      iso_code: page.shop.countryCode,
      name: page.shop.country,
      currency: { iso_code: page.shop.currency },
    },
  };
}

function languageObject(page: StorefrontPage, code: string): LiquidObject {
  const found = LANGUAGES.find((language) => language.code === code) ?? LANGUAGES[0];
  return {
    iso_code: found.code,
    name: found.name,
    endonym_name: found.name,
    primary: found.code === mainLanguage(page.shop),
    root_url: rootAddress({ shop: page.shop, language: found.code }),
  };
}

function routesObject(page: StorefrontPage): LiquidObject {
  const address = (path: string): string => localAddress(page, path);
  return {
    root_url: rootAddress(page),
    account_url: address("/account"),
    account_login_url: address("/account/login"),
    account_logout_url: address("/account/logout"),
    account_register_url: address("/account/register"),
    all_products_collection_url: address("/collections/all"),
    collections_url: address("/collections"),
    cart_url: address("/cart"),
    cart_add_url: address("/cart/add"),
    cart_change_url: address("/cart/change"),
    cart_update_url: address("/cart/update"),
  };
}

/** A number, as Shopify gives it, while JavaScript can hold it exactly. */
function liquidId(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}
