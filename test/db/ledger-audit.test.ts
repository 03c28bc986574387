// The proof that a merchant can run: it finds each kind of disagreement, and repairs nothing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";
import { RECORDED_AT, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
let shop: TestShop;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  shop = await createShop(db);
  await shop.receive(orderSeen({ lines: [line({ price: "60.00" })] }));
  await shop.receive(refundSeen(refund({ unnamed: "5.00" })), RECORDED_AT + MINUTE_MS);
  await shop.redeem();
});

async function rulesBroken(): Promise<string[]> {
  const { findings } = await auditLedger(db.url, { shopId: shop.id });
  return [...new Set(findings.map(({ rule }) => rule))];
}

describe("the proof", () => {
  test("finds nothing in a ledger that the app wrote", async () => {
    const report = await auditLedger(db.url, { shopId: shop.id });
    expect(report).toEqual({ postings: 3n, findings: [] });
  });

  test("counts what had been recorded by a moment", async () => {
    const report = await auditLedger(db.url, { shopId: shop.id, asOf: RECORDED_AT });
    expect(report).toEqual({ postings: 2n, findings: [] });
    const before = await auditLedger(db.url, { shopId: shop.id, asOf: PLACED_AT });
    expect(before.postings).toBe(0n);
  });

  test.each([
    [
      "a changed balance",
      "update member set available = available + 1 where shop_id = $1",
      ["balances are what was posted to them", "available points lie in lots"],
    ],
    [
      "a changed lot",
      "update lot set available = available - 1 where shop_id = $1",
      ["lots hold what was posted to them", "available points lie in lots"],
    ],
    [
      "a lost posting",
      "delete from posting where shop_id = $1 and from_account = 'issued'",
      [
        "no account of a lot is below zero",
        "every entry moves points",
        "no order took back more than it gave",
        "lots hold what was posted to them",
        "balances are what was posted to them",
        "orders hold what was posted for them",
      ],
    ],
    [
      "an order that claims other points",
      "update order_state set posted_points = 1 where shop_id = $1",
      ["orders hold what was posted for them", "orders hold what they are worth"],
    ],
    [
      "a voucher whose points never moved",
      "update redemption set status = 'issued' where shop_id = $1",
      [
        "redemptions hold, spent or gave back their points",
        "points are reserved for open vouchers alone",
      ],
    ],
    [
      "a voucher that was given back and still holds points",
      "update redemption set status = 'refused' where shop_id = $1",
      ["points are reserved for open vouchers alone"],
    ],
    [
      "a member who owes and owns",
      "update member set available = 5, shortfall = 5 where shop_id = $1",
      [
        "balances are what was posted to them",
        "available points lie in lots",
        "nobody owes and owns at once",
      ],
    ],
    [
      "entries of an order that is gone",
      "delete from order_state where shop_id = $1",
      ["every entry belongs to an order or voucher that is known"],
    ],
    [
      "entries of a voucher that is gone",
      "delete from redemption where shop_id = $1",
      [
        "points are reserved for open vouchers alone",
        "every entry belongs to an order or voucher that is known",
      ],
    ],
    [
      "a posting whose entry is unknown",
      `insert into posting select shop_id, gen_random_uuid(), seq, member_id, lot_id, from_account,
         to_account, points from posting where shop_id = $1 limit 1`,
      ["every posting belongs to an entry and a lot of its member"],
    ],
    [
      "a posting to a lot of nobody",
      `update posting set lot_id = gen_random_uuid() where shop_id = $1 and from_account = 'issued'`,
      [
        "no account of a lot is below zero",
        "lots hold what was posted to them",
        "every posting belongs to an entry and a lot of its member",
      ],
    ],
    [
      "an order of another shop's member",
      `update order_state set member_id = gen_random_uuid() where shop_id = $1`,
      ["every lot, order and entry belongs to a member of its shop"],
    ],
    [
      "a lot of another shop's member",
      `insert into lot (shop_id, member_id, id, accrued_at, original)
       values ($1, gen_random_uuid(), gen_random_uuid(), now(), 0)`,
      ["every lot, order and entry belongs to a member of its shop"],
    ],
    [
      "an entry of another shop's member",
      `insert into journal_entry (shop_id, id, key, input_hash, kind, member_id, actor, explanation,
         occurred_at, recorded_at)
       values ($1, gen_random_uuid(), 'key', 'hash', 'adjustment', gen_random_uuid(), 'system',
         '{}', now(), now())`,
      ["every entry moves points", "every lot, order and entry belongs to a member of its shop"],
    ],
    [
      "a refund that was never posted",
      `update order_state set state = jsonb_set(state::jsonb, '{refunds}', '[]')
       where shop_id = $1`,
      ["orders hold what they are worth"],
    ],
    [
      "a paid order that was passed over",
      `update order_state set snapshot = null, program_version_id = null where shop_id = $1`,
      ["paid orders are counted"],
    ],
  ])("finds %s", async (_name, statement, rules) => {
    await db.ownerPool.query(statement, [shop.id]);
    expect(await rulesBroken()).toEqual(rules);
  });

  test("says what the order is worth, beside what was posted for it", async () => {
    await db.ownerPool.query(
      `update order_state set state = jsonb_set(state::jsonb, '{newest,test}', 'true')
       where shop_id = $1`,
      [shop.id],
    );
    expect((await auditLedger(db.url, { shopId: shop.id })).findings).toEqual([
      {
        rule: "orders hold what they are worth",
        shopId: shop.id,
        subject: "5123 is worth 0",
        posted: 110n,
        stored: null,
      },
    ]);
  });

  test("passes over orders that no program, or a test, was to count", async () => {
    const none = await createShop(db, { program: null });
    await none.receive(orderSeen());
    await shop.receive(orderSeen({ test: true }, { orderId: "5124" }));
    expect((await auditLedger(db.url)).findings.map(({ shopId }) => shopId)).not.toContain(none.id);
    expect(await rulesBroken()).toEqual([]);
  });

  test("does not look into other shops when asked for one", async () => {
    await db.ownerPool.query("update member set available = 9 where shop_id = $1", [shop.id]);
    const healthy = await createShop(db);
    expect((await auditLedger(db.url, { shopId: healthy.id })).findings).toEqual([]);
  });
});
