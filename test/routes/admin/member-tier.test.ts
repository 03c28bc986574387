// A member's tier, lots and past on the member's page.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import {
  addMember,
  type AdminStore,
  onlyMemberId,
  openStore,
  placeOrder,
} from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let memberId: string;
let page: typeof import("../../../app/routes/app.members.$id.tsx");
let list: typeof import("../../../app/routes/app.members._index.tsx");

const way = (atLeast: string) => ({ allOf: [{ counter: "spend" as const, atLeast }] });
const TIERED: ProgramDocumentInput = {
  ...PROGRAM_INPUT,
  expiry: { policy: { kind: "age", length: { unit: "months", count: 12 } } },
  tiers: {
    list: [
      { id: "silver", name: "Silver", enter: { anyOf: [way("3000")] } },
      {
        id: "gold",
        name: "Gold",
        enter: { anyOf: [way("10000"), { allOf: [{ counter: "orders", atLeast: "5" }] }] },
      },
    ],
  },
};

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.members.$id.tsx");
  list = await import("../../../app/routes/app.members._index.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query(
    "truncate session, shop, member, order_state, journal_entry, outbox_message cascade",
  );
  shopify.setClock(new Date("2026-03-01T21:00:00Z"));
  store = await openStore(database);
  await follow(TIERED);
  await placeOrder(store);
  memberId = await onlyMemberId(database, store);
});

/** Puts another program into force, as of the moment at which the test order is placed. */
async function follow(document: ProgramDocumentInput): Promise<void> {
  const { shopId, versionId: baseVersionId } = store;
  const command = { shopId, document, baseVersionId, actor: "system", now: PLACED_AT };
  const saved = await saveProgram(command);
  if (saved.outcome !== "saved") throw new Error(`It was not saved: ${saved.outcome}`);
}

const open = async (query = "", id = memberId, handle = store.handle) => {
  const request = await bearerRequest(`/app/members/${id}${query}`, { handle });
  return page.loader(routeArguments(request, { id }));
};
const send = async (json: unknown, id = memberId, handle = store.handle) => {
  const request = await bearerRequest(`/app/members/${id}`, { handle, json });
  return page.action(routeArguments(request, { id }));
};
const wish = (values: object = {}) => ({
  intent: "set_tier",
  values: { tierId: "gold", through: "", reason: "A friend of the house", ...values },
});

describe("the tier on a member's page", () => {
  it("says since when and until when it is held, and what is missing to the next", async () => {
    expect((await open()).tier).toEqual({
      held: {
        id: "silver",
        name: "Silver",
        since: new Date(PLACED_AT),
        until: new Date("2027-12-31T23:00:00Z"),
        reason: "earned",
      },
      tiers: [
        { id: "silver", name: "Silver" },
        { id: "gold", name: "Gold" },
      ],
      next: {
        name: "Gold",
        ways: [[{ counter: "spend", missing: 6_000n }], [{ counter: "orders", missing: 4n }]],
      },
    });
  });

  it("is nothing for a program without tiers", async () => {
    await database.ownerPool.query("truncate program_version cascade");
    expect((await open()).tier).toBeNull();
  });

  it("is shown in the list of members, by its name", async () => {
    await addMember(database, store, { name: "Nobody Yet" });
    const shown = await list.loader(routeArguments(await bearerRequest("/app/members")));
    expect(new Set(shown.members.map(({ tierId }) => tierId))).toEqual(new Set(["silver", null]));
    expect(shown.tierNames).toEqual({ silver: "Silver", gold: "Gold" });
  });
});

describe("changing a tier by hand", () => {
  it("holds at once, until the day that was given, and is written to the audit", async () => {
    expect(await send(wish({ through: "2026-06-30" }))).toEqual({ outcome: "tier_set" });
    expect((await open()).tier?.held).toMatchObject({
      id: "gold",
      reason: "manual",
      until: new Date("2026-06-30T22:00:00Z"),
    });
    const { rows } = await database.pool.query(
      "select actor, details from audit_event where shop_id = $1 and action = 'tier_set'",
      [store.shopId],
    );
    expect(rows).toMatchObject([
      { actor: "merchant:12345", details: { to: "gold", reason: "A friend of the house" } },
    ]);
  });

  it("twice the same changes nothing the second time", async () => {
    await send(wish());
    expect(await send(wish())).toEqual({ outcome: "tier_unchanged" });
  });

  it.each([
    ["reason", { reason: " " }],
    ["reason", { reason: "x".repeat(201) }],
    ["tierId", { tierId: "lead" }],
    ["through", { through: "soon" }],
    ["through", { through: "2026-02-28" }],
  ])("names the problem beside %s and changes nothing: %j", async (field, values) => {
    expect(await send(wish(values))).toEqual({
      outcome: "tier_invalid",
      problems: { [field]: expect.any(String) },
    });
    expect((await open()).tier?.held?.id).toBe("silver");
  });

  it("is taken back: the program decides again", async () => {
    expect(await send({ intent: "return_tier" })).toEqual({ outcome: "tier_gone" });
    await send(wish());
    expect(await send({ intent: "return_tier" })).toEqual({ outcome: "tier_returned" });
    expect((await open()).tier?.held).toMatchObject({ id: "silver" });
  });

  it("answers 404 to another store, which changes nothing", async () => {
    const other = await openStore(database, "northwind-tea");
    for (const json of [wish(), { intent: "return_tier" }]) {
      const sent = await thrownResponse(send(json, memberId, other.handle));
      expect(sent.status).toBe(404);
    }
    expect((await open()).tier?.held?.id).toBe("silver");
  });

  it.each([{ intent: "set_tier" }, { intent: "explode" }])("answers 400 to %j", async (json) => {
    expect((await thrownResponse(send(json))).status).toBe(400);
  });
});

describe("lots on a member's page", () => {
  it("say where points came from and when they end", async () => {
    const { lots } = await open();
    expect(lots).toMatchObject([
      {
        orderId: "5123",
        orderName: "#1001",
        available: 80,
        pending: 0,
        expiresAt: new Date("2027-03-01T23:00:00Z"),
      },
    ]);
  });
});

describe("a member as of a moment", () => {
  it("is shown as the books stood in that minute of the store's clock", async () => {
    const stood = (await open("?at=2026-03-01T13:02")).asOf;
    expect(stood).toMatchObject({
      text: "2026-03-01T13:02",
      problem: null,
      view: {
        balances: { available: 80 },
        tierId: "silver",
        lots: [{ available: 80, expiresAt: new Date("2027-03-01T23:00:00Z") }],
        entries: [{ kind: "accrual", available: 80, availableAfter: 80 }],
      },
    });
  });

  it("had nothing before the books knew, though it had happened", async () => {
    const early = "at=2026-03-01T13:01";
    const recorded = (await open(`?${early}`)).asOf?.view;
    expect(recorded).toMatchObject({ balances: { available: 0 }, tierId: null, entries: [] });
    const occurred = (await open(`?${early}&by=occurredAt`)).asOf?.view;
    expect(occurred).toMatchObject({ balances: { available: 80 } });
  });

  it.each(["soon", "2026-02-30T10:00"])("names the problem of %j", async (text) => {
    expect((await open(`?at=${text}`)).asOf).toMatchObject({
      problem: expect.any(String),
      view: null,
    });
  });

  it("of another store is not there", async () => {
    const other = await openStore(database, "northwind-tea");
    const asked = open("?at=2026-03-01T13:02", memberId, other.handle);
    expect((await thrownResponse(asked)).status).toBe(404);
  });
});

describe("a member who was merged into another", () => {
  it("is found in the one that stayed", async () => {
    const gone = await addMember(database, store, { name: "Ada Before" });
    await database.ownerPool.query(
      "update member set merged_into_id = $1, deleted_at = now() where id = $2",
      [memberId, gone],
    );
    const answer = await thrownResponse(open("", gone));
    expect([answer.status, answer.headers.get("location")]).toEqual([
      302,
      `/app/members/${memberId}?merged=1`,
    ]);
    expect(await open("?merged=1")).toMatchObject({ wasMerged: true });
  });
});
