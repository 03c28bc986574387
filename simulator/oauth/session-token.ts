// Session tokens: the JSON web tokens that the admin frame hands to the embedded app. Signed and
// checked here with our own code; they live on real time.

import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { SimulatorContext } from "../context.ts";
import type { Shop } from "../model.ts";

const lifetimeSeconds = 60;
const leewaySeconds = 10;
export const staffUserId = "92100000001";

export type SessionTokenClaims = {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
};

export function mintSessionToken(
  context: SimulatorContext,
  shop: Shop,
  changes: Partial<SessionTokenClaims> = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  return signToken(context.settings.apiSecret, {
    iss: `https://${shop.domain}/admin`,
    dest: `https://${shop.domain}`,
    aud: context.settings.apiKey,
    sub: staffUserId,
    exp: now + lifetimeSeconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
    ...changes,
  });
}

export type TokenVerdict =
  | { outcome: "valid"; claims: SessionTokenClaims }
  | { outcome: "invalid"; reason: string };

export function verifySessionToken(
  context: SimulatorContext,
  shop: Shop,
  token: string,
): TokenVerdict {
  const parts = token.split(".");
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || !header || !payload || !signature) return invalid("malformed");
  if (parsePart(header)?.["alg"] !== "HS256") return invalid("algorithm");
  const expected = hmac(context.settings.apiSecret, `${header}.${payload}`);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return invalid("signature");
  }
  const claims = parsePart(payload) as SessionTokenClaims | null;
  if (!claims) return invalid("malformed");
  const now = Date.now() / 1000;
  if (!(claims.exp > now - leewaySeconds)) return invalid("expired");
  if (!(claims.nbf <= now + leewaySeconds)) return invalid("not valid yet");
  if (claims.aud !== context.settings.apiKey) return invalid("audience");
  if (claims.dest !== `https://${shop.domain}`) return invalid("destination");
  if (claims.iss !== `https://${shop.domain}/admin`) return invalid("issuer");
  return { outcome: "valid", claims };
}

export function signToken(secret: string, claims: object): string {
  const content = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${content}.${hmac(secret, content).toString("base64url")}`;
}

function hmac(secret: string, content: string): Buffer {
  return createHmac("sha256", secret).update(content).digest();
}

function parsePart(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function invalid(reason: string): TokenVerdict {
  return { outcome: "invalid", reason };
}
