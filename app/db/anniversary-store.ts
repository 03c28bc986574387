// Who became a member on given days.
import type { Instant } from "../core/calendar/instant.ts";
import { instantColumn } from "./columns.ts";
import type { Sql } from "./pool.ts";

export interface EnrolmentSpan {
  readonly from: Instant;
  /** The first instant after it. */
  readonly before: Instant;
}

/** Members whose customers are still there, by id. */
export async function listAnniversaries(
  sql: Sql,
  shopId: bigint,
  spans: readonly EnrolmentSpan[],
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>({
    name: "anniversaries_list",
    text: `select member.id
      from unnest($2::timestamptz[], $3::timestamptz[]) as span (since, before)
      join member on member.shop_id = $1 and member.enrolled_at >= span.since
        and member.enrolled_at < span.before
      where member.merged_into_id is null and member.redacted_at is null
        and member.deleted_at is null and member.id > $4
      order by member.id limit $5`,
    values: [
      shopId,
      instantColumn(spans.map(({ from }) => from)),
      instantColumn(spans.map(({ before }) => before)),
      afterId,
      limit,
    ],
  });
  return rows.map(({ id }) => id);
}
