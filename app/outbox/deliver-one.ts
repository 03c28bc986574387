// Delivers one message while somebody waits for it, bounded in time. What does not make it in time
// goes on by itself, and the worker has the rest.
import { claimMessage, readMessageState } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { deliverClaimed, leaseMsFor } from "./deliver.ts";
import type { Catalogue, ReportDelivery } from "./deliver.ts";
import type { MessageName } from "./delivery.ts";

export type DeliveredNow = "sent" | "pending" | "dead";

/** How often to look whether another process finished the message that it holds. */
const LOOK_MS = 50;

const underWay = new Set<Promise<unknown>>();

export async function deliverOne(
  name: MessageName,
  timeoutMs: number,
  catalogue: Catalogue,
  report: ReportDelivery,
): Promise<DeliveredNow> {
  const deadlineMs = performance.now() + timeoutMs;
  const claimed = await claimMessage(pool(), name, leaseMsFor(catalogue));
  if (claimed === undefined) return waitForOthers(name, deadlineMs);
  const delivery = deliverClaimed(claimed, catalogue, report);
  underWay.add(delivery);
  // Who waits may be gone when it fails: then the lease ends, and the worker tries again.
  delivery.catch(() => undefined).finally(() => underWay.delete(delivery));
  const outcome = await Promise.race([delivery, pause(timeoutMs)]);
  if (outcome === "sent" || outcome === "dead") return outcome;
  return "pending";
}

/** Resolves when no delivery that a request began is under way. */
export async function drainDeliveries(): Promise<void> {
  await Promise.allSettled(underWay);
}

/** The message is done, or another process holds it, or its next attempt is not due. */
async function waitForOthers(name: MessageName, deadlineMs: number): Promise<DeliveredNow> {
  for (;;) {
    const state = await readMessageState(pool(), name);
    if (state?.status === "sent" || state?.status === "dead") return state.status;
    if (state?.isLeased !== true || performance.now() + LOOK_MS > deadlineMs) return "pending";
    await pause(LOOK_MS);
  }
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, undefined).unref();
  });
}
