// Orders that used a code which was given up at the same time: Shopify counts a use some time after
// it, and tells of the order later still.
import { test } from "vitest";
import { placeOrder } from "../../simulator/actions/orders.ts";
import type { Order } from "../../simulator/model.ts";
import { stringify } from "../../simulator/webhooks/json.ts";
import { orderPayload } from "../../simulator/webhooks/payloads/order.ts";
import { COFFEE } from "../support/fault-rewards.ts";
import type { Shopper } from "../support/fault-shop.ts";
import { work } from "../support/fault-worker.ts";
import { type Cell, type FaultWorld, expectEndStates, shuffled } from "../support/fault-world.ts";
import { handleAll, storeWebhooks } from "../support/inbox.ts";
import { returnAll, shoppersWithVouchers, wayOf } from "./ways.ts";

const OF_EACH = 3;
const MOST_STEPS = 10;
/** As slow as Shopify's count may be: longer than any of this takes. */
const LONG_LAG_SECONDS = 30 * 86_400;

export function lateUses(open: () => FaultWorld): void {
  test("takes the points again that had gone back, whenever it is heard of", async () => {
    const all = open();
    const { random, world } = all;
    const { lag } = world.simulator.context.state;
    const orders = new Map<Shopper, Order>();
    lag.usesSeconds = LONG_LAG_SECONDS;
    const shoppers = await shoppersWithVouchers(all, OF_EACH, async (some) => {
      for (const shopper of some) orders.set(shopper, await buy(all, shopper));
    });
    await returnAll(all, shoppers, () => ({ diesAfter: random.between(1, MOST_STEPS) }));
    const [early, late] = halves(shuffled(random, [...orders.values()]));
    await hearOf(all, early);
    await work(all);
    await hearOf(all, late);
    await work(all);
    lag.usesSeconds = 0;
    const cells = shoppers.map((shopper): Cell => {
      const isLate = late.includes(orders.get(shopper) as Order);
      const name = `${shopper.kind} ${wayOf(shopper)}, used ${isLate ? "and heard of late" : ""}`;
      return { name, shopper, expected: "voucher" };
    });
    await expectEndStates(all, cells);
  });
}

function halves<Item>(items: readonly Item[]): [Item[], Item[]] {
  const half = Math.floor(items.length / 2);
  return [items.slice(0, half), items.slice(half)];
}

async function buy({ at, world }: FaultWorld, shopper: Shopper): Promise<Order> {
  const { code = "" } = (await at.redemptionOf(shopper)) ?? {};
  const { customerId } = shopper;
  const lines = [{ variantId: COFFEE, quantity: 2 }];
  const bought = { customerId, lines, shippingMinor: 490, paid: true, discountCodes: [code] };
  return placeOrder(world.simulator.context, at.shop, bought);
}

async function hearOf({ at, world }: FaultWorld, orders: readonly Order[]): Promise<void> {
  const { shop, shopId } = at;
  await storeWebhooks(
    orders.map((order) => {
      const body = stringify(orderPayload(shop, order));
      return { shopId, topic: "orders/paid" as const, body };
    }),
  );
  await handleAll(world.simulator.context.now().getTime());
}
