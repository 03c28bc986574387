// Orders as they really come: with facts that must be asked for, given to another customer,
// refunded as store credit, paid with vouchers that come back.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { FactsSeen } from "../../app/core/orders/order-event.ts";
import type { OrderHead } from "../../app/core/orders/order-state.ts";
import { ONE } from "../../app/core/points/rational.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import type { Explanation } from "../../app/core/explanations/explanation.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
  shipping,
} from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

function shopWith(program: Partial<ProgramDocumentInput>): Promise<TestShop> {
  return createShop(db, { program: { earning: { pointsPerUnit: "1" }, ...program } });
}

function order(orderId: string, price: string, head: Partial<OrderHead> = {}) {
  return orderSeen({ name: `#${orderId}`, lines: [line({ price })], ...head }, { orderId });
}

const later = (minutes: number): Partial<OrderHead> => ({
  updatedAt: PLACED_AT + minutes * MINUTE_MS,
});

async function orderOf(shop: TestShop, orderId = "1") {
  const [row] = await shop.rows<{
    posted_points: bigint;
    awaits_facts: boolean;
    snapshot: unknown;
    member_id: string | null;
  }>("order_state", "order_id = $2", [orderId]);
  return row;
}

describe("an order whose program asks for product tags", () => {
  const tagged: Partial<ProgramDocumentInput> = {
    earning: {
      pointsPerUnit: "1",
      rules: [
        {
          id: "tea",
          name: "Tea days",
          addedOn: "2026-01-01",
          effect: { kind: "multiplier", multiplier: "3" },
          conditions: { products: { tags: ["tea"] } },
        },
      ],
    },
  };

  function facts(tags: readonly string[], productId = "9001"): FactsSeen {
    const product = { productId, askedAt: PLACED_AT, tags, collectionIds: [], gap: null };
    return {
      type: "facts_seen",
      orderId: "1",
      facts: { products: [product], buyer: null, payments: [] },
    };
  }

  test("waits for them, without a point and without a member", async () => {
    const shop = await shopWith(tagged);
    await shop.receive(order("1", "40"));
    expect(await orderOf(shop)).toMatchObject({ awaits_facts: true, snapshot: null });
    expect(await shop.member()).toBeUndefined();
    expect(await shop.messages("fetch_order_facts")).toMatchObject([
      { key: "1", payload: { orderId: "1" } },
    ]);
  });

  test("earns once they are there, and waits no longer", async () => {
    const shop = await shopWith(tagged);
    await shop.receive(order("1", "40"));
    await shop.receive(facts(["tea"]));
    expect(await orderOf(shop)).toMatchObject({ awaits_facts: false, posted_points: 120n });
  });

  test("earns the same when they come in the same batch, or before the order", async () => {
    for (const news of [
      [order("1", "40"), facts(["tea"])],
      [facts(["tea"]), order("1", "40")],
    ]) {
      const shop = await shopWith(tagged);
      await shop.receive(news);
      expect(await orderOf(shop)).toMatchObject({ awaits_facts: false, posted_points: 120n });
    }
  });

  test("that was refunded meanwhile earns for what is left", async () => {
    const shop = await shopWith(tagged);
    await shop.receive([order("1", "40"), refundSeen(refund({ unnamed: "10.00" }), "1")]);
    await shop.receive(facts(["tea"]));
    expect(await orderOf(shop)).toMatchObject({ posted_points: 90n });
  });

  test("keeps what it has while an edit asks for more", async () => {
    const shop = await shopWith(tagged);
    await shop.receive([order("1", "40"), facts(["tea"])]);
    const lines = [line({ price: "40" }), line({ id: "2", productId: "9009", price: "10" })];
    await shop.receive(order("1", "40", { lines, ...later(5) }));
    expect(await orderOf(shop)).toMatchObject({ awaits_facts: true, posted_points: 120n });
    await shop.receive(facts([], "9009"));
    expect(await orderOf(shop)).toMatchObject({ awaits_facts: false, posted_points: 130n });
  });
});

describe("an order that is given to another customer", () => {
  test("takes its points along, and leaves nothing behind", async () => {
    const shop = await shopWith({});
    await shop.receive([order("1", "40"), order("2", "15")]);
    await shop.receive(order("1", "40", { customerId: "7002", ...later(5) }));
    expect(await shop.member()).toMatchObject({ available: 15n });
    expect(await shop.member("7002")).toMatchObject({ available: 40n });
    expect(await shop.entryKeys()).toEqual([
      "order/1/accrual/1",
      "order/2/accrual/1",
      "order/1/clawback/2",
      "order/1/accrual/3",
    ]);
  });

  test("is explained to them with everything that added to its points", async () => {
    const effect = { kind: "multiplier", multiplier: "2" } as const;
    const rule = { id: "double", name: "Double days", addedOn: "2026-01-01", effect };
    const shop = await shopWith({ earning: { pointsPerUnit: "1", rules: [rule] } });
    await shop.receive(order("1", "40"));
    await shop.receive(order("1", "40", { customerId: "7002", ...later(5) }));
    const entries = await shop.rows<{ explanation: Explanation }>(
      "journal_entry",
      "kind = 'accrual'",
    );
    const extras = { key: "order_earned_with", params: { points: "80", extras: "Double days" } };
    expect(entries.map(({ explanation }) => explanation)).toMatchObject([extras, extras]);
  });

  test("leaves owed what was spent of it", async () => {
    const shop = await shopWith({});
    await shop.receive(order("1", "140"));
    await shop.redeem();
    await shop.receive(order("1", "140", { customerId: "7002", ...later(5) }));
    expect(await shop.member()).toMatchObject({ available: 0n, reserved: 100n, shortfall: 100n });
    expect(await shop.member("7002")).toMatchObject({ available: 140n });
  });

  test("together with a refund credits what is left of it", async () => {
    const shop = await shopWith({});
    await shop.receive(order("1", "40"));
    await shop.receive([
      order("1", "40", { customerId: "7002", ...later(5) }),
      refundSeen(refund({ unnamed: "10.00" }), "1"),
    ]);
    expect(await shop.member()).toMatchObject({ available: 0n });
    expect(await shop.member("7002")).toMatchObject({ available: 30n });
  });

  test("and back again ends where it began", async () => {
    const shop = await shopWith({});
    await shop.receive(order("1", "40"));
    await shop.receive(order("1", "40", { customerId: "7002", ...later(5) }));
    await shop.receive(order("1", "40", later(6)));
    expect(await shop.member()).toMatchObject({ available: 40n });
    expect(await shop.member("7002")).toMatchObject({ available: 0n });
  });

  test("takes its units along", async () => {
    const list = [{ id: "gold", name: "Gold", entry: "manual" } as const];
    const shop = await shopWith({ tiers: { list } });
    await shop.receive(order("1", "40"));
    await shop.receive(order("1", "40", { customerId: "7002", ...later(5) }));
    const units = await shop.rows<{ member_id: string; spend_minor: bigint }>("qualifying_unit");
    const [first, second] = [await shop.member(), await shop.member("7002")];
    const sumOf = (id: string | undefined) =>
      units
        .filter(({ member_id }) => member_id === id)
        .reduce((sum, { spend_minor }) => sum + spend_minor, 0n);
    expect(sumOf(first?.id)).toBe(0n);
    expect(sumOf(second?.id)).toBe(4_000n);
  });

  test("is not moved by an older payload that is heard of late", async () => {
    const shop = await shopWith({});
    await shop.receive(order("1", "40", { customerId: "7002", ...later(5) }));
    await shop.receive(order("1", "40"));
    expect(await shop.member("7002")).toMatchObject({ available: 40n });
    expect(await shop.member()).toBeUndefined();
  });
});

describe("a refund as store credit", () => {
  const refunded = refundSeen(refund({ unnamed: "30.00", storeCreditShare: ONE }), "1");

  test("takes points back like any other", async () => {
    const shop = await shopWith({});
    await shop.receive([order("1", "40"), refunded]);
    expect(await orderOf(shop)).toMatchObject({ posted_points: 10n });
  });

  test("leaves them where the program says so", async () => {
    const shop = await shopWith({ storeCreditRefunds: "kept" });
    await shop.receive([order("1", "40"), refunded]);
    expect(await orderOf(shop)).toMatchObject({ posted_points: 40n });
    await shop.receive(refundSeen(refund({ id: "802", unnamed: "10.00" }), "1"));
    expect(await orderOf(shop)).toMatchObject({ posted_points: 30n });
  });
});

describe("a voucher whose order is refunded", () => {
  /** A member with 120 points of another order who spent 100 on a voucher and used it. */
  async function shopWithUse(returnSpentPoints: "never" | "on_full_refund"): Promise<TestShop> {
    const shop = await shopWith({ returnSpentPoints });
    await shop.receive(order("9", "120"));
    const redeemed = await shop.redeem();
    if (redeemed.outcome !== "accepted") throw new Error(redeemed.reason);
    const { id, code } = redeemed.redemption;
    await settleIssued(shop.id, id, "gid://shopify/DiscountCodeNode/1", PLACED_AT + DAY_MS);
    await shop.receive(order("1", "15", { discountCodes: [code.toLowerCase()] }));
    expect(await shop.member()).toMatchObject({ available: 35n });
    return shop;
  }

  const everything = { lines: [{ lineId: "1", quantity: 1 }] };

  test("gives its points back by policy, once", async () => {
    const shop = await shopWithUse("on_full_refund");
    await shop.receive(refundSeen(refund(everything), "1"));
    expect(await shop.member()).toMatchObject({ available: 120n });
    const [row] = await shop.rows("redemption");
    expect(row).toMatchObject({ status: "returned", return_reason: "order_refunded" });
    const [stored] = await shop.rows<{ code: string }>("redemption");
    const again = { discountCodes: [stored?.code ?? ""], financialStatus: "refunded", ...later(9) };
    await shop.receive(order("1", "15", again as Partial<OrderHead>));
    expect(await shop.member()).toMatchObject({ available: 120n });
  });

  test("gives nothing back while a part of the order stays", async () => {
    const shop = await shopWithUse("on_full_refund");
    await shop.receive(refundSeen(refund({ unnamed: "5.00" }), "1"));
    expect(await shop.member()).toMatchObject({ available: 30n });
    const [row] = await shop.rows("redemption");
    expect(row).toMatchObject({ status: "used" });
  });

  test("gives nothing back where the program does not", async () => {
    const shop = await shopWithUse("never");
    await shop.receive(refundSeen(refund(everything), "1"));
    expect(await shop.member()).toMatchObject({ available: 20n });
  });
});

describe("shipping that earns", () => {
  test("is taken back with its refund", async () => {
    const shop = await shopWith({ earning: { pointsPerUnit: "1", shippingIncluded: true } });
    await shop.receive(order("1", "40", { shipping: shipping("10.00") }));
    await shop.receive(refundSeen(refund({ shipping: "5.00" }), "1"));
    expect(await orderOf(shop)).toMatchObject({ posted_points: 45n });
  });
});
