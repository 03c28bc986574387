// The pages people see: storefront, checkout, admin frame, mail and control.

import type { SimulatorContext } from "../context.ts";
import type { Route } from "../server.ts";

export function screenRoutes(_context: SimulatorContext): Route[] {
  return [];
}
