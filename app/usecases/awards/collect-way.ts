// A member says in the panel that they did something which nobody else can tell of.
import type { Instant } from "../../core/calendar/instant.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import { loadProgramPeriods } from "../../db/program-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { AwardOutcome } from "../award-actions.ts";
import { awardCustomers, unknownCustomer } from "./record-signs.ts";

/** Pressed again within it, it is the same click: Shopify is asked about it once at a time. */
const ONE_CLICK_MS = 3_600_000;

export interface CollectWay {
  readonly shopId: bigint;
  /** Shopify's id of the customer who is signed in. */
  readonly customerId: string;
  readonly wayId: string;
  readonly now: Instant;
}

/**
 * Having an account, which being signed in shows, and opening a page of the store on a network: the
 * click is all that is known, and it counts once. All other ways are heard of from elsewhere.
 */
export async function collectWay({
  shopId,
  customerId,
  wayId,
  now,
}: CollectWay): Promise<AwardOutcome> {
  return withTransaction(async (tx): Promise<AwardOutcome> => {
    const periods = (await loadProgramPeriods(tx, [shopId])).get(shopId) ?? [];
    const ways = versionInForce(periods, now)?.document.waysToEarn ?? [];
    const way = ways.find(({ id }) => id === wayId);
    const isClicked = way?.trigger === "account" || way?.trigger === "social";
    if (!way || !isClicked) return { outcome: "refused", reason: "no_way" };
    const time = now - (now % ONE_CLICK_MS);
    const act = { shopId, customer: unknownCustomer(customerId), occurredAt: now, time };
    const acts =
      way.trigger === "social"
        ? [{ ...act, trigger: way.trigger, event: way.network }]
        : [{ ...act, trigger: way.trigger }];
    const [outcome] = await awardCustomers(tx, acts, now);
    return outcome ?? { outcome: "refused", reason: "no_way" };
  });
}
