// Bodies of orders/paid as a shop's real traffic has them: what the subscription's include_fields
// leave of an order, with one to four lines, taxes, shipping and now and then a discount code.
// The same number always gives the same order.

export interface BodyInput {
  readonly number: number;
  readonly customerId: string;
}

const FIRST_ORDER_ID = 5_400_000_000_000;
const FIRST_LINE_ID = 13_400_000_000_000;
const FIRST_PRODUCT_ID = 7_900_000_000_000;
const FIRST_VARIANT_ID = 43_000_000_000_000;
const PRODUCTS = 240;
const MAX_LINES = 4;
const CURRENCY = "EUR";
const TAX_PERCENT = 19;
/** One order in so many carries a discount code. */
const DISCOUNTED = 8;
const TITLES = ["Harbour Blend", "Lighthouse Espresso", "Tin for 500 g", "Filter papers, 100"];

/** Shopify's id of the order with a number. */
export function orderIdOf(number: number): string {
  return String(FIRST_ORDER_ID + number);
}

export function orderBody({ number, customerId }: BodyInput): string {
  const isDiscounted = number % DISCOUNTED === 0;
  const placedAt = "2026-03-01T13:00:00+01:00";
  const body = {
    id: `id:${orderIdOf(number)}`,
    name: `#${1_001 + number}`,
    created_at: placedAt,
    processed_at: placedAt,
    updated_at: "2026-03-01T13:00:04+01:00",
    cancelled_at: null,
    test: false,
    currency: CURRENCY,
    presentment_currency: CURRENCY,
    taxes_included: true,
    financial_status: "paid",
    fulfillment_status: null,
    fulfillments: [],
    payment_gateway_names: ["shopify_payments"],
    source_name: "web",
    customer: {
      id: `id:${customerId}`,
      email: `customer-${customerId}@example.com`,
      first_name: "Ada",
      last_name: "Lovelace",
      updated_at: "2026-03-01T13:00:02+01:00",
    },
    customer_locale: "de-DE",
    discount_codes: isDiscounted ? [{ code: "SPRING10" }] : [],
    discount_applications: isDiscounted ? [{ code: "SPRING10" }] : [],
    line_items: Array.from({ length: 1 + (number % MAX_LINES) }, (_, index) =>
      lineOf(number, index, isDiscounted),
    ),
    shipping_lines: [shippingOf()],
    refunds: [],
  };
  return withNumbers(JSON.stringify(body));
}

function lineOf(number: number, index: number, isDiscounted: boolean): object {
  const product = (number * 7 + index * 31) % PRODUCTS;
  const quantity = 1 + ((number + index) % 3);
  const priceCents = 490 + product * 35;
  const paidCents = priceCents * quantity;
  const discountCents = isDiscounted ? Math.round(paidCents / 10) : 0;
  return {
    id: `id:${FIRST_LINE_ID + number * MAX_LINES + index}`,
    current_quantity: quantity,
    gift_card: false,
    price: decimalOf(priceCents),
    price_set: setOf(priceCents),
    product_id: `id:${FIRST_PRODUCT_ID + product}`,
    quantity,
    requires_shipping: true,
    taxable: true,
    title: TITLES[product % TITLES.length],
    variant_id: `id:${FIRST_VARIANT_ID + product * 3}`,
    tax_lines: [taxOf(paidCents - discountCents)],
    discount_allocations: isDiscounted
      ? [
          {
            amount: decimalOf(discountCents),
            amount_set: setOf(discountCents),
            discount_application_index: 0,
          },
        ]
      : [],
  };
}

function shippingOf(): object {
  return {
    is_removed: false,
    price: decimalOf(490),
    price_set: setOf(490),
    tax_lines: [taxOf(490)],
    discount_allocations: [],
  };
}

function taxOf(paidCents: number): object {
  const taxCents = paidCents - Math.round((paidCents * 100) / (100 + TAX_PERCENT));
  return {
    channel_liable: false,
    price: decimalOf(taxCents),
    price_set: setOf(taxCents),
    rate: TAX_PERCENT / 100,
    title: "DE MwSt",
  };
}

function setOf(cents: number): object {
  const money = { amount: decimalOf(cents), currency_code: CURRENCY };
  return { shop_money: money, presentment_money: money };
}

function decimalOf(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/** Shopify writes ids as numbers; text keeps them exact until here. */
function withNumbers(json: string): string {
  return json.replaceAll(/"id:(\d+)"/g, "$1");
}
