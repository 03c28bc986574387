// Puts the simulated Shopify together and starts it: one HTTP port, one SMTP port, loopback only.

import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { CostBuckets } from "./admin-api/cost.ts";
import { Faults } from "./admin-api/faults.ts";
import { adminApiRoutes } from "./admin-api/routes.ts";
import { readAppDeclaration } from "./app-declaration.ts";
import { appProxyRoutes } from "./app-proxy.ts";
import { appRoutes } from "./control/app-routes.ts";
import { catalogueRoutes } from "./control/catalogue-routes.ts";
import { creditRoutes } from "./control/credit-routes.ts";
import { customerRoutes } from "./control/customer-routes.ts";
import { deliveryRoutes } from "./control/delivery-routes.ts";
import { extensionRoutes } from "./control/extension-routes.ts";
import { fulfillmentRoutes } from "./control/fulfillment-routes.ts";
import { orderRoutes } from "./control/order-routes.ts";
import { seedRoutes } from "./control/seed-routes.ts";
import { shopRoutes } from "./control/shop-routes.ts";
import { worldRoutes } from "./control/world-routes.ts";
import { createClock } from "./clock.ts";
import type { SimulatorContext, SimulatorSettings } from "./context.ts";
import { startMailServer } from "./mail.ts";
import { oauthRoutes } from "./oauth/routes.ts";
import { screenRoutes } from "./screens/routes.ts";
import { createHttpServer, type Route } from "./server.ts";
import { createState } from "./state.ts";
import { Deliveries } from "./webhooks/deliveries.ts";
import { publish } from "./webhooks/publish.ts";

export type SimulatorOptions = {
  /** 0 lets the system choose. */
  port?: number;
  smtpPort?: number;
  /** Anything but loopback must be asked for by name, because nothing here is protected. */
  host?: string;
  allowRemote?: boolean;
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  extensionDir?: string;
  /** UI extensions as they are deployed: `folder/target.js`. */
  bundlesDir?: string;
  tomlPath: string;
};

export type Simulator = {
  origin: string;
  smtpUrl: string;
  context: SimulatorContext;
  /** For tests in the same process, which may arm failures of Admin calls directly. */
  faults: Faults;
  stop(): Promise<void>;
};

const loopbackHosts = ["127.0.0.1", "::1", "localhost"];

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const host = options.host ?? "127.0.0.1";
  if (!loopbackHosts.includes(host) && !options.allowRemote) {
    throw new Error(
      `The simulator listens on this machine only; "${host}" is not a loopback address`,
    );
  }
  const toml = await readFile(options.tomlPath, "utf8");
  const context = createContext({
    appUrl: options.appUrl,
    apiKey: options.apiKey,
    apiSecret: options.apiSecret,
    extensionDir: options.extensionDir ?? "",
    extensionsRoot: options.extensionDir === undefined ? "" : dirname(options.extensionDir),
    bundlesDir: options.bundlesDir ?? "build/extensions",
    toml,
    withheldData: [],
  });
  const deliveries = new Deliveries(context);
  context.emitAt = (moment, shop, ...events) => publish(context, deliveries, shop, events, moment);
  const mail = await startMailServer(context, host, options.smtpPort ?? 0);
  const faults = new Faults();
  const server = createHttpServer(routesOf(context, deliveries, faults), context);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  context.origin = `http://localhost:${port}`;
  return {
    origin: context.origin,
    smtpUrl: `smtp://127.0.0.1:${mail.port}`,
    context,
    faults,
    async stop() {
      await deliveries.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await mail.stop();
    },
  };
}

function createContext(settings: SimulatorSettings): SimulatorContext {
  const clock = createClock();
  const context: SimulatorContext = {
    state: createState(),
    clock,
    settings,
    app: readAppDeclaration(settings.toml),
    origin: "",
    now: () => clock.now(),
    emit: (shop, ...events) => context.emitAt(context.now(), shop, ...events),
    emitAt: () => {},
    storefrontOrigin: (handle) => context.origin.replace("//localhost", `//${handle}.localhost`),
  };
  return context;
}

function routesOf(context: SimulatorContext, deliveries: Deliveries, faults: Faults): Route[] {
  const buckets = new CostBuckets();
  return [
    ...oauthRoutes(faults),
    ...adminApiRoutes(buckets, faults),
    ...appProxyRoutes(context),
    ...shopRoutes(),
    ...catalogueRoutes(),
    ...customerRoutes(),
    ...creditRoutes(),
    ...orderRoutes(),
    ...fulfillmentRoutes(),
    ...appRoutes(),
    ...extensionRoutes(),
    ...deliveryRoutes(deliveries),
    ...worldRoutes(deliveries, faults, buckets),
    ...seedRoutes(deliveries),
    ...screenRoutes(context),
  ];
}
