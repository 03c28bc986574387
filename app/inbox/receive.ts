// Durable receipt, grouped single-flight: while one insert is under way the others queue, and when
// it returns all that queued go as one statement. No timer; nothing is acknowledged before its
// commit.
import type { ReceivedMessage } from "../db/inbox-store.ts";

export type Receipt =
  | "stored"
  /** The database would not take this one message. */
  | "refused"
  /** The queue is full, or the database cannot be reached: the sender must come again. */
  | "unavailable";

export interface ReceiverLimits {
  readonly queuedMessages: number;
  readonly queuedBytes: number;
  readonly batchMessages: number;
  readonly batchBytes: number;
}

const MEBIBYTE = 1_048_576;

const defaultLimits: ReceiverLimits = {
  queuedMessages: 2_000,
  queuedBytes: 64 * MEBIBYTE,
  batchMessages: 250,
  batchBytes: 8 * MEBIBYTE,
};

export interface ReceiverOptions {
  /** Stores all of them or throws. */
  readonly store: (messages: readonly ReceivedMessage[]) => Promise<unknown>;
  /** Hears of a failed insert; what it says may name constraints, never contents. */
  readonly onError: (error: unknown, messages: number) => void;
  readonly onStored?: () => void;
  readonly limits?: Partial<ReceiverLimits>;
}

export interface Receiver {
  receive: (message: ReceivedMessage) => Promise<Receipt>;
  /** Resolves when nothing is queued or under way. */
  drain: () => Promise<void>;
}

interface Queued {
  readonly message: ReceivedMessage;
  readonly answer: (receipt: Receipt) => void;
}

export function createReceiver(options: ReceiverOptions): Receiver {
  const limits = { ...defaultLimits, ...options.limits };
  const queue: Queued[] = [];
  let queuedBytes = 0;
  let underWay: Promise<void> | undefined;

  const takeBatch = (): Queued[] => {
    let count = 0;
    let bytes = 0;
    for (const { message } of queue) {
      const fits = count < limits.batchMessages && bytes + message.body.length <= limits.batchBytes;
      if (count > 0 && !fits) break;
      count++;
      bytes += message.body.length;
    }
    queuedBytes -= bytes;
    return queue.splice(0, count);
  };

  const storeQueued = async (): Promise<void> => {
    while (queue.length > 0) {
      await storeBatch(takeBatch(), options);
      options.onStored?.();
    }
    underWay = undefined;
  };

  return {
    receive: (message) => {
      const isFull =
        queue.length >= limits.queuedMessages ||
        queuedBytes + message.body.length > limits.queuedBytes;
      if (isFull) return Promise.resolve("unavailable");
      return new Promise((answer) => {
        queue.push({ message, answer });
        queuedBytes += message.body.length;
        underWay ??= storeQueued();
      });
    },
    drain: async () => {
      await underWay;
    },
  };
}

/**
 * One statement for all; where the database objects to a value, row by row, so that one spoils no
 * other.
 */
async function storeBatch(batch: Queued[], options: ReceiverOptions): Promise<void> {
  try {
    await options.store(batch.map(({ message }) => message));
    for (const { answer } of batch) answer("stored");
  } catch (error) {
    options.onError(error, batch.length);
    const isAboutValues = /^2[23]/.test(String((error as { code?: unknown } | null)?.code));
    if (!isAboutValues) {
      for (const { answer } of batch) answer("unavailable");
    } else if (batch.length === 1) {
      batch[0]?.answer("refused");
    } else {
      for (const single of batch) await storeBatch([single], options);
    }
  }
}
