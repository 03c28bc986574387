// What members answered to the question of the survey: how many gave which number, month by month,
// and what they wrote.
import type { Instant } from "../core/calendar/instant.ts";
import type { AnswerCounts } from "../core/surveys/net-promoter.ts";
import { pool } from "../db/pool.ts";
import { instantText } from "../db/rows.ts";
import { type Cursor, encodeCursor } from "./cursor.ts";

const HIGHEST = 10;
const COMMENTS_ON_A_PAGE = 20;

/** How many gave each number since an instant; null for ever. */
export async function countAnswers(shopId: bigint, since: Instant | null): Promise<AnswerCounts> {
  const { rows } = await pool().query<{ score: number; answers: number }>({
    name: "survey_counts",
    text: `select score, count(*)::int as answers from survey_answer
      where shop_id = $1 and answered_at is not null
        and ($2::timestamptz is null or answered_at >= $2)
      group by score`,
    values: [shopId, since === null ? null : instantText(since)],
  });
  const byScore = new Map(rows.map(({ score, answers }) => [score, answers]));
  return Array.from({ length: HIGHEST + 1 }, (_, score) => byScore.get(score) ?? 0);
}

export interface MonthOfAnswers {
  /** Its first day in the store's calendar. */
  readonly startsOn: string;
  readonly counts: AnswerCounts;
}

/** The last months with an answer, the newest first. */
export async function loadAnswerMonths(
  shopId: bigint,
  timeZone: string,
  since: Instant,
): Promise<MonthOfAnswers[]> {
  const { rows } = await pool().query<{ starts_on: string; score: number; answers: number }>({
    name: "survey_months",
    text: `select to_char(date_trunc('month', answered_at at time zone $2), 'YYYY-MM-DD')
        as starts_on, score, count(*)::int as answers
      from survey_answer where shop_id = $1 and answered_at >= $3
      group by 1, 2 order by 1 desc`,
    values: [shopId, timeZone, instantText(since)],
  });
  const months = new Map<string, number[]>();
  for (const { starts_on: startsOn, score, answers } of rows) {
    const counts = months.get(startsOn) ?? Array.from({ length: HIGHEST + 1 }, () => 0);
    counts[score] = answers;
    months.set(startsOn, counts);
  }
  return [...months].map(([startsOn, counts]) => ({ startsOn, counts }));
}

export interface SurveyComment {
  readonly id: string;
  readonly memberId: string;
  /** Null once they are forgotten, or where they never gave one. */
  readonly memberName: string | null;
  readonly score: number;
  readonly comment: string;
  readonly answeredAt: Date;
}

export interface CommentPage {
  readonly comments: SurveyComment[];
  /** Null where there is no such page. */
  readonly nextCursor: string | null;
}

interface CommentRow {
  id: string;
  member_id: string;
  member_name: string | null;
  score: number;
  comment: string;
  answered_at: Date;
}

/** What members wrote, the latest first. */
export async function listComments(shopId: bigint, after: Cursor | null): Promise<CommentPage> {
  const { rows } = await pool().query<CommentRow>({
    name: `survey_comments_${after ? "paged" : "first"}`,
    text: `select answer.id, answer.member_id, answer.score, answer.comment, answer.answered_at,
        nullif(trim(concat_ws(' ', member.first_name, member.last_name)), '') as member_name
      from survey_answer as answer
      join member on member.shop_id = answer.shop_id and member.id = answer.member_id
      where answer.shop_id = $1 and answer.answered_at is not null and answer.comment is not null
        ${after ? "and (answer.answered_at, answer.id) < ($3::timestamptz, $4::uuid)" : ""}
      order by answer.answered_at desc, answer.id desc limit $2`,
    values: [shopId, COMMENTS_ON_A_PAGE + 1, ...(after ? [after.value, after.id] : [])],
  });
  const shown = rows.slice(0, COMMENTS_ON_A_PAGE);
  const last = shown.at(-1);
  const comments = shown.map((row) => ({
    id: row.id,
    memberId: row.member_id,
    memberName: row.member_name,
    score: row.score,
    comment: row.comment,
    answeredAt: row.answered_at,
  }));
  const hasMore = rows.length > COMMENTS_ON_A_PAGE && last !== undefined;
  return {
    comments,
    nextCursor: hasMore
      ? encodeCursor({ value: last.answered_at.toISOString(), id: last.id })
      : null,
  };
}
