// Rewards for which nothing is made in Shopify, on a real database: had at once, over after a
// while, undone by the merchant.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { Redemption } from "../../app/core/rewards/redemption.ts";
import { loadEntitlements } from "../../app/db/entitlement-store.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { endRewards } from "../../app/usecases/end-rewards.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { cancelVoucher } from "../../app/usecases/return-voucher.ts";
import { undoRedemption } from "../../app/usecases/undo-redemption.ts";
import { uninstallShop } from "../../app/usecases/uninstall-shop.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT, refund, refundSeen } from "../support/order-builder.ts";

const MERCHANT = "merchant:42";
const points = "100";

const document: ProgramDocumentInput = {
  ...PROGRAM_INPUT,
  shortfallPolicy: "forgive",
  rewards: [
    { id: "trees", kind: "donation", points, amountMinor: "500", cause: "Trees" },
    {
      id: "tasting",
      kind: "experience",
      points,
      place: "The roastery",
      startsAt: localText(NOW + 10 * DAY_MS),
      endsAt: localText(NOW + 11 * DAY_MS),
      stock: 1,
    },
    { id: "rare", kind: "exclusive_product", points, productIds: ["9001"], days: 30 },
    {
      id: "first",
      kind: "early_access",
      points,
      productIds: ["9002"],
      collectionIds: ["31"],
      until: localText(NOW + 5 * DAY_MS),
      limits: [{ count: 1, period: "ever" }],
    },
  ],
};

/** As the clock of a shop in UTC shows it. */
function localText(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

let db: TestDatabase;
let shopId: bigint;
let orderId: string;
let shops = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAddsUp(db.ownerPool));

/** A shop with all of them, and a member with 1,000 points. */
async function openShop(): Promise<void> {
  shops += 1;
  const shop = { domain: `uncarried-${shops}.myshopify.com`, timeZone: "UTC" };
  shopId = await openLoyaltyShop(db.pool, shop, document);
  orderId = await recordPaidOrder(shopId, { price: "500.00" });
}

function asking(rewardId: string, at = NOW, customerId = "7001") {
  const amountMinor = rewardId === "trees" ? 500n : null;
  const agreed = { points: 100n, amountMinor, percent: null };
  const requestKey = randomUUID();
  return requestRedemption({ shopId, customerId, rewardId, agreed, choice: null, requestKey }, at);
}

async function redeemed(rewardId: string, at = NOW): Promise<Redemption> {
  const result = await asking(rewardId, at);
  if (result.outcome !== "accepted") throw new Error(result.reason);
  return result.redemption;
}

const undo = ({ id: redemptionId, memberId }: Redemption, now = NOW, reason = "Called off") =>
  undoRedemption({ shopId, memberId, redemptionId, reason, actor: MERCHANT, now });

async function stored({ id }: Redemption) {
  const { rows } = await pool().query<{ status: string; member_id: string }>(
    `select status, return_reason, member_id from redemption where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  return rows[0];
}

async function entitled({ memberId }: Redemption, now = NOW): Promise<unknown> {
  const json = (await loadEntitlements(pool(), shopId, [memberId], now)).get(memberId);
  return json === undefined ? null : JSON.parse(json);
}

const failOn = ({ id }: { id: string }, error: unknown): never => {
  throw new Error(`${id} was not ended`, { cause: error });
};

describe("what nothing in Shopify carries", () => {
  test.each(["trees", "tasting", "rare", "first"])(
    "is had at once, and its points are spent: %s",
    async (rewardId) => {
      await openShop();
      const redemption = await redeemed(rewardId);
      expect(redemption).toMatchObject({ status: "issued", issuedAt: NOW });
      expect(await stored(redemption)).toMatchObject({ status: "issued" });
      expect(await balancesOf(shopId)).toMatchObject({ available: 900n, reserved: 0n });
      const { rows } = await pool().query<{ kind: string }>(
        `select kind from outbox_message where shop_id = $1
          and kind in ('issue_voucher', 'write_member_balance')`,
        [shopId],
      );
      expect(rows).toEqual([{ kind: "write_member_balance" }]);
    },
  );

  test("is no open voucher, and cannot be given up by the member", async () => {
    await openShop();
    for (let had = 0; had < 5; had += 1) await redeemed("trees");
    const sixth = await redeemed("trees");
    const { id: redemptionId, memberId } = sixth;
    expect(await cancelVoucher({ shopId, redemptionId, memberId }, NOW)).toEqual({
      outcome: "refused",
      reason: "voucher_closed",
    });
    expect(await balancesOf(shopId)).toMatchObject({ available: 400n });
  });

  test("of two who want the last place one gets it", async () => {
    await openShop();
    await recordPaidOrder(shopId, { price: "500.00", customerId: "7002" });
    const results = await Promise.all([asking("tasting"), asking("tasting", NOW, "7002")]);
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(["accepted", "refused"]);
    expect(results.find(({ outcome }) => outcome === "refused")).toMatchObject({
      reason: "sold_out",
    });
  });

  test.each([
    ["tasting", 10],
    ["first", 5],
  ])("cannot be redeemed once it has begun or is everybody's: %s", async (rewardId, days) => {
    await openShop();
    expect(await asking(rewardId, NOW + days * DAY_MS)).toEqual({
      outcome: "refused",
      reason: "too_late",
    });
    expect(await asking(rewardId, NOW + days * DAY_MS - 1)).toMatchObject({ outcome: "accepted" });
  });

  test("is over by itself, and stays paid for", async () => {
    await openShop();
    const [donation, tasting, rare] = [
      await redeemed("trees"),
      await redeemed("tasting"),
      await redeemed("rare"),
    ];
    await endRewards(NOW, failOn);
    expect(await stored(donation)).toMatchObject({ status: "used" });
    expect(await stored(tasting)).toMatchObject({ status: "issued" });
    await endRewards(NOW + 11 * DAY_MS, failOn);
    expect(await stored(tasting)).toMatchObject({ status: "used" });
    expect(await stored(rare)).toMatchObject({ status: "issued" });
    expect(await endRewards(NOW + 30 * DAY_MS, failOn)).toBeGreaterThan(0);
    expect(await stored(rare)).toMatchObject({ status: "used" });
    expect(await endRewards(NOW + 90 * DAY_MS, failOn)).toBe(0);
    expect(await balancesOf(shopId)).toMatchObject({ available: 700n });
  });
});

describe("a merchant who undoes it", () => {
  test("gives the points and the place back, once, with a reason for the member", async () => {
    await openShop();
    const redemption = await redeemed("tasting");
    expect(await undo(redemption, NOW, " The roaster is ill ")).toEqual({ outcome: "undone" });
    expect(await undo(redemption)).toEqual({ outcome: "undone" });
    expect(await balancesOf(shopId)).toMatchObject({ available: 1_000n });
    expect(await stored(redemption)).toMatchObject({
      status: "returned",
      return_reason: "cancelled_by_merchant",
    });
    const { rows } = await pool().query<{ actor: string; explanation: unknown }>(
      `select actor, explanation from journal_entry where shop_id = $1 and key like '%/undone'`,
      [shopId],
    );
    const explanation = { key: "adjusted", params: { reason: "The roaster is ill" } };
    expect(rows).toEqual([{ actor: MERCHANT, explanation }]);
    expect(await asking("tasting")).toMatchObject({ outcome: "accepted" });
  });

  test("can do so when it is over, and lets the member have it again within their limit", async () => {
    await openShop();
    const redemption = await redeemed("first");
    expect(await asking("first")).toMatchObject({ reason: "limit_reached" });
    await endRewards(NOW + 5 * DAY_MS, failOn);
    expect(await undo(redemption, NOW + 6 * DAY_MS)).toEqual({ outcome: "undone" });
    expect(await balancesOf(shopId)).toMatchObject({ available: 1_000n });
  });

  test("has nothing to undo of a voucher, of nobody and of another member", async () => {
    await openShop();
    const redemption = await redeemed("rare");
    const refused = { outcome: "refused", reason: "not_found" };
    expect(await undo({ ...redemption, id: randomUUID() })).toEqual(refused);
    expect(await undo({ ...redemption, memberId: randomUUID() })).toEqual(refused);
    shops += 1;
    shopId = await openLoyaltyShop(db.pool, { domain: `uncarried-${shops}.myshopify.com` });
    await recordPaidOrder(shopId, { price: "500.00" });
    const asked = { rewardId: "five-off", choice: null, requestKey: randomUUID() };
    const agreed = { points: 100n, amountMinor: 500n, percent: null };
    const result = await requestRedemption({ shopId, customerId: "7001", ...asked, agreed }, NOW);
    if (result.outcome !== "accepted") throw new Error(result.reason);
    expect(await undo(result.redemption)).toEqual({
      outcome: "refused",
      reason: "cannot_be_undone",
    });
    expect(await balancesOf(shopId)).toMatchObject({ reserved: 100n });
  });

  test("brings back what was written off because the points were gone for good", async () => {
    await openShop();
    for (let spent = 0; spent < 10; spent += 1) await redeemed("trees");
    const event = refundSeen(refund({ unnamed: "500.00" }), orderId);
    await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], NOW + 1));
    const { rows: forgiven } = await pool().query(
      `select from journal_entry where shop_id = $1 and kind = 'shortfall_forgiven'`,
      [shopId],
    );
    expect(forgiven).toHaveLength(1);
    const { rows } = await pool().query<{ id: string; memberId: string }>(
      `select id, member_id as "memberId" from redemption where shop_id = $1 limit 1`,
      [shopId],
    );
    expect(await undo(rows[0] as Redemption, NOW + 2)).toEqual({ outcome: "undone" });
    expect(await balancesOf(shopId)).toMatchObject({ available: 0n, shortfall: 0n });
  });
});

describe("what a member may see of the store", () => {
  test("is told to themes until it is over or undone", async () => {
    await openShop();
    const rare = await redeemed("rare");
    const first = await redeemed("first");
    const exclusive = {
      rewardId: "rare",
      productIds: ["9001"],
      collectionIds: [],
      until: new Date(NOW + 30 * DAY_MS).toISOString(),
    };
    const early = {
      rewardId: "first",
      productIds: ["9002"],
      collectionIds: ["31"],
      until: `${localText(NOW + 5 * DAY_MS)}:00.000Z`,
    };
    const both = (await entitled(rare)) as unknown[];
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining([exclusive, early]));
    expect(await entitled(rare, NOW + 5 * DAY_MS)).toEqual([exclusive]);
    await undo(rare);
    expect(await entitled(rare)).toEqual([early]);
    await undo(first);
    expect(await entitled(rare)).toEqual([]);
  });

  test("is nothing for who never had any of it", async () => {
    await openShop();
    expect(await entitled(await redeemed("trees"))).toBeNull();
  });

  test("goes with the member when two customers become one", async () => {
    await openShop();
    await recordPaidOrder(shopId, { price: "500.00", customerId: "7002" });
    const rare = await redeemed("rare");
    const asked = { goneCustomerId: "7001", keptCustomerId: "7002" };
    await withTransaction((tx) => mergeCustomers(tx, shopId, asked, NOW + 1));
    const { member_id: memberId = "" } = (await stored(rare)) ?? {};
    expect(await entitled({ ...rare, memberId })).toHaveLength(1);
    expect(await undo({ ...rare, memberId }, NOW + 2)).toEqual({ outcome: "undone" });
    expect(await balancesOf(shopId, "7002")).toMatchObject({ available: 2_000n });
  });

  test("stays had when the app is removed", async () => {
    await openShop();
    const rare = await redeemed("rare");
    await withTransaction((tx) => uninstallShop(tx, { shopId, happenedAt: null, now: NOW + 1 }));
    expect(await stored(rare)).toMatchObject({ status: "issued" });
  });
});
