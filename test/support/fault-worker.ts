// A worker that is started anew: leases have run out, pauses are over, and all that waits is
// delivered until nothing is left.
import { pool } from "../../app/db/pool.ts";
import { dueNow } from "../../app/db/queue-head.ts";
import { backgroundPace } from "../../app/outbox/background-pace.ts";
import { createDueDelivery } from "../../app/outbox/deliver-due.ts";
import { drainDeliveries } from "../../app/outbox/deliver-one.ts";
import type { FaultShop } from "./fault-shop.ts";
import { Killed, MortalProcess } from "./mortal-process.ts";
import type { SimulatedShop } from "./simulated-shop.ts";

/** Far more rounds than any message needs that fails for some time. */
const MOST_ROUNDS = 60;
/** Of a call budget that nobody has drawn on. */
const MOST_CALLS = 2_000;
const RESTORED_PER_SECOND = 100;

/** Shopify's lists show what is new after less than this. */
const LIST_LAG_MS = 3 * 60_000;

interface Surroundings {
  readonly world: SimulatedShop;
  readonly at: FaultShop;
}

/** A mortal one may die on the way. */
export async function work(all: Surroundings, process = new MortalProcess()): Promise<void> {
  await drainDeliveries();
  for (let round = 0; round < MOST_ROUNDS && !process.isDead; round += 1) {
    await letTimePass(all);
    if ((await process.run(deliverWhatIsDue)) === 0) return;
  }
  if (!process.isDead) throw new Error(`Messages still wait after ${MOST_ROUNDS} rounds`);
}

/** Long enough for everything that waits for its end. */
export async function letTimePass({ world, at }: Surroundings): Promise<void> {
  world.simulator.context.clock.advance(LIST_LAG_MS);
  await world.leaveBudget(MOST_CALLS, at.shop.handle);
  const full = { available: MOST_CALLS, maximum: MOST_CALLS };
  const budget = { ...full, restoredPerSecond: RESTORED_PER_SECOND };
  backgroundPace.hear(at.shopId, budget, performance.now());
  await pool().query(
    `update outbox_message set lease_until = null, next_attempt_at = ${dueNow}
      where status = 'ready'`,
  );
}

async function deliverWhatIsDue(): Promise<number> {
  const { abandonments } = await import("../../app/outbox/deliveries/abandonments.ts");
  const { deliveries } = await import("../../app/outbox/deliveries/catalogue.ts");
  const { kinds } = await import("../../app/outbox/kinds.ts");
  const faults: unknown[] = [];
  const due = createDueDelivery({
    catalogue: { kinds, deliveries, abandonments },
    report: () => undefined,
    onFault: (error) => faults.push(error),
  });
  let delivered = 0;
  try {
    for (let begun = -1; begun !== 0; delivered += begun) {
      begun = await due.deliverDue();
      await due.drain();
    }
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  await due.drain();
  const fault = faults.find((error) => !(error instanceof Killed));
  if (fault !== undefined) throw fault;
  return delivered;
}
