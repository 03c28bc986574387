// How orders are paid: at once, in parts, by several means, or set aside first and taken later.

import { allOrNothing, gatewayOf, heldBy, sourceOf, takeFrom } from "./credit-payments.ts";
import { requireOrder } from "./find-order.ts";
import { amountAtRate, openAuthorizations, orderAmounts } from "./order-amounts.ts";
import { closeWhenDone } from "./order-filing.ts";
import type { Order, Shop, Transaction } from "../model.ts";
import { iso, newId, refuse, type World } from "../world.ts";

export type PayInput = {
  /** "gift_card" and "shopify_store_credit" are what customers have with the shop. */
  gateway?: string;
  /** The rate of the payment, which is seldom the one the order was placed at. */
  exchangeRate?: string;
  /** Pays a part; the order becomes partially paid. In the buyer's currency. */
  amountMinor?: number;
  /** Sets the amount aside on the buyer's card, to be taken later. */
  authorize?: boolean;
  /** The gift card that pays. Without one, nobody keeps the balance of a gift card. */
  giftCardId?: string;
  /** Pays from the customer's account of store credit: all that is in it, or all that is owed. */
  fromAccount?: boolean;
};

export function payOrder(world: World, shop: Shop, id: string, input: PayInput = {}): Order {
  const order = requireOrder(shop, id);
  recordPayments(world, shop, order, [input]);
  tellOfPayment(world, shop, order);
  return order;
}

/** Takes what was set aside, or a part of it; what is not taken is let go. */
export function capturePayment(
  world: World,
  shop: Shop,
  id: string,
  input: Pick<PayInput, "amountMinor" | "exchangeRate"> = {},
): Order {
  const order = requireOrder(shop, id);
  const [authorization] = openAuthorizations(order);
  if (!authorization) refuse(`Nothing is set aside for order ${order.name}`);
  const most = authorization.amount.presentment;
  const presentment = input.amountMinor ?? most;
  if (presentment <= 0 || presentment > most) {
    refuse(`A capture is more than nothing and no more than what was set aside (${most})`);
  }
  record(world, order, {
    kind: "capture",
    gateway: authorization.gateway,
    amount: amountAtRate(order, presentment, input.exchangeRate),
    parentId: authorization.id,
  });
  tellOfPayment(world, shop, order);
  return order;
}

/** Lets go of what was set aside. */
export function voidPayment(world: World, shop: Shop, id: string): Order {
  const order = requireOrder(shop, id);
  if (openAuthorizations(order).length === 0) {
    refuse(`Nothing is set aside for order ${order.name}`);
  }
  recordVoids(world, order);
  world.emit(shop, { topic: "orders/updated", order });
  return order;
}

export function recordVoids(world: World, order: Order): void {
  for (const { id, gateway, amount } of openAuthorizations(order)) {
    record(world, order, { kind: "void", gateway, amount, parentId: id });
  }
}

function recordPayment(world: World, shop: Shop, order: Order, input: PayInput): void {
  if (order.cancelledAt !== null) refuse(`Order ${order.name} is cancelled`);
  const owed = owedOn(order);
  if (owed <= 0 && order.transactions.length > 0) refuse(`Order ${order.name} is paid already`);
  const source = sourceOf(world, shop, order, input);
  const most = source ? Math.min(owed, heldBy(source)) : owed;
  const presentment = input.amountMinor ?? most;
  if (presentment < 0 || presentment > owed) {
    refuse("A payment is no more than what is outstanding");
  }
  const usual = order.sourceName === "pos" ? "cash" : "shopify_payments";
  const gateway = source ? gatewayOf(source) : (input.gateway ?? usual);
  const transaction = record(world, order, {
    kind: input.authorize ? "authorization" : "sale",
    gateway,
    amount: amountAtRate(order, presentment, input.exchangeRate),
    parentId: null,
  });
  if (source) takeFrom(world, source, order, transaction);
  if (!order.gateways.includes(gateway)) order.gateways.push(gateway);
}

/** The payments of one checkout: what is to pay the rest pays nothing when there is none. */
export function recordPayments(world: World, shop: Shop, order: Order, payments: PayInput[]): void {
  allOrNothing(shop, () => {
    payments.forEach((payment, index) => {
      if (index > 0 && payment.amountMinor === undefined && owedOn(order) <= 0) return;
      recordPayment(world, shop, order, payment);
    });
  });
}

function owedOn(order: Order): number {
  const setAside = openAuthorizations(order);
  return setAside.reduce(
    (owed, { amount }) => owed - amount.presentment,
    orderAmounts(order).outstanding.presentment,
  );
}

function record(
  world: World,
  order: Order,
  transaction: Pick<Transaction, "kind" | "gateway" | "amount" | "parentId">,
): Transaction {
  const createdAt = iso(world);
  const recorded: Transaction = {
    ...transaction,
    id: newId(world),
    status: "success",
    createdAt,
  };
  order.transactions.push(recorded);
  order.updatedAt = createdAt;
  return recorded;
}

export function tellOfPayment(world: World, shop: Shop, order: Order): void {
  closeWhenDone(world, order);
  if (orderAmounts(order).outstanding.presentment > 0) {
    world.emit(shop, { topic: "orders/updated", order });
    return;
  }
  world.emit(shop, { topic: "orders/paid", order }, { topic: "orders/updated", order });
}
