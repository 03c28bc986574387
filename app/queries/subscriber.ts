// Whom the page behind an unsubscribe link speaks to.
import { findSubscriber } from "../db/email-store.ts";
import { pool } from "../db/pool.ts";

export interface Subscriber {
  shopName: string;
  locale: string | null;
}

export function loadSubscriber(shopId: bigint, memberId: string): Promise<Subscriber | undefined> {
  return findSubscriber(pool(), shopId, memberId);
}
