// Counting by hand on a member's page, for tiers that ask for it.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, onlyMemberId, openStore, placeOrder } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let memberId: string;
let page: typeof import("../../../app/routes/app.members.$id.tsx");

const tiersOf = (counter: "visits" | "spend"): NonNullable<ProgramDocumentInput["tiers"]> => ({
  list: [{ id: "gold", name: "Gold", enter: { anyOf: [{ allOf: [{ counter, atLeast: "5" }] }] } }],
});

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
  shopify.setClock(new Date("2026-03-01T23:30:00Z"));
  store = await openStore(database);
  await placeOrder(store);
  memberId = await onlyMemberId(database, store);
});

async function follow(tiers: NonNullable<ProgramDocumentInput["tiers"]>): Promise<void> {
  const command = { shopId: store.shopId, baseVersionId: store.versionId, actor: "system" };
  const document = { ...PROGRAM_INPUT, tiers };
  const saved = await saveProgram({ ...command, document, now: PLACED_AT + 1 });
  if (saved.outcome !== "saved") throw new Error(saved.outcome);
}

const open = async () =>
  page.loader(routeArguments(await bearerRequest("/app/members/x"), { id: memberId }));

async function send(
  values: object = {},
  { requestKey = randomUUID() as string, handle = store.handle } = {},
) {
  const typed = { counter: "visits", direction: "count", units: "5", on: "2026-03-02" };
  const reason = "Came to the shop";
  const json = { intent: "count_units", requestKey, values: { ...typed, reason, ...values } };
  const request = await bearerRequest("/app/members/x", { handle, json });
  return page.action(routeArguments(request, { id: memberId }));
}

describe("counting by hand", () => {
  it("is offered for what the tiers ask for alone, with the store's day", async () => {
    expect((await open()).units).toBeNull();
    await follow(tiersOf("visits"));
    expect((await open()).units).toEqual({
      counted: [{ counter: "visits", units: 0n }],
      today: "2026-03-02",
    });
  });

  it("is not offered where tiers ask for what orders tell", async () => {
    await follow(tiersOf("spend"));
    expect((await open()).units).toBeNull();
  });

  it("raises the member, and shows what was counted", async () => {
    await follow(tiersOf("visits"));
    expect(await send()).toMatchObject({ outcome: "units_recorded" });
    const { units, tier } = await open();
    expect(units).toMatchObject({ counted: [{ counter: "visits", units: 5n }] });
    expect(tier).toMatchObject({ held: { id: "gold", reason: "earned" } });
  });

  it("names the member of the staff in the record", async () => {
    await follow(tiersOf("visits"));
    await send();
    const { rows } = await database.ownerPool.query(
      "select actor, details from audit_event where action = 'units_recorded'",
    );
    expect(rows).toMatchObject([
      { actor: "merchant:12345", details: { counter: "visits", reason: "Came to the shop" } },
    ]);
  });

  it("counts once what is sent twice, and refuses another wish under the same key", async () => {
    await follow(tiersOf("visits"));
    const requestKey = randomUUID();
    await send({ units: "2" }, { requestKey });
    expect(await send({ units: "2" }, { requestKey })).toMatchObject({ outcome: "units_recorded" });
    expect((await open()).units?.counted).toEqual([{ counter: "visits", units: 2n }]);
    const other = await thrownResponse(send({ units: "3" }, { requestKey }));
    expect(other.status).toBe(409);
  });

  it.each([
    [{ units: "0" }, "units"],
    [{ direction: "take_back" }, "units"],
    [{ units: "1000001" }, "units"],
    [{ on: "2026-03-03" }, "on"],
    [{ on: "soon" }, "on"],
    [{ reason: " " }, "reason"],
  ])("is refused beside the field: %o", async (values, field) => {
    await follow(tiersOf("visits"));
    expect(await send(values)).toEqual({
      outcome: "units_invalid",
      problems: { [field]: expect.stringMatching(/^[A-Z]/) },
    });
  });

  it("is taken only in its own shape, and only of counters by hand", async () => {
    expect((await thrownResponse(send({ counter: "spend" }))).status).toBe(400);
  });

  it("answers 404 to another store, and counts nothing", async () => {
    await follow(tiersOf("visits"));
    const { handle } = await openStore(database, "northwind-tea");
    expect((await thrownResponse(send({}, { handle }))).status).toBe(404);
    expect((await open()).units?.counted).toEqual([{ counter: "visits", units: 0n }]);
  });
});
