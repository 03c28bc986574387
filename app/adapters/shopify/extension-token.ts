// Tells whether a session token of a UI extension was signed by Shopify for this app, and for whom
// it speaks, from the token alone: no session is loaded and nothing is asked. Shopify's library
// says the same of each token, which a test holds it to.
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** How far the two clocks may be apart. */
export const TOKEN_CLOCK_SKEW_SECONDS = 10;
/** Tokens have some hundred characters; reading stops here. */
export const TOKEN_MAX_LENGTH = 4_096;

export interface ExtensionIdentity {
  readonly shopDomain: string;
  /** The signed-in customer, null for a guest. */
  readonly customerId: string | null;
}

export interface AppKeys {
  readonly apiKey: string;
  /** The one in use, and the one before while it is being rotated. */
  readonly secrets: readonly string[];
}

const headerSchema = z.object({ alg: z.literal("HS256") });
/** Extensions at checkout are given the bare domain, those of the account page the address. */
const destination = /^(?:https:\/\/)?([a-z0-9][a-z0-9-]*\.myshopify\.com)$/;
const customer = /^gid:\/\/shopify\/Customer\/([1-9][0-9]{0,19})$/;
const claimsSchema = z.object({
  aud: z.string(),
  dest: z.string().regex(destination),
  exp: z.number(),
  nbf: z.number(),
  // A token of the admin names a member of staff here: it is for nobody at the store's counter.
  sub: z.string().regex(customer).optional(),
});

/**
 * Null when the token is not Shopify's, not for this app, not valid now, or cannot be read. Nothing
 * of it is looked into before its signature fits.
 */
export function verifyExtensionToken(
  token: string,
  { apiKey, secrets }: AppKeys,
  nowMs: number,
): ExtensionIdentity | null {
  if (token.length > TOKEN_MAX_LENGTH) return null;
  const [header = "", payload = "", signature = "", ...more] = token.split(".");
  if (more.length > 0) return null;
  if (!secrets.some((secret) => matches(signature, `${header}.${payload}`, secret))) return null;
  if (!headerSchema.safeParse(readPart(header)).success) return null;
  const claims = claimsSchema.safeParse(readPart(payload));
  if (!claims.success) return null;
  const { aud, dest, exp, nbf, sub } = claims.data;
  const nowSeconds = Math.trunc(nowMs / 1000);
  if (aud !== apiKey) return null;
  if (exp <= nowSeconds - TOKEN_CLOCK_SKEW_SECONDS) return null;
  if (nbf > nowSeconds + TOKEN_CLOCK_SKEW_SECONDS) return null;
  const shopDomain = destination.exec(dest)?.[1] ?? "";
  return { shopDomain, customerId: sub === undefined ? null : (customer.exec(sub)?.[1] ?? null) };
}

function matches(signature: string, message: string, secret: string): boolean {
  const expected = Buffer.from(createHmac("sha256", secret).update(message).digest("base64url"));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function readPart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    // What is no JSON fits no schema.
    return null;
  }
}
