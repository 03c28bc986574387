// A merchant reads on the page of what needs attention that only they can tell whether a credit was
// given, and says it there.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recordAsk } from "../../../app/db/issue-attempt-store.ts";
import { pool } from "../../../app/db/pool.ts";
import { findRedemption } from "../../../app/db/redemption-store.ts";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { settleUnsettled } from "../../../app/usecases/settle-redemption.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

const CUSTOMER = "7001";
const ASKED_AT = PLACED_AT + 3_600_000;

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let page: typeof import("../../../app/routes/app.attention.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  shopify.setClock(new Date(ASKED_AT));
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.attention.tsx");
  store = await openStore(database);
  await openStore(database, "northwind-tea");
  const { shopId, versionId } = store;
  const saved = await saveProgram({
    shopId,
    document: {
      ...PROGRAM_INPUT,
      rewards: [{ id: "credit", kind: "store_credit", amountMinor: "500", points: "100" }],
    },
    baseVersionId: versionId,
    actor: "system",
    now: PLACED_AT,
  });
  if (saved.outcome !== "saved") throw new Error(saved.outcome);
  await recordPaidOrder(shopId, { customerId: CUSTOMER, price: "200.00" });
});
afterAll(async () => {
  await assertLedgerAddsUp(database.ownerPool);
  await database.drop();
  await shopify.stop();
});

/** A credit whose answer was lost, and that looks like another one. */
async function leaveOpen(): Promise<string> {
  const { shopId } = store;
  const agreed = { points: 100n, amountMinor: 500n, percent: null };
  const wish = { shopId, customerId: CUSTOMER, rewardId: "credit", agreed, choice: null };
  const result = await requestRedemption({ ...wish, requestKey: randomUUID() }, ASKED_AT);
  if (result.outcome !== "accepted") throw new Error(result.reason);
  const redemptionId = result.redemption.id;
  const ask = { askedAt: ASKED_AT, lastSeenGid: null };
  await recordAsk(pool(), { shopId, redemptionId }, { askedAt: null, lastSeenGid: null }, ask);
  await settleUnsettled(shopId, redemptionId, ASKED_AT);
  await database.ownerPool.query("update outbox_message set status = 'dead'");
  return redemptionId;
}

const open = async () => page.loader(routeArguments(await bearerRequest("/app/attention")));
const answer = async (id: string, isThere: boolean, handle = store.handle) => {
  const json = { intent: "money", id, isThere };
  return page.action(routeArguments(await bearerRequest("/app/attention", { json, handle })));
};

async function statusOf(id: string): Promise<string | undefined> {
  return (await findRedemption(pool(), store.shopId, id))?.redemption.status;
}

it.each([
  [true, "issued"],
  [false, "refused"],
] as const)("a merchant who answers %s has the redemption end as %s", async (isThere, status) => {
  const id = await leaveOpen();
  const { redemptions } = await open();
  expect(redemptions).toContainEqual(
    expect.objectContaining({
      id,
      status: "unsettled",
      question: { carrier: "store_credit", askedAt: new Date(ASKED_AT) },
    }),
  );
  expect(await answer(id, isThere)).toEqual({ outcome: "decided" });
  expect(await statusOf(id)).toBe(status);
  const again = await thrownResponse(answer(id, isThere));
  expect(again.status).toBe(404);
});

it("nobody answers for another store, or while Shopify is asked again", async () => {
  const id = await leaveOpen();
  expect((await thrownResponse(answer(id, true, "northwind-tea"))).status).toBe(404);
  await database.ownerPool.query("update outbox_message set status = 'ready' where key = $1", [id]);
  expect((await thrownResponse(answer(id, true))).status).toBe(409);
  expect(await statusOf(id)).toBe("unsettled");
});
