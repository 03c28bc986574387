// The part that works behind the scenes: empties the inbox, delivers the outbox, runs the timers.
import { businessNow } from "./adapters/shopify/business-clock.ts";
import type { Instant } from "./core/calendar/instant.ts";
import { INBOX_LOOPS, handleMessages } from "./inbox/handle-messages.ts";
import { reportInbox } from "./inbox/report-inbox.ts";
import { jobs } from "./jobs/catalogue.ts";
import { startLoop, startLoops } from "./jobs/loop.ts";
import { startTimers } from "./jobs/timers.ts";
import { log } from "./log.server.ts";
import { createDueDelivery } from "./outbox/deliver-due.ts";
import { abandonments } from "./outbox/deliveries/abandonments.ts";
import { deliveries } from "./outbox/deliveries/catalogue.ts";
import { kinds } from "./outbox/kinds.ts";
import { reportDelivery } from "./outbox/report-delivery.ts";

export interface Worker {
  /** A webhook was stored: it is looked for at once. */
  pokeInbox: () => void;
  /** Takes nothing new; resolves when what is held is finished. */
  stop: () => Promise<void>;
}

/** How late another process's work may be noticed. */
const POLL_MS = 250;
/** Under way, messages of another process are taken up a moment after they were stored. */
const INBOX_FIRST_POLL_MS = 8;

export function startWorker(): Worker {
  const due = createDueDelivery({
    catalogue: { kinds, deliveries, abandonments },
    report: reportDelivery,
    onFault: onFaultOf("outbox"),
    onSettled: () => outbox.poke(),
  });
  const outbox = startLoop({
    once: async () => (await due.deliverDue()) > 0,
    pollMs: POLL_MS,
    onFault: onFaultOf("outbox"),
  });
  const inbox = startLoops(INBOX_LOOPS, {
    once: async () => {
      const count = await handleMessages({ now: readClock, report: reportInbox });
      if (count > 0) outbox.poke();
      return count > 0;
    },
    pollMs: POLL_MS,
    firstPollMs: INBOX_FIRST_POLL_MS,
    onFault: onFaultOf("inbox"),
  });
  const timers = startTimers({
    jobs,
    now: readClock,
    onDone: (job, count) => log().info({ job, count }, "job done"),
    onFault: (job, error) => log().error({ job, error }, "job failed"),
  });
  return {
    pokeInbox: inbox.poke,
    stop: async () => {
      await Promise.all([inbox.stop(), outbox.stop(), timers.stop()]);
      await due.drain();
    },
  };
}

async function readClock(): Promise<Instant> {
  return (await businessNow()).getTime();
}

function onFaultOf(part: string): (error: unknown) => void {
  return (error) => log().error({ part, error }, "the worker met a fault");
}
