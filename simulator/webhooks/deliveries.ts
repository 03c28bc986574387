// The queue of webhooks: what is sent when, what is held back, and what is tried again. Retries
// follow Shopify's schedule on the simulated clock, so moving the clock makes them due.

import { attemptDelivery, newDelivery, repeatedDelivery, type NewDelivery } from "./delivery.ts";
import type { SimulatorContext } from "../context.ts";
import type { Delivery } from "../model.ts";
import { refuse } from "../world.ts";

const sendsAtOnce = 4;
/** Finished deliveries beyond this many are forgotten, oldest first. */
const keptDeliveries = 5_000;
const longestTimerMs = 2 ** 31 - 1;

export class Deliveries {
  readonly #context: SimulatorContext;
  readonly #queue: Delivery[] = [];
  readonly #held = new Set<string>();
  readonly #delays = new Map<string, number>();
  readonly #underway = new Set<Promise<void>>();
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(context: SimulatorContext) {
    this.#context = context;
    this.#stopListening = context.clock.onMove(() => this.#pump());
  }

  add(input: NewDelivery): Delivery {
    const delivery = newDelivery(this.#context, input);
    this.#enqueue(delivery);
    return delivery;
  }

  /** Deliveries of a topic wait until they are released; "*" holds all topics. */
  hold(topic: string): void {
    this.#held.add(topic);
  }

  stopHolding(topic: string | null): void {
    if (topic === null) this.#held.clear();
    else this.#held.delete(topic);
  }

  holds(): string[] {
    return [...this.#held];
  }

  /** Sends held deliveries one after the other, in the order given. */
  async release(ids: string[]): Promise<void> {
    const released = ids.map((id) => this.find(id));
    for (const delivery of released) {
      if (delivery.status !== "held") refuse(`Delivery ${delivery.id} is ${delivery.status}`);
    }
    for (const delivery of released) await this.#start(delivery);
  }

  /** Deliveries of a topic wait this long on the simulated clock before their first attempt. */
  delay(topic: string, milliseconds: number): void {
    if (milliseconds > 0) this.#delays.set(topic, milliseconds);
    else this.#delays.delete(topic);
  }

  drop(id: string): Delivery {
    const delivery = this.find(id);
    if (delivery.status === "delivered" || delivery.status === "delivering") {
      refuse(`Delivery ${id} is ${delivery.status} and cannot be dropped`);
    }
    delivery.status = "dropped";
    delivery.nextAttemptAt = null;
    return delivery;
  }

  repeat(id: string, times: number, sameWebhookId: boolean): Delivery[] {
    const original = this.find(id);
    return Array.from({ length: times }, () => {
      const copy = repeatedDelivery(this.#context, original, sameWebhookId);
      this.#enqueue(copy);
      return copy;
    });
  }

  find(id: string): Delivery {
    const delivery = this.#all().find((entry) => entry.id === id);
    return delivery ?? refuse(`No delivery ${id}; GET /_control/deliveries lists them`);
  }

  reset(): void {
    this.#queue.length = 0;
    this.#held.clear();
    this.#delays.clear();
  }

  /** True when nothing is queued or under way; retries and held deliveries do not count. */
  async settled(timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs;
    while (this.#queue.length > 0 || this.#underway.size > 0) {
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) return false;
      await Promise.race([...this.#underway, pause(Math.min(leftMs, 50))]);
    }
    return true;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening();
    if (this.#timer) clearTimeout(this.#timer);
    this.#queue.length = 0;
    await Promise.all(this.#underway);
  }

  #all(): Delivery[] {
    return this.#context.state.deliveries;
  }

  #enqueue(delivery: Delivery): void {
    const waitMs = this.#delays.get(delivery.topic) ?? this.#delays.get("*") ?? 0;
    if (this.#held.has(delivery.topic) || this.#held.has("*")) delivery.status = "held";
    else if (waitMs > 0) {
      delivery.status = "retrying";
      delivery.nextAttemptAt = new Date(this.#context.now().getTime() + waitMs).toISOString();
    } else this.#queue.push(delivery);
    this.#all().push(delivery);
    forgetOld(this.#all());
    this.#pump();
  }

  #pump(): void {
    if (this.#stopped) return;
    const now = this.#context.now().getTime();
    for (const delivery of this.#waiting()) {
      if (dueAt(delivery) > now || this.#queue.includes(delivery)) continue;
      this.#queue.push(delivery);
    }
    while (this.#underway.size < sendsAtOnce) {
      const next = this.#queue.shift();
      if (!next) break;
      // What was dropped while it waited is not sent.
      if (next.status === "queued" || next.status === "retrying") void this.#start(next);
    }
    this.#schedule();
  }

  #start(delivery: Delivery): Promise<void> {
    const sending = attemptDelivery(this.#context, delivery).finally(() => {
      this.#underway.delete(sending);
      this.#pump();
    });
    this.#underway.add(sending);
    return sending;
  }

  #schedule(): void {
    if (this.#timer) clearTimeout(this.#timer);
    const next = Math.min(...this.#waiting().map(dueAt));
    if (next === Infinity) return;
    const waitMs = Math.max(10, next - this.#context.now().getTime());
    this.#timer = setTimeout(() => this.#pump(), Math.min(waitMs, longestTimerMs));
    this.#timer.unref();
  }

  #waiting(): Delivery[] {
    return this.#all().filter((entry) => entry.status === "retrying");
  }
}

function dueAt(delivery: Delivery): number {
  return delivery.nextAttemptAt === null ? Infinity : Date.parse(delivery.nextAttemptAt);
}

function forgetOld(deliveries: Delivery[]): void {
  if (deliveries.length <= keptDeliveries) return;
  const done = ["delivered", "failed", "dropped"];
  const oldest = deliveries.findIndex((entry) => done.includes(entry.status));
  if (oldest >= 0) deliveries.splice(oldest, 1);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
