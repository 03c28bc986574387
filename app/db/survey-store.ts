// The one question of the survey, as it was put to members and answered: a row for each.
import type { Instant } from "../core/calendar/instant.ts";
import type { SurveyAnswer } from "../core/surveys/read-answer.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./pool.ts";
import { type ShopKey, instantOf, instantText, optionalInstant } from "./rows.ts";

export type SurveyVia = "email" | "widget" | "thank_you";

export interface StoredAsk {
  readonly id: string;
  readonly memberId: string;
  readonly askedAt: Instant;
  /** Null while it is not answered. */
  readonly answeredAt: Instant | null;
}

interface AskRow {
  id: string;
  member_id: string;
  asked_at: Date;
  answered_at: Date | null;
}

const columns = "id, member_id, asked_at, answered_at";

function storedAsk(row: AskRow): StoredAsk {
  return {
    id: row.id,
    memberId: row.member_id,
    askedAt: instantOf(row.asked_at),
    answeredAt: optionalInstant(row.answered_at),
  };
}

export async function findAsk(sql: Sql, { shopId, id }: ShopKey): Promise<StoredAsk | undefined> {
  const { rows } = await sql.query<AskRow>({
    name: "survey_find_ask",
    text: `select ${columns} from survey_answer where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  return rows[0] && storedAsk(rows[0]);
}

/** More never rest between two questions. */
const MAX_RECENT_ASKS = 50;

/** What a member was asked or answered since an instant, the newest first. */
export async function loadAsksSince(
  sql: Sql,
  { shopId, memberId }: { shopId: bigint; memberId: string },
  since: Instant,
): Promise<StoredAsk[]> {
  const { rows } = await sql.query<AskRow>({
    name: "survey_asks_since",
    text: `select ${columns} from survey_answer
      where shop_id = $1 and member_id = $2 and coalesce(answered_at, asked_at) >= $3
      order by asked_at desc limit ${MAX_RECENT_ASKS}`,
    values: [shopId, memberId, instantText(since)],
  });
  return rows.map(storedAsk);
}

/** One order of a member. */
export interface AskedOrder {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly orderId: string;
}

/** The question that the e-mail of an order put; nothing before. */
export async function findAskOfOrder(
  tx: Sql,
  { shopId, memberId, orderId }: AskedOrder,
): Promise<StoredAsk | undefined> {
  const { rows } = await tx.query<AskRow>({
    name: "survey_ask_of_order",
    text: `select ${columns} from survey_answer
      where shop_id = $1 and member_id = $2 and order_id = $3`,
    values: [shopId, memberId, orderId],
  });
  return rows[0] && storedAsk(rows[0]);
}

/** The e-mail of an order puts the question. Members must be locked. Answers the question's id. */
export async function askByEmail(
  tx: Sql,
  { shopId, memberId, orderId }: AskedOrder,
  now: Instant,
): Promise<string> {
  const id = newId();
  await tx.query({
    name: "survey_ask_by_email",
    text: `insert into survey_answer (shop_id, id, member_id, order_id, via, asked_at)
      values ($1, $2, $3, $4, 'email', $5)`,
    values: [shopId, id, memberId, orderId, instantText(now)],
  });
  return id;
}

/**
 * Writes an answer down, to a question that was put before or to one that is put and answered at
 * once. Answers the question's id. Members must be locked, and the question unanswered.
 */
export async function saveAnswer(
  tx: Sql,
  ask: { shopId: bigint; memberId: string; askId: string | null; via: SurveyVia },
  { score, comment }: SurveyAnswer,
  now: Instant,
): Promise<string> {
  const id = ask.askId ?? newId();
  await tx.query({
    name: "survey_save_answer",
    text: `insert into survey_answer as known
        (shop_id, id, member_id, via, asked_at, score, comment, answered_at)
      values ($1, $2, $3, $4, $5, $6, $7, $5)
      on conflict (shop_id, id) do update
      set via = excluded.via, score = excluded.score, comment = excluded.comment,
        answered_at = excluded.answered_at
      where known.answered_at is null`,
    values: [ask.shopId, id, ask.memberId, ask.via, instantText(now), score, comment],
  });
  return id;
}

/** When the member placed the newest order before an instant; nothing without one. */
export async function findOrderBefore(
  sql: Sql,
  shopId: bigint,
  customerId: string,
  before: Instant,
): Promise<Instant | undefined> {
  const { rows } = await sql.query<{ placed_at: Date }>({
    name: "survey_order_before",
    text: `select placed_at from order_state
      where shop_id = $1 and customer_id = $2 and placed_at < $3 and not is_test
      order by placed_at desc limit 1`,
    values: [shopId, customerId, instantText(before)],
  });
  return rows[0] && instantOf(rows[0].placed_at);
}

/** What a gone customer was asked and answered becomes the heir's. Members must be locked. */
export async function moveAnswers(
  tx: Sql,
  { shopId, fromId, toId }: { shopId: bigint; fromId: string; toId: string },
): Promise<void> {
  await tx.query({
    name: "survey_move",
    text: `update survey_answer as moved set member_id = $3,
        order_id = case when exists (select from survey_answer as own
            where own.shop_id = $1 and own.member_id = $3 and own.order_id = moved.order_id)
          then null else order_id end
      where shop_id = $1 and member_id = $2`,
    values: [shopId, fromId, toId],
  });
}

/** Forgets what a member wrote, and ends questions that wait. The number stays, without a name. */
export async function forgetAnswers(tx: Sql, shopId: bigint, memberId: string): Promise<void> {
  await tx.query({
    name: "survey_forget_comments",
    text: `update survey_answer set comment = null
      where shop_id = $1 and member_id = $2 and comment is not null`,
    values: [shopId, memberId],
  });
  await tx.query({
    name: "survey_forget_questions",
    text: `delete from survey_answer
      where shop_id = $1 and member_id = $2 and answered_at is null`,
    values: [shopId, memberId],
  });
}
