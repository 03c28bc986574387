// The secret in an unsubscribe link: the e-mail that it stands in, by an id that nobody can guess.
// No key signs it and it does not expire, because a link in an old e-mail must still work when keys
// have changed; and it lets its bearer do nothing but unsubscribe.
import { config } from "../../config.server.ts";

/**
 * Names one e-mail: what it was about, and whom it was written to. Whoever knows it has read it.
 */
export interface UnsubscribeClaim {
  shopId: bigint;
  kind: string;
  subjectId: string;
  emailId: string;
}

/** Links of the first e-mails name an order alone. */
const FIRST_KIND = "order_earned";
const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.source;
const claimPattern = new RegExp(
  `^([1-9]\\d{0,17})\\.(?:([a-z_]{1,40})\\.)?([\\w/-]{1,120})\\.(${uuid})$`,
);

/** Opened by people and posted to by mail programs. */
export function unsubscribeUrl({ shopId, kind, subjectId, emailId }: UnsubscribeClaim): string {
  const url = new URL("/email/unsubscribe", config().shopifyAppUrl);
  const about = kind === FIRST_KIND ? subjectId : `${kind}.${subjectId}`;
  url.searchParams.set("token", `${shopId}.${about}.${emailId}`);
  return url.href;
}

/** Null when the token is no such thing; whether there is such an e-mail, the database knows. */
export function readUnsubscribe(token: string): UnsubscribeClaim | null {
  const [, shopId, kind, subjectId, emailId] = claimPattern.exec(token) ?? [];
  if (shopId === undefined || subjectId === undefined || emailId === undefined) return null;
  return { shopId: BigInt(shopId), kind: kind ?? FIRST_KIND, subjectId, emailId };
}
