// What a delivery is given and what it answers. A delivery may run twice for one message, so it
// must be repeatable, or find out what an earlier run did.

/** A message as its delivery sees it, claimed by this process alone. */
export interface OutboxMessage<Payload = unknown> {
  readonly shopId: bigint;
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly payload: Payload;
  /** Which attempt this is, counted from one. */
  readonly attempts: number;
}

/** Reasons stand in the database and on the admin's pages: they hold no personal data. */
export type DeliveryOutcome =
  | { readonly outcome: "sent" }
  /** Failed for now: again after `delayMs`, or after the kind's growing pause. */
  | { readonly outcome: "retry"; readonly reason: string; readonly delayMs?: number }
  /** Not yet time: again after `delayMs`, and this does not count as an attempt. */
  | { readonly outcome: "postpone"; readonly reason: string; readonly delayMs: number }
  /** Will never succeed: a dead letter for the merchant. */
  | { readonly outcome: "dead"; readonly reason: string };

/**
 * Makes one message come true. A thrown error means `retry`. The signal fires at the kind's
 * timeout.
 */
export type Deliver<Payload> = (
  message: OutboxMessage<Payload>,
  signal: AbortSignal,
) => Promise<DeliveryOutcome>;

/**
 * Writes down that a message was given up, for what waited for it. May run twice, too; as long as
 * it throws, the message is not dead.
 */
export type Abandon<Payload> = (message: OutboxMessage<Payload>) => Promise<void>;

/** What names a message: one exists for each thing to be done to each subject. */
export interface MessageName {
  readonly shopId: bigint;
  readonly kind: string;
  readonly key: string;
}
