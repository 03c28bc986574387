// When an order was sent and when it arrived, from what is told of its parcels.
import type { Instant } from "../calendar/instant.ts";

/** A fulfilment that was carried out. */
export interface Parcel {
  readonly sentAt: Instant;
  /** Null while it is under way, or where nobody tells. */
  readonly arrivedAt: Instant | null;
}

export interface FulfilmentEvidence {
  /** Nothing of the order remains to be sent. */
  readonly isFulfilled: boolean;
  readonly parcels: readonly Parcel[];
  /** Whether the customer gets it without any parcel: downloads, services, sales in a store. */
  readonly isHandedOver: boolean;
  /** When the evidence was written. */
  readonly seenAt: Instant;
}

export interface Fulfilment {
  readonly fulfilledAt: Instant | null;
  readonly deliveredAt: Instant | null;
}

/**
 * An order is fulfilled with its last parcel, and delivered when all of them arrived; what is
 * handed over arrives as it is fulfilled. While something remains to be sent it is neither.
 */
export function fulfilmentOf(evidence: FulfilmentEvidence): Fulfilment {
  const { isFulfilled, parcels, isHandedOver, seenAt } = evidence;
  if (!isFulfilled) return { fulfilledAt: null, deliveredAt: null };
  const fulfilledAt = parcels.length > 0 ? latest(parcels.map(({ sentAt }) => sentAt)) : seenAt;
  const arrivals = parcels.flatMap(({ arrivedAt }) => (arrivedAt === null ? [] : [arrivedAt]));
  const haveArrived = parcels.length > 0 && arrivals.length === parcels.length;
  if (haveArrived) return { fulfilledAt, deliveredAt: latest(arrivals) };
  return { fulfilledAt, deliveredAt: isHandedOver ? fulfilledAt : null };
}

function latest(instants: readonly Instant[]): Instant {
  return instants.reduce((a, b) => Math.max(a, b));
}
