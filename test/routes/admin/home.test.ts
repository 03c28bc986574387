// The overview: figures that agree with the ledger, and a guide that stays away once dismissed.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { redactMember, redactOrders } from "../../../app/db/privacy-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { bearerRequest, routeArguments } from "../../support/admin-requests.ts";
import { type AdminStore, onlyMemberId, openStore, placeOrder } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { line, refund } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let page: typeof import("../../../app/routes/app._index.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app._index.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query(
    "truncate session, shop, member, order_state, journal_entry, outbox_message cascade",
  );
  store = await openStore(database);
  // A Sunday evening in Berlin, still in the week that began on Monday the 23rd of February.
  shopify.setClock(new Date("2026-03-01T21:00:00Z"));
});

const open = async (query = "") => {
  const shown = await page.loader(routeArguments(await bearerRequest(`/app${query}`)));
  return { ...shown, periods: await shown.periods };
};

describe("the overview", () => {
  it("of a new store shows nothing but zeros, and the next steps", async () => {
    await database.ownerPool.query("truncate program_version cascade");
    const shown = await open();
    expect(shown).toMatchObject({
      figures: { members: 0, openPoints: 0, owedPoints: 0 },
      progress: { programActive: false, firstOrder: false, dismissed: false },
      attention: {
        deadLetters: 0,
        unsettledRedemptions: 0,
        openPrivacyRequests: 0,
        waitingOrders: 0,
      },
      orders: [],
      pointsName: { one: "Point", other: "Points" },
    });
    expect(shown.periods).toHaveLength(12);
    expect(shown.periods.every(({ issued, redeemed }) => issued === 0 && redeemed === 0)).toBe(
      true,
    );
  });

  it("adds up what members hold, and what was issued net of refunds", async () => {
    await placeOrder(store);
    await placeOrder(store, { orderId: "5124", name: "#1002", customerId: "7002" });
    await placeOrder(store, {
      orderId: "5124",
      name: "#1002",
      customerId: "7002",
      updatedAt: Date.UTC(2026, 2, 1, 13),
      financialStatus: "refunded",
      lines: [line({ currentQuantity: 0 })],
      refunds: [refund({ lines: [{ lineId: "1", quantity: 1 }] })],
    });
    const shown = await open();
    expect(shown.figures).toEqual({ members: 2, openPoints: 80, owedPoints: 0 });
    expect(shown.periods.at(-1)).toEqual({ startsOn: "2026-02-23", issued: 80, redeemed: 0 });
    expect(shown.progress).toMatchObject({ programActive: true, firstOrder: true });
    expect(shown.orders.map(({ name, points, standing }) => [name, points, standing])).toEqual([
      ["#1002", 0, "refunded"],
      ["#1001", 80, "earned"],
    ]);
  });

  it("counts weeks and months in the shop's own calendar", async () => {
    // 23:30 on the 28th of February in UTC is half past midnight of the 1st of March in Berlin.
    await placeOrder(store, { placedAt: Date.UTC(2026, 1, 28, 23, 30) });
    const { periods } = await open("?per=month");
    expect(periods.slice(-2)).toEqual([
      { startsOn: "2026-02-01", issued: 0, redeemed: 0 },
      { startsOn: "2026-03-01", issued: 80, redeemed: 0 },
    ]);
  });

  it.each([
    ["test", { test: true }],
    ["cancelled", { cancelledAt: Date.UTC(2026, 2, 1, 12, 30) }],
    ["unpaid", { financialStatus: "pending", fullyPaid: false }],
    ["guest", { customerId: null }],
  ] as const)("says of an order that earned nothing that it is %s", async (standing, head) => {
    await placeOrder(store, head);
    expect((await open()).orders).toMatchObject([{ points: 0, standing }]);
  });

  it("says of the order of somebody who was forgotten that it earned its points", async () => {
    await placeOrder(store);
    const [memberId, at] = [await onlyMemberId(database, store), new Date()];
    await withTransaction(async (tx) => {
      await redactOrders(tx, store.shopId, ["5123"], at);
      await redactMember(tx, store.shopId, memberId, at);
    });
    expect((await open()).orders).toMatchObject([{ points: 80, standing: "earned" }]);
  });

  it("shows nothing of another store", async () => {
    const other = await openStore(database, "northwind-tea");
    await placeOrder(other);
    expect(await open()).toMatchObject({ figures: { members: 0 }, orders: [] });
  });

  it("leads from an order to its member", async () => {
    await placeOrder(store);
    const { orders } = await open();
    expect(orders[0]).toMatchObject({
      memberName: "Ada Byron",
      memberId: await onlyMemberId(database, store),
    });
  });

  it("forgets the guide once it was dismissed, for this store alone", async () => {
    await openStore(database, "northwind-tea");
    for (let time = 0; time < 2; time += 1) {
      await page.action(routeArguments(await bearerRequest("/app?index", { json: {} })));
    }
    expect((await open()).progress.dismissed).toBe(true);
    const { rows } = await database.pool.query(
      "select shop_id, actor, action from audit_event where action like 'setup%'",
    );
    expect(rows).toEqual([
      { shop_id: store.shopId, actor: "merchant:12345", action: "setup_guide_dismissed" },
    ]);
  });

  it("says how the latest night went, and whether later ones are missing", async () => {
    expect((await open()).night).toBeNull();
    await database.ownerPool.query(
      `insert into night (shop_id, local_date, step, items, left_out, started_at, done_at)
       values ($1, '2026-02-28', 'release', 12, 1, now(), now()),
         ($1, '2026-02-28', 'expire_lots', 3, 0, now(), now()),
         ($1, '2026-02-28', 'night', 0, 0, '2026-02-28T00:00:00Z',
           '2026-02-28T00:10:00Z')`,
      [store.shopId],
    );
    expect(await open()).toMatchObject({
      night: {
        date: "2026-02-28",
        doneAt: new Date("2026-02-28T00:10:00Z"),
        releasedLots: 12,
        expired: 3,
        leftOut: 1,
      },
      isBehind: false,
    });
    shopify.setClock(new Date("2026-03-02T21:00:00Z"));
    expect((await open()).isBehind).toBe(true);
  });

  it("says that an order waits for details that Shopify was asked for", async () => {
    await placeOrder(store);
    await database.ownerPool.query("update order_state set awaits_facts = true");
    expect((await open()).orders).toMatchObject([{ standing: "waiting" }]);
  });
});
