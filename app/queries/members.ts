// The list of members: searched by name or e-mail, sorted, a page at a time.
import { pool } from "../db/pool.ts";
import { type Cursor, encodeCursor } from "./cursor.ts";
import { toWholeNumber } from "./whole-number.ts";

export type MemberSort = "newest" | "balance";

export interface MemberSearch {
  text: string;
  sort: MemberSort;
  /** At most one of the two: the page after, or the page before. */
  after: Cursor | null;
  before: Cursor | null;
}

export interface MemberSummary {
  id: string;
  name: string | null;
  email: string | null;
  enrolledAt: Date;
  tierId: string | null;
  available: number;
  pending: number;
  shortfall: number;
}

export interface MemberPage {
  members: MemberSummary[];
  /** Null where there is no such page. */
  nextCursor: string | null;
  previousCursor: string | null;
}

const PAGE_SIZE = 25;

const SORT_COLUMNS: Record<MemberSort, { column: string; type: string }> = {
  newest: { column: "enrolled_at", type: "timestamptz" },
  balance: { column: "available", type: "int8" },
};

interface Row {
  id: string;
  name: string | null;
  email: string | null;
  enrolled_at: Date;
  tier_id: string | null;
  available: bigint;
  pending: bigint;
  shortfall: bigint;
  sort_value: string;
}

/**
 * A cursor that was made for another sort order makes PostgreSQL refuse it; callers check with
 * `suitsSort`.
 */
export async function listMembers(shopId: bigint, search: MemberSearch): Promise<MemberPage> {
  const { column, type } = SORT_COLUMNS[search.sort];
  const isBackwards = search.before !== null;
  const cursor = search.before ?? search.after;
  const [compare, direction] = isBackwards ? [">", "asc"] : ["<", "desc"];
  const { rows } = await pool().query<Row>({
    name: `members_${search.sort}_${direction}_${cursor ? "paged" : "first"}`,
    text: `select id, email, enrolled_at, tier_id, available, pending, shortfall, ${column}::text as sort_value,
        nullif(trim(concat_ws(' ', first_name, last_name)), '') as name
      from member
      where shop_id = $1 and deleted_at is null and redacted_at is null
        and ($2::text is null or email ilike $2 or concat_ws(' ', first_name, last_name) ilike $2)
        ${cursor ? `and (${column}, id) ${compare} ($4::${type}, $5::uuid)` : ""}
      order by ${column} ${direction}, id ${direction} limit $3`,
    values: [
      shopId,
      search.text === "" ? null : `%${escapePattern(search.text)}%`,
      PAGE_SIZE + 1,
      ...(cursor ? [cursor.value, cursor.id] : []),
    ],
  });
  const hasMore = rows.length > PAGE_SIZE;
  const page = isBackwards ? rows.slice(0, PAGE_SIZE).reverse() : rows.slice(0, PAGE_SIZE);
  const [first, last] = [page[0], page.at(-1)];
  return {
    members: page.map(toSummary),
    nextCursor: last && (isBackwards || hasMore) ? cursorOf(last) : null,
    previousCursor: first && (isBackwards ? hasMore : cursor !== null) ? cursorOf(first) : null,
  };
}

/** Whether the cursor's value can be compared in this sort order. */
export function suitsSort(cursor: Cursor, sort: MemberSort): boolean {
  return sort === "balance"
    ? /^\d{1,18}$/.test(cursor.value)
    : !Number.isNaN(new Date(cursor.value).getTime());
}

function toSummary(row: Row): MemberSummary {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    enrolledAt: row.enrolled_at,
    tierId: row.tier_id,
    available: toWholeNumber(row.available),
    pending: toWholeNumber(row.pending),
    shortfall: toWholeNumber(row.shortfall),
  };
}

function cursorOf(row: Row): string {
  return encodeCursor({ value: row.sort_value, id: row.id });
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
