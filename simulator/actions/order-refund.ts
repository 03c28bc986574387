// Refunds: of units, of shipping, of an amount that names no line.

import { giveBack } from "./credit-payments.ts";
import { requireOrder } from "./find-order.ts";
import {
  amountAtRate,
  currentShare,
  lineNet,
  orderAmounts,
  shippingNet,
  taxOf,
} from "./order-amounts.ts";
import { openCreditAccount } from "./store-credit.ts";
import type {
  CreditEvent,
  MoneyBag,
  Order,
  Refund,
  RefundLine,
  RestockType,
  Shop,
  Transaction,
} from "../model.ts";
import { addBags, scaleBag, subtractBags, toBag, zero } from "../money.ts";
import { iso, newId, refuse, takeId, type World } from "../world.ts";

export type RefundInput = {
  id?: string;
  lines?: { lineId: string; quantity: number; restockType?: RestockType }[];
  /** Part of the shipping price, in the shop's currency. */
  shippingMinor?: number;
  /** What is refunded beyond the lines and shipping named; negative keeps a part of them. */
  amountMinor?: number;
  note?: string;
  /** The rate of the refund's payment. Its shop money follows this rate, its lines do not. */
  exchangeRate?: string;
  /** What of it is paid out as store credit, in the buyer's currency. */
  storeCreditMinor?: number | "all";
};

export function refundOrder(world: World, shop: Shop, id: string, input: RefundInput): Refund {
  const order = requireOrder(shop, id);
  const refund = recordRefund(world, shop, order, input, { limit: "refuse" });
  world.emit(shop, { topic: "refunds/create", order, refund }, { topic: "orders/updated", order });
  return refund;
}

/** What a cancellation gives back: every unit left, all shipping, all money received. */
export function refundEverything(
  world: World,
  shop: Shop,
  order: Order,
  asStoreCredit: boolean,
): Refund | null {
  const lines = order.lines
    .filter((line) => line.currentQuantity > 0)
    .map((line) => ({
      lineId: line.id,
      quantity: line.currentQuantity,
      restockType: "cancel" as const,
    }));
  const shippingMinor = orderAmounts(order).currentShipping.shop;
  if (lines.length === 0 && shippingMinor === 0) return null;
  const input = {
    lines,
    shippingMinor,
    ...(asStoreCredit && { storeCreditMinor: "all" as const }),
  };
  const manner = { limit: "what_was_paid", event: "ORDER_CANCELLATION" } as const;
  return recordRefund(world, shop, order, input, manner);
}

/** Works on a copy, so that a refusal half-way leaves the order as it was. */
function recordRefund(
  world: World,
  shop: Shop,
  original: Order,
  input: RefundInput,
  manner: { limit: "refuse" | "what_was_paid"; event?: CreditEvent },
): Refund {
  const order = structuredClone(original);
  const refund: Refund = {
    id: takeId(world, input.id),
    note: input.note ?? null,
    createdAt: iso(world),
    lines: [],
    adjustments: [],
    shippingLines: [],
    transactions: [],
  };
  const wanted = input.lines ?? [];
  for (const { lineId, quantity } of wanted) checkUnits(order, lineId, quantity, wanted);
  refund.lines = wanted.map((line) => refundUnits(world, order, line));
  const shipping = refundShipping(world, order, refund, input.shippingMinor ?? 0);
  const extra = toBag(input.amountMinor ?? 0, order);
  const added = order.taxesIncluded ? zero : addBags(...refund.lines.map((line) => line.tax));
  const goods = addBags(...refund.lines.map((line) => line.subtotal), added);
  const total = addBags(goods, shipping, extra);
  if (extra.shop !== 0) {
    refund.adjustments.push({
      id: newId(world),
      kind: "refund_discrepancy",
      amount: subtractBags(zero, extra),
      tax: zero,
    });
  }
  const left = leftToRefund(order);
  const isCapped = manner.limit === "what_was_paid" && total.presentment > left;
  payBack(world, shop, order, refund, isCapped ? left : total.presentment, input);
  for (const transaction of refund.transactions) {
    giveBack(world, shop, order, transaction, manner.event ?? "ORDER_REFUND");
  }
  order.refunds.push(refund);
  order.updatedAt = refund.createdAt;
  Object.assign(original, order);
  return refund;
}

function checkUnits(
  order: Order,
  lineId: string,
  quantity: number,
  wanted: { lineId: string; quantity: number }[],
): void {
  const line = order.lines.find((candidate) => candidate.id === lineId);
  if (!line) refuse(`Order ${order.name} has no line ${lineId}`);
  if (!Number.isSafeInteger(quantity) || quantity < 1) refuse("A quantity is 1 or more");
  const sum = wanted
    .filter((entry) => entry.lineId === lineId)
    .reduce((total, entry) => total + entry.quantity, 0);
  if (sum > line.currentQuantity) {
    refuse(`Quantity cannot refund more items than were purchased (${line.currentQuantity} left)`);
  }
}

function refundUnits(
  world: World,
  order: Order,
  wanted: { lineId: string; quantity: number; restockType?: RestockType },
): RefundLine {
  const line = order.lines.find((candidate) => candidate.id === wanted.lineId);
  if (!line) refuse(`Order ${order.name} has no line ${wanted.lineId}`);
  const before = { net: currentShare(line, lineNet(line)), tax: currentShare(line, taxOf(line)) };
  line.currentQuantity -= wanted.quantity;
  return {
    id: newId(world),
    lineId: line.id,
    quantity: wanted.quantity,
    restockType: wanted.restockType ?? "no_restock",
    subtotal: subtractBags(before.net, currentShare(line, lineNet(line))),
    tax: subtractBags(before.tax, currentShare(line, taxOf(line))),
  };
}

function refundShipping(
  world: World,
  order: Order,
  refund: Refund,
  shippingMinor: number,
): MoneyBag {
  if (shippingMinor === 0) return zero;
  const line = order.shippingLines[0];
  const left = line ? subtractBags(shippingNet(line), line.refunded) : zero;
  if (!line || shippingMinor < 0 || shippingMinor > left.shop) {
    refuse("A refund of shipping is no more than the shipping that is left");
  }
  const amount = shippingMinor === left.shop ? left : toBag(shippingMinor, order);
  const tax = scaleBag(taxOf(line), amount.shop, shippingNet(line).shop);
  line.refunded = addBags(line.refunded, amount);
  refund.shippingLines.push({ id: newId(world), shippingLineId: line.id, amount });
  refund.adjustments.push({
    id: newId(world),
    kind: "shipping_refund",
    amount: subtractBags(zero, amount),
    tax: subtractBags(zero, tax),
  });
  return order.taxesIncluded ? amount : addBags(amount, tax);
}

/** Orders that were never paid lose units without any money moving. */
function payBack(
  world: World,
  shop: Shop,
  order: Order,
  refund: Refund,
  presentment: number,
  input: RefundInput,
): void {
  if (paymentsOf(order).length === 0) return;
  const left = leftToRefund(order);
  if (presentment > left || presentment < 0) {
    refuse(`Refund amount is more than what was paid and not refunded yet (${left} minor units)`);
  }
  const { storeCreditMinor = 0 } = input;
  const credit = storeCreditMinor === "all" ? presentment : storeCreditMinor;
  if (credit < 0 || credit > presentment) {
    refuse("Store credit is no more than what is refunded");
  }
  const moves: Move[] = [
    {
      gateway: "shopify_store_credit",
      parentId: null,
      presentment: credit,
      ...(credit > 0 ? accountFor(world, shop, order) : {}),
    },
    ...backToPayments(order, presentment - credit),
  ];
  for (const { presentment: moved, ...move } of moves.filter((entry) => entry.presentment > 0)) {
    refund.transactions.push({
      ...move,
      id: newId(world),
      kind: "refund",
      status: "success",
      amount: amountAtRate(order, moved, input.exchangeRate),
      createdAt: refund.createdAt,
    });
  }
}

type Move = Pick<Transaction, "gateway" | "parentId" | "giftCardId" | "creditAccountId"> & {
  presentment: number;
};

/** The account that store credit is paid out to; a guest has none. */
function accountFor(world: World, shop: Shop, order: Order): { creditAccountId?: string } {
  if (order.customerId === null) return {};
  const { customerId, presentmentCurrency } = order;
  return { creditAccountId: openCreditAccount(world, shop, customerId, presentmentCurrency).id };
}

/** Money goes back before gift cards and store credit do, each payment no more than it brought. */
function backToPayments(order: Order, presentment: number): Move[] {
  const credit = ["gift_card", "shopify_store_credit"];
  const rank = ({ gateway }: Transaction): number => (credit.includes(gateway) ? 1 : 0);
  let left = presentment;
  return paymentsOf(order)
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ id, gateway, amount, giftCardId, creditAccountId }) => {
      const returned = order.refunds
        .flatMap(({ transactions }) => transactions)
        .filter(({ parentId }) => parentId === id)
        .reduce((sum, entry) => sum + entry.amount.presentment, 0);
      const share = Math.min(left, amount.presentment - returned);
      left -= share;
      return {
        gateway,
        parentId: id,
        presentment: share,
        ...(giftCardId === undefined ? {} : { giftCardId }),
        ...(creditAccountId === undefined ? {} : { creditAccountId }),
      };
    });
}

function paymentsOf(order: Order): Transaction[] {
  return order.transactions.filter(({ kind }) => kind === "sale" || kind === "capture");
}

function leftToRefund(order: Order): number {
  const { received, refunded } = orderAmounts(order);
  return received.presentment - refunded.presentment;
}
