// What happened to a member's points, as the member reads it: newest first, a page at a time.
import { heirAndMerged } from "../db/merge-store.ts";
import { pool } from "../db/pool.ts";

export interface HistoryRow {
  id: string;
  kind: string;
  /** `{ key, params }`; a newer version may have written it. */
  explanation: unknown;
  occurredAt: Date;
  /** What the entry added to, or took from, the points that the member has. */
  points: bigint;
  /** When what waits of these points comes; null where nothing does, or no day is known. */
  releasesAt: Date | null;
  /** Whether any of these points wait for no day that is known. */
  isWaiting: boolean;
  /** When what is left of these points ends by itself; null where nothing does. */
  endsAt: Date | null;
}

export interface HistoryPage {
  entries: HistoryRow[];
  /** Passed as `before` for older entries; null on the last page. */
  nextCursor: string | null;
}

export const HISTORY_PAGE_SIZE = 10;

interface Row {
  id: string;
  kind: string;
  explanation: unknown;
  occurred_at: Date;
  points: bigint;
  releases_at: Date | null;
  is_waiting: boolean;
  ends_at: Date | null;
}

/** Of `journal_entry entry`: all that a line of the history tells. */
const LINE = `entry.id, entry.kind, entry.explanation, entry.occurred_at,
        coalesce((
          select sum(
            case when to_account in ('available', 'pending') then posting.points else 0 end
            - case when from_account in ('available', 'pending') then posting.points else 0 end
          )
          from posting
          where posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
            and posting.entry_id = entry.id
        ), 0)::int8 as points,
        (
          select min(lot.releases_at)
          from posting join lot on lot.shop_id = posting.shop_id
            and lot.member_id = posting.member_id and lot.id = posting.lot_id
          where posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
            and posting.entry_id = entry.id and posting.to_account = 'pending'
            and lot.pending > 0
        ) as releases_at,
        exists (
          select from posting join lot on lot.shop_id = posting.shop_id
            and lot.member_id = posting.member_id and lot.id = posting.lot_id
          where posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
            and posting.entry_id = entry.id and posting.to_account = 'pending'
            and lot.pending > 0 and lot.releases_at is null
        ) as is_waiting,
        (
          select min(lot.expires_at)
          from posting join lot on lot.shop_id = posting.shop_id
            and lot.member_id = posting.member_id and lot.id = posting.lot_id
          where posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
            and posting.entry_id = entry.id and posting.to_account in ('available', 'pending')
            and lot.available > 0
        ) as ends_at`;

/**
 * Posting a reservation moves points that were gone from the member's view already: it is left out.
 */
export async function loadHistory(
  shopId: bigint,
  memberId: string,
  before: string | null,
): Promise<HistoryPage> {
  const { rows } = await pool().query<Row>({
    name: `history_${before === null ? "first" : "paged"}`,
    text: `select ${LINE}
      from journal_entry entry
      where entry.shop_id = $1 and entry.member_id = $2 and entry.kind <> 'redemption_posted'
        ${before === null ? "" : "and entry.id < $4::uuid"}
      order by entry.id desc limit $3`,
    values: [shopId, memberId, HISTORY_PAGE_SIZE + 1, ...(before === null ? [] : [before])],
  });
  const page = rows.slice(0, HISTORY_PAGE_SIZE);
  return {
    entries: page.map(historyRow),
    nextCursor: rows.length > HISTORY_PAGE_SIZE ? (page.at(-1)?.id ?? null) : null,
  };
}

/** More than the edits, refunds and releases of one order come to. */
const MAX_ORDER_LINES = 50;

/** What one order did to a person's points, the first first. */
export async function loadOrderHistory(
  shopId: bigint,
  { memberId, orderId }: { readonly memberId: string; readonly orderId: string },
): Promise<HistoryRow[]> {
  const { rows } = await pool().query<Row>({
    name: "history_order",
    text: `select ${LINE}
      from journal_entry entry
      where entry.shop_id = $1 and entry.member_id in (${heirAndMerged}) and entry.order_id = $3
        and entry.kind <> 'redemption_posted'
      order by entry.id limit $4`,
    values: [shopId, memberId, orderId, MAX_ORDER_LINES],
  });
  return rows.map(historyRow);
}

function historyRow(row: Row): HistoryRow {
  return {
    id: row.id,
    kind: row.kind,
    explanation: row.explanation,
    occurredAt: row.occurred_at,
    points: row.points,
    releasesAt: row.releases_at,
    isWaiting: row.is_waiting,
    endsAt: row.ends_at,
  };
}
