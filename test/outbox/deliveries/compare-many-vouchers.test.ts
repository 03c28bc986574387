// A store with more vouchers and more codes than one call shows is compared to its end, and a
// comparison that was interrupted is repeated.
import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { type ComparedShop, openComparedShop } from "../../support/compared-shop.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let store: ComparedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  store = await openComparedShop(world);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const MANY_VOUCHERS = 120;
const MANY_CODES = 270;

test("every voucher and every page is looked at, once", async () => {
  await addWaiting(MANY_VOUCHERS);
  const { context } = world.simulator;
  const own = store.discount();
  for (let number = 1; number <= MANY_CODES; number += 1) {
    const id = String(800_000 + number);
    const strange = number === MANY_CODES ? { tags: ["loyalty"] } : { title: "Sale", tags: [] };
    const createdAt = context.now().toISOString();
    const code = { ...own, id, redeemCodeId: `9${id}`, code: `SALE-${number}`, createdAt };
    store.shop.discounts.set(id, { ...code, ...strange });
  }
  context.clock.advance(60_000);
  // The first portions are lost after they were written, and run once more.
  await world.fail("ListWorkingCodes", "reset", "after");
  await expect(store.compare()).rejects.toThrow("retry");
  const found = await store.differences();
  expect(found.filter(({ kind }) => kind === "points_differ")).toHaveLength(MANY_VOUCHERS);
  expect(found.find(({ kind }) => kind === "voucher_without_points")?.details).toMatchObject({
    cause: "unknown",
    code: `SALE-${MANY_CODES}`,
  });
  const { rows } = await pool().query(
    `select looked, open_here, open_there, is_whole from voucher_comparison where shop_id = $1`,
    [store.shopId],
  );
  expect(rows).toEqual([
    { looked: MANY_VOUCHERS + 1, open_here: 1, open_there: 2, is_whole: true },
  ]);
});

/** Vouchers that are on their way, and of whose points the ledger knows nothing. */
async function addWaiting(count: number): Promise<void> {
  await db.ownerPool.query(
    `insert into redemption (shop_id, id, member_id, request_key, reward_id, reward,
        program_version_id, points, amount_minor, code, status, requested_at, expires_at)
      select shop_id, gen_random_uuid(), member_id, 'copy-' || number, reward_id, reward,
        program_version_id, points, amount_minor, code || '-' || number, 'reserved', requested_at,
        expires_at
      from redemption, generate_series(1, $2) as number where shop_id = $1`,
    [store.shopId, count],
  );
}
