// One member's page: the ledger with its reasons, and points added or taken by hand, once.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, onlyMemberId, openStore, placeOrder } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { line, refund } from "../../support/order-builder.ts";
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

const open = async (id = memberId, query = "", handle = store.handle) => {
  const request = await bearerRequest(`/app/members/${id}${query}`, { handle });
  return page.loader(routeArguments(request, { id }));
};
const send = async (json: unknown, id = memberId, handle = store.handle) => {
  const request = await bearerRequest(`/app/members/${id}`, { handle, json });
  return page.action(routeArguments(request, { id }));
};
const adjustment = (changes: object = {}, requestKey: string = randomUUID()) => ({
  requestKey,
  values: { direction: "add", points: "50", reason: "Sorry for the late parcel", ...changes },
});

async function readBalance(): Promise<bigint | undefined> {
  const { rows } = await database.pool.query<{ available: bigint }>(
    "select available from member where shop_id = $1 and id = $2",
    [store.shopId, memberId],
  );
  return rows[0]?.available;
}

describe("a member's page", () => {
  it("shows who it is, what they have and why", async () => {
    expect(await open()).toMatchObject({
      member: { name: "Ada Byron", email: "ada@example.com", available: 80, shortfall: 0 },
      ledger: {
        entries: [
          {
            kind: "accrual",
            available: 80,
            availableAfter: 80,
            explanation: { key: "order_earned", params: { order: "#1001", amount: "40.00" } },
          },
        ],
        nextBefore: null,
      },
      timeZone: "Europe/Berlin",
      isFirstPage: true,
    });
  });

  it("lets each entry follow from the one before it, refunds included", async () => {
    await placeOrder(store, {
      updatedAt: Date.UTC(2026, 2, 2),
      financialStatus: "refunded",
      lines: [line({ currentQuantity: 0 })],
      refunds: [refund({ lines: [{ lineId: "1", quantity: 1 }] })],
    });
    await send(adjustment({ points: "7" }));
    const { ledger, member } = await open();
    expect(
      ledger.entries.map(({ available, availableAfter }) => [available, availableAfter]),
    ).toEqual([
      [7, 7],
      [-80, 0],
      [80, 80],
    ]);
    expect(member.available).toBe(7);
  });

  it("pages through a long ledger without losing an entry or a balance", async () => {
    for (let count = 0; count < 24; count += 1) await send(adjustment({ points: "1" }));
    const first = await open();
    expect(first.ledger.entries).toHaveLength(20);
    const older = await open(memberId, `?before=${first.ledger.nextBefore}`);
    const all = [...first.ledger.entries, ...older.ledger.entries];
    expect(all.map((entry) => entry.availableAfter)).toEqual(
      Array.from({ length: 25 }, (_, at) => 104 - at),
    );
    expect(older).toMatchObject({ isFirstPage: false, ledger: { nextBefore: null } });
  });

  it.each(["not-an-id", "018f0000-0000-7000-8000-00000000dead"])(
    "answers 404 for %s",
    async (id) => {
      expect((await thrownResponse(open(id))).status).toBe(404);
      expect((await thrownResponse(send(adjustment(), id))).status).toBe(404);
    },
  );

  it("answers 404 to another store, which changes nothing", async () => {
    const other = await openStore(database, "northwind-tea");
    expect((await thrownResponse(open(memberId, "", other.handle))).status).toBe(404);
    const sent = await thrownResponse(send(adjustment(), memberId, other.handle));
    expect(sent.status).toBe(404);
    expect(await readBalance()).toBe(80n);
  });

  it("answers 404 for a member whose data was redacted", async () => {
    await database.ownerPool.query("update member set redacted_at = now()");
    expect((await thrownResponse(open())).status).toBe(404);
  });
});

describe("adjusting points", () => {
  it("adds them with the reason and the staff member's name in the ledger", async () => {
    expect(await send(adjustment())).toMatchObject({ outcome: "adjusted" });
    expect(await readBalance()).toBe(130n);
    const { ledger } = await open();
    expect(ledger.entries[0]).toMatchObject({
      kind: "adjustment",
      actor: "merchant:12345",
      available: 50,
      explanation: { key: "adjusted", params: { reason: "Sorry for the late parcel" } },
    });
  });

  it("takes them", async () => {
    await send(adjustment({ direction: "take", points: "30" }));
    expect(await readBalance()).toBe(50n);
  });

  it("pressing twice moves them once", async () => {
    const twice = adjustment();
    const answers = await Promise.all([send(twice), send(twice), send(twice)]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(["adjusted", "adjusted", "adjusted"]);
    expect(await readBalance()).toBe(130n);
  });

  it("the same key with another wish is refused", async () => {
    const requestKey = randomUUID();
    await send(adjustment({}, requestKey));
    const other = await thrownResponse(send(adjustment({ points: "9" }, requestKey)));
    expect(other.status).toBe(409);
    expect(await readBalance()).toBe(130n);
  });

  it.each([
    ["points", { points: "0" }],
    ["points", { points: "many" }],
    ["points", { direction: "take", points: "81" }],
    ["reason", { reason: " " }],
    ["reason", { reason: "x".repeat(201) }],
  ])("names the problem beside %s and moves nothing: %j", async (field, changes) => {
    const answer = await send(adjustment(changes));
    expect(answer).toMatchObject({
      outcome: "invalid",
      problems: { [field]: expect.any(String) },
    });
    expect(await readBalance()).toBe(80n);
  });

  it.each([null, {}, { requestKey: "none", values: {} }])("answers 400 to %j", async (json) => {
    expect((await thrownResponse(send(json))).status).toBe(400);
    expect(await readBalance()).toBe(80n);
  });
});
