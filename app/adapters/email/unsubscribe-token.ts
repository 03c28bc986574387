// The secret in an unsubscribe link: the e-mail that it stands in, by an id that nobody can guess.
// No key signs it and it does not expire, because a link in an old e-mail must still work when keys
// have changed; and it lets its bearer do nothing but unsubscribe.
import { config } from "../../config.server.ts";

/** Whoever names all three has read the e-mail. */
export interface UnsubscribeClaim {
  shopId: bigint;
  orderId: string;
  emailId: string;
}

const claimPattern = /^([1-9]\d{0,17})\.(\d{1,30})\.([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

/** Opened by people and posted to by mail programs. */
export function unsubscribeUrl({ shopId, orderId, emailId }: UnsubscribeClaim): string {
  const url = new URL("/email/unsubscribe", config().shopifyAppUrl);
  url.searchParams.set("token", `${shopId}.${orderId}.${emailId}`);
  return url.href;
}

/** Null when the token is no such thing; whether there is such an e-mail, the database knows. */
export function readUnsubscribe(token: string): UnsubscribeClaim | null {
  const [, shopId, orderId, emailId] = claimPattern.exec(token) ?? [];
  if (shopId === undefined || orderId === undefined || emailId === undefined) return null;
  return { shopId: BigInt(shopId), orderId, emailId };
}
