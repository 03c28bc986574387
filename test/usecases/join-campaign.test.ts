// Members join campaigns: orders placed from then on earn with them, whatever comes in which order.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { insertPrivacyRequest } from "../../app/db/privacy-request-store.ts";
import { redactShopRows } from "../../app/db/shop-privacy-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { loadJoinedCampaigns } from "../../app/queries/joined-campaigns.ts";
import { exportPersonalData } from "../../app/queries/privacy-export.ts";
import { joinCampaign } from "../../app/usecases/join-campaign.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { redactCustomer } from "../../app/usecases/redact-customer.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { campaign } from "../support/earning.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { MINUTE_MS, PLACED_AT, PROGRAM_INPUT, line, orderSeen } from "../support/order-builder.ts";

const program = {
  ...PROGRAM_INPUT,
  campaigns: [
    campaign({ id: "double", name: "Double", optIn: true }),
    campaign({
      id: "open",
      name: "Open",
      startsAt: "2026-06-01T00:00",
      endsAt: "2026-07-01T00:00",
    }),
    campaign({ id: "past", startsAt: "2026-01-01T00:00", endsAt: "2026-02-01T00:00", optIn: true }),
  ],
};
const NOW = PLACED_AT + 60 * MINUTE_MS;

let db: TestDatabase;
let shopId: bigint;
let customers = 8_000;
beforeAll(async () => {
  db = await createTestDatabase();
  shopId = await openLoyaltyShop(db.pool, {}, program);
});
afterAll(async () => {
  await assertLedgerAddsUp(db.pool);
  await db.drop();
});

function newCustomer(): string {
  customers += 1;
  return String(customers);
}

function join(customerId: string, now: number, campaignId = "double") {
  return joinCampaign({ shopId, customerId, campaignId, now });
}

/** Of 10.00, so 20 points without the campaign and 40 with it. */
function order(customerId: string, placedAt: number, orderId?: string): Promise<string> {
  const head = { placedAt, updatedAt: placedAt + MINUTE_MS };
  return recordPaidOrder(
    shopId,
    { customerId, price: "10.00", head, ...(orderId && { orderId }) },
    NOW,
  );
}

async function available(customerId: string): Promise<bigint> {
  return (await balancesOf(shopId, customerId)).available;
}

describe("a campaign that members join", () => {
  test("counts for orders placed after they joined, and for none before", async () => {
    const customerId = newCustomer();
    await order(customerId, PLACED_AT);
    expect(await join(customerId, PLACED_AT + MINUTE_MS)).toMatchObject({
      outcome: "joined",
      isNew: true,
    });
    await order(customerId, PLACED_AT + 2 * MINUTE_MS);
    await order(customerId, PLACED_AT - MINUTE_MS);
    expect(await available(customerId)).toBe(20n + 40n + 20n);
  });

  test("counts for an order of the second in which they joined, as Shopify tells it", async () => {
    const customerId = newCustomer();
    await join(customerId, PLACED_AT + 999);
    await order(customerId, PLACED_AT);
    expect(await available(customerId)).toBe(40n);
  });

  test("makes a customer a member in the tier that asks for nothing", async () => {
    const green = {
      id: "green",
      name: "Green",
      entryPoints: "10",
      enter: { anyOf: [{ allOf: [] }] },
    };
    const tiered = { ...program, tiers: { list: [green] } };
    const own = await openLoyaltyShop(db.pool, { domain: "tiers.myshopify.com" }, tiered);
    const joining = { shopId: own, customerId: newCustomer(), campaignId: "double", now: NOW };
    for (const isNew of [true, false]) expect(await joinCampaign(joining)).toMatchObject({ isNew });
    const question = "select tier_id, available from member where shop_id = $1";
    const { rows } = await db.pool.query(question, [own]);
    expect(rows).toEqual([{ tier_id: "green", available: 10n }]);
  });

  test("counts once in a batch with orders of members who did not join", async () => {
    const [ada, ben] = [newCustomer(), newCustomer()];
    await join(ada, PLACED_AT - MINUTE_MS);
    const events = [ada, ben].map((customerId) => ({
      shopId,
      event: orderSeen(
        { customerId, lines: [line({ price: "10.00" })] },
        { orderId: `batch-${customerId}` },
      ),
    }));
    await withTransaction((tx) => recordOrders(tx, events, NOW));
    expect([await available(ada), await available(ben)]).toEqual([40n, 20n]);
  });

  test("is for whoever is no member yet the way to become one", async () => {
    const customerId = newCustomer();
    expect(await join(customerId, PLACED_AT)).toMatchObject({ outcome: "joined", isNew: true });
    expect(await available(customerId)).toBe(0n);
  });

  test("is joined once: the first time counts, however often it is asked for", async () => {
    const customerId = newCustomer();
    await join(customerId, PLACED_AT - MINUTE_MS);
    expect(await join(customerId, PLACED_AT + MINUTE_MS)).toMatchObject({ isNew: false });
    await order(customerId, PLACED_AT);
    expect(await available(customerId)).toBe(40n);
  });

  test("can be joined before it starts", async () => {
    const customerId = newCustomer();
    await join(customerId, Date.UTC(2026, 0, 15));
    await order(customerId, PLACED_AT);
    expect(await available(customerId)).toBe(40n);
  });
});

describe("an order that was counted", () => {
  test("keeps what its member had joined, when its news come again after they joined", async () => {
    const customerId = newCustomer();
    const orderId = await order(customerId, PLACED_AT);
    await pool().query(
      `insert into campaign_opt_in (shop_id, member_id, campaign_id, joined_at)
       select shop_id, id, 'double', to_timestamp(0) from member
       where shop_id = $1 and shopify_customer_id = $2`,
      [shopId, customerId],
    );
    await order(customerId, PLACED_AT, orderId);
    expect(await available(customerId)).toBe(20n);
  });

  test("earns with the campaign for what an edit adds, if it did for the rest", async () => {
    const customerId = newCustomer();
    await join(customerId, PLACED_AT - MINUTE_MS);
    const orderId = await order(customerId, PLACED_AT);
    const lines = ["1", "2"].map((id) => line({ id: `${orderId}-${id}`, price: "10.00" }));
    const edited = orderSeen(
      { customerId, name: `#${orderId}`, lines, updatedAt: PLACED_AT + 5 * MINUTE_MS },
      { orderId },
    );
    await withTransaction((tx) => recordOrders(tx, [{ shopId, event: edited }], NOW));
    expect(await available(customerId)).toBe(80n);
  });
});

describe("a wish to join is refused", () => {
  test.each([
    ["for a campaign that nobody knows", "unknown", "no_such_campaign"],
    ["for one that is for everybody", "open", "no_such_campaign"],
    ["for one that is over", "past", "campaign_is_over"],
  ])("%s", async (_why, campaignId, reason) => {
    expect(await join(newCustomer(), PLACED_AT, campaignId)).toEqual({
      outcome: "refused",
      reason,
    });
  });

  test("from its last minute on, on the clock of the shop", async () => {
    const domain = "berlin-beans.myshopify.com";
    const berlin = await openLoyaltyShop(db.pool, { domain, timeZone: "Europe/Berlin" }, program);
    const command = { shopId: berlin, customerId: newCustomer(), campaignId: "double" };
    // Berlin has summer time by then: its midnight is 22:00 in UTC.
    const end = Date.UTC(2026, 2, 31, 22);
    expect(await joinCampaign({ ...command, now: end })).toMatchObject({ outcome: "refused" });
    expect(await joinCampaign({ ...command, now: end - 1 })).toMatchObject({ outcome: "joined" });
  });

  test("from a customer who was deleted", async () => {
    const customerId = newCustomer();
    await order(customerId, PLACED_AT);
    await pool().query(
      `update member set deleted_at = now() where shop_id = $1 and shopify_customer_id = $2`,
      [shopId, customerId],
    );
    expect(await join(customerId, NOW)).toEqual({ outcome: "refused", reason: "not_a_member" });
  });

  test("while the store has no program", async () => {
    const [row] = (
      await db.pool.query<{ shop_id: bigint }>(
        `insert into shop (domain, time_zone, currency, scopes)
         values ('bare.myshopify.com', 'UTC', 'EUR', '') returning shop_id`,
      )
    ).rows;
    if (!row) throw new Error("No shop");
    const command = { shopId: row.shop_id, customerId: "1", campaignId: "double", now: NOW };
    expect(await joinCampaign(command)).toMatchObject({ reason: "no_such_campaign" });
  });
});

describe("customers who turn out to be one person", () => {
  test("joined when the first of them did", async () => {
    const [kept, gone] = [newCustomer(), newCustomer()];
    await join(kept, PLACED_AT + MINUTE_MS);
    await join(gone, PLACED_AT - MINUTE_MS);
    const merge = { keptCustomerId: kept, goneCustomerId: gone };
    await withTransaction((tx) => mergeCustomers(tx, shopId, merge, NOW));
    await order(kept, PLACED_AT);
    expect(await available(kept)).toBe(40n);
    expect(await optIns(gone)).toBe(0);
  });
});

describe("what is kept of who joined", () => {
  test("stands on the member’s page by its name, also once it has left the program", async () => {
    const customerId = newCustomer();
    await join(customerId, PLACED_AT);
    const memberId = await memberOf(customerId);
    await pool().query(
      `insert into campaign_opt_in (shop_id, member_id, campaign_id, joined_at)
       values ($1, $2, 'gone', to_timestamp(0))`,
      [shopId, memberId],
    );
    expect(await loadJoinedCampaigns(shopId, memberId)).toEqual([
      { id: "double", name: "Double", joinedAt: new Date(PLACED_AT) },
      { id: "gone", name: "gone", joinedAt: new Date(0) },
    ]);
    expect(await loadJoinedCampaigns(shopId, randomUUID())).toEqual([]);
  });

  test("is handed to the person, with when they joined", async () => {
    const customerId = newCustomer();
    await join(customerId, PLACED_AT);
    const memberId = await memberOf(customerId);
    const [id, at] = [randomUUID(), new Date(NOW)];
    const request = { shopId, id, requestId: customerId, memberId, customerId };
    await withTransaction((tx) =>
      insertPrivacyRequest(tx, { ...request, requestedAt: at, dueAt: at }),
    );
    const told = (await exportPersonalData(shopId, id))?.campaigns;
    expect(told).toHaveLength(1);
    expect(told?.[0]).toMatchObject({ campaign: "double" });
    expect(Date.parse(String(told?.[0]?.["joinedAt"]))).toBe(PLACED_AT);
  });

  test("goes when the person is to be forgotten", async () => {
    const customerId = newCustomer();
    await join(customerId, PLACED_AT);
    const memberId = await memberOf(customerId);
    const command = { shopId, customerId, email: null, phone: null, orderIds: [], now: NOW };
    const messageId = randomUUID();
    await withTransaction((tx) => redactCustomer(tx, { ...command, messageId }));
    const left = await pool().query("select from campaign_opt_in where member_id = $1", [memberId]);
    expect(left.rowCount).toBe(0);
  });

  test("goes with the store, and of no other store", async () => {
    const domain = "leaving-beans.myshopify.com";
    const leaving = await openLoyaltyShop(db.pool, { domain }, program);
    const customerId = newCustomer();
    await join(customerId, PLACED_AT);
    await joinCampaign({ shopId: leaving, customerId, campaignId: "double", now: PLACED_AT });
    await withTransaction((tx) => redactShopRows(tx, leaving, randomUUID(), new Date(NOW)));
    expect([await optIns(customerId, leaving), await optIns(customerId)]).toEqual([0, 1]);
  });
});

async function memberOf(customerId: string): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from member where shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId],
  );
  return rows[0]?.id ?? "";
}

async function optIns(customerId: string, ofShop = shopId): Promise<number> {
  const { rowCount } = await pool().query(
    `select from campaign_opt_in as own join member on member.shop_id = own.shop_id
       and member.id = own.member_id
     where own.shop_id = $1 and shopify_customer_id = $2`,
    [ofShop, customerId],
  );
  return rowCount ?? 0;
}
