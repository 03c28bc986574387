// How a member stood at a moment: balance, tier, lots with their ends, and why.
import { memberAsOf } from "../core/ledger/member-as-of.ts";
import type { MemberAsOf } from "../core/ledger/member-as-of.ts";
import type { ReplayMoment } from "../core/ledger/replay-ledger.ts";
import { loadMemberRecords } from "../db/as-of-store.ts";
import { pool } from "../db/pool.ts";
import { loadProgramPeriods } from "../db/program-store.ts";
import { loadTimeZones } from "../db/shop-store.ts";

/** Nobody had anything before they were a member. */
export async function loadMemberAsOf(
  shopId: bigint,
  memberId: string,
  moment: ReplayMoment,
): Promise<MemberAsOf> {
  const periods = (await loadProgramPeriods(pool(), [shopId])).get(shopId) ?? [];
  const timeZone = (await loadTimeZones(pool(), [shopId])).get(shopId) ?? "UTC";
  const records = await loadMemberRecords(pool(), shopId, memberId);
  return memberAsOf(records, { periods, timeZone }, moment);
}
