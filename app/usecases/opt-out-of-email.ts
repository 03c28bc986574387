// A member wants no more e-mails of the program. Points and membership stay as they are.
import { optOutOfEmail as saveOptOut } from "../db/email-store.ts";
import { withTransaction } from "../db/transaction.ts";

export type OptOutResult =
  | { outcome: "opted_out" }
  | { outcome: "refused"; reason: "member_not_found" };

/** Repeating it changes nothing. */
export async function optOutOfEmail(
  shopId: bigint,
  memberId: string,
  now: Date,
): Promise<OptOutResult> {
  const found = await withTransaction((tx) => saveOptOut(tx, shopId, memberId, now));
  return found ? { outcome: "opted_out" } : { outcome: "refused", reason: "member_not_found" };
}
