// The way from a message to its shop's Admin API, and from the API's answers back to the outbox.
import type { AdminProblem } from "../../adapters/shopify/admin-answer.ts";
import { adminFor } from "../../adapters/shopify/admin-for.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import type { CallBudget } from "../../adapters/shopify/call-budget.ts";
import { type DeliveryShop, findDeliveryShop } from "../../db/delivery-shop-store.ts";
import { SHOP_UNINSTALLED } from "../../db/outbox-store.ts";
import { pool } from "../../db/pool.ts";
import { takeTokenLease } from "../../db/token-lease-store.ts";
import { backgroundPace } from "../background-pace.ts";
import type { DeliveryOutcome } from "../delivery.ts";

export type OpenedShop =
  | { outcome: "open"; shop: DeliveryShop; admin: AdminGraphql }
  /** What waits for it waits until the shop is installed again. */
  | { outcome: "uninstalled" }
  | { outcome: "closed"; problem: AdminProblem };

export async function openShop(shopId: bigint, signal: AbortSignal): Promise<OpenedShop> {
  const shop = await findDeliveryShop(pool(), shopId);
  if (shop === undefined || !shop.installed) return { outcome: "uninstalled" };
  const access = await adminFor(shop.domain, takeTokenLease, signal);
  if (access.outcome !== "ok") return { outcome: "closed", problem: access };
  const hearBudget = (budget: CallBudget) => backgroundPace.hear(shopId, budget, performance.now());
  return { outcome: "open", shop, admin: { ...access.data, hearBudget } };
}

/** For messages of an uninstalled shop; a new installation takes them up again. */
export const uninstalled: DeliveryOutcome = { outcome: "dead", reason: SHOP_UNINSTALLED };

/** For work that may simply be repeated: all but a definite refusal is tried again. */
export function outcomeOf(problem: AdminProblem): DeliveryOutcome {
  switch (problem.outcome) {
    case "refused":
      return { outcome: "dead", reason: `refused ${problem.code}` };
    case "throttled":
      return { outcome: "postpone", reason: "throttled", delayMs: problem.retryAfterMs };
    case "unknown":
      return { outcome: "retry", reason: `unknown ${problem.reason}` };
    case "unauthorised":
      return { outcome: "retry", reason: `unauthorised ${problem.reason}` };
  }
}
