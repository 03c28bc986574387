// The ways on which a voucher is given up, each from its beginning, which may be cut short, to the
// points that come back.
import { deleteDiscount } from "../../simulator/actions/discounts.ts";
import { CARRIED, VALIDITY_DAYS } from "../support/fault-rewards.ts";
import { type Shopper, passPauses } from "../support/fault-shop.ts";
import { work } from "../support/fault-worker.ts";
import {
  type FaultWorld,
  issueAll,
  processOf,
  shoppersOfAllKinds,
} from "../support/fault-world.ts";
import { handleAll, storeWebhooks } from "../support/inbox.ts";
import { type Fate, Killed, type MortalProcess } from "../support/mortal-process.ts";

export const WAYS = ["given up by the shopper", "expired", "deleted in Shopify"] as const;
export type Way = (typeof WAYS)[number];

const DAY_MS = 86_400_000;
/** A day longer than vouchers work. */
const VALIDITY_MS = (VALIDITY_DAYS + 1) * DAY_MS;
const WAIT_MS = 5_000;

/** Each customer has one of the ways: over a table every kind goes every way. */
export function wayOf({ customerId }: Shopper): Way {
  return WAYS[Number(customerId) % WAYS.length] ?? WAYS[0];
}

/**
 * Shoppers with a voucher each, so many of every kind that can be given back. Those whose vouchers
 * are to expire came first: nothing else of the shop ends together with them.
 */
export async function shoppersWithVouchers(
  all: FaultWorld,
  ofEach = 1,
  whenIssued: (shoppers: readonly Shopper[]) => Promise<void> = async () => undefined,
): Promise<Shopper[]> {
  const kinds = Array.from({ length: ofEach }, () => CARRIED.discount).flat();
  const shoppers = await shoppersOfAllKinds(all, kinds);
  const issue = async (some: readonly Shopper[]): Promise<void> => {
    await issueAll(all, some);
    // The routes had their codes made at once, unless the machine is too busy for that.
    const had = await Promise.all(some.map((shopper) => all.at.redemptionOf(shopper)));
    if (had.some((voucher) => voucher?.status !== "issued")) await work(all);
    await whenIssued(some);
  };
  await issue(shoppers.filter(isGoing("expired")));
  all.world.simulator.context.clock.advance(VALIDITY_MS);
  await issue(shoppers.filter((shopper) => wayOf(shopper) !== "expired"));
  return shoppers;
}

/** All of them, each in a process of its own. */
export async function returnAll(
  all: FaultWorld,
  shoppers: readonly Shopper[],
  fateOf: (shopper: Shopper) => Fate = () => ({}),
): Promise<Map<Shopper, MortalProcess>> {
  await deleteSome(all, shoppers.filter(isGoing("deleted in Shopify")));
  await expireSome(all, shoppers.filter(isGoing("expired")).length);
  const processes = new Map(
    shoppers.map((shopper) => [shopper, processOf(all, fateOf(shopper))] as const),
  );
  await Promise.all(
    [...processes].map(async ([shopper, process]) => {
      await finishReturn(all, shopper, process);
      await process.end();
    }),
  );
  return processes;
}

const isGoing = (way: Way) => (shopper: Shopper) => wayOf(shopper) === way;

/** The merchant deletes their discounts, and the app hears of it. */
async function deleteSome(all: FaultWorld, shoppers: readonly Shopper[]): Promise<void> {
  const { shop, shopId } = all.at;
  const customerIds = new Set(shoppers.map(({ customerId }) => customerId));
  for (const discount of shop.discounts.values()) {
    const { buyers, id } = discount;
    if (buyers.kind !== "customers" || !buyers.customerIds.some((one) => customerIds.has(one))) {
      continue;
    }
    deleteDiscount(all.world.simulator.context, shop, discount);
    const deleted = { admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${id}` };
    await storeWebhooks([{ shopId, topic: "discounts/delete", body: JSON.stringify(deleted) }]);
  }
  await twice(all, 1, async () => void (await handleAll(Date.now())));
}

/** Their vouchers have ended by the clock; the timer begins to give them back. */
async function expireSome(all: FaultWorld, count: number): Promise<void> {
  const { expireVouchers } = await import("../../app/usecases/return-voucher.ts");
  const now = all.world.simulator.context.now().getTime();
  await twice(all, count, async () => {
    await expireVouchers(now, (_voucher, error) => {
      if (!(error instanceof Killed)) throw error;
    });
  });
}

/** The first process dies somewhere on the way, a second one does what is left. */
async function twice(all: FaultWorld, mostSteps: number, deed: () => Promise<void>): Promise<void> {
  const mortal = processOf(all, { diesAfter: all.random.between(0, mostSteps) });
  await mortal.run(deed).catch((error: unknown) => {
    if (!mortal.isDead) throw error;
  });
  await processOf(all).run(deed);
}

/** The voucher's own part of it: what a route does at once, and what the worker does then. */
async function finishReturn(
  { at }: FaultWorld,
  shopper: Shopper,
  process: MortalProcess,
): Promise<void> {
  const { deliverNow } = await import("../../app/outbox/deliver-now.ts");
  const { shopId } = at;
  const key = (await at.redemptionOf(shopper))?.id ?? "";
  if (isGoing("given up by the shopper")(shopper)) await at.cancel(shopper, process);
  for (const kind of ["deactivate_voucher", "confirm_voucher_unused"]) {
    await passPauses(key);
    const delivery = process.run(() => deliverNow({ shopId, kind, key }, WAIT_MS));
    await delivery.catch((error: unknown) => {
      if (!process.isDead) throw error;
    });
  }
}
