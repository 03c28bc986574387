// Delivers one claimed message, outside of any transaction and bounded in time, and writes down
// what came of it.
import { growingPauseMs } from "../core/calendar/growing-pause.ts";
import { markDead, markForRetry, markPostponed, markSent } from "../db/outbox-store.ts";
import type { ClaimedMessage } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import type { Abandon, Deliver, DeliveryOutcome, OutboxMessage } from "./delivery.ts";
import type { KindPolicy } from "./kinds.ts";

/** The kinds that an engine knows, and how each is delivered. */
export interface Catalogue {
  readonly kinds: Readonly<Record<string, KindPolicy>>;
  readonly deliveries: Readonly<Record<string, Deliver<never>>>;
  /** Only kinds that something waits for have one. */
  readonly abandonments: Readonly<Record<string, Abandon<never>>>;
}

/** What the log hears of a delivery. */
export interface DeliveryReport {
  readonly message: ClaimedMessage;
  readonly outcome: DeliveryOutcome["outcome"];
  readonly reason?: string;
  /** What a delivery threw; the reason in the table is only its kind. */
  readonly error?: unknown;
  readonly durationMs: number;
}

export type ReportDelivery = (report: DeliveryReport) => void;

/** A lease outlives the attempt by this much: time to write the outcome. */
const LEASE_MARGIN_MS = 15_000;

/** Long enough for the slowest kind, so that no message is delivered twice at once. */
export function leaseMsFor(catalogue: Catalogue): number {
  const slowest = Math.max(...Object.values(catalogue.kinds).map((policy) => policy.timeoutMs));
  return slowest + LEASE_MARGIN_MS;
}

/** Tries once, and answers what is now written in the message's row. */
export async function deliverClaimed(
  claimed: ClaimedMessage,
  catalogue: Catalogue,
  report: ReportDelivery,
): Promise<DeliveryOutcome["outcome"]> {
  const startedMs = performance.now();
  const { outcome, error } = await attempt(claimed, catalogue);
  const final = isExhausted(claimed, catalogue, outcome) ? asDead(outcome) : outcome;
  if (final.outcome === "dead") await abandon(claimed, catalogue);
  await settle(claimed, final, catalogue.kinds[claimed.kind]);
  report({
    message: claimed,
    outcome: final.outcome,
    ...("reason" in final ? { reason: final.reason } : {}),
    ...(error === undefined ? {} : { error }),
    durationMs: Math.round(performance.now() - startedMs),
  });
  return final.outcome;
}

interface Attempt {
  readonly outcome: DeliveryOutcome;
  readonly error?: unknown;
}

async function attempt(claimed: ClaimedMessage, catalogue: Catalogue): Promise<Attempt> {
  const policy = catalogue.kinds[claimed.kind];
  const deliver = catalogue.deliveries[claimed.kind] as Deliver<unknown> | undefined;
  if (policy === undefined || deliver === undefined) return dead("unknown_kind");
  const message = readMessage(claimed, policy);
  if (message === undefined) return dead("unreadable_payload");
  // Its last attempt never told how it ended: most likely it took the process along.
  if (claimed.attempts > policy.maxAttempts) return dead("exhausted");
  const signal = AbortSignal.timeout(policy.timeoutMs);
  try {
    return { outcome: await Promise.race([deliver(message, signal), timeOut(signal)]) };
  } catch (error) {
    return { outcome: { outcome: "retry", reason: nameFault(error) }, error };
  }
}

function readMessage(claimed: ClaimedMessage, policy: KindPolicy): OutboxMessage | undefined {
  const { shopId, id, kind, key, attempts } = claimed;
  const payload = policy.payload.safeParse(claimed.payload);
  return payload.success ? { shopId, id, kind, key, payload: payload.data, attempts } : undefined;
}

async function abandon(claimed: ClaimedMessage, catalogue: Catalogue): Promise<void> {
  const policy = catalogue.kinds[claimed.kind];
  const message = policy && readMessage(claimed, policy);
  const tell = catalogue.abandonments[claimed.kind] as Abandon<unknown> | undefined;
  if (message && tell) await tell(message);
}

function dead(reason: string): Attempt {
  return { outcome: { outcome: "dead", reason } };
}

/** A delivery that ignores its signal must not hold its place for ever. */
function timeOut(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

/** The kind of fault, without its message: messages of others may quote personal data. */
function nameFault(error: unknown): string {
  if (!(error instanceof Error)) return "unknown_fault";
  if (error.name === "TimeoutError") return "timed_out";
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" && /^[A-Z0-9_]{2,40}$/.test(code) ? code : error.name;
}

function isExhausted(
  claimed: ClaimedMessage,
  catalogue: Catalogue,
  outcome: DeliveryOutcome,
): boolean {
  const maxAttempts = catalogue.kinds[claimed.kind]?.maxAttempts ?? 1;
  return outcome.outcome === "retry" && claimed.attempts >= maxAttempts;
}

function asDead(outcome: DeliveryOutcome): DeliveryOutcome {
  return { outcome: "dead", reason: "reason" in outcome ? outcome.reason : "exhausted" };
}

async function settle(
  claimed: ClaimedMessage,
  outcome: DeliveryOutcome,
  policy: KindPolicy | undefined,
): Promise<void> {
  switch (outcome.outcome) {
    case "sent":
      return markSent(pool(), claimed);
    case "dead":
      return markDead(pool(), claimed, outcome.reason);
    case "postpone":
      return markPostponed(pool(), claimed, outcome.reason, outcome.delayMs);
    case "retry": {
      const pauses = policy ?? { firstPauseMs: 1_000, longestPauseMs: 60_000 };
      const grown = growingPauseMs(pauses, claimed.attempts, Math.random());
      return markForRetry(pool(), claimed, outcome.reason, outcome.delayMs ?? grown);
    }
  }
}
