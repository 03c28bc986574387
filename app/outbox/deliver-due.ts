// Delivers what is due: claims by lease, a bounded number at once, each on its own.
import { claimMessages } from "../db/outbox-store.ts";
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

export function createDueDelivery(options: DueDeliveryOptions): DueDelivery {
  const concurrency = options.concurrency ?? CONCURRENCY;
  const leaseMs = leaseMsFor(options.catalogue);
  const underWay = new Set<Promise<void>>();

  const hold = (delivery: Promise<unknown>): void => {
    const holding: Promise<void> = delivery
      .then(() => undefined, options.onFault)
      .finally(() => {
        underWay.delete(holding);
        options.onSettled?.();
      });
    underWay.add(holding);
  };

  return {
    deliverDue: async () => {
      const places = concurrency - underWay.size;
      if (places <= 0) return 0;
      const claimed = await claimMessages(pool(), places, leaseMs);
      for (const message of claimed) {
        hold(deliverClaimed(message, options.catalogue, options.report));
      }
      return claimed.length;
    },
    drain: async () => {
      await Promise.all(underWay);
    },
  };
}
