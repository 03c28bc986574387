// Points for something else than an order that are taken back on a member's page.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withTransaction } from "../../../app/db/transaction.ts";
import { grantPoints } from "../../../app/usecases/grant-points.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, onlyMemberId, openStore, placeOrder } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let memberId: string;
let page: typeof import("../../../app/routes/app.members.$id.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.members.$id.tsx");
});
afterAll(async () => {
  await assertLedgerAddsUp(database.ownerPool);
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query(
    "truncate session, shop, member, order_state, journal_entry, outbox_message cascade",
  );
  store = await openStore(database);
  await placeOrder(store);
  memberId = await onlyMemberId(database, store);
});

async function granted(ruleId: string): Promise<string> {
  const grant = {
    shopId: store.shopId,
    memberId,
    ruleId,
    occurrence: `${ruleId}/1`,
    action: ruleId,
    title: "A review",
    points: 15n,
    occurredAt: PLACED_AT,
    pendingDays: 0,
    explanation: { key: "action_rewarded", params: { action: "A review", points: "15" } } as const,
    versionId: store.versionId,
  };
  const outcome = await withTransaction((tx) => grantPoints(tx, grant, PLACED_AT + 120_000));
  if (outcome.outcome === "refused") throw new Error(outcome.reason);
  return outcome.awardId;
}

const open = async () =>
  page.loader(routeArguments(await bearerRequest("/app/members/x"), { id: memberId }));

async function send(awardId: string, reason = "It was no review", id = memberId) {
  const json = { intent: "take_back_award", awardId, reason };
  const request = await bearerRequest("/app/members/x", { handle: store.handle, json });
  return page.action(routeArguments(request, { id }));
}

describe("taking points back that were given for something else than an order", () => {
  it("takes them once, and notes who did it and why", async () => {
    const awardId = await granted("review");
    expect(await open()).toMatchObject({ member: { available: 95 }, awards: [{ id: awardId }] });
    for (const _ of ["pressed", "pressed again"]) {
      expect(await send(awardId)).toEqual({ outcome: "award_taken_back", awardId });
    }
    expect(await open()).toMatchObject({
      member: { available: 80 },
      awards: [{ title: "A review", points: 15, takenBackReason: "It was no review" }],
    });
    const { rows } = await database.ownerPool.query(
      "select action, subject, details from audit_event where action = 'award_taken_back'",
    );
    const details = { award: "A review", points: 15, reason: "It was no review" };
    expect(rows).toEqual([{ action: "award_taken_back", subject: `member/${memberId}`, details }]);
  });

  it("asks for a reason", async () => {
    const awardId = await granted("review");
    const problem = "Enter a reason";
    expect(await send(awardId, "  ")).toEqual({ outcome: "undo_invalid", awardId, problem });
    expect(await open()).toMatchObject({ member: { available: 95 } });
  });

  it("leaves those for a friend to the page of friends", async () => {
    const awardId = await granted("referral");
    expect(await send(awardId)).toMatchObject({ outcome: "undo_invalid" });
    expect(await open()).toMatchObject({
      member: { available: 95 },
      awards: [{ isOfReferral: true }],
    });
  });

  it("finds none of another member", async () => {
    const awardId = await granted("review");
    const other = "00000000-0000-4000-8000-000000000001";
    expect((await thrownResponse(send(awardId, "A reason", other))).status).toBe(404);
    expect((await thrownResponse(send(other))).status).toBe(404);
  });
});
