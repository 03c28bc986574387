// A member asks for the code by which they check in. It works for a quarter of an hour, so that a
// picture of it that is passed on is worth little, and a new one ends the one before.
import { randomBytes } from "node:crypto";
import {
  CODE_LEAST_SECONDS,
  CODE_RANDOM_BYTES,
  CODE_VALID_SECONDS,
  memberCodeOf,
} from "../../core/events/member-code.ts";
import { type MemberCode, renewMemberCode } from "../../db/member-code-store.ts";
import { withTransaction } from "../../db/transaction.ts";

/**
 * The member must exist. Two members with one code do not come about: the database refuses the
 * second, and asking again makes another.
 */
export async function showMemberCode(shopId: bigint, memberId: string): Promise<MemberCode> {
  const code = memberCodeOf(randomBytes(CODE_RANDOM_BYTES));
  const life = { validSeconds: CODE_VALID_SECONDS, leastSeconds: CODE_LEAST_SECONDS };
  return withTransaction((tx) => renewMemberCode(tx, { shopId, memberId }, code, life));
}
