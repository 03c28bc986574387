// Two customers become one in Shopify: so do their members, whatever comes before or after.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { decideIssued, decideRefused } from "../../app/core/rewards/decide-settlement.ts";
import type { RedemptionContext, RedemptionDecision } from "../../app/core/rewards/redemption.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { adjustPoints } from "../../app/usecases/adjust-points.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { stepRedemption } from "../../app/usecases/step-redemption.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  CUSTOMER_ID as X,
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { ShopInput, TestShop } from "../support/shop.ts";

const Y = "7002";
const Z = "7003";
const LATER = RECORDED_AT + MINUTE_MS;
const tier = (id: string, spend: string) => ({
  id,
  name: id,
  enter: { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast: spend }] }] },
});
const tiers = { list: [tier("silver", "4000"), tier("gold", "8000"), tier("top", "16000")] };

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

async function merge(shop: TestShop, goneCustomerId: string, keptCustomerId: string) {
  await withTransaction((tx) =>
    mergeCustomers(tx, shop.id, { goneCustomerId, keptCustomerId }, LATER),
  );
}

/** 40.00 of a customer, worth 80 points. */
function order(customerId: string, orderId: string, updatedAt = PLACED_AT + MINUTE_MS) {
  return orderSeen({ customerId, updatedAt, name: `#${orderId}` }, { orderId });
}

async function shopWith(
  program: NonNullable<ShopInput["program"]>,
  ...customers: string[]
): Promise<TestShop> {
  const shop = await createShop(db, { program });
  for (const customerId of customers) await shop.receive(order(customerId, `o-${customerId}`));
  return shop;
}

async function balances(shop: TestShop): Promise<Record<string, bigint>> {
  const members = await shop.rows<{ shopify_customer_id: string; available: bigint }>("member");
  return Object.fromEntries(members.map((row) => [row.shopify_customer_id, row.available]));
}

async function stepOnly(
  shop: TestShop,
  decide: (context: RedemptionContext) => RedemptionDecision,
): Promise<void> {
  const [redemption] = await shop.rows<{ id: string }>("redemption");
  const name = { shopId: shop.id, redemptionId: redemption?.id ?? "" };
  await withTransaction((tx) => stepRedemption(tx, name, LATER, decide));
}

describe("a merger", () => {
  test("moves points, orders and what was counted, and closes the gone customer", async () => {
    const shop = await shopWith({ tiers }, X, Y);
    await merge(shop, X, Y);
    expect(await balances(shop)).toEqual({ [X]: 0n, [Y]: 160n });
    const kept = await shop.member(Y);
    expect(await shop.rows("order_state")).toMatchObject([
      { member_id: kept?.id },
      { member_id: kept?.id },
    ]);
    expect(await shop.rows("member", "shopify_customer_id = $2", [X])).toMatchObject([
      { merged_into_id: kept?.id, email: null, deleted_at: new Date(LATER) },
    ]);
    const units = await shop.rows<{ member_id: string; spend_minor: bigint }>("qualifying_unit");
    const spent = (id: string | undefined) =>
      units
        .filter(({ member_id: memberId }) => memberId === id)
        .reduce((sum, unit) => sum + unit.spend_minor, 0n);
    expect(spent(kept?.id)).toBe(8_000n);
    expect(spent((await shop.member(X))?.id)).toBe(0n);
    expect(await shop.messages("write_member_balance")).toContainEqual(
      expect.objectContaining({ key: kept?.id }),
    );
  });

  test("that comes twice changes nothing more", async () => {
    const shop = await shopWith({}, X, Y);
    await merge(shop, X, Y);
    const keys = await shop.entryKeys();
    await merge(shop, X, Y);
    expect(await shop.entryKeys()).toEqual(keys);
  });

  test("of a member into a customer who is none makes them one", async () => {
    const shop = await shopWith({}, X);
    await merge(shop, X, Y);
    expect(await balances(shop)).toEqual({ [X]: 0n, [Y]: 80n });
  });

  test("of strangers leaves no trace", async () => {
    const shop = await shopWith({});
    await merge(shop, X, Y);
    expect(await shop.rows("member")).toEqual([]);
  });

  test("of a stranger into a member is remembered for what is heard of late", async () => {
    const shop = await shopWith({}, Y);
    await merge(shop, X, Y);
    await shop.receive(order(X, "late"), LATER);
    expect(await balances(shop)).toEqual({ [X]: 0n, [Y]: 160n });
  });

  test("in a chain ends at the last, also when the links come the other way round", async () => {
    for (const links of [
      [
        [X, Y],
        [Y, Z],
      ],
      [
        [Y, Z],
        [X, Y],
      ],
    ] as const) {
      const shop = await shopWith({}, X, Y, Z);
      for (const [gone, kept] of links) await merge(shop, gone, kept);
      expect(await balances(shop)).toEqual({ [X]: 0n, [Y]: 0n, [Z]: 240n });
      await shop.receive(order(X, "late"), LATER);
      expect(await balances(shop)).toMatchObject({ [Z]: 320n });
      const last = await shop.member(Z);
      const rows = await shop.rows("member", "merged_into_id = $2", [last?.id]);
      expect(rows).toHaveLength(2);
    }
  });

  test("in a circle is no merger", async () => {
    const shop = await shopWith({}, X, Y);
    await merge(shop, X, Y);
    await merge(shop, Y, X);
    expect(await balances(shop)).toEqual({ [X]: 0n, [Y]: 160n });
  });
});

describe("orders and a merger", () => {
  test("a refund of the gone customer's order takes the order's own points", async () => {
    const shop = await shopWith({}, Y, X);
    await merge(shop, X, Y);
    await shop.receive(refundSeen(refund({ unnamed: "40.00" }), `o-${X}`), LATER);
    expect(await balances(shop)).toEqual({ [X]: 0n, [Y]: 80n });
    const lots = await shop.rows<{ order_id: string; available: bigint }>("lot", "available > 0");
    expect(lots).toMatchObject([{ order_id: `o-${Y}`, available: 80n }]);
  });

  test.each(["before", "after"])("that name the kept customer %s it end alike", async (when) => {
    const shop = await shopWith({}, X, Y);
    const moved = order(Y, `o-${X}`, LATER);
    if (when === "before") await shop.receive(moved, LATER);
    await merge(shop, X, Y);
    if (when === "after") await shop.receive(moved, LATER);
    expect(await balances(shop)).toEqual({ [X]: 0n, [Y]: 160n });
    expect(await shop.rows("order_state")).toMatchObject([
      { posted_points: 80n },
      { posted_points: 80n },
    ]);
  });

  test("what the gone customer owes is repaid by the kept one", async () => {
    const shop = await shopWith({}, X, Y);
    await shop.receive(orderSeen({ lines: [line({ price: "10.00" })] }, { orderId: "more" }));
    await shop.redeem(X);
    await stepOnly(shop, decideIssued);
    await shop.receive(refundSeen(refund({ unnamed: "40.00" }), `o-${X}`), LATER);
    expect(await shop.member(X)).toMatchObject({ available: 0n, shortfall: 80n });
    await merge(shop, X, Y);
    expect(await shop.member(X)).toMatchObject({ shortfall: 0n });
    expect(await shop.member(Y)).toMatchObject({ available: 0n, shortfall: 0n });
  });

  test("points that wait go along and are released where they are now", async () => {
    const shop = await shopWith({ pending: { kind: "fulfilment" } }, X, Y);
    await merge(shop, X, Y);
    expect(await shop.member(Y)).toMatchObject({ pending: 160n, available: 0n });
    const sent = orderSeen(
      { customerId: X, updatedAt: LATER, fulfilledAt: LATER, name: "#x" },
      { orderId: `o-${X}` },
    );
    await shop.receive(sent, LATER);
    expect(await shop.member(Y)).toMatchObject({ pending: 80n, available: 80n });
  });

  test("limits that both used are used by the one", async () => {
    const shop = await shopWith({ earning: { pointsPerUnit: "2", perDayCap: "200" } }, X, Y);
    await merge(shop, X, Y);
    await shop.receive(order(Y, "third"), LATER);
    expect(await balances(shop)).toEqual({ [X]: 0n, [Y]: 200n });
  });
});

describe("vouchers and a merger", () => {
  async function shopWithVoucher(): Promise<TestShop> {
    const shop = await shopWith({}, X, Y);
    await shop.receive(order(X, "more"));
    expect((await shop.redeem(X)).outcome).toBe("accepted");
    return shop;
  }

  test("one that is being made belongs to the kept customer, and may still fail", async () => {
    const shop = await shopWithVoucher();
    await merge(shop, X, Y);
    expect(await shop.member(Y)).toMatchObject({ available: 140n, reserved: 100n });
    await stepOnly(shop, (context) => decideRefused(context, "no"));
    expect(await shop.member(Y)).toMatchObject({ available: 240n, reserved: 0n });
  });

  test("one that is used later is the kept customer's", async () => {
    const shop = await shopWithVoucher();
    await stepOnly(shop, decideIssued);
    await merge(shop, X, Y);
    const [voucher] = await shop.rows<{ code: string }>("redemption");
    const used = orderSeen(
      { customerId: Y, discountCodes: [voucher?.code ?? ""] },
      { orderId: "use" },
    );
    await shop.receive(used, LATER);
    expect(await shop.rows("redemption")).toMatchObject([
      { status: "used", member_id: (await shop.member(Y))?.id },
    ]);
  });
});

describe("tiers and a merger", () => {
  async function tierOf(shop: TestShop, customerId: string) {
    const [row] = await shop.rows<{ tier_id: string; tier_review_at: Date | null }>(
      "member",
      "shopify_customer_id = $2",
      [customerId],
    );
    return row;
  }

  test("the higher tier stays", async () => {
    const shop = await shopWith({ tiers }, X, Y);
    await shop.receive(order(X, "more"));
    await shop.receive(refundSeen(refund({ unnamed: "40.00" }), "more"), LATER);
    expect(await tierOf(shop, X)).toMatchObject({ tier_id: "gold" });
    await merge(shop, X, Y);
    expect(await tierOf(shop, Y)).toMatchObject({ tier_id: "gold" });
    expect(await shop.rows("tier_change", "reason = 'merged'")).toHaveLength(1);
    expect(await tierOf(shop, X)).toMatchObject({ tier_review_at: null });
  });

  test("what both counted may reach a higher one", async () => {
    const shop = await shopWith({ tiers }, X, Y);
    expect(await tierOf(shop, Y)).toMatchObject({ tier_id: "silver" });
    await merge(shop, X, Y);
    expect(await tierOf(shop, Y)).toMatchObject({ tier_id: "gold" });
  });
});

describe("a merged member", () => {
  test("is corrected nowhere but at the kept one", async () => {
    const shop = await shopWith({}, X, Y);
    const gone = await shop.member(X);
    await merge(shop, X, Y);
    const answer = await adjustPoints({
      shopId: shop.id,
      memberId: gone?.id ?? "",
      requestKey: "k",
      points: 5n,
      reason: "Goodwill",
      actor: "merchant:1",
      now: LATER,
    });
    expect(answer).toEqual({ outcome: "refused", reason: "member_not_found" });
  });

  test("and the orders of both at once end alike, whoever is first", async () => {
    const shop = await shopWith({}, X, Y);
    await Promise.all([
      merge(shop, X, Y),
      ...["a", "b", "c", "d"].map((id, index) =>
        shop.receive(order(index % 2 === 0 ? X : Y, id), LATER),
      ),
      shop.receive(refundSeen(refund({ unnamed: "40.00" }), `o-${X}`), LATER),
    ]);
    expect(await balances(shop)).toEqual({ [X]: 0n, [Y]: 400n });
  });
});
