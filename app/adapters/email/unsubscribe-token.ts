// The secret in an unsubscribe link: who wants to hear no more, signed by us. It does not expire, because a
// link in an old e-mail must still work, and it lets its bearer do nothing but unsubscribe.
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { config } from "../../config.server.ts";

export interface UnsubscribeClaim {
  shopId: bigint;
  memberId: string;
}

const claimPattern = /^([1-9][0-9]{0,18})\.([0-9a-f-]{36})$/;
const MAX_TOKEN_LENGTH = 200;

export function signUnsubscribe(claim: UnsubscribeClaim): string {
  const text = `${claim.shopId}.${claim.memberId}`;
  return `${text}.${sign(text, config().tokenEncryptionKey)}`;
}

/** Null when the token was not made by us, or was changed. */
export function readUnsubscribe(token: string): UnsubscribeClaim | null {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  const cut = token.lastIndexOf(".");
  if (cut < 0) return null;
  const text = token.slice(0, cut);
  const given = Buffer.from(token.slice(cut + 1));
  const { tokenEncryptionKey, tokenEncryptionKeyPrevious } = config();
  const keys = [tokenEncryptionKey, tokenEncryptionKeyPrevious].filter((key) => key !== undefined);
  const authentic = keys.some((key) => {
    const expected = Buffer.from(sign(text, key));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  const parts = authentic ? claimPattern.exec(text) : null;
  if (parts?.[1] === undefined || parts[2] === undefined) return null;
  return { shopId: BigInt(parts[1]), memberId: parts[2] };
}

/** A key of its own, so that a signature made here is worth nothing elsewhere. */
function sign(text: string, key: Buffer): string {
  const derived = Buffer.from(hkdfSync("sha256", key, "", "regulars/unsubscribe", 32));
  return createHmac("sha256", derived).update(text).digest("base64url");
}
