// The database itself keeps the ledger append-only and in balance, whatever the application does.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

let db: TestDatabase;
const memberId = randomUUID();
const lotId = randomUUID();
const entryId = randomUUID();

beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query("insert into shop (domain) values ('harbour-coffee.myshopify.com')");
  await db.pool.query("insert into member (shop_id, id, enrolled_at) values (1, $1, now())", [
    memberId,
  ]);
  await db.pool.query(
    `insert into lot (shop_id, member_id, id, accrued_at, original, available)
     values (1, $1, $2, now(), 80, 80)`,
    [memberId, lotId],
  );
  await db.pool.query(
    `insert into journal_entry (shop_id, id, key, input_hash, kind, member_id, actor, explanation,
                                occurred_at, recorded_at)
     values (1, $1, 'order/5123/accrual/1', 'hash', 'accrual', $2, 'system', '{}', now(), now())`,
    [entryId, memberId],
  );
  await db.pool.query(post("issued", "available", 80));
});

afterAll(() => db.drop());

function post(from: string, to: string, points: number, seq = 0): string {
  return `insert into posting (shop_id, entry_id, seq, member_id, lot_id, from_account,
            to_account, points)
          values (1, '${entryId}', ${seq}, '${memberId}', '${lotId}', '${from}', '${to}',
            ${points})`;
}

describe("the application's role", () => {
  test.each([
    "update posting set points = 1",
    "delete from posting",
    "truncate posting",
    "update journal_entry set kind = 'other'",
    "delete from journal_entry",
    "truncate journal_entry cascade",
    "delete from lot",
    "update lot set id = member_id",
    "update lot set member_id = id",
    "delete from member",
    "update member set id = gen_random_uuid()",
    "update member set shop_id = 2",
    "delete from order_state",
    "update tier_change set to_tier = 'gold'",
    "delete from tier_change",
    "update qualifying_unit set spend_minor = 1",
    "delete from qualifying_unit",
    "update program_version set document = '{}'",
    "update program_version set number = 7",
    "update program_version set status = 'draft', active_from = null",
    "update program_version set active_from = now()",
    "update program_version set carried_out_at = null",
    "delete from program_version",
    "update _prisma_migrations set finished_at = null",
    "drop table posting",
    "create table other (id int)",
  ])("may not say: %s", async (statement) => {
    await expect(db.pool.query(statement)).rejects.toMatchObject({ code: "42501" });
  });

  test("may read the ledger and append to it", async () => {
    await db.pool.query(post("available", "issued", 5, 7));
    const found = await db.pool.query("select points from posting where seq = 7");
    expect(found.rows).toEqual([{ points: 5n }]);
  });
});

describe("a program version", () => {
  const versionId = randomUUID();
  const begins = "2026-03-01T00:00:00Z";

  async function stored(): Promise<unknown> {
    const { rows } = await db.pool.query(
      "select document, revision from program_version where shop_id = 1 and id = $1",
      [versionId],
    );
    return rows[0];
  }

  async function edit(revision: number, document: string): Promise<unknown> {
    const { rows } = await db.pool.query(
      "select edit_program_draft(1, $1, $2, 1, $3, now()) as done",
      [versionId, revision, document],
    );
    return rows[0]?.done;
  }

  async function discard(): Promise<unknown> {
    const { rows } = await db.pool.query("select discard_program_draft(1, $1) as done", [
      versionId,
    ]);
    return rows[0]?.done;
  }

  beforeEach(async () => {
    await db.ownerPool.query("delete from program_version");
    await db.pool.query(
      `insert into program_version (shop_id, id, number, status, schema_version, document,
         created_at, created_by)
       values (1, $1, 1, 'draft', 1, '{"a": 1}', now(), 'system')`,
      [versionId],
    );
  });

  test("is edited and discarded while it is a draft", async () => {
    expect(await edit(0, '{"a": 2}')).toBe(true);
    expect(await stored()).toEqual({ document: { a: 2 }, revision: 1 });
    expect(await discard()).toBe(true);
    expect(await stored()).toBeUndefined();
  });

  test("is not edited by who read an older revision", async () => {
    await edit(0, '{"a": 2}');
    expect(await edit(0, '{"a": 3}')).toBe(false);
    expect(await stored()).toEqual({ document: { a: 2 }, revision: 1 });
  });

  async function move(from: string, to: string): Promise<unknown> {
    const { rows } = await db.pool.query("select move_program_version(1, $1, $2, $3, $4) as done", [
      versionId,
      from,
      to,
      begins,
    ]);
    return rows[0]?.done;
  }

  test.each([[["scheduled"]], [["active"]], [["scheduled", "active"]], [["active", "retired"]]])(
    "no longer changes once it went through %j",
    async (statuses) => {
      let status = "draft";
      for (const next of statuses) {
        expect(await move(status, next)).toBe(true);
        status = next;
      }
      expect(await edit(0, '{"a": 2}')).toBe(false);
      expect(await discard()).toBe(false);
      expect(await stored()).toEqual({ document: { a: 1 }, revision: 0 });
    },
  );

  test("that was scheduled becomes a draft again, and changes again", async () => {
    await move("draft", "scheduled");
    expect(await move("scheduled", "draft")).toBe(true);
    expect(await edit(0, '{"a": 2}')).toBe(true);
  });

  test.each(["draft", "scheduled"])("that was in force never becomes %s again", async (status) => {
    await move("draft", "active");
    expect(await move("active", status)).toBe(false);
    await move("active", "retired");
    expect(await move("retired", status)).toBe(false);
    expect(await move("retired", "active")).toBe(false);
    expect(await edit(0, '{"a": 2}')).toBe(false);
  });

  test("that was carried out never becomes a draft again", async () => {
    await move("draft", "scheduled");
    await db.pool.query("select mark_programs_carried_out(1, $1, now())", [begins]);
    expect(await move("scheduled", "draft")).toBe(false);
  });

  test("in force has a beginning", async () => {
    await expect(
      db.ownerPool.query("update program_version set status = 'active'"),
    ).rejects.toMatchObject({ code: "23514", constraint: "program_version_times" });
  });
});

describe("what runs as the owner of the tables", () => {
  test("looks at temporary tables last", async () => {
    const { rows } = await db.ownerPool.query(
      `select proname from pg_proc where prosecdef
         and not coalesce(proconfig @> array['search_path=public, pg_temp'], false)`,
    );
    expect(rows).toEqual([]);
  });

  test("never runs what the application put into a table of its own", async () => {
    const before = await db.pool.query("select * from posting order by seq");
    const client = await db.pool.connect();
    try {
      await client.query("create temp table member as select * from public.member");
      await client.query("update pg_temp.member set redacted_at = now()");
      await client.query(
        `create temp table journal_entry as
         select shop_id, member_id, '{"params":{"reason":"x"}}'::jsonb as explanation
         from public.journal_entry`,
      );
      await client.query("grant all on pg_temp.member, pg_temp.journal_entry to public");
      await client.query(
        `create function pg_temp.rewrite() returns trigger language plpgsql as
         $$ begin update public.posting set points = 999; return new; end $$`,
      );
      await client.query(
        `create trigger rewrite before update on pg_temp.journal_entry
         for each row execute function pg_temp.rewrite()`,
      );
      await client.query("select redact_explanations(1, $1)", [memberId]);
    } finally {
      client.release(true);
    }
    const after = await db.pool.query("select * from posting order by seq");
    expect(after.rows).toEqual(before.rows);
  });
});

describe("the ledger's tables refuse", () => {
  test.each([
    ["a posting of no points", post("available", "redeemed", 0, 1), "posting_points_positive"],
    ["a posting from an account to itself", post("issued", "issued", 1, 1), "posting_moves"],
    ["an account nobody knows", post("issued", "pocket", 1, 1), "posting_accounts_known"],
    ["a balance below zero", "update member set available = -1", "member_balances_not_negative"],
    ["a lot part below zero", "update lot set available = -1", "lot_parts_not_negative"],
    [
      "a lot that holds more than it got",
      "update lot set reserved = 1",
      "lot_parts_within_original",
    ],
  ])("%s", async (_rule, statement, constraint) => {
    await expect(db.pool.query(statement)).rejects.toMatchObject({ code: "23514", constraint });
  });
});
