// The proof also covers what belongs to members beside their points: turns, tiers, units, limits,
// mergers and nights. Whatever is broken is found.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { adjustPoints } from "../../app/usecases/adjust-points.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT, orderSeen } from "../support/order-builder.ts";
import { RECORDED_AT, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

const END = PLACED_AT + 40 * DAY_MS;

let db: TestDatabase;
let shop: TestShop;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Points of two customers that expired, a tier, a limit, a merger. */
beforeEach(async () => {
  const any = { anyOf: [{ allOf: [{ counter: "orders" as const, atLeast: "1" }] }] };
  shop = await createShop(db, {
    program: {
      earning: { pointsPerUnit: "2", perDayCap: "500", programBudget: "9000" },
      expiry: { policy: { kind: "age", length: { unit: "days", count: 30 } }, warningDays: [7] },
      tiers: { list: [{ id: "gold", name: "Gold", enter: any }] },
    },
  });
  for (const customerId of ["7001", "7002"]) {
    await shop.receive(orderSeen({ customerId }, { orderId: `o-${customerId}` }));
  }
  const kept = await shop.member("7002");
  await adjustPoints({
    shopId: shop.id,
    memberId: kept?.id ?? "",
    requestKey: "k",
    points: 10n,
    reason: "A test",
    actor: "merchant:1",
    now: END,
  });
  const merge = { goneCustomerId: "7001", keptCustomerId: "7002" };
  await withTransaction((tx) => mergeCustomers(tx, shop.id, merge, RECORDED_AT));
});

async function rulesBroken(): Promise<string[]> {
  const { findings } = await auditLedger(db.url, { shopId: shop.id });
  return [...new Set(findings.map(({ rule }) => rule))];
}

describe("the proof of members", () => {
  test("finds nothing in what the app wrote", async () => {
    expect(await rulesBroken()).toEqual([]);
    expect(await auditLedger(db.url, { shopId: shop.id, asOf: END })).toMatchObject({
      findings: [],
    });
  });

  const gone = "(select id from member where shop_id = $1 and merged_into_id is not null)";
  test.each([
    [
      "points that were given and never received",
      `delete from posting where shop_id = $1 and from_account = 'transferred'`,
      "what one member gives another receives",
    ],
    [
      "an expiry that the lot knows nothing of",
      "update lot set expired = 0 where shop_id = $1",
      "lots hold what was posted to them",
    ],
    [
      "a turn that was not counted",
      "update member set turn_count = turn_count + 1 where shop_id = $1",
      "releases, expiries and transfers are numbered without a gap",
    ],
    [
      "a tier that nobody gave",
      "update member set tier_id = 'platinum' where shop_id = $1",
      "members stand in the tier that their history says",
    ],
    [
      "a history without a standing",
      "update member set tier_id = null where shop_id = $1",
      "members stand in the tier that their history says",
    ],
    [
      "a line of a tier that is missing",
      "update tier_change set seq = seq + 1 where shop_id = $1",
      "lines of tiers are numbered without a gap, each from where the one before led",
    ],
    [
      "lines of tiers in another sequence",
      `insert into tier_change (shop_id, member_id, seq, id, from_tier, to_tier, reason,
          effective_at, actor, recorded_at)
        select shop_id, member_id, seq + 1, gen_random_uuid(), 'silver', to_tier, reason,
          effective_at, actor, recorded_at
        from tier_change where shop_id = $1`,
      "lines of tiers are numbered without a gap, each from where the one before led",
    ],
    [
      "an order that counts for more than was recorded",
      "update order_state set units_spend_minor = 1 where shop_id = $1",
      "orders count for tiers what was recorded of them",
    ],
    [
      "units that got lost",
      "delete from qualifying_unit where shop_id = $1",
      "orders count for tiers what was recorded of them",
    ],
    [
      "units of an order that is unknown",
      "update qualifying_unit set order_id = 'none' where shop_id = $1",
      "orders count for tiers what was recorded of them",
    ],
    [
      "an order that its customer does not find",
      "update order_state set customer_id = null where shop_id = $1",
      "orders are found by every customer that they name",
    ],
    [
      "an order that names a former customer in its row alone",
      "update order_state set paid_customer_id = '7003' where shop_id = $1",
      "orders are found by every customer that they name",
    ],
    [
      "a merged member who has points",
      `update member set available = 1 where shop_id = $1 and id = ${gone}`,
      "a member who was merged into another has nothing",
    ],
    [
      "a limit of a merged member",
      `insert into earning_room (shop_id, member_id, key, used) values ($1, ${gone}, 'year/1', 1)`,
      "a member who was merged into another has nothing",
    ],
    [
      "a merger into somebody who is gone",
      `insert into member (shop_id, id, enrolled_at, merged_into_id, deleted_at)
        values ($1, '01960000-0000-7000-8000-0000000000aa', now(), ${gone}, now())`,
      "mergers name the last heir",
    ],
    [
      "points that should have ended",
      `update shop set nights_done_until = '2026-09-01' where shop_id = $1;
      update lot set expires_at = '2026-08-01' where shop_id = $1`,
      "nights leave nothing due",
    ],
    [
      "points that should have been released",
      `update shop set nights_done_until = '2026-09-01' where shop_id = $1;
      update lot set releases_at = '2026-08-01', pending = available, available = 0
        where shop_id = $1`,
      "nights leave nothing due",
    ],
    [
      "a night that ended half-way",
      `update shop set nights_done_until = '2026-03-01' where shop_id = $1;
      insert into night (shop_id, local_date, step, started_at)
        values ($1, '2026-03-01', 'expire_lots', now())`,
      "nights that are done have done every step",
    ],
    [
      "a member's limit that forgot what it gave",
      "update earning_room set used = 0 where shop_id = $1",
      "what orders were granted was taken from its limit",
    ],
    [
      "a budget that forgot what it gave",
      "update budget set used = 0 where shop_id = $1",
      "what orders were granted was taken from its limit",
    ],
  ])("finds %s", async (_name, statements, rule) => {
    for (const statement of statements.split(";")) {
      await db.ownerPool.query(statement, [shop.id]);
    }
    expect(await rulesBroken()).toContain(rule);
  });

  test("leaves points alone that are due since the last night", async () => {
    await db.ownerPool.query(
      "update shop set nights_done_until = '2026-08-01' where shop_id = $1",
      [shop.id],
    );
    await db.ownerPool.query("update lot set expires_at = '2026-08-02' where shop_id = $1", [
      shop.id,
    ]);
    expect(await rulesBroken()).toEqual([]);
  });
});
