// What is forgotten of those who checked in at events and answered the survey. The counts of both
// stay, without a name.
import { dropMemberCode } from "./member-code-store.ts";
import type { Sql } from "./pool.ts";
import { forgetAnswers } from "./survey-store.ts";

/** Of one member: the code, what was written, and questions that wait for an answer. */
export async function redactGuest(tx: Sql, shopId: bigint, memberId: string): Promise<void> {
  await dropMemberCode(tx, shopId, memberId);
  await forgetAnswers(tx, shopId, memberId);
}

/** Of everybody, and the links of helpers, who are named by their label. */
export async function redactGuests(tx: Sql, shopId: bigint): Promise<void> {
  const run = (text: string) => tx.query(text, [shopId]);
  await run(`delete from member_code where shop_id = $1`);
  await run(`delete from check_in_link where shop_id = $1`);
  await run(`delete from survey_answer where shop_id = $1 and answered_at is null`);
  await run(`update survey_answer set comment = null where shop_id = $1`);
}
