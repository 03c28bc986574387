// Orders as Shopify's webhooks carry them, with more than the fields that the app asks for.

export interface LinePayload {
  readonly id?: string;
  /** Decimal text of one unit. */
  readonly price?: string;
  readonly quantity?: number;
  readonly currentQuantity?: number;
  readonly productId?: string | null;
  readonly variantId?: string | null;
  readonly giftCard?: boolean;
  /** What each of the order's `codes` takes off, by its place; decimal text. */
  readonly codeDiscounts?: readonly string[];
}

export interface ParcelPayload {
  readonly status?: "success" | "cancelled";
  readonly shipmentStatus?: string | null;
  readonly createdAt: string;
  readonly updatedAt?: string;
}

export interface OrderPayload {
  readonly orderId?: string;
  readonly customerId?: string | null;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** Decimal text of the one line; `lines` replaces it. */
  readonly price?: string;
  readonly quantity?: number;
  readonly lines?: readonly LinePayload[];
  readonly codes?: readonly string[];
  readonly sourceName?: string;
  /** `gift_card`, `shopify_store_credit`, `shopify_payments`, … */
  readonly gateways?: readonly string[];
  readonly fulfillmentStatus?: "partial" | "fulfilled" | null;
  readonly fulfillments?: readonly ParcelPayload[];
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
  const lines = order.lines ?? [{ price, quantity: order.quantity ?? 1 }];
  const codes = order.codes ?? [];
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
    source_name: order.sourceName ?? "web",
    fulfillment_status: order.fulfillmentStatus ?? null,
    fulfillments: (order.fulfillments ?? []).map(parcelOf),
    payment_gateway_names: order.gateways ?? ["shopify_payments"],
    customer: customerOf(order, currency),
    customer_locale: "en",
    buyer_accepts_marketing: true,
    email: order.email ?? "ada@example.com",
    discount_codes: codes.map((code) => ({ code, amount: "0.00", type: "fixed_amount" })),
    discount_applications: codes.map((code) => ({ type: "discount_code", code })),
    line_items: lines.map((line, index) => lineOf(line, `${orderId}${index + 1}`, set)),
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

function lineOf(line: LinePayload, id: string, set: MoneySet): object {
  const { price = "40.00", quantity = 1, giftCard = false, codeDiscounts = [] } = line;
  const left = line.currentQuantity ?? quantity;
  const idOf = (given: string | null | undefined, usual: string) =>
    given === null ? null : `id:${given ?? usual}`;
  return {
    id: `id:${line.id ?? id}`,
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id ?? id}`,
    current_quantity: left,
    fulfillable_quantity: left,
    fulfillment_service: giftCard ? "gift_card" : "manual",
    fulfillment_status: null,
    gift_card: giftCard,
    grams: 250,
    name: "Harbour Blend 250 g",
    price,
    price_set: set(price),
    product_exists: line.productId !== null,
    product_id: idOf(line.productId, "9001"),
    properties: [],
    quantity,
    requires_shipping: !giftCard,
    sku: "HB-250",
    taxable: true,
    title: "Harbour Blend",
    total_discount: "0.00",
    total_discount_set: set("0.00"),
    variant_id: idOf(line.variantId, "9002"),
    variant_title: "250 g",
    vendor: "Harbour Coffee",
    tax_lines: [],
    duties: [],
    discount_allocations: codeDiscounts.map((amount, index) => ({
      amount,
      amount_set: set(amount),
      discount_application_index: index,
    })),
  };
}

function parcelOf(parcel: ParcelPayload, index: number): object {
  return {
    id: `id:${9500 + index}`,
    status: parcel.status ?? "success",
    shipment_status: parcel.shipmentStatus ?? null,
    created_at: parcel.createdAt,
    updated_at: parcel.updatedAt ?? parcel.createdAt,
    line_items: [],
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
