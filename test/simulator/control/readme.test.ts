// The README and the control API name the same calls.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CostBuckets } from "../../../simulator/admin-api/cost.ts";
import { Faults } from "../../../simulator/admin-api/faults.ts";
import { appRoutes } from "../../../simulator/control/app-routes.ts";
import { catalogueRoutes } from "../../../simulator/control/catalogue-routes.ts";
import { creditRoutes } from "../../../simulator/control/credit-routes.ts";
import { customerRoutes } from "../../../simulator/control/customer-routes.ts";
import { deliveryRoutes } from "../../../simulator/control/delivery-routes.ts";
import { extensionRoutes } from "../../../simulator/control/extension-routes.ts";
import { fulfillmentRoutes } from "../../../simulator/control/fulfillment-routes.ts";
import { orderRoutes } from "../../../simulator/control/order-routes.ts";
import { seedRoutes } from "../../../simulator/control/seed-routes.ts";
import { shopRoutes } from "../../../simulator/control/shop-routes.ts";
import { worldRoutes } from "../../../simulator/control/world-routes.ts";
import { runSimulator } from "../support/running-simulator.ts";
import { Deliveries } from "../../../simulator/webhooks/deliveries.ts";

it("every control call is documented, and every documented call exists", async () => {
  const simulator = await runSimulator();
  const deliveries = new Deliveries(simulator.context);
  const routes = [
    ...shopRoutes(),
    ...catalogueRoutes(),
    ...customerRoutes(),
    ...creditRoutes(),
    ...orderRoutes(),
    ...fulfillmentRoutes(),
    ...appRoutes(),
    ...extensionRoutes(),
    ...deliveryRoutes(deliveries),
    ...worldRoutes(deliveries, new Faults(), new CostBuckets()),
    ...seedRoutes(deliveries),
  ].map((route) => `${route.method} ${route.path.replace("/_control", "")}`);
  await deliveries.stop();
  await simulator.stop();
  const folder = join(import.meta.dirname, "..", "..", "..", "simulator");
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  const documented = [...readme.matchAll(/^\| `((?:GET|POST|DELETE) \/[^`]*)` \|/gm)].map(
    (match) => match[1] ?? "",
  );
  const sorted = (calls: string[]) => calls.toSorted((a, b) => a.localeCompare(b));
  expect(sorted(documented)).toEqual(sorted(routes));
});
