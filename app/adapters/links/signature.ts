// Short signatures under texts that leave the app and come back: in links and in QR codes.
import { createHmac, timingSafeEqual } from "node:crypto";
import { config } from "../../config.server.ts";

/** Half of a SHA-256, which nobody can guess. */
const SIGNATURE_BYTES = 16;

/**
 * Signs a text for one purpose, with the app's secret at Shopify: what is signed for another
 * purpose is worth nothing here.
 */
export function signText(purpose: string, text: string): string {
  return signWith(config().shopifyApiSecret, purpose, text);
}

/** Whether the signature is ours; for a while also with the secret before a rotation. */
export function isSigned(purpose: string, text: string, signature: string): boolean {
  const { shopifyApiSecret, shopifyApiSecretPrevious } = config();
  return [shopifyApiSecret, shopifyApiSecretPrevious].some(
    (secret) => secret !== undefined && isSame(signWith(secret, purpose, text), signature),
  );
}

function signWith(secret: string, purpose: string, text: string): string {
  const digest = createHmac("sha256", secret).update(`${purpose}\n${text}`).digest();
  return digest.subarray(0, SIGNATURE_BYTES).toString("base64url");
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
