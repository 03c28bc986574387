// The way in for UI extensions at checkout and on the account page: a token that Shopify signed a
// moment ago says which store and which customer ask, and nothing else does. The extensions run on
// an origin of their own, so every answer may be read from everywhere; without a token there is
// nothing in it.
import { verifyExtensionToken } from "../../adapters/shopify/extension-token.ts";
import { config } from "../../config.server.ts";
import { findShop } from "../../queries/shop.ts";
import { type ProxyVisit, answerShopper, appSecrets, problem } from "../proxy/door.ts";

export const UNAUTHORIZED = 401;
const PREFLIGHT_KEPT_SECONDS = 7_200;

const crossOrigin = { "access-control-allow-origin": "*" };
const preflight = {
  ...crossOrigin,
  "access-control-allow-headers": "authorization, content-type",
  "access-control-allow-methods": "GET, POST",
  "access-control-max-age": String(PREFLIGHT_KEPT_SECONDS),
};

/** Lets the request in or answers why not; `work` gives the answer's JSON. */
export async function throughExtensionDoor(
  request: Request,
  work: (visit: ProxyVisit) => Promise<object>,
): Promise<Response> {
  if (request.method === "OPTIONS") return answerPreflight(request);
  return readableEverywhere(await answerShopper(async () => work(await openDoor(request))));
}

export function readableEverywhere(answer: Response): Response {
  for (const [name, value] of Object.entries(crossOrigin)) answer.headers.set(name, value);
  return answer;
}

/** What a browser asks before it sends a token; to anything else there is nothing here. */
export function answerPreflight(request: Request): Response {
  const status = request.method === "OPTIONS" ? 204 : 404;
  return new Response(null, { status, headers: { ...preflight, "cache-control": "no-store" } });
}

async function openDoor(request: Request): Promise<ProxyVisit> {
  const [scheme = "", token = "", ...more] = request.headers.get("authorization")?.split(" ") ?? [];
  const keys = { apiKey: config().shopifyApiKey, secrets: appSecrets() };
  const isBearer = scheme.toLowerCase() === "bearer" && more.length === 0;
  const identity = isBearer ? verifyExtensionToken(token, keys, Date.now()) : null;
  if (identity === null) throw problem("unauthentic", UNAUTHORIZED);
  const shop = await findShop(identity.shopDomain);
  if (shop === undefined) throw problem("not_found");
  return { shop, customerId: identity.customerId };
}
