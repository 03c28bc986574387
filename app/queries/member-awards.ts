// What a member was given for something else than an order, for the member's page.
import { pool } from "../db/pool.ts";

export interface MemberAward {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly occurredAt: Date;
  readonly takenBackAt: Date | null;
  /** Empty where it is forgotten. */
  readonly takenBackReason: string | null;
  /** Whether it follows from something else that is decided elsewhere. */
  readonly isOfReferral: boolean;
}

/** So many are shown; earlier ones stand in the journal. */
const MAX_AWARDS = 50;

/** The newest first. */
export async function loadMemberAwards(shopId: bigint, memberId: string): Promise<MemberAward[]> {
  const { rows } = await pool().query<MemberAward & { points: bigint }>({
    name: "member_awards",
    text: `select id, title, points, occurred_at as "occurredAt", taken_back_at as "takenBackAt",
        taken_back_reason as "takenBackReason", rule_id = 'referral' as "isOfReferral"
      from earned_action where shop_id = $1 and member_id = $2
      order by occurred_at desc, id desc limit ${MAX_AWARDS}`,
    values: [shopId, memberId],
  });
  return rows.map((row) => ({ ...row, points: Number(row.points) }));
}
