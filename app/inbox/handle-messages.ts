// Empties the inbox: claims a batch, handles it and removes it in one transaction. A batch that
// fails is taken apart, so that one message that cannot be handled holds up no other.
import { growingPauseMs } from "../core/calendar/growing-pause.ts";
import type { Instant } from "../core/calendar/instant.ts";
import {
  claimDelivery,
  hasDueDeliveries,
  isNoText,
  keepClaimed,
  markDeliveryDead,
  markDeliveryFailed,
  removeHandled,
} from "../db/inbox-store.ts";
import type { BodyForm, ClaimedDelivery } from "../db/inbox-store.ts";
import { pool } from "../db/pool.ts";
import { withTransaction } from "../db/transaction.ts";
import type { Transaction } from "../db/transaction.ts";
import { dispatchBatch } from "./dispatch.ts";
import type { Handled } from "./dispatch.ts";
import { startQueueWalk } from "./queue-walk.ts";
import { findTopic, ruleOf } from "./topics.ts";
import type { TopicRule } from "./topics.ts";

/**
 * What a batch costs beside its messages is shared by so many. 400 take a twentieth less of the
 * processor, but memory beyond what a small machine can spare; and the more there are, the more
 * members are another batch's.
 */
export const BATCH_SIZE = 256;
/** So many batches of a process run at once: one is worked on while the database writes another. */
export const INBOX_LOOPS = 2;
/** With the growing pause about a day: then a person must look. */
export const MAX_ATTEMPTS = 30;
const PAUSES = { firstPauseMs: 1_000, longestPauseMs: 3_600_000 };

/** What the log hears. Names and reasons, never contents. */
export type InboxEvent =
  | { readonly type: "handled"; readonly count: number; readonly durationMs: number }
  | { readonly type: "batch_failed"; readonly count: number; readonly error: unknown }
  | {
      readonly type: "failed" | "dead";
      readonly delivery: ClaimedDelivery;
      readonly reason: string;
      readonly error?: unknown;
    };

export interface HandleOptions {
  /** The clock of business: asked before the transaction, since it may be far away. */
  readonly now: () => Promise<Instant>;
  readonly report: (event: InboxEvent) => void;
}

/** Shared by the loops of this process. */
const walk = startQueueWalk(BATCH_SIZE);

/** Handles one batch; answers how many messages it found that nobody had taken. */
export async function handleMessages(options: HandleOptions): Promise<number> {
  if (!walk.isUnderWay() && !(await hasDueDeliveries(pool()))) return 0;
  const startedMs = performance.now();
  const now = await options.now();
  let found = 0;
  let claimed: ClaimedDelivery[] = [];
  const handleNext = (form: BodyForm) =>
    withTransaction(async (tx) => {
      const due = await walk.claim(tx, form);
      found = due.length;
      const own = handledTogether(due);
      walk.goOn(due, own.length === due.length);
      // Others need not wait for what may take long.
      claimed = own.length < due.length ? await keepClaimed(tx, own) : own;
      return claimed.length === 0 ? [] : handle(tx, claimed, now);
    });
  try {
    const handled = await handleNext("text").catch((error: unknown) => {
      if (claimed.length > 0 || !isNoText(error)) throw error;
      return handleNext("bytes");
    });
    reportHandled(handled, startedMs, options);
    return found;
  } catch (error) {
    walk.goOn([], false);
    if (claimed.length === 0) throw error;
    options.report({ type: "batch_failed", count: claimed.length, error });
    for (const delivery of claimed) await handleAlone(delivery, now, options);
    return found;
  }
}

/**
 * Those that share a transaction with the oldest one. What locks members in a second run would wait
 * for others that wait for it: it stays for the next batch.
 */
function handledTogether(deliveries: readonly ClaimedDelivery[]): ClaimedDelivery[] {
  const family = familyOf(deliveries[0]);
  return deliveries.filter((delivery, place) =>
    family === undefined ? place === 0 : familyOf(delivery) === family,
  );
}

function familyOf(delivery: ClaimedDelivery | undefined): TopicRule["family"] {
  const topic = delivery && findTopic(delivery.topic);
  return topic && ruleOf(topic).family;
}

async function handle(
  tx: Transaction,
  claimed: readonly ClaimedDelivery[],
  now: Instant,
): Promise<Handled[]> {
  const handled = await dispatchBatch(tx, claimed, now);
  const done = handled.filter(({ deadReason }) => deadReason === undefined);
  await removeHandled(
    tx,
    done.map(({ delivery }) => delivery),
  );
  for (const { delivery, deadReason } of handled) {
    if (deadReason !== undefined) await markDeliveryDead(tx, delivery, deadReason);
  }
  return handled;
}

/** In a transaction of its own. Another worker may have it by now, and that is well. */
async function handleAlone(
  delivery: ClaimedDelivery,
  now: Instant,
  options: HandleOptions,
): Promise<void> {
  const startedMs = performance.now();
  try {
    const handled = await withTransaction(async (tx) => {
      const claimed = await claimDelivery(tx, delivery);
      return claimed === undefined ? [] : handle(tx, [claimed], now);
    });
    reportHandled(handled, startedMs, options);
  } catch (error) {
    await countFailure(delivery, error, options);
  }
}

async function countFailure(
  delivery: ClaimedDelivery,
  error: unknown,
  options: HandleOptions,
): Promise<void> {
  const reason = nameFault(error);
  const attempt = delivery.attempts + 1;
  if (attempt >= MAX_ATTEMPTS) {
    await markDeliveryDead(pool(), delivery, reason);
    options.report({ type: "dead", delivery, reason, error });
  } else {
    const pauseMs = growingPauseMs(PAUSES, attempt, Math.random());
    await markDeliveryFailed(pool(), delivery, reason, pauseMs);
    options.report({ type: "failed", delivery, reason, error });
  }
}

/** The kind of fault, without its message, which may quote a row. */
function nameFault(error: unknown): string {
  if (!(error instanceof Error)) return "unknown_fault";
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? `${error.name} ${code}` : error.name;
}

function reportHandled(handled: Handled[], startedMs: number, { report }: HandleOptions): void {
  if (handled.length === 0) return;
  const durationMs = Math.round(performance.now() - startedMs);
  report({ type: "handled", count: handled.length, durationMs });
  for (const { delivery, deadReason } of handled) {
    if (deadReason !== undefined) report({ type: "dead", delivery, reason: deadReason });
  }
}
