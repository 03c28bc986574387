// Order states as JSON for storage: exact amounts become text, lines become lists, and what is
// usual is left out, because every order that a store ever had is kept like this. Reading trusts
// what we wrote ourselves.
import type { AmountMinor } from "../money/money.ts";
import { ZERO, isZero, rationalFromText, rationalToText } from "../points/rational.ts";
import type {
  Exchange,
  FinancialStatus,
  LineKind,
  OrderHead,
  OrderLine,
  OrderShipping,
  OrderState,
  Refund,
  RefundMoney,
} from "./order-state.ts";

type StoredLine = [
  id: string,
  productId: string | null,
  variantId: string | null,
  kind: LineKind,
  quantity: number,
  currentQuantity: number,
  gross: string,
  discount: string,
  tax: string,
];

type StoredMoney = [shop: string, presentment: string | null, currency?: string];

interface StoredHead {
  readonly updatedAt: number;
  readonly fetchedAt?: number;
  readonly name: string;
  readonly placedAt: number;
  readonly cancelledAt?: number;
  readonly test?: true;
  readonly financialStatus: FinancialStatus;
  readonly fullyPaid?: true;
  readonly customerId: string | null;
  readonly currency: string;
  readonly exchange?: [presentmentCurrency: string, shop: string, presentment: string];
  readonly taxesIncluded?: true;
  readonly sourceName?: string;
  readonly discountCodes?: readonly string[];
  readonly lines: readonly StoredLine[];
  readonly shipping?: [gross: string, discount: string, tax: string];
  readonly refundIds?: readonly string[];
}

interface StoredRefund {
  readonly id: string;
  readonly createdAt: number;
  readonly lines: readonly [lineId: string, quantity: number][];
  readonly shipping?: StoredMoney;
  readonly unnamed?: StoredMoney;
}

interface StoredState {
  readonly v: 1;
  readonly newest: StoredHead | null;
  /** Stored once when it is the newest payload too. */
  readonly paid: StoredHead | "newest" | null;
  readonly refunds?: readonly StoredRefund[];
  readonly editedAt?: number;
  readonly ambiguous?: true;
  readonly customerForgotten?: true;
}

/** JSON text of everything but the order's id, which is the row's key. */
export function orderStateToJson(state: OrderState): string {
  const { newest, paid, refunds, editedAt, ambiguous, customerForgotten } = state;
  const stored: StoredState = {
    v: 1,
    newest: newest && storeHead(newest),
    paid: paid && (paid === newest ? "newest" : storeHead(paid)),
    ...(refunds.length > 0 && { refunds: refunds.map(storeRefund) }),
    ...(editedAt !== null && { editedAt }),
    ...(ambiguous && { ambiguous }),
    ...(customerForgotten && { customerForgotten }),
  };
  return JSON.stringify(stored);
}

/** Reads parsed JSON that `orderStateToJson` wrote. Throws on a version it does not know. */
export function orderStateFromJson(orderId: string, json: unknown): OrderState {
  const stored = json as StoredState;
  if (stored.v !== 1) throw new RangeError("This order state was written by a newer version");
  const newest = stored.newest && readHead(stored.newest);
  return {
    orderId,
    newest,
    paid: stored.paid === "newest" ? newest : stored.paid && readHead(stored.paid),
    refunds: (stored.refunds ?? []).map(readRefund),
    editedAt: stored.editedAt ?? null,
    ambiguous: stored.ambiguous ?? false,
    customerForgotten: stored.customerForgotten ?? false,
  };
}

/** Canonical text of a payload, whoever fetched it: equal text means that nothing differs. */
export function headToText(head: OrderHead): string {
  return JSON.stringify(storeHead({ ...head, fetchedAt: null }));
}

/** Canonical text of a refund. */
export function refundToText(refund: Refund): string {
  return JSON.stringify(storeRefund(refund));
}

function storeHead(head: OrderHead): StoredHead {
  const { fetchedAt, cancelledAt, exchange, sourceName, discountCodes, refundIds } = head;
  return {
    updatedAt: head.updatedAt,
    ...(fetchedAt !== null && { fetchedAt }),
    name: head.name,
    placedAt: head.placedAt,
    ...(cancelledAt !== null && { cancelledAt }),
    ...(head.test && { test: true }),
    financialStatus: head.financialStatus,
    ...(head.fullyPaid && { fullyPaid: true }),
    customerId: head.customerId,
    currency: head.currency,
    ...(exchange && { exchange: storeExchange(exchange) }),
    ...(head.taxesIncluded && { taxesIncluded: true }),
    ...(sourceName !== null && { sourceName }),
    ...(discountCodes.length > 0 && { discountCodes }),
    lines: head.lines.map(storeLine),
    ...(!isFree(head.shipping) && { shipping: storeAmounts(head.shipping) }),
    ...(refundIds.length > 0 && { refundIds }),
  };
}

function readHead(stored: StoredHead): OrderHead {
  return {
    updatedAt: stored.updatedAt,
    fetchedAt: stored.fetchedAt ?? null,
    name: stored.name,
    placedAt: stored.placedAt,
    cancelledAt: stored.cancelledAt ?? null,
    test: stored.test ?? false,
    financialStatus: stored.financialStatus,
    fullyPaid: stored.fullyPaid ?? false,
    customerId: stored.customerId,
    currency: stored.currency,
    exchange: stored.exchange ? readExchange(stored.exchange) : null,
    taxesIncluded: stored.taxesIncluded ?? false,
    sourceName: stored.sourceName ?? null,
    discountCodes: stored.discountCodes ?? [],
    lines: stored.lines.map(readLine),
    shipping: stored.shipping ? readAmounts(stored.shipping) : FREE,
    refundIds: stored.refundIds ?? [],
  };
}

const FREE: OrderShipping = { gross: ZERO, discount: ZERO, tax: ZERO };

function isFree({ gross, discount, tax }: OrderShipping): boolean {
  return isZero(gross) && isZero(discount) && isZero(tax);
}

function storeExchange(exchange: Exchange): [string, string, string] {
  const { presentmentCurrency, shop, presentment } = exchange;
  return [presentmentCurrency, rationalToText(shop), rationalToText(presentment)];
}

function readExchange([presentmentCurrency, shop, presentment]: [
  string,
  string,
  string,
]): Exchange {
  return {
    presentmentCurrency,
    shop: rationalFromText(shop),
    presentment: rationalFromText(presentment),
  };
}

function storeLine(line: OrderLine): StoredLine {
  const { id, productId, variantId, kind, quantity, currentQuantity } = line;
  return [id, productId, variantId, kind, quantity, currentQuantity, ...storeAmounts(line)];
}

function readLine(stored: StoredLine): OrderLine {
  const [id, productId, variantId, kind, quantity, currentQuantity, ...amounts] = stored;
  return { id, productId, variantId, kind, quantity, currentQuantity, ...readAmounts(amounts) };
}

function storeAmounts({ gross, discount, tax }: OrderShipping): [string, string, string] {
  return [rationalToText(gross), rationalToText(discount), rationalToText(tax)];
}

function readAmounts([gross, discount, tax]: [string, string, string]): OrderShipping {
  return {
    gross: rationalFromText(gross),
    discount: rationalFromText(discount),
    tax: rationalFromText(tax),
  };
}

function storeRefund({ id, createdAt, lines, shipping, unnamed }: Refund): StoredRefund {
  return {
    id,
    createdAt,
    lines: lines.map(({ lineId, quantity }) => [lineId, quantity]),
    ...(!isNothing(shipping) && { shipping: storeMoney(shipping) }),
    ...(!isNothing(unnamed) && { unnamed: storeMoney(unnamed) }),
  };
}

function readRefund({ id, createdAt, lines, shipping, unnamed }: StoredRefund): Refund {
  return {
    id,
    createdAt,
    lines: lines.map(([lineId, quantity]) => ({ lineId, quantity })),
    shipping: shipping ? readMoney(shipping) : NOTHING,
    unnamed: unnamed ? readMoney(unnamed) : NOTHING,
  };
}

const NOTHING: RefundMoney = { shop: ZERO, presentment: null };

function isNothing({ shop, presentment }: RefundMoney): boolean {
  return isZero(shop) && presentment === null;
}

function storeMoney({ shop, presentment, currency }: RefundMoney): StoredMoney {
  const amounts = [rationalToText(shop), presentment && rationalToText(presentment)] as const;
  return currency === undefined ? [...amounts] : [...amounts, currency];
}

function readMoney([shop, presentment, currency]: StoredMoney): RefundMoney {
  const readPresentment: AmountMinor | null =
    presentment === null ? null : rationalFromText(presentment);
  const money = { shop: rationalFromText(shop), presentment: readPresentment };
  return currency === undefined ? money : { ...money, currency };
}
