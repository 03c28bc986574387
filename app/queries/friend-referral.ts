// A referral as it stands now, for the friend who asked for its voucher.
import { pool } from "../db/pool.ts";
import { type Referral, findReferral } from "../db/referral-store.ts";

export type { Referral } from "../db/referral-store.ts";

export function findFriendReferral(shopId: bigint, id: string): Promise<Referral | undefined> {
  return findReferral(pool(), { shopId, id });
}
