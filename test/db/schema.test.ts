// The tables are what schema.prisma says, and every key leads with the tenant, so that they can be
// spread over machines by shop.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diffMigrationsWithSchema, readMigrationStatus } from "../../prisma/migrate.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Shopify loads sessions by id alone; the migrations belong to no shop. */
const tablesWithoutShop = ["session", "_prisma_migrations"];
/** A shop is found by its domain, which may change. */
const keysWithoutShop = ["shop_domain_key"];

/** Runs a query over the catalogue that finds violations: no row means none. */
async function find(query: string): Promise<string[]> {
  const { rows } = await db.ownerPool.query<{ violation: string }>(
    `with tables as (
       select c.oid, c.relname, a.attnum, a.attnotnull, a.atttypid from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       left join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
       where c.relkind in ('r', 'p') and c.relname <> all($1))
     ${query}`,
    [tablesWithoutShop],
  );
  return rows.map((row) => row.violation).filter((name) => !keysWithoutShop.includes(name));
}

describe("every table", () => {
  test("has a shop_id of one type that is never empty", async () => {
    const query = `select relname as violation from tables
      where attnum is null or not attnotnull or atttypid <> 'int8'::regtype`;
    expect(await find(query)).toEqual([]);
  });

  test("has a primary key", async () => {
    const query = `select relname as violation from tables where not exists (
      select from pg_index i where i.indrelid = tables.oid and i.indisprimary)`;
    expect(await find(query)).toEqual([]);
  });

  test("has primary and unique keys that lead with shop_id", async () => {
    const query = `select k.relname as violation from tables
      join pg_index i on i.indrelid = tables.oid and (i.indisunique or i.indisexclusion)
      join pg_class k on k.oid = i.indexrelid
      where i.indkey[0] is distinct from tables.attnum`;
    expect(await find(query)).toEqual([]);
  });

  test("refers to others by shop_id first, and never changes it behind their back", async () => {
    const query = `select k.conname as violation from tables
      join pg_constraint k on k.conrelid = tables.oid and k.contype = 'f'
      join tables as target on target.oid = k.confrelid
      where k.conkey[1] <> tables.attnum or k.confkey[1] <> target.attnum
        or k.confdeltype in ('n', 'd', 'c') or k.confupdtype in ('n', 'd', 'c')`;
    expect(await find(query)).toEqual([]);
  });

  test("has no trigger, no rule, and no counter that could run over", async () => {
    const query = `select g.tgname as violation from tables
        join pg_trigger g on g.tgrelid = tables.oid and not g.tgisinternal
      union all select r.rulename from tables
        join pg_rewrite r on r.ev_class = tables.oid and r.rulename <> '_RETURN'
      union all select a.attname from tables
        join pg_attribute a on a.attrelid = tables.oid and a.attnum > 0
        join pg_attrdef d on d.adrelid = tables.oid and d.adnum = a.attnum
        where pg_get_expr(d.adbin, d.adrelid) like 'nextval%' and a.atttypid <> 'int8'::regtype`;
    expect(await find(query)).toEqual([]);
  });

  test("would be found if it broke the rule", async () => {
    await db.ownerPool.query(
      "create table planted (shop_id bigint not null, id int primary key, unique (shop_id, id))",
    );
    const query = `select k.relname as violation from tables
      join pg_index i on i.indrelid = tables.oid and i.indisunique
      join pg_class k on k.oid = i.indexrelid
      where i.indkey[0] is distinct from tables.attnum`;
    expect(await find(query)).toEqual(["planted_pkey"]);
    await db.ownerPool.query("drop table planted");
  });
});

describe("the migrations", () => {
  test("are all applied, and none was changed afterwards", async () => {
    expect(await readMigrationStatus(db.ownerUrl)).toEqual({ pending: [], failed: [], edited: [] });
  });

  test("make what schema.prisma says", { timeout: 90_000 }, async () => {
    expect(await diffMigrationsWithSchema()).toBe("");
  });
});
