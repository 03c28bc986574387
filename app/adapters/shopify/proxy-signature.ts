// Tells whether an app-proxy request was signed by Shopify a moment ago, from its raw query alone:
// no session is loaded and nothing is asked. The verdict agrees with the library's, which a test
// holds it to.
import { createHmac, timingSafeEqual } from "node:crypto";

/** Shopify signs each request anew; an older one is a replay. */
export const PROXY_MAX_AGE_SECONDS = 90;
/** Nobody has reason to send more; reading stops here. */
export const PROXY_MAX_QUERY_LENGTH = 4_096;

export interface ProxyIdentity {
  shopDomain: string;
  /** The signed-in customer, null for a guest. */
  customerId: string | null;
}

/** Given twice, these would let one value be signed and another be read. */
const singleParams = new Set(["shop", "signature", "timestamp", "hmac", "logged_in_customer_id"]);
const shopPattern = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const customerPattern = /^[1-9][0-9]{0,19}$/;
const timestampPattern = /^[0-9]{1,12}$/;

/** Null when the request is not Shopify's, is stale, or cannot be read. */
export function verifyProxyQuery(
  query: string,
  secrets: readonly string[],
  nowMs: number,
): ProxyIdentity | null {
  if (query.length > PROXY_MAX_QUERY_LENGTH) return null;
  const params = readParams(query);
  if (params === null) return null;
  const signature = params.get("signature");
  const timestamp = params.get("timestamp");
  if (signature === undefined || timestamp === undefined) return null;
  if (!timestampPattern.test(timestamp)) return null;
  const ageSeconds = Math.trunc(nowMs / 1000) - Number(timestamp);
  if (Math.abs(ageSeconds) > PROXY_MAX_AGE_SECONDS) return null;
  const message = signedMessage(params);
  if (!secrets.some((secret) => matches(signature, message, secret))) return null;
  const shopDomain = params.get("shop") ?? "";
  if (!shopPattern.test(shopDomain)) return null;
  const customerId = params.get("logged_in_customer_id") ?? "";
  if (customerId !== "" && !customerPattern.test(customerId)) return null;
  return { shopDomain, customerId: customerId === "" ? null : customerId };
}

/** Repeated parameters are joined by a comma, as Shopify does before it signs. */
function readParams(query: string): Map<string, string> | null {
  const params = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const earlier = params.get(name);
    if (earlier !== undefined && singleParams.has(name)) return null;
    params.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return params;
}

function signedMessage(params: ReadonlyMap<string, string>): string {
  return [...params]
    .filter(([name]) => name !== "signature" && name !== "hmac")
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("");
}

function matches(signature: string, message: string, secret: string): boolean {
  const expected = Buffer.from(createHmac("sha256", secret).update(message).digest("hex"));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
