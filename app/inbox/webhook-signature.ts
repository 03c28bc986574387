// Shopify signs the raw body with the app's secret. For a while after a rotation it may still use
// the old one.
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** Base64 of 32 bytes. */
const SIGNATURE_LENGTH = 44;

export type VerifySignature = (body: Buffer, signature: string | undefined) => boolean;

/** The secrets that count, the current one first. */
export function createSignatureCheck(
  secret: string,
  previousSecret: string | undefined,
): VerifySignature {
  const keys = [secret, ...(previousSecret === undefined ? [] : [previousSecret])].map((text) =>
    createSecretKey(text, "utf8"),
  );
  return (body, signature) => {
    if (signature?.length !== SIGNATURE_LENGTH || body.length === 0) return false;
    const given = Buffer.from(signature, "latin1");
    if (given.length !== SIGNATURE_LENGTH) return false;
    return keys.some((key) => timingSafeEqual(sign(key, body), given));
  };
}

function sign(key: KeyObject, body: Buffer): Buffer {
  return Buffer.from(createHmac("sha256", key).update(body).digest("base64"), "latin1");
}
