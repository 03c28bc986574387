// What is written down before Shopify is asked for a gift card or a credit, until the outcome is
// known.
import type { Instant } from "../core/calendar/instant.ts";
import type { Sql } from "./pool.ts";
import { instantText, optionalInstant, optionalInstantText } from "./rows.ts";

export interface AttemptName {
  readonly shopId: bigint;
  readonly redemptionId: string;
}

export interface IssueAttempt {
  /** When Shopify was asked last without a known outcome; null where nothing can have happened. */
  readonly askedAt: Instant | null;
  /** The newest credit of the customer at that time. */
  readonly lastSeenGid: string | null;
}

const neverAsked: IssueAttempt = { askedAt: null, lastSeenGid: null };

export async function findAttempt(sql: Sql, name: AttemptName): Promise<IssueAttempt> {
  const { rows } = await sql.query<{ asked_at: Date | null; last_seen_gid: string | null }>({
    name: "issue_attempt_find",
    text: `select asked_at, last_seen_gid from issue_attempt
      where shop_id = $1 and redemption_id = $2`,
    values: [name.shopId, name.redemptionId],
  });
  return (
    rows.map((row): IssueAttempt => {
      return { askedAt: optionalInstant(row.asked_at), lastSeenGid: row.last_seen_gid };
    })[0] ?? neverAsked
  );
}

/**
 * SQL: the redemption while its outcome is open. Locked, so that whoever was held up since they
 * read it sees that another has settled it, and asks for nothing more.
 */
const openReservation = `(select shop_id, id from redemption
  where shop_id = $1 and id = $2 and status in ('reserved', 'unsettled')
  for no key update) as open`;

/**
 * The customer's turn at store credit: false while another redemption has it, or once this one is
 * settled. Who has one keeps it until its redemption is settled, whoever the member is by then.
 */
export async function takeCreditTurn(
  sql: Sql,
  { shopId, redemptionId }: AttemptName,
  customerId: string,
): Promise<boolean> {
  const { rows } = await sql.query<{ has_turn: boolean }>({
    name: "issue_attempt_take_turn",
    text: `with taken as (
        insert into issue_attempt (shop_id, redemption_id, customer_id)
        select shop_id, id, $3 from ${openReservation}
        on conflict do nothing
        returning redemption_id
      )
      select exists (select from taken) or exists (
        select from issue_attempt where shop_id = $1 and redemption_id = $2
      ) as has_turn`,
    values: [shopId, redemptionId, customerId],
  });
  return rows[0]?.has_turn === true;
}

/**
 * From here on nobody knows, until Shopify has answered. False where the attempt is no longer as
 * `before` says, or its redemption is settled: then somebody else is asking, or was.
 */
export async function recordAsk(
  sql: Sql,
  { shopId, redemptionId }: AttemptName,
  before: IssueAttempt,
  ask: { readonly askedAt: Instant; readonly lastSeenGid: string | null },
): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: "issue_attempt_ask",
    text: `insert into issue_attempt as held (shop_id, redemption_id, asked_at, last_seen_gid)
      select shop_id, id, $3::timestamptz, $4 from ${openReservation}
      on conflict (shop_id, redemption_id) do update
        set asked_at = excluded.asked_at, last_seen_gid = excluded.last_seen_gid
        where held.asked_at is not distinct from $5`,
    values: [
      shopId,
      redemptionId,
      instantText(ask.askedAt),
      ask.lastSeenGid,
      optionalInstantText(before.askedAt),
    ],
  });
  return rowCount === 1;
}

/** Shopify did not carry out what was asked then: what was known before holds again. */
export async function takeAskBack(
  sql: Sql,
  { shopId, redemptionId }: AttemptName,
  askedAt: Instant,
  before: IssueAttempt,
): Promise<void> {
  await sql.query({
    name: "issue_attempt_take_back",
    text: `update issue_attempt set asked_at = $4, last_seen_gid = $5
      where shop_id = $1 and redemption_id = $2 and asked_at = $3`,
    values: [
      shopId,
      redemptionId,
      instantText(askedAt),
      optionalInstantText(before.askedAt),
      before.lastSeenGid,
    ],
  });
}

/** The redemption is settled. */
export async function endAttempt(sql: Sql, { shopId, redemptionId }: AttemptName): Promise<void> {
  await sql.query({
    name: "issue_attempt_end",
    text: `delete from issue_attempt where shop_id = $1 and redemption_id = $2`,
    values: [shopId, redemptionId],
  });
}

/** What was given, all of it still unspent. */
export async function recordMoney(
  sql: Sql,
  { shopId, redemptionId }: AttemptName,
  gid: string,
): Promise<void> {
  await sql.query({
    name: "redemption_record_money",
    text: `update redemption set shopify_gid = $3, remaining_minor = amount_minor
      where shop_id = $1 and id = $2`,
    values: [shopId, redemptionId, gid],
  });
}

/** The sealed code of a gift card; nothing where it has none, or none any more. */
export async function findCardCode(
  sql: Sql,
  { shopId, redemptionId }: AttemptName,
): Promise<string | null> {
  const { rows } = await sql.query<{ card_code: string | null }>({
    name: "redemption_find_card_code",
    text: `select card_code from redemption where shop_id = $1 and id = $2`,
    values: [shopId, redemptionId],
  });
  return rows[0]?.card_code ?? null;
}

/** Keeps the sealed code of a card that is not made yet, unless it has one. Answers what it has. */
export async function keepCardCode(
  sql: Sql,
  { shopId, redemptionId }: AttemptName,
  sealed: string,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ card_code: string }>({
    name: "redemption_keep_card_code",
    text: `update redemption set card_code = coalesce(card_code, $3)
      where shop_id = $1 and id = $2 and status in ('reserved', 'unsettled')
      returning card_code`,
    values: [shopId, redemptionId, sealed],
  });
  return rows[0]?.card_code;
}

/** Whoever has the card has its code, too: nobody else needs it. */
export async function forgetCardCode(
  sql: Sql,
  { shopId, redemptionId }: AttemptName,
): Promise<void> {
  await sql.query({
    name: "redemption_forget_card_code",
    text: `update redemption set card_code = null
      where shop_id = $1 and id = $2 and card_code is not null`,
    values: [shopId, redemptionId],
  });
}

/** Those among the gids that stand for redemptions. */
export async function findKnownGids(
  sql: Sql,
  shopId: bigint,
  gids: readonly string[],
): Promise<Set<string>> {
  if (gids.length === 0) return new Set();
  const { rows } = await sql.query<{ shopify_gid: string }>({
    name: "redemption_known_gids",
    text: `select shopify_gid from redemption where shop_id = $1 and shopify_gid = any($2)`,
    values: [shopId, gids],
  });
  return new Set(rows.map((row) => row.shopify_gid));
}
