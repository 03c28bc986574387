// A gift card or credit is spent for good once it is given: what the member owes for its points is
// written off where the program says so.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { Redemption } from "../../app/core/rewards/redemption.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { endRewards } from "../../app/usecases/end-rewards.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { settleMoneyGiven, settleMoneyRefused } from "../../app/usecases/settle-money.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT, refund, refundSeen } from "../support/order-builder.ts";

type Policy = NonNullable<ProgramDocumentInput["shortfallPolicy"]>;
const given = { gid: "gid://shopify/GiftCard/1", keepsCode: true };

let db: TestDatabase;
let shopId: bigint;
let shops = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAddsUp(db.ownerPool));

/** A card for all 100 points of an order, which is refunded while Shopify takes its time. */
async function refundedMeanwhile(
  shortfallPolicy: Policy,
  expiresAfterDays: number | null = null,
): Promise<Redemption> {
  shops += 1;
  const worth = { points: "100", amountMinor: "500", expiresAfterDays };
  const rewards = [{ id: "card", kind: "gift_card" as const, ...worth }];
  const document = { ...PROGRAM_INPUT, rewards, shortfallPolicy };
  shopId = await openLoyaltyShop(db.pool, { domain: `spent-${shops}.myshopify.com` }, document);
  const orderId = await recordPaidOrder(shopId, { price: "50.00" });
  const agreed = { points: 100n, amountMinor: 500n, percent: null };
  const wish = { rewardId: "card", agreed, choice: null, requestKey: randomUUID() };
  const asked = await requestRedemption({ shopId, customerId: "7001", ...wish }, NOW);
  if (asked.outcome !== "accepted") throw new Error(asked.reason);
  const event = refundSeen(refund({ unnamed: "50.00" }), orderId);
  await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], NOW + 1));
  expect(await balancesOf(shopId)).toEqual({ available: 0n, reserved: 100n, shortfall: 100n });
  return asked.redemption;
}

test.each<[Policy, bigint]>([
  ["repay", 100n],
  ["forgive", 0n],
])("under %s a member owes %d for a card that is given", async (policy, shortfall) => {
  const { id: redemptionId } = await refundedMeanwhile(policy);
  await settleMoneyGiven({ shopId, redemptionId }, given, NOW + 2);
  expect(await balancesOf(shopId)).toEqual({ available: 0n, reserved: 0n, shortfall });
  await settleMoneyGiven({ shopId, redemptionId }, given, NOW + 3);
  expect(await balancesOf(shopId)).toEqual({ available: 0n, reserved: 0n, shortfall });
});

test.each<Policy>(["repay", "forgive"])("under %s a refused card pays the debt", async (policy) => {
  const { id: redemptionId } = await refundedMeanwhile(policy);
  await settleMoneyRefused({ shopId, redemptionId }, "No more cards.", NOW + 2);
  expect(await balancesOf(shopId)).toEqual({ available: 0n, reserved: 0n, shortfall: 0n });
});

test("an order with a discount that is called like the card does not use it", async () => {
  const { id, code } = await refundedMeanwhile("repay");
  await settleMoneyGiven({ shopId, redemptionId: id }, given, NOW + 2);
  await recordPaidOrder(shopId, { price: "1.00", head: { discountCodes: [code] } });
  const { rows } = await db.pool.query<{ status: string; used_order_id: string | null }>(
    "select status, used_order_id from redemption where shop_id = $1 and id = $2",
    [shopId, id],
  );
  expect(rows).toEqual([{ status: "issued", used_order_id: null }]);
});

test("a card is over a day after its last moment, and stays paid for", async () => {
  const { id: redemptionId } = await refundedMeanwhile("forgive", 30);
  await settleMoneyGiven({ shopId, redemptionId }, given, NOW + 2);
  const failOn = (_: unknown, error: unknown): never => {
    throw new Error("It did not end", { cause: error });
  };
  const status = async () =>
    (
      await db.pool.query<{ status: string }>(
        "select status from redemption where shop_id = $1 and id = $2",
        [shopId, redemptionId],
      )
    ).rows[0]?.status;
  await endRewards(NOW + 31 * DAY_MS - 1, failOn);
  expect(await status()).toBe("issued");
  await endRewards(NOW + 31 * DAY_MS, failOn);
  expect(await status()).toBe("used");
  expect(await balancesOf(shopId)).toEqual({ available: 0n, reserved: 0n, shortfall: 0n });
});
