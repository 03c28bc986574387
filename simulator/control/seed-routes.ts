// Control calls that fill the demonstration shops.

import { z } from "zod";
import { moment, nothing, parseInput, text } from "./parse-input.ts";
import { control } from "./shop-routes.ts";
import { createDemoShops, seedYear, type SeedRun } from "../seed.ts";
import type { Route } from "../server.ts";
import { requireShop } from "../state.ts";
import type { Deliveries } from "../webhooks/deliveries.ts";
import { refuse } from "../world.ts";

const drainTimeoutMs = 60_000;

const seedInput = z.strictObject({
  shop: text.default("harbour-coffee"),
  orders: z.int().min(1).max(5_000).default(250),
  seed: z.int().default(2026),
  /** false answers at once; GET /_control/seed then tells how far it is. */
  wait: z.boolean().default(true),
  /** The clock goes along with the year, which ends here. */
  until: moment.optional(),
  /** true plays the year although the app is not installed and hears nothing of it. */
  withoutApp: z.boolean().default(false),
});

export function seedRoutes(deliveries: Deliveries): Route[] {
  let run: SeedRun | null = null;
  return [
    control("POST", "/demo-shops", (request, context) => {
      parseInput(request, nothing);
      return createDemoShops(context).map(({ id, handle, domain }) => ({ id, handle, domain }));
    }),
    control("POST", "/seed", async (request, context) => {
      const input = parseInput(request, seedInput);
      if (run?.progress.state === "running") refuse("A year is being played; GET /_control/seed");
      createDemoShops(context);
      const shop = requireShop(context.state, input.shop);
      if (!shop.installation && !input.withoutApp) {
        refuse(`Install the app on ${shop.domain} first, or say "withoutApp": true`);
      }
      const { until, ...options } = input;
      const end = until === undefined ? {} : { until: new Date(until) };
      const settle = (): Promise<boolean> => deliveries.settled(drainTimeoutMs);
      run = seedYear(context, shop, { ...options, ...end }, settle);
      if (input.wait) await run.finished;
      return run.progress;
    }),
    control("GET", "/seed", () => run?.progress ?? refuse("No year was played yet")),
  ];
}
