// The secret in an unsubscribe link: who wants to hear no more, signed by us. It does not expire,
// because a link in an old e-mail must still work, and it lets its bearer do nothing but
// unsubscribe.
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { config } from "../../config.server.ts";

export interface UnsubscribeClaim {
  shopId: bigint;
  memberId: string;
}

const claimPattern = /^([1-9][0-9]{0,18})\.([0-9a-f-]{36})$/;
const MAX_TOKEN_LENGTH = 200;

/** The first signs; all are accepted. */
export type SigningKeys = readonly [Buffer, ...Buffer[]];

export function signingKeys(): SigningKeys {
  const { tokenEncryptionKey, tokenEncryptionKeyPrevious } = config();
  return tokenEncryptionKeyPrevious === undefined
    ? [tokenEncryptionKey]
    : [tokenEncryptionKey, tokenEncryptionKeyPrevious];
}

/** Opened by people and posted to by mail programs. */
export function unsubscribeUrl(claim: UnsubscribeClaim): string {
  const url = new URL("/email/unsubscribe", config().shopifyAppUrl);
  url.searchParams.set("token", signUnsubscribe(claim, signingKeys()));
  return url.href;
}

export function signUnsubscribe(claim: UnsubscribeClaim, [key]: SigningKeys): string {
  const text = `${claim.shopId}.${claim.memberId}`;
  return `${text}.${sign(text, key)}`;
}

/** Null when the token was not made by us, or was changed. */
export function readUnsubscribe(token: string, keys: SigningKeys): UnsubscribeClaim | null {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  const cut = token.lastIndexOf(".");
  if (cut < 0) return null;
  const text = token.slice(0, cut);
  const given = Buffer.from(token.slice(cut + 1));
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
