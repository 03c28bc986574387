// A simulated shop whose webhooks are kept until a test tells them, in the order and as often as it
// likes, to the app's own inbox. What the app then asks of Shopify is asked of the simulated one.
import { randomUUID } from "node:crypto";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { Topic } from "../../app/inbox/topics.ts";
import type { Kind, PayloadOf } from "../../app/outbox/kinds.ts";
import { createCustomer, type CustomerInput } from "../../simulator/actions/customers.ts";
import { placeOrder, type PlaceOrderInput } from "../../simulator/actions/orders.ts";
import type { Order, Shop } from "../../simulator/model.ts";
import type { ShopInput } from "../../simulator/state.ts";
import type { World } from "../../simulator/world.ts";
import { handleAll, storeWebhooks } from "./inbox.ts";
import type { TestDatabase } from "./database.ts";
import { openLoyaltyShop } from "./loyalty-shop.ts";
import { type SimulatedShop, deliverOnce } from "./simulated-shop.ts";

export interface News {
  readonly topic: Topic;
  readonly body: string;
  readonly webhookId: string;
  readonly triggeredAt: Date;
}

export interface Standing {
  readonly available: bigint;
  readonly pending: bigint;
  readonly reserved: bigint;
  readonly shortfall: bigint;
}

/** What the app asks of Shopify because of orders. */
const asked: readonly Kind[] = ["fetch_order_facts", "refetch_order", "sweep_orders"];
const MAX_ROUNDS = 50;
const MAX_ATTEMPTS = 5;

/**
 * From now on the simulated Shopify sends nothing by itself. Its clock is set far from real time,
 * by which the app tells whether an answer is of the same second as what it answers.
 */
export async function keepNews(world: SimulatedShop): Promise<void> {
  world.simulator.context.clock.set(new Date("2026-03-02T10:00:00Z"));
  const address = `${world.simulator.origin}/_control/deliveries/hold`;
  await fetch(address, { method: "POST", body: "{}" });
}

export class PlayedShop {
  readonly world: SimulatedShop;
  readonly db: TestDatabase;
  readonly shop: Shop;
  readonly shopId: bigint;

  private constructor(world: SimulatedShop, db: TestDatabase, shop: Shop, shopId: bigint) {
    this.world = world;
    this.db = db;
    this.shop = shop;
    this.shopId = shopId;
  }

  /** Opens a shop of its own in the simulated Shopify, with the program. */
  static async open(
    world: SimulatedShop,
    db: TestDatabase,
    document: ProgramDocumentInput,
    input: Partial<ShopInput> = {},
  ): Promise<PlayedShop> {
    const plain = { taxRate: "0", shippingMinor: 0, currency: "EUR", timeZone: "Europe/Berlin" };
    const handle = `shop-${randomUUID().slice(0, 8)}`;
    const shop = await world.addShop({ handle, ...plain, ...input });
    const { domain, currency, timeZone } = shop;
    const shopId = await openLoyaltyShop(db.pool, { domain, currency, timeZone }, document);
    const installedAt = world.simulator.context.now();
    await db.pool.query("update shop set installed_at = $2 where shop_id = $1", [
      shopId,
      installedAt,
    ]);
    return new PlayedShop(world, db, shop, shopId);
  }

  get simulated(): World {
    return this.world.simulator.context;
  }

  passTime(time: { days?: number; hours?: number; minutes?: number }): void {
    const { days = 0, hours = 0, minutes = 0 } = time;
    this.world.simulator.context.clock.advance(((days * 24 + hours) * 60 + minutes) * 60_000);
  }

  customer(input: CustomerInput = {}): string {
    return createCustomer(this.simulated, this.shop, input).id;
  }

  /** Paid at once unless it says otherwise. */
  order(input: PlaceOrderInput): Order {
    return placeOrder(this.simulated, this.shop, { paid: true, ...input });
  }

  /** What Shopify has to tell of this shop since the last time. */
  takeNews(): News[] {
    const { state } = this.simulated;
    const own = state.deliveries.filter(({ shopId }) => shopId === this.shop.id);
    state.deliveries = state.deliveries.filter(({ shopId }) => shopId !== this.shop.id);
    return own.map(({ topic, bodyBase64, webhookId, triggeredAt }) => ({
      topic: topic as Topic,
      body: Buffer.from(bodyBase64, "base64").toString("utf8"),
      webhookId,
      triggeredAt: new Date(triggeredAt),
    }));
  }

  /** Tells everything new, in the order in which it happened, and lets the app do its work. */
  async tellAll(): Promise<void> {
    await this.tell(this.takeNews());
  }

  /** Tells news in the order given. A reason is thrown when the app cannot handle one of them. */
  async tell(news: readonly News[]): Promise<void> {
    await storeWebhooks(news.map((item) => ({ ...item, shopId: this.shopId })));
    await this.work();
  }

  /**
   * Handles the inbox, and asks Shopify what is to be asked, until nothing is left. Some time
   * passes: an answer of the very second of a change is not believed to be the last.
   */
  async work(): Promise<void> {
    this.passTime({ minutes: 1 });
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const events = await handleAll(this.simulated.now().getTime());
      const bad = events.find(({ type }) => type !== "handled");
      if (bad)
        throw new Error(`A message was not handled: ${String("reason" in bad && bad.reason)}`);
      if (!(await this.ask())) return;
    }
    throw new Error("The app asks Shopify without end");
  }

  /** Looks for what no webhook told. */
  async sweep(): Promise<void> {
    await this.deliver("sweep_orders", {});
    await this.work();
  }

  async standing(customerId: string): Promise<Standing> {
    const { rows } = await this.db.pool.query<Standing>(
      `select available, pending, reserved, shortfall from member
       where shop_id = $1 and shopify_customer_id = $2`,
      [this.shopId, customerId],
    );
    return rows[0] ?? { available: 0n, pending: 0n, reserved: 0n, shortfall: 0n };
  }

  private async ask(): Promise<boolean> {
    await this.world.leaveBudget(2_000, this.shop.handle);
    const { rows } = await this.db.pool.query<{ kind: Kind; payload: PayloadOf<Kind> }>(
      "delete from outbox_message where shop_id = $1 and kind = any($2) returning kind, payload",
      [this.shopId, asked],
    );
    for (const { kind, payload } of rows) await this.deliver(kind, payload);
    return rows.length > 0;
  }

  /** Tries again a minute later, as the outbox would: Shopify's answers can be too old. */
  private async deliver<K extends Kind>(kind: K, payload: PayloadOf<K>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await deliverOnce(this.shopId, kind, payload);
      if (answer.outcome === "sent") return;
      if (answer.outcome === "dead" || attempt === MAX_ATTEMPTS) {
        throw new Error(`${kind}: ${answer.reason}`);
      }
      this.passTime({ minutes: 1 });
      await this.world.leaveBudget(2_000, this.shop.handle);
      // The app hears of its calls with the next answer.
      if (answer.outcome === "postpone") await deliverOnce(this.shopId, "fetch_shop", {});
    }
  }
}
