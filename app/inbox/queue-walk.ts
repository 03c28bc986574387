// Where this process is in a long queue. Claims that all began at its head would walk past what
// other batches hold, and past what is done and not swept yet.
import { claimDeliveries } from "../db/inbox-store.ts";
import type { BodyForm, ClaimedDelivery, QueuePlace } from "../db/inbox-store.ts";
import type { Sql } from "../db/pool.ts";

/** So many claims at most between two that begin at the head, where some were left or came back. */
const LONGEST_WALK = 32;

export interface QueueWalk {
  /** Whether the last claim left more behind it. */
  readonly isUnderWay: () => boolean;
  readonly claim: (tx: Sql, form: BodyForm) => Promise<ClaimedDelivery[]>;
  /** The next claim begins after this one, unless it left something to be taken up at once. */
  readonly goOn: (claimed: readonly ClaimedDelivery[], isAllTaken: boolean) => void;
}

/** Claims `limit` messages at once. Where none is left ahead, the head is looked at again. */
export function startQueueWalk(limit: number): QueueWalk {
  let reached: QueuePlace | undefined;
  let claims = 0;
  return {
    isUnderWay: () => reached !== undefined,
    claim: async (tx, form) => {
      const ahead = reached ? await claimDeliveries(tx, limit, { form, after: reached }) : [];
      return ahead.length > 0 ? ahead : claimDeliveries(tx, limit, { form });
    },
    goOn: (claimed, isAllTaken) => {
      const isFull = claimed.length === limit && isAllTaken;
      claims = isFull ? (claims + 1) % LONGEST_WALK : 0;
      const last = claimed.at(-1);
      reached = claims > 0 && last ? { dueAt: last.dueAt, id: last.id } : undefined;
    },
  };
}
