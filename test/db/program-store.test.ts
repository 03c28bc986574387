// Program versions stay known to a batch, however many the shops of a process have.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MAX_KEPT_VERSIONS, loadProgramPeriods } from "../../app/db/program-store.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  db = await createTestDatabase();
  shop = await createShop(db);
});
afterAll(() => db.drop());

/** Copies the shop's version, so that it has had `count` more. */
async function addRetired(count: number): Promise<void> {
  await db.pool.query(
    `insert into program_version (shop_id, id, number, status, schema_version, document,
       active_from, active_until, created_at, created_by)
     select shop_id, gen_random_uuid(), number + step, 'retired', schema_version, document,
       active_from, active_from, created_at, created_by
     from program_version, generate_series(1, $2) as step
     where shop_id = $1 and status = 'active'`,
    [shop.id, count],
  );
}

describe("the versions of a batch", () => {
  test("are all known, also when they are more than the process keeps", async () => {
    const [first] = (await loadProgramPeriods(db.pool, [shop.id])).get(shop.id) ?? [];
    await addRetired(MAX_KEPT_VERSIONS);
    for (let round = 0; round < 2; round += 1) {
      const periods = (await loadProgramPeriods(db.pool, [shop.id])).get(shop.id) ?? [];
      expect(periods).toHaveLength(MAX_KEPT_VERSIONS + 1);
      expect(periods[0]).toEqual(first);
    }
  });
});
