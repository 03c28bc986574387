// A reward that is taken back on a member's page, with a reason.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, onlyMemberId, openStore, placeOrder } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

const points = "20";
const rewards = [
  { id: "tree", kind: "donation" as const, points, amountMinor: "500", cause: "Trees" },
  { id: "five", kind: "amount_off" as const, points, amountMinor: "500" },
];

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
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query(
    "truncate session, shop, member, order_state, journal_entry, outbox_message cascade",
  );
  store = await openStore(database);
  const command = { shopId: store.shopId, baseVersionId: store.versionId, actor: "system" };
  const document = { ...PROGRAM_INPUT, rewards };
  const saved = await saveProgram({ ...command, document, now: PLACED_AT, activeFrom: 0 });
  if (saved.outcome !== "saved") throw new Error(saved.outcome);
  await placeOrder(store);
  memberId = await onlyMemberId(database, store);
});

async function redeemed(rewardId: string): Promise<string> {
  const agreed = { points: 20n, amountMinor: 500n, percent: null };
  const asked = { rewardId, agreed, choice: null, requestKey: randomUUID() };
  const who = { shopId: store.shopId, customerId: "7001" };
  const result = await requestRedemption({ ...who, ...asked }, PLACED_AT + 180_000);
  if (result.outcome !== "accepted") throw new Error(result.reason);
  return result.redemption.id;
}

const open = async () =>
  page.loader(routeArguments(await bearerRequest("/app/members/x"), { id: memberId }));

async function send(redemptionId: string, reason = "Given by mistake", handle = store.handle) {
  const json = { intent: "undo_redemption", redemptionId, reason };
  const request = await bearerRequest("/app/members/x", { handle, json });
  return page.action(routeArguments(request, { id: memberId }));
}

describe("undoing a reward", () => {
  it("gives the points back with the reason, once", async () => {
    const redemptionId = await redeemed("tree");
    expect(await open()).toMatchObject({
      member: { available: 60 },
      vouchers: [{ carrier: "none", status: "issued", reward: { kind: "donation" } }],
    });
    for (const _ of ["pressed", "pressed again"]) {
      expect(await send(redemptionId)).toEqual({ outcome: "redemption_undone", redemptionId });
    }
    expect(await open()).toMatchObject({
      member: { available: 80 },
      vouchers: [{ status: "returned", returnReason: "cancelled_by_merchant" }],
      ledger: {
        entries: [
          {
            kind: "voucher_returned",
            actor: "merchant:12345",
            explanation: { key: "adjusted", params: { reason: "Given by mistake" } },
          },
          { kind: "redemption_posted", reserved: -20 },
          { kind: "redemption_reserved" },
          { kind: "accrual" },
        ],
      },
    });
    await assertLedgerAddsUp(database.ownerPool);
  });

  it.each(["", "   ", "r".repeat(201)])(
    "asks for a reason that can be read: %j",
    async (reason) => {
      const redemptionId = await redeemed("tree");
      expect(await send(redemptionId, reason)).toMatchObject({
        outcome: "undo_invalid",
        redemptionId,
      });
      expect(await open()).toMatchObject({ member: { available: 60 } });
    },
  );

  it("is refused for a voucher, of which Shopify has the code", async () => {
    const redemptionId = await redeemed("five");
    expect(await send(redemptionId)).toMatchObject({
      outcome: "undo_invalid",
      problem: expect.stringContaining("Something in Shopify stands for it") as unknown,
    });
  });

  it("finds nothing of nobody, and nothing of another store", async () => {
    expect((await thrownResponse(send(randomUUID()))).status).toBe(404);
    const redemptionId = await redeemed("tree");
    await openStore(database, "northwind-tea");
    const strange = send(redemptionId, "Given by mistake", "northwind-tea");
    expect((await thrownResponse(strange)).status).toBe(404);
    expect(await open()).toMatchObject({ member: { available: 60 } });
  });
});
