// Invitations to tiers as rows: one for each member and tier, opened anew when it is offered again.
import type { Instant } from "../core/calendar/instant.ts";
import type { LocalDate } from "../core/calendar/local-date.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText, optionalInstant } from "./rows.ts";

export interface InvitationName {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly tierId: string;
}

export type InvitationStatus = "open" | "accepted" | "declined" | "withdrawn";

export interface Invitation {
  readonly tierId: string;
  /** The last day on which the tier would be held, in the shop's calendar; null: no end. */
  readonly through: LocalDate | null;
  readonly status: InvitationStatus;
  /** Tells an invitation from one that was sent anew. */
  readonly invitedAt: Instant;
  /** Null while it is open. */
  readonly endedAt: Instant | null;
}

/**
 * Offers a tier, until `through` or for good. Answers false for a member who is gone: forgotten, or
 * deleted in Shopify. Members must be locked.
 */
export async function openInvitation(
  tx: Sql,
  { shopId, memberId, tierId }: InvitationName,
  { through, invitedAt }: { through: LocalDate | null; invitedAt: Instant },
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "invitation_open",
    text: `insert into tier_invitation (shop_id, member_id, tier_id, through, status, invited_at)
      select shop_id, id, $3, $4, 'open', $5 from member
      where shop_id = $1 and id = $2 and deleted_at is null and redacted_at is null
      on conflict (shop_id, member_id, tier_id) do update
      set through = excluded.through, status = 'open', invited_at = excluded.invited_at,
        ended_at = null`,
    values: [shopId, memberId, tierId, through, instantText(invitedAt)],
  });
  return rowCount === 1;
}

interface InvitationRow {
  tier_id: string;
  through: string | null;
  status: InvitationStatus;
  invited_at: Date;
  ended_at: Date | null;
}

const columns = "tier_id, through::text, status, invited_at, ended_at";

/** The latest invitation to a tier, however it stands. */
export async function findInvitation(
  sql: Sql,
  { shopId, memberId, tierId }: InvitationName,
): Promise<Invitation | undefined> {
  const { rows } = await sql.query<InvitationRow>({
    name: "invitation_find",
    text: `select ${columns} from tier_invitation
      where shop_id = $1 and member_id = $2 and tier_id = $3`,
    values: [shopId, memberId, tierId],
  });
  return rows[0] && toInvitation(rows[0]);
}

/** Those that stand open, the newest first. */
export async function loadOpenInvitations(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<Invitation[]> {
  const { rows } = await sql.query<InvitationRow>({
    name: "invitation_load_open",
    text: `select ${columns} from tier_invitation
      where shop_id = $1 and member_id = $2 and status = 'open'
      order by invited_at desc, tier_id`,
    values: [shopId, memberId],
  });
  return rows.map(toInvitation);
}

function toInvitation(row: InvitationRow): Invitation {
  const { tier_id: tierId, through, status } = row;
  const [invitedAt, endedAt] = [instantOf(row.invited_at), optionalInstant(row.ended_at)];
  return { tierId, through, status, invitedAt, endedAt };
}

/** Ends an invitation that stands open. Members must be locked. */
export async function endInvitation(
  tx: Sql,
  { shopId, memberId, tierId }: InvitationName,
  status: Exclude<InvitationStatus, "open">,
  endedAt: Instant,
): Promise<void> {
  await tx.query({
    name: "invitation_end",
    text: `update tier_invitation set status = $4, ended_at = $5
      where shop_id = $1 and member_id = $2 and tier_id = $3 and status = 'open'`,
    values: [shopId, memberId, tierId, status, instantText(endedAt)],
  });
}
