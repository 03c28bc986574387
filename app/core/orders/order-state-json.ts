// Order states as JSON for storage: exact amounts become text, lines become lists, and what is
// usual is left out, because every order that a store ever had is kept like this. Reading trusts
// what we wrote ourselves.
import { ZERO, isZero, rationalFromText, rationalToText } from "../points/rational.ts";
import { factsFromJson, factsToJson } from "./order-facts-json.ts";
import type { StoredFacts } from "./order-facts-json.ts";
import type {
  CodeDiscount,
  Exchange,
  FinancialStatus,
  LineKind,
  OrderHead,
  OrderLine,
  OrderShipping,
  OrderState,
} from "./order-state.ts";
import { readKnownRefund, readMoney, storeKnownRefund, storeMoney } from "./refund-json.ts";
import type { StoredMoney, StoredRefund } from "./refund-json.ts";

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
  codeDiscounts?: StoredCodeDiscounts,
];

type StoredCodeDiscounts = readonly (readonly [code: string, amount: string])[];

type StoredShipping = [gross: string, discount: string, tax: string, codes?: StoredCodeDiscounts];

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
  readonly paymentGateways?: readonly string[];
  readonly fulfilledAt?: number;
  readonly deliveredAt?: number;
  readonly lines: readonly StoredLine[];
  readonly shipping?: StoredShipping;
  readonly refundIds?: readonly string[];
  readonly received?: StoredMoney;
}

interface StoredState {
  readonly v: 1;
  readonly newest: StoredHead | null;
  /** Stored once when it is the newest payload too. */
  readonly paid: StoredHead | "newest" | null;
  /** Left out where it is the moment of the payload that is stored as paid. */
  readonly paidAt?: number;
  readonly received?: [money: StoredMoney, fetchedAt: number];
  readonly facts?: StoredFacts;
  readonly refunds?: readonly StoredRefund[];
  readonly editedAt?: number;
  readonly ambiguous?: true;
  readonly customerForgotten?: true;
}

/** JSON text of everything but the order's id, which is the row's key. */
export function orderStateToJson(state: OrderState): string {
  const { newest, paid, paidAt, received, facts, refunds } = state;
  const { editedAt, ambiguous, customerForgotten } = state;
  const stored: StoredState = {
    v: 1,
    newest: newest && storeHead(newest),
    paid: paid && (paid === newest ? "newest" : storeHead(paid)),
    ...(paidAt !== null && paidAt !== paid?.updatedAt && { paidAt }),
    ...(received && {
      received: [storeMoney(received.money), received.fetchedAt] as [StoredMoney, number],
    }),
    ...(facts && { facts: factsToJson(facts) }),
    ...(refunds.length > 0 && { refunds: refunds.map(storeKnownRefund) }),
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
  const paid = stored.paid === "newest" ? newest : stored.paid && readHead(stored.paid);
  return {
    orderId,
    newest,
    paid,
    paidAt: stored.paidAt ?? paid?.updatedAt ?? null,
    received: stored.received
      ? { money: readMoney(stored.received[0]), fetchedAt: stored.received[1] }
      : null,
    facts: stored.facts ? factsFromJson(stored.facts) : null,
    refunds: (stored.refunds ?? []).map(readKnownRefund),
    editedAt: stored.editedAt ?? null,
    ambiguous: stored.ambiguous ?? false,
    customerForgotten: stored.customerForgotten ?? false,
  };
}

/** Canonical text of a payload, whoever fetched it: equal text means that nothing differs. */
export function headToText(head: OrderHead): string {
  return JSON.stringify(storeHead({ ...head, fetchedAt: null, received: null }));
}

function storeHead(head: OrderHead): StoredHead {
  const { fetchedAt, cancelledAt, exchange, sourceName, discountCodes, refundIds } = head;
  const { paymentGateways, fulfilledAt, deliveredAt, received } = head;
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
    ...(paymentGateways.length > 0 && { paymentGateways }),
    ...(fulfilledAt !== null && { fulfilledAt }),
    ...(deliveredAt !== null && { deliveredAt }),
    lines: head.lines.map(storeLine),
    ...(!isFree(head.shipping) && { shipping: storeShipping(head.shipping) }),
    ...(refundIds.length > 0 && { refundIds }),
    ...(received && { received: storeMoney(received) }),
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
    paymentGateways: stored.paymentGateways ?? [],
    fulfilledAt: stored.fulfilledAt ?? null,
    deliveredAt: stored.deliveredAt ?? null,
    lines: stored.lines.map(readLine),
    shipping: stored.shipping ? readShipping(stored.shipping) : FREE,
    refundIds: stored.refundIds ?? [],
    received: stored.received ? readMoney(stored.received) : null,
  };
}

const FREE: OrderShipping = { gross: ZERO, discount: ZERO, codeDiscounts: [], tax: ZERO };

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
  const { id, productId, variantId, kind, quantity, currentQuantity, codeDiscounts } = line;
  const stored: StoredLine = [
    id,
    productId,
    variantId,
    kind,
    quantity,
    currentQuantity,
    ...storeAmounts(line),
  ];
  if (codeDiscounts.length > 0) stored.push(storeCodes(codeDiscounts));
  return stored;
}

function readLine(stored: StoredLine): OrderLine {
  const [id, productId, variantId, kind, quantity, currentQuantity, ...amounts] = stored;
  return { id, productId, variantId, kind, quantity, currentQuantity, ...readShipping(amounts) };
}

function storeShipping(shipping: OrderShipping): StoredShipping {
  const stored: StoredShipping = storeAmounts(shipping);
  if (shipping.codeDiscounts.length > 0) stored.push(storeCodes(shipping.codeDiscounts));
  return stored;
}

function storeAmounts({ gross, discount, tax }: OrderShipping): [string, string, string] {
  return [rationalToText(gross), rationalToText(discount), rationalToText(tax)];
}

function storeCodes(discounts: readonly CodeDiscount[]): StoredCodeDiscounts {
  return discounts.map(({ code, amount }) => [code, rationalToText(amount)]);
}

const NO_CODES: readonly CodeDiscount[] = [];

function readShipping([gross, discount, tax, codes]: StoredShipping): OrderShipping {
  return {
    gross: rationalFromText(gross),
    discount: rationalFromText(discount),
    codeDiscounts:
      codes?.map(([code, amount]) => ({ code, amount: rationalFromText(amount) })) ?? NO_CODES,
    tax: rationalFromText(tax),
  };
}
