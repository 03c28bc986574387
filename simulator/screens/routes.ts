// All pages that people look at: the storefront, the admin, the mail box, the control desk.
import type { SimulatorContext } from "../context.ts";
import type { Route } from "../server.ts";
import { extensionFrameRoutes } from "../extension-host/frame-routes.ts";
import { adminRoutes } from "./admin/routes.ts";
import { deskRoutes } from "./desk/routes.ts";
import { openExtension } from "./liquid/extension.ts";
import { posRoutes } from "./pos/routes.ts";
import { staticRoutes } from "./static-files.ts";
import { storefrontRoutes } from "./storefront/routes.ts";

/** The storefront answers every path of its host: list it after all other store routes. */
export function screenRoutes(context: SimulatorContext): Route[] {
  const readExtension = openExtension(context.settings.extensionDir);
  return [
    ...staticRoutes(),
    ...adminRoutes(readExtension),
    ...deskRoutes(),
    ...extensionFrameRoutes(),
    ...posRoutes(),
    ...storefrontRoutes(readExtension),
  ];
}
