// SQL of personal data: what must be handed over on request, and what must be forgotten. The ledger
// keeps its sums: it knows members by ids of ours alone.
import { deleteBirthdayGifts } from "./birthday-heritage-store.ts";
import { ordersNaming } from "./customer-orders.ts";
import { redactGuest } from "./guest-privacy-store.ts";
import type { Sql } from "./pool.ts";
import { redactLinks } from "./referral-privacy-store.ts";

export interface PersonalTraces {
  readonly memberId: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** What is known of the person behind a customer; where asked, under the member's lock. */
export async function readPersonalTraces(
  tx: Sql,
  shopId: bigint,
  customerId: string,
  { lock }: { readonly lock: boolean },
): Promise<PersonalTraces | undefined> {
  const { rows } = await tx.query<PersonalTraces>({
    name: `privacy_member_${lock ? "lock" : "read"}`,
    text: `select id as "memberId", email, first_name as "firstName", last_name as "lastName"
      from member where shop_id = $1 and shopify_customer_id = $2
      ${lock ? "for no key update" : ""}`,
    values: [shopId, customerId],
  });
  return rows[0];
}

/** Forgets who the member is. Balances and history stay. */
export async function redactMember(
  tx: Sql,
  shopId: bigint,
  memberId: string,
  now: Date,
): Promise<void> {
  await tx.query({
    name: "privacy_member_redact",
    text: `update member set ${forgottenMember} where shop_id = $1 and id = $2`,
    values: [shopId, memberId, now],
  });
  await tx.query({
    name: "privacy_explanations_redact",
    text: `select redact_explanations($1, $2)`,
    values: [shopId, memberId],
  });
  await tx.query({
    name: "privacy_acts_redact",
    text: `update audit_event set details = details - 'reason'
      where shop_id = $1 and (${isActOnMember})`,
    values: [shopId, memberId],
  });
  await tx.query({
    name: "privacy_emails_redact",
    text: `update email_send set message_id = null, reason = null
      where shop_id = $1 and member_id = $2`,
    values: [shopId, memberId],
  });
  await tx.query({
    name: "privacy_outbox_redact",
    text: `delete from outbox_message
      where shop_id = $1 and payload ->> 'memberId' = $2 and ${isAboutPerson}`,
    values: [shopId, memberId],
  });
  await tx.query({
    name: "privacy_awards_redact",
    text: `update earned_action set taken_back_reason = ''
      where shop_id = $1 and member_id = $2 and taken_back_reason <> ''`,
    values: [shopId, memberId],
  });
  await redactRewards(tx, shopId, memberId);
  await redactLinks(tx, shopId, memberId);
  await tx.query({
    name: "privacy_invitations_withdraw",
    text: `update tier_invitation set ${withdrawn} where shop_id = $1 and member_id = $2
      and status = 'open'`,
    values: [shopId, memberId, now],
  });
  await tx.query({
    name: "privacy_opt_ins_delete",
    text: `delete from campaign_opt_in where shop_id = $1 and member_id = $2`,
    values: [shopId, memberId],
  });
  await redactGuest(tx, shopId, memberId);
  await deleteBirthdayGifts(tx, shopId, memberId);
}

/** Of what the member redeemed: friends, codes of cards, and whose turn at store credit it is. */
async function redactRewards(tx: Sql, shopId: bigint, memberId: string): Promise<void> {
  await tx.query({
    name: "privacy_recipients_redact",
    text: `update redemption set recipient = null
      where shop_id = $1 and member_id = $2 and recipient is not null`,
    values: [shopId, memberId],
  });
  await tx.query({
    name: "privacy_card_codes_redact",
    text: `update redemption set card_code = null
      where shop_id = $1 and member_id = $2 and ${isSettledCard}`,
    values: [shopId, memberId],
  });
  await tx.query({
    name: "privacy_attempts_redact",
    text: `update issue_attempt as attempt set customer_id = null from redemption
      where attempt.shop_id = $1 and redemption.shop_id = attempt.shop_id
        and redemption.id = attempt.redemption_id and redemption.member_id = $2`,
    values: [shopId, memberId],
  });
}

/** Forgets a friend to whom a gift card was to be sent: whoever has the address. */
export async function redactRecipient(tx: Sql, shopId: bigint, email: string): Promise<void> {
  await tx.query({
    name: "privacy_recipient_redact",
    text: `update redemption set recipient = null
      where shop_id = $1 and recipient is not null and lower(recipient ->> 'email') = lower($2)`,
    values: [shopId, email],
  });
}

/** Of cards that are settled: the others would be asked for under another code. */
export const isSettledCard = `card_code is not null and status not in ('reserved', 'unsettled')`;

/** What staff did to the member, or to one of their vouchers. */
const isActOnMember = `subject = 'member/' || $2 or details ->> 'voucher' in (
  select id::text from redemption where shop_id = $1 and member_id = $2::uuid)`;

/** Points that are to follow a new program name nobody, and still have their end. */
export const isAboutPerson = "kind <> 'follow_program'";

/** Nobody is left who could accept. */
export const withdrawn = "status = 'withdrawn', ended_at = $3";

export const forgottenMember = `shopify_customer_id = null, email = null, first_name = null,
  last_name = null, locale = null, customer_updated_at = null, birth_date = null,
  birth_date_set_at = null, birth_date_agreed = null,
  redacted_at = coalesce(redacted_at, $3)`;

/** The orders that name the customer, now or when they were paid. */
export async function findOrdersOfCustomer(
  tx: Sql,
  shopId: bigint,
  customerId: string,
): Promise<string[]> {
  const { rows } = await tx.query<{ order_id: string }>({
    name: "privacy_orders_find",
    text: ordersNaming("$2"),
    values: [shopId, customerId],
  });
  return rows.map((row) => row.order_id);
}

/**
 * Cuts the link from orders to their customer for good: what is learnt of them later is kept
 * without it. Orders that are not known are noted down, so that they never get one.
 */
export async function redactOrders(
  tx: Sql,
  shopId: bigint,
  orderIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.query({
    name: "privacy_orders_redact",
    text: `insert into order_state (shop_id, order_id, state, recorded_at)
      select $1::bigint, id, $4::json, $3::timestamptz
      from (select distinct unnest($2::text[]) as id) as named order by id
      on conflict (shop_id, order_id) do update
      set customer_id = null, paid_customer_id = null,
        state = (${withoutCustomer("order_state.state")})::json`,
    values: [shopId, orderIds, now, forgottenOrder],
  });
}

const forgottenOrder = JSON.stringify({
  v: 1,
  newest: null,
  paid: null,
  customerForgotten: true,
});

/**
 * The customer's id stands in the two payloads that a state may keep, their tags and segments in
 * what Shopify was asked for: of that the moment stays, so that nobody asks again.
 */
export function withoutCustomer(state: string): string {
  return `(select coalesce(jsonb_object_agg(key,
      case when jsonb_typeof(value) <> 'object' then value
        when value ? 'customerId' then value || '{"customerId": null}'
        when key = 'facts' and value ? 'buyer' then value || jsonb_build_object('buyer',
          jsonb_build_object('askedAt', value #> '{buyer,askedAt}', 'gap', 'gone'))
        else value end), '{}')
    from jsonb_each(${state}::jsonb)) || '{"customerForgotten": true}'`;
}

/** Forgets why dead letters were given up, where the words name the person. */
export async function redactReasons(
  tx: Sql,
  shopId: bigint,
  words: readonly string[],
): Promise<void> {
  await tx.query({
    name: "privacy_reasons_redact",
    text: `update audit_event set details = details - 'reason'
      where shop_id = $1 and exists (select from unnest($2::text[]) as word
        where position(lower(word) in lower(details ->> 'reason')) > 0)`,
    values: [shopId, words],
  });
}

/**
 * Removes the waiting and dead messages that contain any of the byte sequences or speak of any of
 * the subjects, and answers the orders that they spoke of. Many that wait take a while.
 */
export async function redactInbox(
  tx: Sql,
  shopId: bigint,
  traces: { needles: readonly Buffer[]; orderingKeys: readonly string[]; exceptId: string },
): Promise<string[]> {
  await tx.query("set local statement_timeout = 0");
  const { rows } = await tx.query<{ ordering_key: string | null }>({
    name: "privacy_inbox_redact",
    text: `delete from inbox_message as held
      where shop_id = $1 and id <> $4::uuid
        and (ordering_key = any($3::text[]) or exists (
          select from unnest($2::bytea[]) as needle where position(needle in held.body) > 0))
      returning ordering_key`,
    values: [shopId, traces.needles, traces.orderingKeys, traces.exceptId],
  });
  const keys = rows.map((row) => row.ordering_key ?? "").filter((key) => key.startsWith("order/"));
  return [...new Set(keys.map((key) => key.slice("order/".length)))];
}
