// What every part of the simulator shares: the world, the settings, and the app it is told about.

import type { Clock } from "./clock.ts";
import type { World } from "./world.ts";

export type SimulatorSettings = {
  /** Where the app answers, e.g. http://localhost:4401 */
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  /** The theme app extension whose Liquid the storefront renders; empty when there is none. */
  extensionDir: string;
  /** Where the folders of UI extensions are; empty when there are none. */
  extensionsRoot: string;
  /** Where their bundles are, as `folder/target.js`. */
  bundlesDir: string;
  toml: string;
  /** Personal data Shopify has not approved the app for: "name", "email", "phone", "address". */
  withheldData: string[];
};

export type WebhookSubscription = {
  topic: string;
  name: string | null;
  uri: string;
  includeFields: string[] | null;
  apiVersion: string;
};

/** What Shopify knows of the app since its last deploy. */
export type AppDeclaration = {
  apiClientId: string;
  name: string;
  handle: string;
  scopes: string[];
  optionalScopes: string[];
  subscriptions: WebhookSubscription[];
  proxy: { prefix: string; subpath: string; url: string } | null;
  metafields: {
    ownerType: string;
    namespace: string;
    key: string;
    type: string;
    name: string;
    description: string | null;
    adminAccess: string;
    storefrontAccess: string;
  }[];
};

export type SimulatorContext = World & {
  clock: Clock;
  settings: SimulatorSettings;
  app: AppDeclaration;
  /** The simulator's own address, e.g. http://localhost:4400 (known once it listens). */
  origin: string;
  /** The storefront of a shop, e.g. http://harbour-coffee.localhost:4400 */
  storefrontOrigin(handle: string): string;
};
