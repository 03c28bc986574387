// Control calls about the app: installing it, its tokens, and requests signed like Shopify's.

import { z } from "zod";
import { id, parseInput, nothing, text } from "./parse-input.ts";
import { control, onShop } from "./shop-routes.ts";
import { openSession, signIn } from "../actions/customers.ts";
import { sessionCookie, signedProxyUrl } from "../app-proxy.ts";
import {
  changeScopes,
  installApp,
  requestCompliance,
  uninstallApp,
} from "../oauth/installation.ts";
import { mintSessionToken } from "../oauth/session-token.ts";
import { expireAccessTokens } from "../oauth/tokens.ts";
import type { Route } from "../server.ts";

const compliance = z.strictObject({
  topic: z.enum(["customers/data_request", "customers/redact", "shop/redact"]),
  customerId: id.optional(),
});

/** Claims to bend, for tokens that must be refused. */
const claims = z.strictObject({
  sub: text.optional(),
  aud: text.optional(),
  iss: text.optional(),
  dest: text.optional(),
  exp: z.int().optional(),
  nbf: z.int().optional(),
});

const proxyRequest = z.strictObject({
  path: z.string().default(""),
  query: z.record(z.string(), z.string()).default({}),
  customerId: id.nullable().default(null),
  timestamp: z.int().optional(),
  forged: z.boolean().default(false),
});

export function appRoutes(): Route[] {
  return [
    onShop("POST", "/install", (request, context, shop) => {
      parseInput(request, nothing);
      const { id: installationId, installedAt, scopes } = installApp(context, shop);
      return { id: installationId, installedAt, scopes };
    }),
    onShop("POST", "/uninstall", (request, context, shop) => {
      parseInput(request, nothing);
      uninstallApp(context, shop);
      return { installed: false };
    }),
    onShop("POST", "/scopes", (request, context, shop) => {
      const { scopes } = parseInput(request, z.strictObject({ scopes: z.array(text) }));
      changeScopes(context, shop, scopes);
      return { scopes };
    }),
    onShop("POST", "/compliance", (request, context, shop) => {
      const { topic, customerId } = parseInput(request, compliance);
      requestCompliance(context, shop, topic, customerId);
      return { topic };
    }),
    onShop("POST", "/session-token", (request, context, shop) => {
      const changes = parseInput(request, claims);
      const bent = Object.entries(changes).filter(([, value]) => value !== undefined);
      return { token: mintSessionToken(context, shop, Object.fromEntries(bent)) };
    }),
    onShop("POST", "/proxy-url", (request, context, shop) => {
      const input = parseInput(request, proxyRequest);
      const url = signedProxyUrl(context, shop, input.path, new URLSearchParams(input.query), {
        customerId: input.customerId,
        ...(input.timestamp === undefined ? {} : { timestamp: input.timestamp }),
        ...(input.forged ? { secret: "not the app's secret" } : {}),
      });
      return { url };
    }),
    onShop("POST", "/visits", (request, _context, shop) => {
      const { customerId } = parseInput(
        request,
        z.strictObject({ customerId: id.nullable().default(null) }),
      );
      const session = openSession(shop);
      if (customerId !== null) signIn(shop, session, customerId);
      return { token: session.token, cookie: `${sessionCookie}=${session.token}` };
    }),
    control("POST", "/tokens/expire", (request, context) => {
      parseInput(request, nothing);
      return { expired: expireAccessTokens(context.state) };
    }),
    control("POST", "/withheld-data", (request, context) => {
      const { content } = parseInput(
        request,
        z.strictObject({ content: z.array(z.enum(["name", "email", "phone", "address"])) }),
      );
      context.settings.withheldData = content;
      return { content };
    }),
  ];
}
