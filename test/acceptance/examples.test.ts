// The merchant's acceptance examples, played by the app on a real database.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { ExamplePlayer } from "../docs/example-player.ts";
import { readExamples } from "../docs/example-script.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { assertJournalReplays } from "../support/journal-replay.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import {
  FIVE_OFF,
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";

let database: TestDatabase;
let shops = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

afterEach(async () => {
  const { findings } = await auditLedger(database.ownerUrl);
  if (findings.length > 0) throw new Error(`The books disagree: ${JSON.stringify(findings)}`);
  await assertJournalReplays(database.ownerPool);
});

/** Plays lines as docs/engine.md has them, and compares what they expect. */
async function play(...lines: string[]): Promise<void> {
  const [script] = readExamples(["```engine", ...lines, "```"].join("\n"));
  const player = new ExamplePlayer(`acceptance-${(shops += 1)}.myshopify.com`);
  for (const statement of script?.statements ?? []) {
    const figures = await player.play(statement);
    if (statement.type === "expect") expect(figures).toEqual(statement.figures);
  }
}

function openShop(): Promise<bigint> {
  return openLoyaltyShop(pool(), { domain: `acceptance-${(shops += 1)}.myshopify.com` });
}

/** What the ledger received for an order, entry by entry, in sequence. */
async function entriesOf(shopId: bigint): Promise<string[]> {
  const { rows } = await pool().query<{ told: string }>(
    `select entry.kind || ' ' || sum(points) as told
     from journal_entry entry join posting on posting.shop_id = entry.shop_id
       and posting.member_id = entry.member_id and posting.entry_id = entry.id
     where entry.shop_id = $1 group by entry.id, entry.kind order by entry.id`,
    [shopId],
  );
  return rows.map(({ told }) => told);
}

describe("Example 1", () => {
  test("earn 50 at 1 point per 1.00; the rule changes to 2; a full refund takes 50", async () => {
    await expect(
      play(
        'program {"earning": {"pointsPerUnit": "1"}}',
        "order A: 50.00",
        "→ available 50",
        'program {"earning": {"pointsPerUnit": "2"}}',
        "refund A: all",
        "→ available 0, owed 0",
      ),
    ).resolves.toBeUndefined();
  });
});

describe("Example 2", () => {
  test("lines of 40, 60 and 20: refunding 60, then 20, takes 60, then 20", async () => {
    await expect(
      play(
        'program {"earning": {"pointsPerUnit": "1"}}',
        "order A: 40.00 + 60.00 + 20.00",
        "→ available 120",
        "refund A: line 2",
        "→ available 60",
        "refund A: line 3",
        "→ available 40",
      ),
    ).resolves.toBeUndefined();
  });

  test("the same where the points come from a rule for certain products", async () => {
    const shopId = await openLoyaltyShop(
      pool(),
      { domain: `acceptance-${(shops += 1)}.myshopify.com` },
      {
        earning: {
          pointsPerUnit: "1",
          rules: [
            {
              id: "twice",
              name: "Twice for coffee",
              addedOn: "2026-01-01",
              effect: { kind: "multiplier", multiplier: "2" },
              conditions: { products: { productIds: ["9002"] } },
            },
          ],
        },
        rewards: [{ id: "five-off", kind: "amount_off", amountMinor: "500", points: "100" }],
      },
    );
    const lines = [
      line({ id: "1", price: "40.00", productId: "9001" }),
      line({ id: "2", price: "60.00", productId: "9002" }),
      line({ id: "3", price: "20.00", productId: "9001" }),
    ];
    const refunds = ["2", "3"].map((lineId) =>
      refundSeen(refund({ id: `80${lineId}`, lines: [{ lineId, quantity: 1 }] })),
    );
    for (const event of [orderSeen({ lines }), ...refunds]) {
      await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], NOW));
    }
    expect(await entriesOf(shopId)).toEqual(["accrual 180", "clawback 120", "clawback 20"]);
  });
});

describe("Example 3", () => {
  test("20.00 with a voucher of 5.00 earn 15; refunded in full, all is as before the order", async () => {
    await expect(
      play(
        'program {"earning": {"pointsPerUnit": "1"}, "returnSpentPoints": "on_full_refund"}',
        "order A: 100.00",
        "redeem V",
        "→ available 0",
        "order B: 20.00, voucher V",
        "→ available 15",
        "refund B: all",
        "→ available 100, owed 0",
      ),
    ).resolves.toBeUndefined();
  });
});

describe("Example 4", () => {
  test("the same webhook five times in parallel is one accrual", async () => {
    const shopId = await openShop();
    const event = orderSeen();
    const told = () => withTransaction((tx) => recordOrders(tx, [{ shopId, event }], NOW));
    await Promise.all([told(), told(), told(), told(), told()]);
    expect(await entriesOf(shopId)).toEqual(["accrual 80"]);
  });

  test("a refund before its order, and an edit before the payment, end as in sequence", async () => {
    const back = refund({ lines: [{ lineId: "1", quantity: 1 }] });
    const lines = [line({ quantity: 2 })];
    const paid = orderSeen({ lines });
    const edited = orderSeen({
      lines: [...lines, line({ id: "2", price: "10.00" })],
      updatedAt: PLACED_AT + 2 * MINUTE_MS,
    });
    const refunded = { type: "refund_seen", orderId: paid.orderId, refund: back } as const;
    const ends = [];
    for (const sequence of [
      [paid, edited, refunded],
      [refunded, edited, paid],
      [edited, refunded, paid],
    ]) {
      const shopId = await openShop();
      for (const event of sequence) {
        await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], NOW));
      }
      ends.push(await balancesOf(shopId));
    }
    expect(ends).toEqual(ends.map(() => ({ available: 100n, reserved: 0n, shortfall: 0n })));
  });
});

describe("Example 5", () => {
  test("of fifty parallel redemptions of the last points exactly one succeeds", async () => {
    const shopId = await openShop();
    await recordPaidOrder(shopId, { price: "50.00" });
    const asked = await Promise.all(
      Array.from({ length: 50 }, () =>
        requestRedemption(
          { shopId, customerId: "7001", ...FIVE_OFF, requestKey: randomUUID() },
          NOW,
        ),
      ),
    );
    const refused = asked.filter(({ outcome }) => outcome === "refused");
    expect(refused).toHaveLength(49);
    const short = { outcome: "refused", reason: "insufficient_points", missing: 100n };
    for (const answer of refused) expect(answer).toMatchObject(short);
    expect(await balancesOf(shopId)).toEqual({ available: 0n, reserved: 100n, shortfall: 0n });
  });
});

describe("Example 6", () => {
  test("spending, then expiry, never makes valid lots vanish", async () => {
    await expect(
      play(
        "at 2026-01-10 12:00",
        'program {"expiry": {"policy": {"kind": "age", "length": {"unit": "months", "count": 2}}}}',
        "order A: 70.00",
        "at 2026-02-10 12:00",
        "order B: 80.00",
        "redeem V",
        "→ available 50",
        "night 2026-03-11",
        "→ available 50",
        "night 2026-04-11",
        "→ available 0, owed 0",
      ),
    ).resolves.toBeUndefined();
  });
});

describe("Example 7", () => {
  test("a full refund that leaves out shipping returns spent points where the policy says so", async () => {
    await expect(
      play(
        'program {"returnSpentPoints": "on_full_refund_without_shipping"}',
        "order A: 100.00",
        "redeem V",
        "order B: 20.00, voucher V, shipping 4.90",
        "refund B: lines",
        "→ available 100",
      ),
    ).resolves.toBeUndefined();
  });

  test("and keeps them where the policy asks for shipping too", async () => {
    await expect(
      play(
        'program {"returnSpentPoints": "on_full_refund"}',
        "order A: 100.00",
        "redeem V",
        "order B: 20.00, voucher V, shipping 4.90",
        "refund B: lines",
        "→ available 0",
        "refund B: shipping",
        "→ available 100",
      ),
    ).resolves.toBeUndefined();
  });
});
