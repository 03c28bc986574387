// Everything that is kept about one person, for the merchant to hand over when that person asks for
// it.
import { ordersNaming, ordersOfMembers } from "../db/customer-orders.ts";
import { heirAndMerged } from "../db/merge-store.ts";
import { pool } from "../db/pool.ts";
import { exportOrder } from "./exported-order.ts";
import type { ExportedOrderRow } from "./exported-order.ts";
import { exportReferrals } from "./exported-referrals.ts";

export interface PrivacyExport {
  requestId: string;
  requestedAt: string;
  /** Null when the person is no member; they may have orders all the same. */
  member: Record<string, unknown> | null;
  orders: Record<string, unknown>[];
  /** Points by what they were given for: what waits, what can be spent, until when. */
  lots: Record<string, unknown>[];
  ledger: Record<string, unknown>[];
  tiers: Record<string, unknown>[];
  /** Tiers that were offered. */
  invitations: Record<string, unknown>[];
  /** Campaigns that the person joined. */
  campaigns: Record<string, unknown>[];
  /** Events at which the person checked in. */
  events: Record<string, unknown>[];
  /** What the person was asked, and answered. */
  survey: Record<string, unknown>[];
  /** What other systems told of the person. */
  told: Record<string, unknown>[];
  /** What was offered for birthdays, and what became of it. */
  birthdays: Record<string, unknown>[];
  /** Friends whom the person brought, and whether somebody brought them. */
  referrals: Record<string, unknown>[];
  /** What was counted for tiers. */
  units: Record<string, unknown>[];
  /** Points for something else than an order. */
  awards: Record<string, unknown>[];
  /** What staff did for the person, and why. */
  acts: Record<string, unknown>[];
  vouchers: Record<string, unknown>[];
  emails: Record<string, unknown>[];
}

interface RequestRow {
  request_id: string;
  requested_at: Date;
  member_id: string | null;
  customer_id: string | null;
}

/** Nothing for a request of another shop. */
export async function exportPersonalData(
  shopId: bigint,
  privacyRequestId: string,
): Promise<PrivacyExport | undefined> {
  const { rows } = await pool().query<RequestRow>({
    name: "privacy_export_request",
    text: `select request_id, requested_at, coalesce(member_id, member.id) as member_id,
        coalesce(customer_id, asked.shopify_customer_id) as customer_id
      from privacy_request as request
      left join member on member.shop_id = request.shop_id
        and member.shopify_customer_id = request.customer_id
      left join member as asked on asked.shop_id = request.shop_id
        and asked.id = request.member_id
      where request.shop_id = $1 and request.id = $2`,
    values: [shopId, privacyRequestId],
  });
  const request = rows[0];
  if (!request) return undefined;
  const { member_id: memberId, customer_id: customerId } = request;
  const [member] = await read("member", memberSql, shopId, memberId);
  const email = typeof member?.["email"] === "string" ? member["email"] : null;
  return {
    requestId: request.request_id,
    requestedAt: request.requested_at.toISOString(),
    member: member ?? null,
    orders: await readOrders(shopId, memberId, customerId),
    lots: await read("lots", lotsSql, shopId, memberId),
    ledger: await read("ledger", ledgerSql, shopId, memberId),
    tiers: await read("tiers", tiersSql, shopId, memberId),
    invitations: await read("invitations", invitationsSql, shopId, memberId),
    campaigns: await read("campaigns", campaignsSql, shopId, memberId),
    events: await read("events", eventsSql, shopId, memberId),
    survey: await read("survey", surveySql, shopId, memberId),
    told: await read("told", toldSql, shopId, memberId),
    birthdays: await read("birthdays", birthdaysSql, shopId, memberId),
    referrals: await exportReferrals(shopId, { memberId, customerId, email }),
    units: await read("units", unitsSql, shopId, memberId),
    awards: await read("awards", awardsSql, shopId, memberId),
    acts: await read("acts", actsSql, shopId, memberId),
    vouchers: await read("vouchers", vouchersSql, shopId, memberId),
    emails: await read("emails", emailsSql, shopId, memberId),
  };
}

/** Those that the member has points of, and those that name the customer. */
async function readOrders(
  shopId: bigint,
  memberId: string | null,
  customerId: string | null,
): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<ExportedOrderRow>({
    name: "privacy_export_orders",
    text: `select order_id, posted_points, state from order_state
      where shop_id = $1
        and order_id in (${ordersOfMembers(heirAndMerged)} union ${ordersNaming("$3")})
        and (member_id = $2 or customer_id = $3 or paid_customer_id = $3)
      order by placed_at, order_id`,
    values: [shopId, memberId, customerId],
  });
  return rows.map(exportOrder);
}

async function read(
  name: string,
  text: string,
  shopId: bigint,
  memberId: string | null,
): Promise<Record<string, unknown>[]> {
  if (memberId === null) return [];
  const { rows } = await pool().query<{ row: Record<string, unknown> }>({
    name: `privacy_export_${name}`,
    text: `select to_jsonb(part) as row from (${text}) as part`,
    values: [shopId, memberId],
  });
  return rows.map(({ row }) => row);
}

const memberSql = `
  select shopify_customer_id as "shopifyCustomerId", email, first_name as "firstName",
    last_name as "lastName", locale, birth_date as "birthDate",
    birth_date_set_at as "birthDateEnteredAt", enrolled_at as "enrolledAt",
    email_opted_out_at as "emailOptedOutAt", available, pending, reserved, shortfall,
    tier_id as tier, tier_since as "tierSince", tier_until as "tierUntil",
    activity_at as "lastActiveAt", balance_expires_at as "balanceExpiresAt",
    (select json_agg(gone.shopify_customer_id order by gone.id) from member as gone
      where gone.shop_id = member.shop_id and gone.merged_into_id = member.id)
      as "mergedCustomerIds"
  from member where shop_id = $1 and id = $2`;

/** The member, and those who were merged into them: the same person. */
const persons = `(select id from member where shop_id = $1 and (id = $2 or merged_into_id = $2))`;

const lotsSql = `
  select order_id as "orderId", accrued_at as "accruedAt", releases_at as "releasesAt",
    expires_at as "expiresAt", original as points, pending, available, reserved, expired
  from lot where shop_id = $1 and member_id = $2 order by accrued_at, id`;

const tiersSql = `
  select from_tier as "from", to_tier as "to", reason, effective_at as "effectiveAt", until
  from tier_change where shop_id = $1 and member_id in ${persons} order by recorded_at, seq`;

const invitationsSql = `
  select tier_id as tier, through, status, invited_at as "invitedAt", ended_at as "endedAt"
  from tier_invitation where shop_id = $1 and member_id in ${persons} order by invited_at`;

const campaignsSql = `
  select campaign_id as campaign, joined_at as "joinedAt"
  from campaign_opt_in where shop_id = $1 and member_id in ${persons} order by joined_at`;

const eventsSql = `
  select event.name, event.place, event.starts_at as "startsAt",
    attended.checked_in_at as "checkedInAt", attended.how, attended.points
  from check_in as attended
  join store_event as event on event.shop_id = attended.shop_id and event.id = attended.event_id
  where attended.shop_id = $1 and attended.member_id in ${persons}
  order by attended.checked_in_at`;

const surveySql = `
  select via, asked_at as "askedAt", score, comment, answered_at as "answeredAt"
  from survey_answer where shop_id = $1 and member_id in ${persons} order by asked_at`;

const toldSql = `
  select integration.name as by, told.trigger, told.subject, told.occurred_at as "occurredAt",
    told.received_at as "receivedAt", told.outcome, told.reason, told.points
  from integration_event as told join integration
    on integration.shop_id = told.shop_id and integration.id = told.integration_id
  where told.shop_id = $1 and told.member_id in ${persons} order by told.received_at`;

const birthdaysSql = `
  select birthday, points, reward_id as "rewardId", status, offered_at as "offeredAt", until
  from birthday_gift where shop_id = $1 and member_id = $2 order by birthday`;

const unitsSql = `
  select order_id as "orderId", occurred_at as "occurredAt", spend_minor as "spendMinor", orders,
    items, points, nights, visits, referrals, events
  from qualifying_unit where shop_id = $1 and member_id = $2 order by occurred_at, key`;

const awardsSql = `
  select action, title, points, occurred_at as "occurredAt", taken_back_at as "takenBackAt",
    taken_back_reason as "takenBackReason"
  from earned_action where shop_id = $1 and member_id = $2 order by occurred_at, id`;

/** Of a friend whom somebody brought nothing is told of who did. */
const actsSql = `
  select action, case when subject like 'referral/%' then details - 'member' else details end
      as details, recorded_at as "recordedAt" from audit_event
  where shop_id = $1 and (subject in (select 'member/' || id from ${persons} as person)
    or subject in (select 'referral/' || id from referral where shop_id = $1
      and (member_id in ${persons} or friend_customer_id in (select shopify_customer_id
        from member where shop_id = $1 and (id = $2 or merged_into_id = $2))))
    or details ->> 'voucher' in (select id::text from redemption
      where shop_id = $1 and member_id in ${persons}))
  order by id`;

const ledgerSql = `
  select e.kind, e.order_id as "orderId", e.explanation, e.occurred_at as "occurredAt",
    json_agg(json_build_object('from', p.from_account, 'to', p.to_account, 'points', p.points)
      order by p.seq) as postings
  from journal_entry e
  join posting p on p.shop_id = e.shop_id and p.member_id = e.member_id and p.entry_id = e.id
  where e.shop_id = $1 and e.member_id in ${persons}
  group by e.shop_id, e.member_id, e.id order by e.id`;

const vouchersSql = `
  select code, reward ->> 'kind' as kind, reward ->> 'name' as name, choice, recipient, points,
    occasion, amount_minor as "amountMinor", remaining_minor as "remainingMinor",
    reward ->> 'currency' as currency, status, requested_at as "requestedAt",
    expires_at as "expiresAt", used_order_id as "usedOrderId"
  from redemption where shop_id = $1 and member_id = $2 order by requested_at`;

const emailsSql = `
  select kind, subject_id as "subjectId", status, created_at as "createdAt", sent_at as "sentAt"
  from email_send where shop_id = $1 and member_id in ${persons} order by created_at`;
