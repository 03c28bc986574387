// Delivers what is due: claims by lease, a bounded number at once, each on its own. However much
// one shop has waiting, others have their turn.
import { claimMessages } from "../db/outbox-store.ts";
import type { ClaimedMessage } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { deliverClaimed, leaseMsFor } from "./deliver.ts";
import type { Catalogue, ReportDelivery } from "./deliver.ts";

export interface DueDeliveryOptions {
  readonly catalogue: Catalogue;
  readonly report: ReportDelivery;
  /** Hears when an outcome could not be written: the lease ends by itself then. */
  readonly onFault: (error: unknown) => void;
  /** A place became free. */
  readonly onSettled?: () => void;
  readonly concurrency?: number;
}

export interface DueDelivery {
  /** Fills the free places without waiting for the deliveries; answers how many began. */
  deliverDue: () => Promise<number>;
  /** Resolves when nothing is under way. */
  drain: () => Promise<void>;
}

/** Deliveries wait for others most of the time; more at once than this would crowd the pool. */
const CONCURRENCY = 16;
/** So many more places, for each that anybody may take, are kept for shops that have none. */
const KEPT_SHARE = 0.25;
/** A look past the flood of others costs more than a look at the head of the queue. */
const LOOK_PAST_OTHERS_MS = 250;

export function createDueDelivery(options: DueDeliveryOptions): DueDelivery {
  const concurrency = options.concurrency ?? CONCURRENCY;
  const keptPlaces = Math.ceil(concurrency * KEPT_SHARE);
  const leaseMs = leaseMsFor(options.catalogue);
  /** Deliveries, each with its shop. */
  const underWay = new Map<Promise<void>, bigint>();
  let lookPastOthersAtMs = 0;

  const begin = (message: ClaimedMessage): void => {
    const delivery = deliverClaimed(message, options.catalogue, options.report);
    const holding: Promise<void> = delivery
      .then(() => undefined, options.onFault)
      .finally(() => {
        underWay.delete(holding);
        options.onSettled?.();
      });
    underWay.set(holding, message.shopId);
  };

  const claim = async (places: number, without: readonly bigint[]): Promise<number> => {
    if (places <= 0) return 0;
    const claimed = await claimMessages(pool(), places, leaseMs, without);
    claimed.forEach(begin);
    return claimed.length;
  };

  /** For shops whose messages stand behind a flood of others: a place for each. */
  const claimPastOthers = async (): Promise<number> => {
    const nowMs = performance.now();
    if (nowMs < lookPastOthersAtMs) return 0;
    let claimed = 0;
    while (underWay.size < concurrency + keptPlaces) {
      const found = await claim(1, [...new Set(underWay.values())]);
      if (found === 0) {
        lookPastOthersAtMs = nowMs + LOOK_PAST_OTHERS_MS;
        break;
      }
      claimed += found;
    }
    return claimed;
  };

  return {
    deliverDue: async () => {
      const places = Math.max(0, concurrency - underWay.size);
      const claimed = await claim(places, []);
      // Free places mean that nobody is left to wait.
      return claimed < places ? claimed : claimed + (await claimPastOthers());
    },
    drain: async () => {
      await Promise.all(underWay.keys());
    },
  };
}
