// A member wants the program's e-mails again. Only they can say so, signed in.
import { optInToEmail as saveOptIn } from "../db/email-store.ts";
import { withTransaction } from "../db/transaction.ts";

export type OptInResult =
  | { outcome: "opted_in" }
  | { outcome: "refused"; reason: "member_not_found" };

/** Repeating it changes nothing. */
export async function optInToEmail(shopId: bigint, memberId: string): Promise<OptInResult> {
  const found = await withTransaction((tx) => saveOptIn(tx, shopId, memberId));
  return found ? { outcome: "opted_in" } : { outcome: "refused", reason: "member_not_found" };
}
