// A store that lives: orders are placed, paid, edited, refunded, fulfilled and cancelled, and each
// time the webhooks are written that Shopify would send.

/** What a voucher is worth, in the smallest unit of the store's currency. */
const VOUCHER_CENTS = 500;

export const FIRST_MOMENT = Date.UTC(2026, 1, 27, 20);
const MINUTE_MS = 60_000;

/** What a store counts in, and how many digits its amounts have behind the point. */
export interface StoreCurrency {
  readonly code: "EUR" | "JPY" | "KWD";
  readonly decimals: number;
}

export const EUR: StoreCurrency = { code: "EUR", decimals: 2 };

/** What a customer was like when they ordered. */
export interface Buyer {
  readonly tags: readonly string[];
  readonly segmentIds: readonly string[];
}

/** How many quarters of the order gift cards and store credit paid. */
export interface Payments {
  readonly giftCardQuarters: number;
  readonly storeCreditQuarters: number;
}

export type GoodsKind = "product" | "gift_card" | "tip";

export interface Goods {
  readonly kind: GoodsKind;
  /** Which of the store's few products. */
  readonly product: number;
  readonly priceCents: number;
  readonly quantity: number;
  readonly discountCents: number;
  readonly taxCents: number;
}

/** What may happen to an order after it was placed. */
export type Deed =
  | { readonly type: "pay" | "cancel" | "fulfil" | "deliver" | "touch" | "refund_all" }
  | { readonly type: "customer"; readonly customer: number }
  | { readonly type: "give_away"; readonly customer: number }
  | { readonly type: "refund_units"; readonly line: number; readonly units: number }
  | { readonly type: "refund_amount"; readonly cents: number }
  | { readonly type: "refund_shipping"; readonly cents: number }
  | { readonly type: "remove_unit"; readonly line: number }
  | { readonly type: "add_line"; readonly goods: Goods };

/** An order's life: deeds follow one another, each a minute after the one before if not said. */
export interface Life {
  readonly placedAfterMinutes: number;
  readonly gapsMinutes?: readonly number[];
  readonly channel: "web" | "pos" | "draft";
  /** Null for a guest. */
  readonly customer: number | null;
  readonly goods: readonly Goods[];
  readonly shippingCents: number;
  readonly taxesIncluded: boolean;
  readonly deeds: readonly Deed[];
  /** The voucher whose code the customer typed; left out for none. */
  readonly voucher?: string | null;
  readonly buyer?: Buyer;
  readonly payments?: Payments;
  /** Whether the customer sees another currency than the store's. */
  readonly isForeign?: boolean;
}

const NOBODY_SPECIAL: Buyer = { tags: [], segmentIds: [] };
const NO_PAYMENTS: Payments = { giftCardQuarters: 0, storeCreditQuarters: 0 };

export interface StoreLine extends Goods {
  readonly id: string;
  current: number;
  /** The part of its discount that the order's voucher is. */
  readonly voucherCents: number;
}

export interface StoreRefund {
  readonly id: string;
  readonly at: number;
  readonly lines: readonly { readonly lineId: string; readonly units: number }[];
  readonly shippingCents: number;
  readonly unnamedCents: number;
}

/** An order as Shopify's admin would show it at one moment. */
export interface StoreOrder {
  readonly orderId: string;
  readonly at: number;
  readonly placedAt: number;
  readonly channel: Life["channel"];
  readonly customer: number | null;
  readonly voucher: string | null;
  readonly buyer: Buyer;
  readonly payments: Payments;
  readonly isForeign: boolean;
  readonly lines: readonly StoreLine[];
  readonly shippingCents: number;
  readonly taxesIncluded: boolean;
  readonly paid: boolean;
  readonly cancelled: boolean;
  readonly fulfilledAt: number | null;
  readonly deliveredAt: number | null;
  readonly refunds: readonly StoreRefund[];
  /** The store's own. */
  readonly zone: string;
  readonly currency: StoreCurrency;
}

/** Where and when a store begins to sell, and for what money. */
export interface Opening {
  readonly at: number;
  readonly zone: string;
  readonly currency: StoreCurrency;
}

/** One webhook: what it says, and what the store knew when it was sent. */
export type Told =
  | { readonly type: "order"; readonly order: StoreOrder }
  | {
      readonly type: "refund";
      readonly orderId: string;
      readonly refund: StoreRefund;
      readonly currency: StoreCurrency;
      readonly isForeign: boolean;
    };

/** All webhooks of an order's life, in the order in which Shopify sends them. */
export function live(life: Life, orderId: string, opening: Opening): Told[] {
  const { zone, currency } = opening;
  const placedAt = opening.at + life.placedAfterMinutes * MINUTE_MS;
  const told: Told[] = [];
  let order: StoreOrder = {
    orderId,
    at: placedAt,
    placedAt,
    channel: life.channel,
    customer: life.customer,
    voucher: life.voucher ?? null,
    buyer: life.buyer ?? NOBODY_SPECIAL,
    payments: life.payments ?? NO_PAYMENTS,
    isForeign: life.isForeign ?? false,
    lines: discounted(
      life.goods.map((goods, index) => sold(goods, `${orderId}${index + 1}`)),
      life.voucher ?? null,
    ),
    shippingCents: life.shippingCents,
    taxesIncluded: life.taxesIncluded,
    paid: false,
    cancelled: false,
    fulfilledAt: null,
    deliveredAt: null,
    refunds: [],
    zone,
    currency,
  };
  let at = placedAt;
  life.deeds.forEach((deed, index) => {
    at += (life.gapsMinutes?.[index] ?? 1) * MINUTE_MS;
    const before = order;
    order = { ...after(order, deed, { at, id: `${orderId}${index}` }), at };
    const refund = order.refunds.at(-1);
    if (refund && order.refunds.length > before.refunds.length) {
      const { isForeign } = order;
      told.push({ type: "refund", orderId, refund, currency, isForeign });
    }
    told.push({ type: "order", order });
  });
  return told;
}

function sold(goods: Goods, id: string): StoreLine {
  return { ...goods, id, current: goods.quantity, voucherCents: 0 };
}

/** A voucher lowers the first product that costs anything. */
function discounted(lines: StoreLine[], voucher: string | null): StoreLine[] {
  const costs = (line: StoreLine): number => line.priceCents * line.quantity - line.discountCents;
  const first = lines.find((line) => line.kind === "product" && costs(line) > 0);
  if (voucher === null || !first) return lines;
  const voucherCents = Math.min(VOUCHER_CENTS, costs(first));
  const discountCents = first.discountCents + voucherCents;
  return lines.map((line) => (line === first ? { ...line, discountCents, voucherCents } : line));
}

function after(order: StoreOrder, deed: Deed, next: { at: number; id: string }): StoreOrder {
  const refund = (back: Partial<StoreRefund>): StoreOrder => ({
    ...order,
    refunds: [
      ...order.refunds,
      { id: next.id, at: next.at, lines: [], shippingCents: 0, unnamedCents: 0, ...back },
    ],
  });
  switch (deed.type) {
    case "pay":
      return { ...order, paid: true };
    case "cancel":
      return { ...order, cancelled: true };
    case "fulfil":
      return { ...order, fulfilledAt: order.fulfilledAt ?? next.at };
    case "deliver":
      return order.fulfilledAt === null
        ? order
        : { ...order, deliveredAt: order.deliveredAt ?? next.at };
    case "touch":
      return order;
    case "customer":
      return { ...order, customer: order.customer ?? deed.customer };
    case "give_away":
      return { ...order, customer: deed.customer };
    case "refund_amount":
      return refund({ unnamedCents: deed.cents });
    case "refund_shipping":
      return refund({ shippingCents: deed.cents });
    case "refund_all": {
      const lines = order.lines.filter(({ current }) => current > 0);
      const back = order.refunds.reduce((sum, { shippingCents }) => sum + shippingCents, 0);
      return {
        ...refund({
          lines: lines.map(({ id, current }) => ({ lineId: id, units: current })),
          shippingCents: Math.max(order.shippingCents - back, 0),
        }),
        lines: order.lines.map((line) => ({ ...line, current: 0 })),
      };
    }
    case "refund_units": {
      const { line, taken } = takeUnits(order, deed.line, deed.units);
      const back = refund({ lines: line && taken > 0 ? [{ lineId: line.id, units: taken }] : [] });
      return { ...back, lines: withLess(order.lines, line, taken) };
    }
    case "remove_unit": {
      const { line, taken } = takeUnits(order, deed.line, 1);
      return { ...order, lines: withLess(order.lines, line, taken) };
    }
    case "add_line":
      return { ...order, paid: false, lines: [...order.lines, sold(deed.goods, `${next.id}9`)] };
  }
}

function takeUnits(order: StoreOrder, position: number, wanted: number) {
  const line = order.lines[position % order.lines.length];
  return { line, taken: Math.min(wanted, line?.current ?? 0) };
}

function withLess(lines: readonly StoreLine[], line: StoreLine | undefined, units: number) {
  return lines.map((each) => (each === line ? { ...each, current: each.current - units } : each));
}

export function customerId(customer: number): string {
  return `${7_000 + customer}`;
}

export function productId(product: number): string {
  return `${9_000 + product}`;
}

/** The store's tags, in small letters, and its collections. */
export function tagsOf(product: number): readonly string[] {
  return [["coffee"], ["new", "tea"], []][product] ?? [];
}

export function collectionsOf(product: number): readonly string[] {
  return [["501"], ["501", "502"], ["502"]][product] ?? [];
}
