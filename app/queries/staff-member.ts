// A member as staff see them beside a customer: how they stand, what is ahead, what happened last.
import type { Instant } from "../core/calendar/instant.ts";
import type { ProgramVersion } from "../core/program/document.ts";
import { versionInForce } from "../core/program/version-in-force.ts";
import { pool } from "../db/pool.ts";
import { loadProgramPeriods } from "../db/program-store.ts";
import { type HistoryPage, loadHistory } from "./history.ts";
import { type Outlook, loadOutlook } from "./outlook.ts";
import type { ShopView } from "./shop.ts";
import { type Shopper, findShopper } from "./shopper.ts";

export interface MemberForStaff {
  /** Null while the shop has none. */
  inForce: ProgramVersion | null;
  /** Null for a customer who is no member, or no longer. */
  member: { shopper: Shopper; outlook: Outlook; history: HistoryPage } | null;
}

/** Without a program nothing is ahead. */
const NO_OUTLOOK: Outlook = { coming: [], ending: null, tier: null };

export async function loadMemberForStaff(
  { id: shopId, timeZone }: Pick<ShopView, "id" | "timeZone">,
  customerId: string,
  now: Instant,
): Promise<MemberForStaff> {
  const [known, shopper] = await Promise.all([
    loadProgramPeriods(pool(), [shopId]),
    findShopper(shopId, customerId),
  ]);
  const periods = known.get(shopId) ?? [];
  const inForce = versionInForce(periods, now);
  if (shopper === undefined) return { inForce, member: null };
  const context = inForce && { shopId, timeZone, periods, inForce, now };
  const [outlook, history] = await Promise.all([
    context ? loadOutlook(shopper, context) : NO_OUTLOOK,
    loadHistory(shopId, shopper.memberId, null),
  ]);
  return { inForce, member: { shopper, outlook, history } };
}
