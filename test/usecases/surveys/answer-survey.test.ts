// One question, one answer: whoever sends it, however often, from wherever.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { pool } from "../../../app/db/pool.ts";
import { isQuestionDue, loadLinkedQuestion } from "../../../app/queries/survey-question.ts";
import { countAnswers, listComments, loadAnswerMonths } from "../../../app/queries/survey-score.ts";
import { decodeCursor } from "../../../app/queries/cursor.ts";
import { answerAsk, answerSurvey } from "../../../app/usecases/surveys/answer-survey.ts";
import { askByOrderEmail } from "../../../app/usecases/surveys/ask-by-order-email.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import {
  EVENT_PROGRAM,
  type EventGuest,
  TIME_ZONE,
  newGuest,
  openEventShop,
} from "../../support/event-shop.ts";
import { NOW, balancesOf } from "../../support/loyalty-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

let db: TestDatabase;
let shopId: bigint;
let guest: EventGuest;

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await openEventShop(db.pool);
});
afterAll(async () => {
  await assertLedgerAgrees(db);
  await db.drop();
});
beforeEach(async () => {
  guest = await newGuest(shopId);
});

const terms = { daysAfterOrder: 0, pauseDays: 30, inOrderEmail: true };
const answer = { score: 9, comment: "Good beans" };

const sayHere = (now = NOW, given = answer) =>
  answerSurvey({ shopId, memberId: guest.memberId, via: "widget", answer: given, now });

async function ask(orderId = "o-1", now = NOW): Promise<string | null> {
  const { memberId } = guest;
  const order = { shopId, memberId, orderId, timeZone: TIME_ZONE, now };
  return askByOrderEmail(order, terms);
}

const sayByLink = (askId: string, now = NOW) => answerAsk({ shopId, askId, answer, now });

async function rows() {
  const { rows: found } = await pool().query(
    `select via, score, comment, answered_at is not null as answered from survey_answer
      where member_id = $1 order by asked_at`,
    [guest.memberId],
  );
  return found;
}

const isDue = (now = NOW) => isQuestionDue({ shopId, ...guest, timeZone: TIME_ZONE, now }, terms);

const available = async () => (await balancesOf(shopId, guest.customerId)).available;

describe("an answer in the panel", () => {
  test("is written down, and earns what the program gives for it", async () => {
    expect(await isDue()).toBe(true);
    expect(await sayHere()).toEqual({ outcome: "answered", points: 10n });
    expect(await rows()).toEqual([
      { via: "widget", score: 9, comment: "Good beans", answered: true },
    ]);
    expect(await available()).toBe(30n);
    expect(await isDue()).toBe(false);
  });

  test("that is sent again, or five times at once, is one answer", async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => sayHere()));
    expect(all.filter(({ outcome }) => outcome === "answered")).toHaveLength(1);
    expect(await sayHere()).toEqual({ outcome: "refused", reason: "already_answered" });
    expect(await rows()).toHaveLength(1);
    expect(await available()).toBe(30n);
  });

  test("is taken again when the pause is over, and not a day before", async () => {
    await sayHere();
    expect(await sayHere(NOW + 29 * DAY_MS)).toMatchObject({ outcome: "refused" });
    expect(await sayHere(NOW + 30 * DAY_MS)).toMatchObject({ outcome: "answered" });
    expect(await available()).toBe(40n);
  });

  test("answers the question that an e-mail put, and the link takes no other", async () => {
    const askId = await ask();
    expect(await sayHere()).toMatchObject({ outcome: "answered" });
    expect(await rows()).toMatchObject([{ via: "widget", answered: true }]);
    expect(await sayByLink(askId ?? "")).toEqual({
      outcome: "refused",
      reason: "already_answered",
    });
    expect(await available()).toBe(30n);
  });

  test("is taken of nobody who is no member, nor where nobody is asked", async () => {
    const stranger = {
      shopId,
      memberId: randomUUID(),
      via: "thank_you",
      answer,
      now: NOW,
    } as const;
    expect(await answerSurvey(stranger)).toEqual({
      outcome: "refused",
      reason: "member_not_found",
    });
    const quiet = await openEventShop(db.pool, { ...EVENT_PROGRAM, survey: null });
    const { memberId } = await newGuest(quiet);
    expect(await answerSurvey({ ...stranger, shopId: quiet, memberId })).toEqual({
      outcome: "refused",
      reason: "survey_ended",
    });
  });
});

describe("a question by e-mail", () => {
  test("is put once for an order, also where the e-mail is tried again", async () => {
    const first = await ask();
    expect(await ask()).toBe(first);
    expect(await rows()).toEqual([{ via: "email", score: null, comment: null, answered: false }]);
  });

  test("is not put to who was asked or has answered within the pause", async () => {
    await ask("o-1");
    expect(await ask("o-2", NOW + DAY_MS)).toBeNull();
    await sayHere(NOW + DAY_MS);
    expect(await ask("o-3", NOW + 30 * DAY_MS)).toBeNull();
    expect(await ask("o-1", NOW + 31 * DAY_MS)).toBeNull();
    expect(await ask("o-4", NOW + 31 * DAY_MS)).not.toBeNull();
  });

  test("takes one answer behind its link", async () => {
    const askId = (await ask()) ?? "";
    expect(await loadLinkedQuestion({ shopId, id: askId }, NOW)).toMatchObject({ state: "asking" });
    expect(await sayByLink(askId)).toEqual({ outcome: "answered", points: 10n });
    expect(await sayByLink(askId)).toEqual({ outcome: "refused", reason: "already_answered" });
    expect(await loadLinkedQuestion({ shopId, id: askId }, NOW)).toMatchObject({
      state: "already_answered",
    });
    expect(await available()).toBe(30n);
  });

  test("that two tabs answer at once takes one of them", async () => {
    const askId = (await ask()) ?? "";
    const both = await Promise.all([sayByLink(askId), sayByLink(askId), sayHere()]);
    expect(both.filter(({ outcome }) => outcome === "answered")).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
    expect(await available()).toBe(30n);
  });

  test("is closed after ninety days, in another shop, and when the survey has ended", async () => {
    const askId = (await ask()) ?? "";
    const late = NOW + 90 * DAY_MS;
    expect(await sayByLink(askId, late)).toEqual({
      outcome: "refused",
      reason: "question_expired",
    });
    expect(await loadLinkedQuestion({ shopId, id: askId }, late)).toMatchObject({
      state: "question_expired",
    });
    const other = await openEventShop(db.pool, { ...EVENT_PROGRAM, survey: null });
    expect(await answerAsk({ shopId: other, askId, answer, now: NOW })).toEqual({
      outcome: "refused",
      reason: "no_such_question",
    });
    const own = { shopId: other, ...(await newGuest(other)) };
    const order = { ...own, orderId: "o-1", timeZone: TIME_ZONE, now: NOW };
    const ended = (await askByOrderEmail(order, terms)) ?? "";
    expect(await loadLinkedQuestion({ shopId: other, id: ended }, NOW)).toMatchObject({
      state: "survey_ended",
    });
  });

  test("is known to nobody once the member is gone", async () => {
    const askId = (await ask()) ?? "";
    await pool().query(`update member set deleted_at = now() where id = $1`, [guest.memberId]);
    expect(await loadLinkedQuestion({ shopId, id: askId }, NOW)).toEqual({ state: "unknown" });
  });
});

describe("the panel", () => {
  test("asks some days after an order, by the days of the store's calendar", async () => {
    const later = { ...terms, daysAfterOrder: 14 };
    const asked = (now: number) =>
      isQuestionDue({ shopId, ...guest, timeZone: TIME_ZONE, now }, later);
    expect(await asked(NOW + 13 * DAY_MS)).toBe(false);
    expect(await asked(NOW + 14 * DAY_MS)).toBe(true);
    expect(await asked(NOW + 73 * DAY_MS)).toBe(true);
    expect(await asked(NOW + 74 * DAY_MS)).toBe(false);
  });

  test("asks nobody about test orders", async () => {
    await pool().query(`update order_state set is_test = true where customer_id = $1`, [
      guest.customerId,
    ]);
    expect(await isDue()).toBe(false);
  });
});

describe("the score", () => {
  test("counts what was answered in a time, and lists what was written a page at a time", async () => {
    const own = await openEventShop(db.pool);
    const say = async (score: number, comment: string | null, now: number) => {
      const { memberId } = await newGuest(own);
      await answerSurvey({ shopId: own, memberId, via: "widget", answer: { score, comment }, now });
    };
    await say(10, "Old", NOW - 40 * DAY_MS);
    for (let i = 0; i < 21; i += 1) await say(9, `Comment ${i}`, NOW + i);
    await say(3, null, NOW);
    const counts = [0, 0, 0, 1, 0, 0, 0, 0, 0, 21, 0];
    expect(await countAnswers(own, NOW - DAY_MS)).toEqual(counts);
    expect(await countAnswers(own, null)).toEqual([...counts.slice(0, 10), 1]);
    const months = await loadAnswerMonths(own, TIME_ZONE, NOW - 365 * DAY_MS);
    expect(months.map((month) => month.counts)).toEqual([
      counts,
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ]);
    const page = await listComments(own, null);
    expect(page.comments).toHaveLength(20);
    expect(page.comments[0]).toMatchObject({ comment: "Comment 20", memberName: "Ada Lovelace" });
    const rest = await listComments(own, decodeCursor(page.nextCursor ?? ""));
    expect(rest.comments.map(({ comment }) => comment)).toEqual(["Comment 0", "Old"]);
    expect(rest.nextCursor).toBeNull();
    expect(
      (await listComments(shopId, null)).comments.some(({ comment }) => comment === "Old"),
    ).toBe(false);
  });
});
