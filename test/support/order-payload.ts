// Orders as Shopify's webhooks carry them, with more than the fields that the app asks for.

export interface OrderPayload {
  readonly orderId?: string;
  readonly customerId?: string | null;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** Decimal text of the one line. */
  readonly price?: string;
  readonly quantity?: number;
  readonly currency?: string;
  readonly financialStatus?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly cancelledAt?: string | null;
  readonly test?: boolean;
}

/** The body of orders/paid, as compact as Shopify writes it. Ids stay exact: they go in as text. */
export function orderPayload(order: OrderPayload = {}): string {
  const currency = order.currency ?? "EUR";
  const price = order.price ?? "40.00";
  const createdAt = order.createdAt ?? "2026-03-01T13:00:00+01:00";
  const orderId = order.orderId ?? "5123";
  const set = (amount: string) => ({
    shop_money: { amount, currency_code: currency },
    presentment_money: { amount, currency_code: currency },
  });
  const body = {
    id: `id:${orderId}`,
    admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
    name: `#${orderId}`,
    created_at: createdAt,
    processed_at: createdAt,
    updated_at: order.updatedAt ?? createdAt,
    cancelled_at: order.cancelledAt ?? null,
    test: order.test ?? false,
    currency,
    presentment_currency: currency,
    taxes_included: true,
    financial_status: order.financialStatus ?? "paid",
    source_name: "web",
    customer: customerOf(order, currency),
    customer_locale: "en",
    buyer_accepts_marketing: true,
    email: order.email ?? "ada@example.com",
    discount_codes: [],
    line_items: [lineOf(orderId, price, order.quantity ?? 1, set)],
    shipping_lines: [shippingOf(set)],
    refunds: [],
    current_subtotal_price_set: set(price),
    subtotal_price_set: set(price),
    total_price_set: set(price),
  };
  return withNumbers(JSON.stringify(body));
}

type MoneySet = (amount: string) => object;

function customerOf(order: OrderPayload, currency: string): object | null {
  const customerId = order.customerId === undefined ? "7001" : order.customerId;
  if (customerId === null) return null;
  return {
    id: `id:${customerId}`,
    created_at: "2026-01-01T10:00:00+01:00",
    updated_at: "2026-01-01T10:00:00+01:00",
    first_name: order.firstName ?? "Ada",
    last_name: order.lastName ?? "Lovelace",
    state: "enabled",
    note: null,
    verified_email: true,
    tax_exempt: false,
    email: order.email ?? "ada@example.com",
    phone: null,
    currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customerId}`,
    default_address: {
      id: `id:${customerId}9`,
      customer_id: `id:${customerId}`,
      first_name: order.firstName ?? "Ada",
      last_name: order.lastName ?? "Lovelace",
      address1: "12 St James's Square",
      city: "London",
      zip: "SW1Y 4JH",
      country_code: "GB",
      default: true,
    },
  };
}

function lineOf(orderId: string, price: string, quantity: number, set: MoneySet): object {
  return {
    id: `id:${orderId}1`,
    admin_graphql_api_id: `gid://shopify/LineItem/${orderId}1`,
    current_quantity: quantity,
    fulfillable_quantity: quantity,
    fulfillment_service: "manual",
    fulfillment_status: null,
    gift_card: false,
    grams: 250,
    name: "Harbour Blend 250 g",
    price,
    price_set: set(price),
    product_exists: true,
    product_id: "id:9001",
    properties: [],
    quantity,
    requires_shipping: true,
    sku: "HB-250",
    taxable: true,
    title: "Harbour Blend",
    total_discount: "0.00",
    total_discount_set: set("0.00"),
    variant_id: "id:9002",
    variant_title: "250 g",
    vendor: "Harbour Coffee",
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  };
}

function shippingOf(set: MoneySet): object {
  return {
    id: "id:27187834659688",
    code: "Standard",
    current_discounted_price_set: set("0.00"),
    discounted_price: "0.00",
    discounted_price_set: set("0.00"),
    is_removed: false,
    price: "0.00",
    price_set: set("0.00"),
    source: "shopify",
    title: "Standard",
    tax_lines: [],
    discount_allocations: [],
  };
}

/** JSON.stringify would round long ids; here they are written as numbers at the end. */
function withNumbers(json: string): string {
  return json.replaceAll(/"id:(\d+)"/g, "$1");
}
