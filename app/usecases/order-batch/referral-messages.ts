// Which orders of a batch are those of friends whom members brought. Shops whose program never knew
// referrals are not asked about; for the others it is one statement for the whole batch.
import { customerOf } from "../../core/earning/order-standing.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import { findReferralsOfOrders } from "../../db/referral-store.ts";
import { followMessage } from "../referrals/settle-referral.ts";
import type { OrderWork } from "./order-work.ts";

/** Rare as they are, they are dealt with by messages of their own. */
export async function referralMessages(
  tx: Sql,
  works: readonly OrderWork[],
): Promise<NewMessage[]> {
  const orders = works
    .filter(knowsReferrals)
    .map(({ shopId, orderId, latest }) => ({ shopId, orderId, customerId: customerOf(latest) }));
  if (orders.length === 0) return [];
  const referrals = await findReferralsOfOrders(tx, orders);
  return referrals.map(({ shopId, id }) => followMessage(shopId, id));
}

/** Also one that ended: what was promised then is kept. */
function knowsReferrals({ terms: { periods } }: OrderWork): boolean {
  return periods.some(({ version }) => version.document.referral !== null);
}
