// Vouchers seen on orders, and refunds of points that a voucher already took.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  decideDeactivated,
  decideReturned,
  decideReturning,
} from "../../app/core/rewards/decide-return.ts";
import { decideIssued } from "../../app/core/rewards/decide-settlement.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { stepRedemption } from "../../app/usecases/step-redemption.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { line, orderSeen, refund, refundSeen } from "../support/order-builder.ts";
import { RECORDED_AT, assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { ShopInput } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

describe("points that are spent already", () => {
  test("leave a shortfall, which the next order repays", async () => {
    const shop = await createShop(db);
    await shop.receive(orderSeen({ lines: [line({ price: "50.00" })] }));
    expect((await shop.redeem()).outcome).toBe("accepted");
    await shop.receive(refundSeen(refund({ unnamed: "20.00" })));
    expect(await shop.member()).toMatchObject({ available: 0n, reserved: 100n, shortfall: 40n });
    await shop.receive(orderSeen({ name: "#1002" }, { orderId: "5124" }));
    expect(await shop.member()).toMatchObject({ available: 40n, shortfall: 0n });
    expect((await shop.entryKeys()).slice(2)).toEqual([
      "order/5123/clawback/2",
      "order/5124/accrual/1",
      "order/5124/repayment/2",
    ]);
  });
});

describe("a voucher on an order", () => {
  /** A shop whose member has 120 points left and an issued voucher of 100. */
  async function shopWithVoucher(program: ShopInput["program"] = {}) {
    const shop = await createShop(db, { program });
    await shop.receive(orderSeen({ lines: [line({ price: "110.00" })] }));
    const redeemed = await shop.redeem();
    if (redeemed.outcome !== "accepted") throw new Error(redeemed.reason);
    const { id: redemptionId, code } = redeemed.redemption;
    const name = { shopId: shop.id, redemptionId };
    const step = (decide: Parameters<typeof stepRedemption>[3]) =>
      withTransaction((tx) => stepRedemption(tx, name, RECORDED_AT, decide));
    const pay = (typed: string = code, orderId = "6000") =>
      shop.receive(
        orderSeen(
          { name: "#1010", discountCodes: ["SPRING", typed], lines: [line()] },
          { orderId },
        ),
      );
    const voucher = async () => (await shop.rows<{ status: string }>("redemption"))[0];
    return { shop, step, pay, voucher, code };
  }

  test("is used, however it was typed, and moves no more points", async () => {
    const { shop, step, pay, voucher, code } = await shopWithVoucher();
    await step(decideIssued);
    await pay(code.toLowerCase());
    expect(await voucher()).toMatchObject({ status: "used", used_order_id: "6000" });
    expect(await shop.member()).toMatchObject({ available: 200n, reserved: 0n });
  });

  test("whose creation was never answered is used, and its points are spent", async () => {
    const { shop, pay, voucher } = await shopWithVoucher();
    await pay();
    expect(await voucher()).toMatchObject({ status: "used", used_order_id: "6000" });
    expect(await shop.member()).toMatchObject({ available: 200n, reserved: 0n });
  });

  test("whose points had gone back takes them again", async () => {
    const { shop, step, pay, voucher } = await shopWithVoucher();
    await step(decideIssued);
    await step((context) => decideReturning(context, "cancelled_by_shopper"));
    await step(decideDeactivated);
    await step(decideReturned);
    expect(await shop.member()).toMatchObject({ available: 220n });
    await pay();
    expect(await voucher()).toMatchObject({ status: "used" });
    expect(await shop.member()).toMatchObject({ available: 200n });
  });

  test("is owed while it may come back, and forgiven once it is used", async () => {
    const { shop, step, pay } = await shopWithVoucher({ shortfallPolicy: "forgive" });
    await step(decideIssued);
    await shop.receive(refundSeen(refund({ unnamed: "110.00" })));
    expect(await shop.member()).toMatchObject({ available: 0n, shortfall: 100n });
    await pay();
    expect(await shop.member()).toMatchObject({ available: 80n, shortfall: 0n });
    expect((await shop.entryKeys()).at(-2)).toMatch(/^redemption\/.*\/forgiveness$/);
  });

  test("that comes back unused is no gift where shortfalls are forgiven", async () => {
    const { shop, step } = await shopWithVoucher({ shortfallPolicy: "forgive" });
    await step(decideIssued);
    await shop.receive(refundSeen(refund({ unnamed: "110.00" })));
    await step((context) => decideReturning(context, "cancelled_by_shopper"));
    await step(decideDeactivated);
    await step(decideReturned);
    expect(await shop.member()).toMatchObject({ available: 0n, shortfall: 0n });
  });

  test("delivered again, or seen on a later order, changes nothing", async () => {
    const { shop, step, pay, voucher } = await shopWithVoucher();
    await step(decideIssued);
    await pay();
    const keys = await shop.entryKeys();
    await pay();
    expect(await shop.entryKeys()).toEqual(keys);
    await pay(undefined, "6001");
    expect(await voucher()).toMatchObject({ used_order_id: "6000" });
  });

  test("of another shop is nobody's here", async () => {
    const { code, voucher, step } = await shopWithVoucher();
    await step(decideIssued);
    const other = await createShop(db);
    await other.receive(orderSeen({ discountCodes: [code] }));
    expect(await voucher()).toMatchObject({ status: "issued" });
  });
});
