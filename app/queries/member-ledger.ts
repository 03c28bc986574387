// One member's ledger: what each entry changed, why, and what the member had after it.
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface LedgerEntry {
  id: string;
  kind: string;
  actor: string;
  orderId: string | null;
  /** `{ key, params }`; read with care, since a newer version may have written it. */
  explanation: unknown;
  occurredAt: Date;
  /** Later than it happened where the app heard of it or dealt with it later. */
  recordedAt: Date;
  /**
   * Changes of the member's accounts; `owed` is what the member owes after a refund of points
   * already spent.
   */
  available: number;
  pending: number;
  reserved: number;
  owed: number;
  /** Points that could be spent after this entry. */
  availableAfter: number;
}

export interface LedgerPage {
  entries: LedgerEntry[];
  /** The id to pass as `before` for older entries; null on the last page. */
  nextBefore: string | null;
}

const PAGE_SIZE = 20;

interface Row {
  id: string;
  kind: string;
  actor: string;
  order_id: string | null;
  explanation: unknown;
  occurred_at: Date;
  recorded_at: Date;
  available: bigint;
  pending: bigint;
  reserved: bigint;
  owed: bigint;
  available_after: bigint;
}

const change = (account: string) =>
  `coalesce(sum(case '${account}' when p.to_account then p.points
    when p.from_account then -p.points else 0 end), 0)`;

/** Ids grow with the time of recording, so the newest entry comes first. */
export async function loadMemberLedger(
  shopId: bigint,
  memberId: string,
  before: string | null,
): Promise<LedgerPage> {
  const { rows } = await pool().query<Row>({
    name: `member_ledger_${before ? "paged" : "first"}`,
    text: `
      with change as (
        select e.id, e.kind, e.actor, e.order_id, e.explanation, e.occurred_at,
          e.recorded_at,
          ${change("available")} as available, ${change("pending")} as pending,
          ${change("reserved")} as reserved, -${change("shortfall")} as owed
        from journal_entry e
        join posting p on p.shop_id = e.shop_id and p.member_id = e.member_id and p.entry_id = e.id
        where e.shop_id = $1 and e.member_id = $2
        group by e.shop_id, e.member_id, e.id
      ), running as (
        select *, sum(available) over (order by id) as available_after from change
      )
      select id, kind, actor, order_id, explanation, occurred_at, recorded_at,
        available::int8, pending::int8,
        reserved::int8, owed::int8, available_after::int8
      from running ${before ? "where id < $4::uuid" : ""}
      order by id desc limit $3`,
    values: [shopId, memberId, PAGE_SIZE + 1, ...(before ? [before] : [])],
  });
  const page = rows.slice(0, PAGE_SIZE);
  return {
    entries: page.map(toEntry),
    nextBefore: rows.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null,
  };
}

function toEntry(row: Row): LedgerEntry {
  return {
    id: row.id,
    kind: row.kind,
    actor: row.actor,
    orderId: row.order_id,
    explanation: row.explanation,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    available: toWholeNumber(row.available),
    pending: toWholeNumber(row.pending),
    reserved: toWholeNumber(row.reserved),
    owed: toWholeNumber(row.owed),
    availableAfter: toWholeNumber(row.available_after),
  };
}
