// What is no discount code ends by itself: an experience is over, early access has become
// everybody's, a gift card can be spent no more.
import { DAY_MS } from "../core/calendar/instant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { decideOver } from "../core/rewards/decide-undone.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { withTransaction } from "../db/transaction.ts";
import { listEnded } from "../db/waiting-redemption-store.ts";
import { balanceMessage } from "./balance-messages.ts";
import { stepRedemption } from "./step-redemption.ts";

/** What one run of the job takes on, of each carrier. */
const END_BATCH_SIZE = 100;
/** Shopify's gift cards are good until the end of their last day. */
const CARD_GRACE_MS = DAY_MS;

/** Answers how many ended; one that fails is reported and holds up no other. */
export async function endRewards(
  now: Instant,
  onFault: (redemption: { shopId: bigint; id: string }, error: unknown) => void,
): Promise<number> {
  let count = 0;
  for (const ended of await listOver(now)) {
    const { shopId, id: redemptionId } = ended;
    try {
      await withTransaction(async (tx) => {
        const step = await stepRedemption(tx, { shopId, redemptionId }, now, decideOver);
        // What the theme shows ends with it.
        if (step?.changed === true) {
          await enqueueMessages(tx, [balanceMessage(shopId, step.redemption.memberId)]);
        }
      });
      count++;
    } catch (error) {
      onFault(ended, error);
    }
  }
  return count;
}

async function listOver(now: Instant): Promise<{ shopId: bigint; id: string }[]> {
  return [
    ...(await listEnded(pool(), "none", now, END_BATCH_SIZE)),
    ...(await listEnded(pool(), "store_credit", now, END_BATCH_SIZE)),
    ...(await listEnded(pool(), "gift_card", now - CARD_GRACE_MS, END_BATCH_SIZE)),
  ];
}
