// The two demonstration shops and a year of trade in the first of them.

import { harbourCoffee, northwindTea, shoppers } from "./seed/catalogues.ts";
import { planSeed, type SeedOptions } from "./seed/seed-year.ts";
import { createCustomer } from "./actions/customers.ts";
import { createProduct } from "./actions/products.ts";
import { createSegment } from "./actions/segments.ts";
import type { SimulatorContext } from "./context.ts";
import type { Shop } from "./model.ts";
import { createShop, findShop } from "./state.ts";
import { worldAt } from "./world.ts";

const yearMs = 366 * 24 * 3600 * 1000;
const teaBuyers = 5;

const segments = [
  { name: "Baristas", query: "customer_tags CONTAINS 'barista'" },
  { name: "Ten orders or more", query: "number_of_orders >= 10" },
];

/** Creates what is missing and leaves the rest alone, so it may be called again. */
export function createDemoShops(context: SimulatorContext): Shop[] {
  const aYearAgo = worldAt(context, new Date(context.now().getTime() - yearMs));
  return [
    { ...harbourCoffee, customers: shoppers },
    { ...northwindTea, customers: shoppers.slice(0, teaBuyers) },
  ].map(({ shop: input, products, customers }) => {
    const existing = findShop(context.state, input.handle);
    if (existing) return existing;
    const shop = createShop(aYearAgo, input);
    for (const product of products) createProduct(aYearAgo, shop, product);
    for (const customer of customers) createCustomer(aYearAgo, shop, customer);
    for (const segment of segments) createSegment(aYearAgo, shop, segment);
    return shop;
  });
}

export type SeedProgress = {
  shop: string;
  state: "running" | "done" | "failed";
  steps: number;
  stepsPlayed: number;
  /** What went wrong, if it failed. */
  reason: string | null;
};

/** Steps played before others get their turn. */
const stepsAtOnce = 10;

export type SeedRun = { progress: SeedProgress; finished: Promise<void> };

/**
 * Plays the year that ends at the simulated moment or, with the clock going along, at the one
 * given. `drain` waits until the webhooks of the steps so far are on their way.
 */
export function seedYear(
  context: SimulatorContext,
  shop: Shop,
  options: Omit<SeedOptions, "until"> & { until?: Date },
  drain: () => Promise<unknown>,
): SeedRun {
  const { until = context.now() } = options;
  const goesAlong = options.until !== undefined;
  const steps = planSeed(context, shop, { ...options, until });
  const progress: SeedProgress = {
    shop: shop.handle,
    state: "running",
    steps: steps.length,
    stepsPlayed: 0,
    reason: null,
  };
  const play = async (): Promise<void> => {
    for (const step of steps) {
      if (goesAlong) context.clock.set(step.at);
      step.play();
      progress.stepsPlayed += 1;
      if (progress.stepsPlayed % stepsAtOnce === 0) await drain();
    }
    if (goesAlong) context.clock.set(until);
    await drain();
    progress.state = "done";
  };
  const finished = play().catch((error: unknown) => {
    progress.state = "failed";
    progress.reason = error instanceof Error ? error.message : String(error);
  });
  return { progress, finished };
}
