// How a member stood at any moment: the journal tells it, and at the present it tells what is
// stored.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { Instant } from "../../app/core/calendar/instant.ts";
import { replayLedger } from "../../app/core/ledger/replay-ledger.ts";
import type { ReplayMoment } from "../../app/core/ledger/replay-ledger.ts";
import { loadMemberRecords } from "../../app/db/as-of-store.ts";
import { adjustPoints } from "../../app/usecases/adjust-points.ts";
import { loadMemberAsOf } from "../../app/queries/member-as-of.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { PLACED_AT, line, orderSeen, refund, refundSeen } from "../support/order-builder.ts";
import { createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

const DAY = (days: number): Instant => PLACED_AT + days * DAY_MS;
const FIRST = "first";

let db: TestDatabase;
let shop: TestShop;
let memberId: string;

/**
 * Day 0: 80 points, heard of at once. Day 10: 160 and gold. Day 12: half of the first order's money
 * goes back, heard of on day 15. Day 40: the rest of the first order has expired.
 */
beforeAll(async () => {
  db = await createTestDatabase();
  const gold = { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast: "10000" }] }] };
  shop = await createShop(db, {
    program: {
      expiry: {
        policy: { kind: "age", length: { unit: "days", count: 30 } },
        byTier: [{ tierId: "gold", policy: { kind: "age", length: { unit: "days", count: 60 } } }],
        warningDays: [7],
      },
      tiers: {
        list: [
          { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } },
          { id: "gold", name: "Gold", enter: gold },
        ],
      },
    },
  });
  await shop.receive(orderSeen({}, { orderId: FIRST }), DAY(0));
  const big = orderSeen({ placedAt: DAY(10), updatedAt: DAY(10), lines: [line({ quantity: 2 })] });
  await shop.receive(big, DAY(10));
  const half = refund({ unnamed: "20.00", createdAt: DAY(12) });
  await shop.receive(refundSeen(half, FIRST), DAY(15));
  memberId = (await shop.member())?.id ?? "";
  await adjustPoints({
    shopId: shop.id,
    memberId,
    requestKey: "k",
    points: 7n,
    reason: "Sorry",
    actor: "merchant:1",
    now: DAY(75),
  });
});
afterAll(() => db.drop());

function asOf(at: Instant, by: ReplayMoment["by"] = "recordedAt") {
  return loadMemberAsOf(shop.id, memberId, { at, by });
}

describe("a member at a moment", () => {
  test("before they were one has nothing", async () => {
    expect(await asOf(DAY(0) - 1)).toMatchObject({
      balances: { available: 0n },
      tierId: null,
      lots: [],
      entries: [],
    });
  });

  test.each([
    [1, 80n, "bronze", 31],
    [11, 240n, "gold", 61],
    [13, 240n, "gold", 61],
    [15, 200n, "gold", 61],
  ])("on day %i had %s points as %s", async (day, available, tierId, ends) => {
    const { balances, lots, ...told } = await asOf(DAY(day));
    expect([balances.available, told.tierId]).toEqual([available, tierId]);
    const end = new Date(lots.find(({ orderId }) => orderId === FIRST)?.expiresAt ?? 0);
    expect(end.toISOString().slice(0, 10)).toBe(new Date(DAY(ends)).toISOString().slice(0, 10));
  });

  test("had given the refund's points back when it happened, as far as is known today", async () => {
    expect((await asOf(DAY(13), "occurredAt")).balances.available).toBe(200n);
    expect((await asOf(DAY(11), "occurredAt")).balances.available).toBe(240n);
  });

  test("is explained by what had been written, the latest first", async () => {
    const { entries } = await asOf(DAY(15));
    expect(entries.map(({ explanation }) => explanation.key)).toEqual([
      "order_refunded",
      "order_earned",
      "order_earned",
    ]);
  });

  test("had points that expired on their day, though it was written later", async () => {
    const late = await asOf(DAY(75));
    expect(late.balances.available).toBe(7n);
    expect(late.lots.map(({ expired }) => expired)).toEqual([40n, 160n, 0n]);
    const onItsDay = (await asOf(DAY(62), "occurredAt")).balances.available;
    expect(onItsDay).toBe(160n);
  });
});

test("the journal alone gives the balances and lots that are stored", async () => {
  const { lots, entries } = await loadMemberRecords(db.pool, shop.id, memberId);
  const told = replayLedger(lots, entries);
  const [member] = await shop.rows<Record<string, unknown>>("member");
  const { pending, available, reserved, shortfall } = told.balances;
  expect(member).toMatchObject({
    pending,
    available,
    reserved,
    shortfall,
    turn_count: told.turnCount,
  });
  const stored = await shop.rows<{ id: string }>("lot");
  expect(stored).toHaveLength(told.lots.length);
  for (const { id, ...lot } of told.lots) {
    const { original, expired } = lot;
    expect(stored.find((row) => row.id === id)).toMatchObject({
      original,
      pending: lot.pending,
      available: lot.available,
      reserved: lot.reserved,
      expired,
    });
  }
});

describe("npm run ledger:as-of", () => {
  const node = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];

  async function run(program: string, ...words: string[]): Promise<string> {
    return runAt(db.url, program, ...words);
  }

  async function runAt(url: string, program: string, ...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [...node, program, ...words], {
      env: { ...process.env, DATABASE_URL: url },
    });
    return stdout;
  }

  async function domain(): Promise<string> {
    const [row] = await shop.rows<{ domain: string }>("shop");
    return row?.domain ?? "";
  }

  test("tells balances, tier, lots and reasons of a customer", async () => {
    const at = new Date(DAY(13)).toISOString();
    const words = ["--shop", await domain(), "--member", "7001", "--at", at];
    const told = await run("prisma/ledger-as-of.ts", ...words);
    expect(told).toMatch(/^available 240, pending 0, reserved 0, owed 0\ntier gold\nlot /);
    expect(told).toContain("order_earned");
    expect(await run("prisma/ledger-as-of.ts", ...words, "--by", "occurred")).toMatch(
      /^available 200,/,
    );
  });

  test("says what it does not know", async () => {
    const failed = run("prisma/ledger-as-of.ts", "--shop", await domain(), "--member", "none");
    await expect(failed).rejects.toThrow("No member none is known");
    const nobody = run("prisma/ledger-as-of.ts", "--shop", "none", "--member", "none");
    await expect(nobody).rejects.toMatchObject({ code: 1, stderr: "No shop none is known\n" });
  });

  test("says where there are no tables yet", async () => {
    const empty = new URL(db.url);
    empty.pathname = "/postgres";
    await expect(runAt(empty.href, "prisma/verify-ledger.ts")).rejects.toMatchObject({
      code: 1,
      stderr: "The database has no tables yet: `npm run db:deploy` makes them\n",
    });
  });

  test("beside ledger:verify, which proves the same shop", async () => {
    const proved = await run("prisma/verify-ledger.ts", "--shop", await domain());
    expect(proved).toMatch(/^\d+ postings: ledger, lots, .+ agree\.\n$/);
    await expect(run("prisma/verify-ledger.ts", "--as-of", "soon")).rejects.toThrow(
      "--as-of takes",
    );
  });
});
