// The page of referrals: what waits for a decision, why, and what each decision does.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { pool } from "../../../app/db/pool.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { bearerRequest, routeArguments } from "../../support/admin-requests.ts";
import { addMember, type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

const referral = {
  memberReward: { kind: "points", points: "500" },
  friendVoucher: { discount: { kind: "free_shipping" } },
} satisfies ProgramDocumentInput["referral"];

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let memberId: string;
let page: typeof import("../../../app/routes/app.referrals.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.referrals.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop, outbox_message, audit_event cascade");
  store = await openStore(database);
  memberId = await addMember(database, store, { name: "Ada Byron" });
});

async function startReferrals(): Promise<void> {
  const saved = await saveProgram({
    shopId: store.shopId,
    document: { ...PROGRAM_INPUT, referral },
    baseVersionId: store.versionId,
    actor: "system",
    now: PLACED_AT,
    activeFrom: PLACED_AT,
  });
  if (saved.outcome !== "saved") throw new Error("The program was not saved");
  store = { ...store, versionId: saved.versionId };
}

interface Row {
  decision?: string;
  state?: string;
  found?: string[];
  unknown?: string[];
  email?: string;
  claimedAt?: string;
}

async function addReferral(row: Row = {}): Promise<string> {
  const found = (row.found ?? []).map((check) => ({ check, stage: "claim" }));
  const evidence = { found, unknown: row.unknown ?? [] };
  const { rows } = await pool().query<{ id: string }>(
    `insert into referral (shop_id, id, member_id, visit_id, program_version_id, claimed_at,
        friend_email, friend_mailbox, evidence, decision, decided_by, decided_at, voucher_code,
        voucher_state, state)
      values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, 'system', $6, $10, 'held', $11)
      returning id`,
    [
      store.shopId,
      randomUUID(),
      memberId,
      randomUUID(),
      store.versionId,
      row.claimedAt ?? "2026-03-02T10:00:00Z",
      row.email ?? `${randomUUID()}@example.com`,
      JSON.stringify(evidence),
      row.decision ?? "review",
      randomUUID(),
      row.state ?? "waiting_for_order",
    ],
  );
  return rows[0]?.id ?? "";
}

const load = async (query = "", handle = store.handle) =>
  page.loader(routeArguments(await bearerRequest(`/app/referrals${query}`, { handle })));

const decide = async (json: object, handle = store.handle) =>
  page.action(routeArguments(await bearerRequest("/app/referrals", { json, handle })));

describe("the list", () => {
  it("says whether the program has referrals", async () => {
    expect(await load()).toMatchObject({ hasReferrals: false, totals: { all: 0, review: 0 } });
    await startReferrals();
    expect(await load()).toMatchObject({ hasReferrals: true });
  });

  it("shows first what waits, the oldest first, with its evidence", async () => {
    await startReferrals();
    const found = ["many_of_one_connection", "same_device"];
    await addReferral({ email: "new@example.com", claimedAt: "2026-03-03T10:00:00Z" });
    await addReferral({ email: "old@example.com", found, unknown: ["same_phone"] });
    await addReferral({ decision: "approve" });
    const { page: shown, filter, totals } = await load();
    expect({ filter, totals }).toEqual({
      filter: "review",
      totals: { review: 2, all: 3, rewarded: 0 },
    });
    expect(shown.referrals.map(({ friendEmail }) => friendEmail)).toEqual([
      "old@example.com",
      "new@example.com",
    ]);
    expect(shown.referrals[0]).toMatchObject({
      memberName: "Ada Byron",
      findings: [
        {
          weight: "strong",
          reason: "More friends come from one internet connection than a household has",
        },
        { weight: "weak" },
      ],
      unknown: ["same_phone"],
    });
  });

  it.each([
    ["review", 1],
    ["refused", 1],
    ["waiting", 2],
    ["rewarded", 0],
    ["all", 3],
  ])("of %s has %i", async (show, count) => {
    await startReferrals();
    await addReferral();
    await addReferral({ decision: "refuse", state: "refused" });
    await addReferral({ decision: "approve" });
    expect((await load(`?show=${show}`)).page.referrals).toHaveLength(count);
  });

  it("goes on from page to page, and meets each once", async () => {
    await startReferrals();
    for (let count = 0; count < 26; count += 1) await addReferral();
    const first = await load("?show=review");
    const cursor = first.page.nextCursor ?? "";
    const second = await load(`?show=review&after=${cursor}`);
    const ids = [...first.page.referrals, ...second.page.referrals].map(({ id }) => id);
    expect(new Set(ids).size).toBe(26);
    expect(second.page.nextCursor).toBeNull();
    await expect(load("?after=nonsense")).rejects.toMatchObject({ status: 400 });
  });

  it("shows nothing of another store", async () => {
    await startReferrals();
    await addReferral();
    await openStore(database, "northwind-tea");
    expect((await load("?show=all", "northwind-tea")).page.referrals).toEqual([]);
  });
});

describe("a decision", () => {
  const stored = async (id: string) => {
    const { rows } = await pool().query<Record<string, unknown>>(
      "select decision, decided_by, state, voucher_state from referral where id = $1",
      [id],
    );
    return rows[0];
  };

  it("approves: the friend's voucher is asked for", async () => {
    await startReferrals();
    const id = await addReferral();
    expect(await decide({ intent: "decide", id, decision: "approve" })).toEqual({
      outcome: "decided",
      id,
      decision: "approve",
    });
    expect(await stored(id)).toMatchObject({ decision: "approve", voucher_state: "wanted" });
    const { page: shown } = await load("?show=all");
    expect(shown.referrals[0]).toMatchObject({ isDecidedByStaff: true });
  });

  it("refuses, and can be taken back", async () => {
    await startReferrals();
    const id = await addReferral();
    await decide({ intent: "decide", id, decision: "refuse" });
    expect(await stored(id)).toMatchObject({ decision: "refuse", state: "refused" });
    await decide({ intent: "decide", id, decision: "approve" });
    expect(await stored(id)).toMatchObject({ decision: "approve", state: "waiting_for_order" });
  });

  it("about what is not there, or another store's, is none", async () => {
    await startReferrals();
    const decision = "approve";
    const missing = decide({ intent: "decide", id: randomUUID(), decision });
    await expect(missing).rejects.toMatchObject({ status: 404 });
    const id = await addReferral();
    const { handle } = await openStore(database, "northwind-tea");
    const foreign = decide({ intent: "decide", id, decision }, handle);
    await expect(foreign).rejects.toMatchObject({ status: 404 });
    expect(await stored(id)).toMatchObject({ decision: "review" });
  });

  it.each([
    {},
    { intent: "decide", id: "1", decision: "approve" },
    { intent: "decide", id: randomUUID(), decision: "maybe" },
  ])("of another shape is refused: %j", async (body) => {
    await expect(decide(body)).rejects.toMatchObject({ status: 400 });
  });
});
