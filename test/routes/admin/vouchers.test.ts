// The page of all vouchers: what differs from Shopify, what a merchant decides about it, and the
// search.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countAttention } from "../../../app/queries/attention.ts";
import { bearerRequest, routeArguments } from "../../support/admin-requests.ts";
import { addMember, type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let other: AdminStore;
let page: typeof import("../../../app/routes/app.vouchers.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.vouchers.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop, outbox_message, audit_event cascade");
  store = await openStore(database);
  other = await openStore(database, "northwind-tea");
});

interface Voucher {
  code: string;
  status?: string;
  carrier?: string;
  requestedAt?: Date;
}

async function addVoucher(memberId: string, voucher: Voucher): Promise<string> {
  const { code, status = "issued", carrier = "discount" } = voucher;
  const reward = { id: "five", kind: "amount_off", points: "100", amountMinor: "500" };
  const { rows } = await database.ownerPool.query<{ id: string }>(
    `insert into redemption (shop_id, id, member_id, request_key, reward_id, reward,
        program_version_id, points, amount_minor, code, status, carrier, requested_at, refusal)
      values ($1, gen_random_uuid(), $2, $3, 'five', $4, $5, 100, 500, $3, $6, $7, $8, $9)
      returning id`,
    [
      store.shopId,
      memberId,
      code,
      { ...reward, currency: "EUR" },
      store.versionId,
      status,
      carrier,
      voucher.requestedAt ?? new Date("2026-03-02T10:00:00Z"),
      status === "refused" ? "The code is too long." : null,
    ],
  );
  return rows[0]?.id ?? "";
}

async function addDifference(redemptionId: string, kind: string, isConfirmed = true) {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into voucher_difference (shop_id, id, subject, kind, redemption_id, details,
        first_seen_at, last_seen_at, confirm_from, confirmed_at)
      values ($1, gen_random_uuid(), $2, $3, $4, '{}', now(), now(), now(), $5) returning id`,
    [
      store.shopId,
      `redemption/${redemptionId}`,
      kind,
      redemptionId,
      isConfirmed ? new Date() : null,
    ],
  );
  return rows[0]?.id ?? "";
}

const open = async (query = "", { handle } = store) =>
  page.loader(routeArguments(await bearerRequest(`/app/vouchers${query}`, { handle })));
const act = async (json: object, { handle } = store) =>
  page.action(routeArguments(await bearerRequest("/app/vouchers", { json, handle })));
const settle = (id: string, decision: object, of = store) =>
  act({ intent: "settle", id, decision }, of);
const audited = async () => {
  const { rows } = await database.pool.query(
    "select action, details ->> 'reason' as reason from audit_event where shop_id = $1 and subject like 'voucher_difference/%'",
    [store.shopId],
  );
  return rows;
};

describe("what differs", () => {
  it("is listed with its voucher once two looks agreed, for its own store only", async () => {
    const memberId = await addMember(database, store, { name: "Ada Lovelace" });
    const voucherId = await addVoucher(memberId, { code: "REG-1" });
    await addDifference(voucherId, "voucher_missing");
    await addDifference(voucherId, "points_differ", false);
    const { differences, comparison, totals } = await open();
    expect(differences).toMatchObject([
      {
        kind: "voucher_missing",
        voucher: { memberName: "Ada Lovelace", code: "REG-1", points: 100 },
      },
    ]);
    expect(comparison).toMatchObject({ differences: 1, possible: 1, last: null, running: null });
    expect(totals).toEqual({ open: 1, points: 100, isEmpty: false });
    expect(await open("", other)).toMatchObject({ differences: [], totals: { isEmpty: true } });
  });

  it("is left as it is with a note, which the log keeps, once", async () => {
    const memberId = await addMember(database, store, { name: "Ada" });
    const id = await addDifference(await addVoucher(memberId, { code: "REG-1" }), "ends_differs");
    expect(await settle(id, { note: "  " })).toMatchObject({ outcome: "invalid" });
    expect(await settle(id, { note: "x".repeat(201) })).toMatchObject({ outcome: "invalid" });
    const settled = { outcome: "settled", id, what: "note" };
    expect(await settle(id, { note: " Extended for her " })).toEqual(settled);
    expect(await settle(id, { note: "Extended for her" })).toEqual(settled);
    expect(await audited()).toEqual([
      { action: "voucher_difference_noted", reason: "Extended for her" },
    ]);
    expect((await open()).differences).toEqual([]);
    expect(await settle(id, { remedy: "return_points" })).toMatchObject({ outcome: "invalid" });
  });

  it("of another store, or none, cannot be settled", async () => {
    const memberId = await addMember(database, store, { name: "Ada" });
    const id = await addDifference(await addVoucher(memberId, { code: "REG-1" }), "ends_differs");
    await expect(settle(id, { note: "mine" }, other)).rejects.toMatchObject({ status: 404 });
    await expect(settle(crypto.randomUUID(), { note: "?" })).rejects.toMatchObject({ status: 404 });
    expect(await audited()).toEqual([]);
  });

  it.each([
    ["points_differ", "discount", "issued", "return_points"],
    ["voucher_missing", "gift_card", "issued", "make_anew"],
    ["voucher_missing", "discount", "used", "make_anew"],
    ["voucher_missing", "discount", "returning", "return_points"],
    ["voucher_without_points", "discount", "returned", "switch_off"],
  ])("%s of a %s that is %s allows no %s", async (kind, carrier, status, remedy) => {
    const memberId = await addMember(database, store, { name: "Ada" });
    const voucherId = await addVoucher(memberId, { code: "REG-1", carrier, status });
    const id = await addDifference(voucherId, kind);
    expect(await settle(id, { remedy })).toMatchObject({ outcome: "invalid" });
    expect(await audited()).toEqual([]);
    expect((await open()).differences).toHaveLength(1);
  });
});

describe("what needs attention", () => {
  it("counts what two looks agreed on, of its own store", async () => {
    const memberId = await addMember(database, store, { name: "Ada" });
    const voucherId = await addVoucher(memberId, { code: "REG-1" });
    await addDifference(voucherId, "voucher_missing");
    await addDifference(voucherId, "points_differ", false);
    expect(await countAttention(store.shopId)).toMatchObject({ voucherDifferences: 1 });
    expect(await countAttention(other.shopId)).toMatchObject({ voucherDifferences: 0 });
  });
});

describe("a comparison", () => {
  it("begins when the merchant says so, and shows how far it is", async () => {
    expect(await act({ intent: "compare" })).toEqual({ outcome: "asked" });
    expect((await open()).comparison.running).toEqual({ stage: "discounts", looked: 0, open: 0 });
  });
});

describe("the search", () => {
  beforeEach(async () => {
    const ada = await addMember(database, store, {
      name: "Ada Lovelace",
      email: "ada@example.com",
    });
    const bob = await addMember(database, store, { name: "Bob Noyce" });
    await addVoucher(ada, { code: "REG-7K2M-AAAA", requestedAt: new Date("2026-03-01T10:00:00Z") });
    await addVoucher(ada, { code: "REG-7K2M-BBBB", status: "refused" });
    await addVoucher(bob, { code: "REG-9XYZ-CCCC", status: "unsettled" });
  });

  const codes = async (query: string) => (await open(query)).page.vouchers.map(({ code }) => code);

  it.each([
    ["?q=reg-7k2m", ["REG-7K2M-BBBB", "REG-7K2M-AAAA"]],
    ["?q=lovelace", ["REG-7K2M-BBBB", "REG-7K2M-AAAA"]],
    ["?q=ada%40example", ["REG-7K2M-BBBB", "REG-7K2M-AAAA"]],
    ["?q=7k2m&state=open", ["REG-7K2M-AAAA"]],
    ["?state=waiting", ["REG-9XYZ-CCCC"]],
    ["?state=over", ["REG-7K2M-BBBB"]],
    ["?q=%25", []],
  ])("%s finds %j", async (query, found) => {
    expect(await codes(query)).toEqual(found);
  });

  it("tells why Shopify refused", async () => {
    expect((await open("?q=bbbb")).page.vouchers).toMatchObject([
      { status: "refused", refusal: "The code is too long." },
    ]);
  });

  it("turns pages, and refuses places that are none", async () => {
    const carl = await addMember(database, store, { name: "Carl" });
    for (let number = 0; number < 25; number += 1) {
      await addVoucher(carl, { code: `REG-CARL-${number}` });
    }
    const first = await open("?q=carl");
    expect(first.page.vouchers).toHaveLength(20);
    const second = await open(`?q=carl&after=${first.page.nextCursor}`);
    expect(second.page).toMatchObject({ nextCursor: null });
    const all = [...first.page.vouchers, ...second.page.vouchers].map(({ id }) => id);
    expect(new Set(all).size).toBe(25);
    await expect(open("?after=nonsense")).rejects.toMatchObject({ status: 400 });
  });
});
