// Whom the page behind an unsubscribe link speaks to.
import { findSubscriber } from "../db/email-store.ts";
import { pool } from "../db/pool.ts";

export interface Subscriber {
  memberId: string;
  shopName: string;
  locale: string | null;
}

/** Nobody where the e-mail was never written. */
export function loadSubscriber(
  shopId: bigint,
  email: { kind: string; subjectId: string; emailId: string },
): Promise<Subscriber | undefined> {
  return findSubscriber(pool(), shopId, email);
}
