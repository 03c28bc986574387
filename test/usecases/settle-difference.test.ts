// What a merchant decides about a difference comes true in a (simulated) Shopify and in the ledger:
// once, whatever answers are lost.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { redactMember } from "../../app/db/privacy-store.ts";
import type { Remedy } from "../../app/core/rewards/compare-vouchers.ts";
import { exportPersonalData } from "../../app/queries/privacy-export.ts";
import { recordDeletedDiscount } from "../../app/usecases/return-voucher.ts";
import { settleDifference } from "../../app/usecases/settle-difference.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import {
  activateDiscount,
  deactivateDiscount,
  deleteDiscount,
  discountStatus,
  updateDiscount,
} from "../../simulator/actions/discounts.ts";
import { placeOrder } from "../../simulator/actions/orders.ts";
import { type ComparedShop, openComparedShop } from "../support/compared-shop.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { recordPaidOrder } from "../support/loyalty-shop.ts";
import { CUSTOMER, type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let store: ComparedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  store = await openComparedShop(world);
});
afterEach(() => assertLedgerAddsUp(db.ownerPool));

async function onlyDifference(): Promise<string> {
  expect(await store.differences()).toHaveLength(1);
  const { rows } = await pool().query<{ id: string }>(
    `select id from voucher_difference
      where shop_id = $1 and settled_at is null and confirmed_at is not null`,
    [store.shopId],
  );
  return rows[0]?.id ?? "";
}

const now = () => world.simulator.context.clock.now().getTime();
const decide = (id: string, remedy: Remedy) =>
  settleDifference({
    shopId: store.shopId,
    id,
    actor: "merchant:1",
    decision: { remedy },
    now: now(),
    at: Date.now(),
  });
const isOn = () => discountStatus(store.discount(), world.simulator.context.now()) === "ACTIVE";
const gidOf = (id: string) => `gid://shopify/DiscountCodeNode/${id}`;

async function expectNoDifference(): Promise<void> {
  expect(await store.differences()).toEqual([]);
}

describe("made anew", () => {
  const wrong = async () => {
    const { context } = world.simulator;
    updateDiscount(context, store.shop, store.discount(), { usageLimit: null, endsAt: null });
    expect(await store.differences()).toHaveLength(2);
    const { rows } = await pool().query<{ id: string }>(
      "select id from voucher_difference where shop_id = $1 and kind = 'ends_differs'",
      [store.shopId],
    );
    return rows[0]?.id ?? "";
  };

  test("a voucher that is not in Shopify works again, under its own code", async () => {
    deleteDiscount(world.simulator.context, store.shop, store.discount());
    const id = await onlyDifference();
    expect(await decide(id, "make_anew")).toMatchObject({ outcome: "settled" });
    expect(await store.deliver("make_voucher_anew")).toEqual(["sent"]);
    expect(store.discount()).toMatchObject({ usageLimit: 1, buyers: { customerIds: [CUSTOMER] } });
    await expectNoDifference();
  });

  test("one that somebody changed is as it was promised, in all that was changed", async () => {
    const before = store.discount().id;
    await decide(await wrong(), "make_anew");
    expect(await store.shown()).toEqual([]);
    expect(await store.deliver("make_voucher_anew")).toEqual(["sent"]);
    expect(store.discount().id).not.toBe(before);
    await expectNoDifference();
  });

  test("the news that the old one was deleted does not end the new one", async () => {
    const before = gidOf(store.discount().id);
    await decide(await wrong(), "make_anew");
    await withTransaction((tx) => recordDeletedDiscount(tx, store.shopId, before, now()));
    await store.deliver("make_voucher_anew");
    await withTransaction((tx) => recordDeletedDiscount(tx, store.shopId, before, now()));
    expect((await store.redemption()).status).toBe("issued");
    expect(isOn()).toBe(true);
  });

  test.each([
    ["FindDiscount", "after"],
    ["DeleteCode", "before"],
    ["DeleteCode", "after"],
    ["CreateDiscount", "before"],
    ["CreateDiscount", "after"],
  ] as const)(
    "it stands once although the answer to %s is lost %s its effect",
    async (call, when) => {
      const id = await wrong();
      await decide(id, "make_anew");
      await world.fail(call, "reset", when);
      expect(await store.deliver("make_voucher_anew")).toEqual(["retry"]);
      await pool().query(
        `insert into outbox_message (shop_id, id, kind, key, payload, next_attempt_at, created_at)
        select shop_id, gen_random_uuid(), 'make_voucher_anew', id::text,
          json_build_object('redemptionId', id), now(), now()
        from redemption where shop_id = $1`,
        [store.shopId],
      );
      expect(await store.deliver("make_voucher_anew")).toEqual(["sent"]);
      expect([...store.shop.discounts.values()]).toHaveLength(1);
      expect(store.discount()).toMatchObject({ usageLimit: 1 });
      await expectNoDifference();
    },
  );

  test("a code that an order used meanwhile does not work a second time", async () => {
    const { code } = await store.redemption();
    await decide(await wrong(), "make_anew");
    await recordPaidOrder(store.shopId, { price: "9.00", head: { discountCodes: [code] } });
    expect(await store.deliver("make_voucher_anew")).toEqual(["sent"]);
    expect(isOn()).toBe(false);
  });

  test("one whose use Shopify has counted meanwhile is kept, and its use told", async () => {
    const before = store.discount().id;
    await decide(await wrong(), "make_anew");
    store.discount().uses.push({ orderId: "1", customerId: CUSTOMER, email: null });
    expect(await store.deliver("make_voucher_anew")).toEqual(["sent"]);
    expect(store.discount().id).toBe(before);
    expect((await store.differences()).map(({ kind }) => kind)).toEqual(["used_unknown"]);
  });

  test("what Shopify will not have again gives its points back", async () => {
    const before = await store.available();
    await decide(await wrong(), "make_anew");
    await pool().query("update member set shopify_customer_id = null where shop_id = $1", [
      store.shopId,
    ]);
    expect(await store.deliver("make_voucher_anew")).toEqual(["sent"]);
    await store.deliver("deactivate_voucher");
    await store.deliver("confirm_voucher_unused");
    expect(await store.redemption()).toMatchObject({
      status: "returned",
      returnReason: "deleted_in_shopify",
    });
    await pool().query("update member set shopify_customer_id = $2 where shop_id = $1", [
      store.shopId,
      CUSTOMER,
    ]);
    expect(await store.available()).toBe(before + 100n);
  });
});

describe("given back", () => {
  test("the code is off and the points are with the member", async () => {
    const before = await store.available();
    updateDiscount(world.simulator.context, store.shop, store.discount(), { usageLimit: 2 });
    const id = await onlyDifference();
    expect(await decide(id, "return_points")).toMatchObject({ outcome: "settled" });
    expect(await decide(id, "return_points")).toEqual({ outcome: "settled", message: null });
    expect(await decide(id, "make_anew")).toEqual({ outcome: "refused", reason: "over" });
    await store.deliver("deactivate_voucher");
    await store.deliver("confirm_voucher_unused");
    expect(isOn()).toBe(false);
    expect(await store.redemption()).toMatchObject({
      status: "returned",
      returnReason: "cancelled_by_merchant",
    });
    expect(await store.available()).toBe(before + 100n);
    const { rows } = await pool().query(
      "select actor, action from audit_event where shop_id = $1 and subject = $2",
      [store.shopId, `voucher_difference/${id}`],
    );
    expect(rows).toEqual([{ actor: "merchant:1", action: "voucher_difference_return_points" }]);
  });
});

describe("left as it is", () => {
  async function exportedActs(memberId: string): Promise<unknown> {
    const { rows } = await pool().query<{ id: string }>(
      `insert into privacy_request (shop_id, id, request_id, member_id, requested_at, due_at)
        values ($1, gen_random_uuid(), '1', $2, now(), now()) returning id`,
      [store.shopId, memberId],
    );
    return (await exportPersonalData(store.shopId, rows[0]?.id ?? ""))?.acts;
  }

  test("the note is handed over to who asks for their data, and forgotten with them", async () => {
    updateDiscount(world.simulator.context, store.shop, store.discount(), { usageLimit: 2 });
    const id = await onlyDifference();
    const decision = { note: "Because of the accident" };
    const command = { shopId: store.shopId, id, actor: "merchant:1", decision } as const;
    await settleDifference({ ...command, now: now(), at: Date.now() });
    const notes = async () => {
      const { rows } = await pool().query<{ reason: string | null }>(
        "select details ->> 'reason' as reason from audit_event where shop_id = $1 and subject = $2",
        [store.shopId, `voucher_difference/${id}`],
      );
      return rows.map(({ reason }) => reason);
    };
    expect(await notes()).toEqual(["Because of the accident"]);
    const { memberId } = await store.redemption();
    expect(await exportedActs(memberId)).toContainEqual(
      expect.objectContaining({ action: "voucher_difference_noted" }),
    );
    await withTransaction((tx) => redactMember(tx, store.shopId, memberId, new Date()));
    expect(await notes()).toEqual([null]);
  });

  test("it comes up again only once something else differs", async () => {
    updateDiscount(world.simulator.context, store.shop, store.discount(), { usageLimit: 2 });
    const id = await onlyDifference();
    const command = { shopId: store.shopId, id, actor: "merchant:1" } as const;
    const decision = { note: "For a friend" };
    await settleDifference({ ...command, decision, now: now(), at: Date.now() });
    await expectNoDifference();
    updateDiscount(world.simulator.context, store.shop, store.discount(), { usageLimit: 3 });
    expect(await store.differences()).toEqual([
      { kind: "works_more_than_once", details: { there: "3" } },
    ]);
  });
});

describe("switched off", () => {
  async function revived(): Promise<string> {
    deactivateDiscount(world.simulator.context, store.discount());
    const id = await onlyDifference();
    await decide(id, "return_points");
    await store.deliver("deactivate_voucher");
    await store.deliver("confirm_voucher_unused");
    world.simulator.context.clock.advance(11 * 60_000);
    activateDiscount(world.simulator.context, store.discount());
    return onlyDifference();
  }

  test.each(["before", "after"] as const)(
    "a code works no longer without points, also where Shopify's answer is lost %s its effect",
    async (when) => {
      const id = await revived();
      expect(await decide(id, "switch_off")).toMatchObject({ outcome: "settled" });
      await world.fail("DeactivateDiscount", "reset", when);
      const { rows } = await pool().query<{ payload: { shopifyGid: string } }>(
        "select payload from outbox_message where shop_id = $1 and kind = 'switch_off_discount'",
        [store.shopId],
      );
      expect(rows[0]?.payload.shopifyGid).toBe(gidOf(store.discount().id));
      expect(await store.deliver("switch_off_discount")).toEqual(["retry"]);
      await decideAgain(id);
      expect(await store.deliver("switch_off_discount")).toEqual(["sent"]);
      expect(isOn()).toBe(false);
      await expectNoDifference();
    },
  );

  /** As the outbox would: the message is still there. */
  async function decideAgain(id: string): Promise<void> {
    await pool().query(
      "update voucher_difference set settled_at = null, settlement = null where id = $1",
      [id],
    );
    await decide(id, "switch_off");
  }
});

describe("looked for", () => {
  test("the order with the code is read again, and the voucher is used", async () => {
    const { code } = await store.redemption();
    const lines = [{ title: "Beans", priceMinor: 2_000, quantity: 1 }];
    const input = { customerId: CUSTOMER, lines, discountCodes: [code], paid: true };
    const order = placeOrder(world.simulator.context, store.shop, input);
    world.simulator.context.clock.advance(11 * 60_000);
    const id = await onlyDifference();
    expect(await decide(id, "read_order")).toMatchObject({ outcome: "settled" });
    expect(await store.deliver("find_voucher_orders")).toEqual(["sent"]);
    expect(await store.deliver("refetch_order")).toEqual(["sent"]);
    expect(await store.redemption()).toMatchObject({ status: "used", usedOrderId: order.id });
    await expectNoDifference();
  });
});
