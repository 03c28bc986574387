// Order states as JSON for storage: exact amounts become text. Reading trusts what we wrote
// ourselves.
import type { AmountMinor } from "../money/money.ts";
import { rationalFromText, rationalToText } from "../points/rational.ts";
import type {
  Exchange,
  OrderHead,
  OrderLine,
  OrderShipping,
  OrderState,
  Refund,
  RefundMoney,
} from "./order-state.ts";

/** Exact amounts replaced by their text, all the way down. */
type Stored<T> = T extends AmountMinor
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Stored<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Stored<T[K]> }
      : T;

/** `paid` is stored once when it is the newest payload too. */
interface StoredState {
  readonly v: 1;
  readonly newest: Stored<OrderHead> | null;
  readonly paid: Stored<OrderHead> | "newest" | null;
  readonly refunds: readonly Stored<Refund>[];
  readonly editedAt: number | null;
  readonly ambiguous: boolean;
}

/** JSON text of everything but the order's id, which is the row's key. */
export function orderStateToJson(state: OrderState): string {
  const stored: StoredState = {
    v: 1,
    newest: state.newest && storeHead(state.newest),
    paid: state.paid && (state.paid === state.newest ? "newest" : storeHead(state.paid)),
    refunds: state.refunds.map(storeRefund),
    editedAt: state.editedAt,
    ambiguous: state.ambiguous,
  };
  return JSON.stringify(stored);
}

/** Reads parsed JSON that `orderStateToJson` wrote. Throws on a version it does not know. */
export function orderStateFromJson(orderId: string, json: unknown): OrderState {
  const stored = json as StoredState;
  if (stored.v !== 1) throw new RangeError("This order state was written by a newer version");
  const newest = stored.newest && readHead(stored.newest);
  const paid = stored.paid === "newest" ? newest : stored.paid && readHead(stored.paid);
  const { editedAt, ambiguous } = stored;
  return { orderId, newest, paid, refunds: stored.refunds.map(readRefund), editedAt, ambiguous };
}

/** Canonical text of a payload, whoever fetched it: equal text means that nothing differs. */
export function headToText(head: OrderHead): string {
  return JSON.stringify({ ...storeHead(head), fetchedAt: null });
}

/** Canonical text of a refund. */
export function refundToText(refund: Refund): string {
  return JSON.stringify(storeRefund(refund));
}

function storeHead(head: OrderHead): Stored<OrderHead> {
  return {
    updatedAt: head.updatedAt,
    fetchedAt: head.fetchedAt,
    name: head.name,
    placedAt: head.placedAt,
    cancelledAt: head.cancelledAt,
    test: head.test,
    financialStatus: head.financialStatus,
    fullyPaid: head.fullyPaid,
    customerId: head.customerId,
    currency: head.currency,
    exchange: head.exchange && storeExchange(head.exchange),
    taxesIncluded: head.taxesIncluded,
    sourceName: head.sourceName,
    discountCodes: head.discountCodes,
    lines: head.lines.map(storeLine),
    shipping: storeShipping(head.shipping),
    refundIds: head.refundIds,
  };
}

function readHead(head: Stored<OrderHead>): OrderHead {
  return {
    ...head,
    exchange: head.exchange && readExchange(head.exchange),
    lines: head.lines.map(readLine),
    shipping: readShipping(head.shipping),
  };
}

function storeExchange({ presentmentCurrency, shop, presentment }: Exchange): Stored<Exchange> {
  return {
    presentmentCurrency,
    shop: rationalToText(shop),
    presentment: rationalToText(presentment),
  };
}

function readExchange({ presentmentCurrency, shop, presentment }: Stored<Exchange>): Exchange {
  return {
    presentmentCurrency,
    shop: rationalFromText(shop),
    presentment: rationalFromText(presentment),
  };
}

function storeLine(line: OrderLine): Stored<OrderLine> {
  return {
    id: line.id,
    productId: line.productId,
    variantId: line.variantId,
    kind: line.kind,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    gross: rationalToText(line.gross),
    discount: rationalToText(line.discount),
    tax: rationalToText(line.tax),
  };
}

function readLine(line: Stored<OrderLine>): OrderLine {
  return { ...line, ...readShipping(line) };
}

function storeShipping({ gross, discount, tax }: OrderShipping): Stored<OrderShipping> {
  return {
    gross: rationalToText(gross),
    discount: rationalToText(discount),
    tax: rationalToText(tax),
  };
}

function readShipping({ gross, discount, tax }: Stored<OrderShipping>): OrderShipping {
  return {
    gross: rationalFromText(gross),
    discount: rationalFromText(discount),
    tax: rationalFromText(tax),
  };
}

function storeRefund(refund: Refund): Stored<Refund> {
  return {
    id: refund.id,
    createdAt: refund.createdAt,
    lines: refund.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    shipping: storeRefundMoney(refund.shipping),
    unnamed: storeRefundMoney(refund.unnamed),
  };
}

function readRefund(refund: Stored<Refund>): Refund {
  return {
    ...refund,
    shipping: readRefundMoney(refund.shipping),
    unnamed: readRefundMoney(refund.unnamed),
  };
}

function storeRefundMoney({ shop, presentment }: RefundMoney): Stored<RefundMoney> {
  return { shop: rationalToText(shop), presentment: presentment && rationalToText(presentment) };
}

function readRefundMoney({ shop, presentment }: Stored<RefundMoney>): RefundMoney {
  const text = presentment;
  return {
    shop: rationalFromText(shop),
    presentment: text === null ? null : rationalFromText(text),
  };
}
