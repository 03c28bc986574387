// Columns of rows arrive in PostgreSQL as what they were, whatever they hold.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  booleanColumn,
  instantColumn,
  jsonColumn,
  jsonRows,
  numberColumn,
  textColumn,
  uuidColumn,
} from "../../app/db/columns.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

const ODD_TEXTS = [
  "plain",
  "",
  "NULL",
  "a,b",
  "{a}",
  'say "hi"',
  String.raw`a\b\"c`,
  "line\nbreak",
  " spaces ",
  "'; drop table member; --",
  "Ünïcödé 🎉",
];

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function readBack(type: string, column: string): Promise<unknown[]> {
  const { rows } = await db.pool.query<{ value: unknown }>(
    `select value from unnest($1::${type}[]) with ordinality as t (value, place) order by place`,
    [column],
  );
  return rows.map(({ value }) => value);
}

test("texts arrive unchanged, whatever they hold", async () => {
  expect(await readBack("text", textColumn([...ODD_TEXTS, null]))).toEqual([...ODD_TEXTS, null]);
});

test("numbers arrive beyond what a floating-point number holds", async () => {
  const numbers = [0n, -5n, 9_223_372_036_854_775_807n, null];
  expect(await readBack("bigint", numberColumn(numbers))).toEqual(numbers);
  expect(await readBack("int", numberColumn([1, -2, null]))).toEqual([1, -2, null]);
});

test("instants arrive to the millisecond", async () => {
  const instants = [0, Date.UTC(2026, 2, 1, 12, 34, 56, 789), null];
  const read = (await readBack("timestamptz", instantColumn(instants))) as (Date | null)[];
  expect(read.map((date) => date?.getTime() ?? null)).toEqual(instants);
});

test("ids and truths arrive", async () => {
  const ids = [randomUUID(), null, randomUUID()];
  expect(await readBack("uuid", uuidColumn(ids))).toEqual(ids);
  expect(await readBack("bool", booleanColumn([true, false]))).toEqual([true, false]);
});

test("what is no id is refused before it could pass for two", () => {
  const ids = [`${randomUUID()},${randomUUID()}`];
  expect(() => uuidColumn(ids)).toThrow("no UUID");
});

test("no values are an empty column", async () => {
  expect(await readBack("text", textColumn([]))).toEqual([]);
});

test("documents arrive beside the values of their rows, missing ones as null", async () => {
  const documents = [...ODD_TEXTS.map((text) => JSON.stringify({ text })), null, "[]"];
  const places = documents.map((_, place) => place);
  const { rows } = await db.pool.query<{ place: number; document: unknown }>(
    `select place, document::jsonb from rows from (unnest($1::int[]), ${jsonRows("$2")})
       as t (place, document) order by place`,
    [numberColumn(places), jsonColumn(documents)],
  );
  const read = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  expect(rows.map(({ document }) => document)).toEqual(documents.map(read));
});
