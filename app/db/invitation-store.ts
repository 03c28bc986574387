// Invitations to tiers as rows: one for each member and tier, opened anew when it is offered again.
import type { Instant } from "../core/calendar/instant.ts";
import type { LocalDate } from "../core/calendar/local-date.ts";
import type { Sql } from "./pool.ts";
import { instantText } from "./rows.ts";

export interface InvitationName {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly tierId: string;
}

/** Offers a tier, until `through` or for good. Members must be locked. */
export async function openInvitation(
  tx: Sql,
  { shopId, memberId, tierId }: InvitationName,
  { through, invitedAt }: { through: LocalDate | null; invitedAt: Instant },
): Promise<void> {
  await tx.query({
    name: "invitation_open",
    text: `insert into tier_invitation (shop_id, member_id, tier_id, through, status, invited_at)
      values ($1, $2, $3, $4, 'open', $5)
      on conflict (shop_id, member_id, tier_id) do update
      set through = excluded.through, status = 'open', invited_at = excluded.invited_at,
        ended_at = null`,
    values: [shopId, memberId, tierId, through, instantText(invitedAt)],
  });
}

/** The last day of an open invitation; nothing where there is none. */
export async function findOpenInvitation(
  sql: Sql,
  { shopId, memberId, tierId }: InvitationName,
): Promise<{ through: LocalDate | null } | undefined> {
  const { rows } = await sql.query<{ through: string | null }>({
    name: "invitation_find_open",
    text: `select through::text from tier_invitation
      where shop_id = $1 and member_id = $2 and tier_id = $3 and status = 'open'`,
    values: [shopId, memberId, tierId],
  });
  return rows[0];
}

/** Answers whether there was one that stood open. */
export async function endInvitation(
  tx: Sql,
  { shopId, memberId, tierId }: InvitationName,
  status: "accepted" | "declined" | "withdrawn",
  endedAt: Instant,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "invitation_end",
    text: `update tier_invitation set status = $4, ended_at = $5
      where shop_id = $1 and member_id = $2 and tier_id = $3 and status = 'open'`,
    values: [shopId, memberId, tierId, status, instantText(endedAt)],
  });
  return rowCount === 1;
}
