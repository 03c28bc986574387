// A shop's story by chance: what shoppers and merchants do in a few weeks, the same for the same
// seed, at the same moments whoever listens.
import { mergeCustomers } from "../../simulator/actions/merge-customers.ts";
import {
  cancelFulfillment,
  fulfillOrder,
  reportShipment,
} from "../../simulator/actions/fulfillments.ts";
import { editOrder } from "../../simulator/actions/order-edit.ts";
import { closeOrder, reopenOrder } from "../../simulator/actions/order-filing.ts";
import { capturePayment, payOrder } from "../../simulator/actions/order-payments.ts";
import { refundOrder } from "../../simulator/actions/order-refund.ts";
import { cancelOrder, setCustomer } from "../../simulator/actions/orders.ts";
import { createProduct } from "../../simulator/actions/products.ts";
import type { Order, Product } from "../../simulator/model.ts";
import { createRandom, type Random } from "../../simulator/seed/random.ts";
import { Refusal } from "../../simulator/world.ts";
import type { PlayedShop } from "./played-shop.ts";

const CUSTOMERS = 4;
const HOUR_MS = 3_600_000;

interface Stage {
  readonly played: PlayedShop;
  readonly random: Random;
  readonly customers: string[];
  readonly products: Product[];
  readonly orders: Order[];
}

type Deed = (stage: Stage, order: Order) => void;

/** Deeds that the shop's rules forbid at that moment simply do not happen. */
const deeds: readonly Deed[] = [
  ({ played, random }, order) =>
    payOrder(played.simulated, played.shop, order.id, {
      ...(random.chance(0.4) ? { amountMinor: random.between(1, 3_000) } : {}),
      authorize: random.chance(0.2),
    }),
  ({ played }, order) => capturePayment(played.simulated, played.shop, order.id),
  ({ played, random }, order) => {
    const line = random.pick(order.lines);
    const quantity = random.between(1, line.quantity);
    const lines = random.chance(0.5) ? { lines: [{ lineId: line.id, quantity }] } : {};
    fulfillOrder(played.simulated, played.shop, order.id, lines);
  },
  ({ played, random }, order) => {
    const parcel = random.pick(order.fulfillments);
    if (random.chance(0.3)) {
      cancelFulfillment(played.simulated, played.shop, order.id, parcel.id);
    } else {
      const news = random.chance(0.6) ? "delivered" : "in_transit";
      reportShipment(played.simulated, played.shop, order.id, parcel.id, news);
    }
  },
  ({ played, random }, order) => {
    const line = random.pick(order.lines);
    const restockType = random.pick(["no_restock", "return", "cancel"] as const);
    const quantity = random.between(1, line.quantity);
    refundOrder(played.simulated, played.shop, order.id, {
      lines: random.chance(0.7) ? [{ lineId: line.id, quantity, restockType }] : [],
      amountMinor: random.chance(0.4) ? random.between(-200, 900) : 0,
      ...(random.chance(0.3) ? { storeCreditMinor: "all" } : {}),
    });
  },
  ({ played, random }, order) => {
    const line = random.pick(order.lines);
    const product = random.pick([...played.shop.products.values()]);
    const variantId = product.variants[0]?.id ?? "";
    editOrder(played.simulated, played.shop, order.id, {
      quantities: [{ lineId: line.id, quantity: random.between(0, line.quantity + 1) }],
      additions: random.chance(0.4) ? [{ variantId, quantity: 1 }] : [],
    });
  },
  ({ played, random }, order) =>
    cancelOrder(played.simulated, played.shop, order.id, {
      refund: random.chance(0.7),
      storeCredit: random.chance(0.2),
    }),
  ({ played, random, customers }, order) =>
    setCustomer(
      played.simulated,
      played.shop,
      order.id,
      random.chance(0.1) ? null : random.pick(customers),
    ),
  ({ played, random }, order) => {
    const change = random.chance(0.5) ? closeOrder : reopenOrder;
    change(played.simulated, played.shop, order.id);
  },
];

function place({ played, random, customers, products, orders }: Stage): void {
  const lines = Array.from({ length: random.between(1, 3) }, () => {
    const product = random.pick(products);
    return { variantId: product.variants[0]?.id ?? "", quantity: random.between(1, 3) };
  });
  const customerId = random.pick(customers);
  const isGuest = random.chance(0.1);
  const isAbroad = random.chance(0.15);
  const isPaid = random.chance(0.8);
  const withCard = random.chance(0.2);
  orders.push(
    played.order({
      lines,
      ...(isGuest ? { email: "guest@example.com" } : { customerId }),
      ...(isAbroad ? { presentmentCurrency: "CHF", exchangeRate: "0.94" } : {}),
      ...(random.chance(0.2) ? { sourceName: "pos", shippingMinor: null } : {}),
      ...(random.chance(0.2) ? { tipMinor: 150 } : {}),
      ...(random.chance(0.2) ? { orderDiscountMinor: 300 } : {}),
      ...(random.chance(0.05) ? { test: true } : {}),
      paid: isPaid,
      ...(isPaid && withCard ? { payments: [{ gateway: "gift_card", amountMinor: 500 }, {}] } : {}),
    }),
  );
}

function merge({ played, random, customers }: Stage): void {
  const [keptId, deletedId] = [random.pick(customers), random.pick(customers)];
  const touchOrders = random.chance(0.5);
  const tellDeletion = random.chance(0.5);
  mergeCustomers(played.simulated, played.shop, { keptId, deletedId, touchOrders, tellDeletion });
}

/**
 * Plays the story of a seed. `listen` is called after each deed. Answers the customers, the first
 * being the same person in each rendition.
 */
export async function playStory(
  played: PlayedShop,
  seed: number,
  length: number,
  listen: () => Promise<void>,
): Promise<string[]> {
  const { clock } = played.world.simulator.context;
  const random = createRandom(seed);
  const customers = Array.from({ length: CUSTOMERS }, (_, index) =>
    played.customer({ email: `shopper${index}@example.com`, tags: index === 0 ? ["vip"] : [] }),
  );
  const products = ["cup", "pot", "card"].map((title, index) =>
    createProduct(played.simulated, played.shop, {
      title,
      tags: [title],
      giftCard: title === "card",
      variants: [{ priceMinor: 1_900 + index * 1_111 }],
    }),
  );
  const stage: Stage = { played, random, customers: [...customers], products, orders: [] };
  const begin = clock.now().getTime();
  for (let step = 1; step <= length; step += 1) {
    clock.set(new Date(begin + step * 6 * HOUR_MS));
    act(stage);
    await listen();
  }
  return customers;
}

function act(stage: Stage): void {
  const { random, orders } = stage;
  const isFirst = orders.length === 0;
  const choice = random.next();
  try {
    if (isFirst || choice < 0.3) place(stage);
    else if (choice < 0.34) merge(stage);
    else random.pick(deeds)(stage, random.pick(orders));
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof RangeError)) throw error;
  }
}
