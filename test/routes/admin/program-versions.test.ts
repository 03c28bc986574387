// The versions of the program: listed, compared, put into force, scheduled, taken back, discarded
// and returned to.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveProgramDraft } from "../../../app/usecases/save-program-draft.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { programOfRate } from "../../support/program-form.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let list: typeof import("../../../app/routes/app.program_.versions._index.tsx");
let page: typeof import("../../../app/routes/app.program_.versions.$id.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  list = await import("../../../app/routes/app.program_.versions._index.tsx");
  page = await import("../../../app/routes/app.program_.versions.$id.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop, outbox_message, audit_event cascade");
  store = await openStore(database);
});

/** Before the moment that the business clock shows. */
const EARLIER = Date.UTC(2026, 5, 1);

const documentOfRate = (rate: string) => programOfRate(rate) as unknown as ProgramDocumentInput;

async function keepDraft(rate = "7"): Promise<string> {
  const command = { shopId: store.shopId, draft: null, name: "Summer", notes: null };
  const kept = await saveProgramDraft({
    ...command,
    document: documentOfRate(rate),
    actor: "merchant:12345",
    now: EARLIER,
  });
  if (kept.outcome !== "saved") throw new Error(`The draft was not kept: ${kept.outcome}`);
  return kept.versionId;
}

/** Another version follows the one in force. Answers its id. */
async function follow(rate: string): Promise<string> {
  const saved = await saveProgram({
    shopId: store.shopId,
    document: documentOfRate(rate),
    baseVersionId: store.versionId,
    actor: "merchant:12345",
    now: EARLIER,
  });
  if (saved.outcome !== "saved") throw new Error(`It was not saved: ${saved.outcome}`);
  return saved.versionId;
}

const openList = async (handle = store.handle) =>
  list.loader(routeArguments(await bearerRequest("/app/program/versions", { handle })));
const open = async (id: string, handle = store.handle) =>
  page.loader(
    routeArguments(await bearerRequest(`/app/program/versions/${id}`, { handle }), { id }),
  );
const send = async (id: string, intent: string, changes: object = {}, handle = store.handle) => {
  const json = {
    intent,
    revision: 0,
    baseVersionId: store.versionId,
    scheduledIds: [],
    startsAt: "",
    ...changes,
  };
  const request = await bearerRequest(`/app/program/versions/${id}`, { handle, json });
  return page.action(routeArguments(request, { id }));
};
const statuses = async () => {
  const { versions } = await openList();
  return versions.map(({ number, status }) => [number, status]);
};
const moment = { startsAt: "2190-03-01T09:00" };

describe("the list of versions", () => {
  it("shows each with its name and when it was in force, the newest first", async () => {
    await follow("3");
    await keepDraft();
    const { versions, timeZone } = await openList();
    expect(timeZone).toBe("Europe/Berlin");
    expect(versions).toMatchObject([
      { number: 3, status: "draft", name: "Summer", activeFrom: null },
      { number: 2, status: "active", activeUntil: null, createdBy: "merchant:12345" },
      { number: 1, status: "retired", activeUntil: expect.any(Date) },
    ]);
  });

  it("shows none of another store", async () => {
    await openStore(database, "northwind-tea");
    expect((await openList("northwind-tea")).versions).toHaveLength(1);
  });
});

describe("a version's page", () => {
  it("says in sentences what would change", async () => {
    const shown = await open(await keepDraft());
    expect(shown).toMatchObject({ version: { number: 2 }, inForce: { number: 1 } });
    expect(shown.changes).toEqual([expect.stringMatching(/earn 7 \w+ per €1\.00 instead of 2/)]);
  });

  it("finds no difference between the version in force and itself", async () => {
    expect((await open(store.versionId)).changes).toEqual([]);
  });

  it.each(["not-an-id", "018f0000-0000-7000-8000-00000000dead"])(
    "answers 404 for %s",
    async (id) => {
      expect((await thrownResponse(open(id))).status).toBe(404);
      expect((await thrownResponse(send(id, "discard"))).status).toBe(404);
    },
  );

  it("answers 404 to another store, which changes nothing", async () => {
    const id = await keepDraft();
    const other = await openStore(database, "northwind-tea");
    expect((await thrownResponse(open(id, other.handle))).status).toBe(404);
    for (const intent of ["activate", "discard", "unschedule", "restore"]) {
      const sent = await thrownResponse(send(id, intent, {}, other.handle));
      expect(sent.status).toBe(404);
    }
    expect(await statuses()).toEqual([
      [2, "draft"],
      [1, "active"],
    ]);
  });

  it.each([null, {}, { intent: "explode" }])("answers 400 to %j", async (json) => {
    const request = await bearerRequest(`/app/program/versions/${store.versionId}`, { json });
    const running = page.action(routeArguments(request, { id: store.versionId }));
    expect((await thrownResponse(running)).status).toBe(400);
  });
});

describe("a draft", () => {
  it("comes into force", async () => {
    expect(await send(await keepDraft(), "activate")).toEqual({
      outcome: "done",
      intent: "activate",
    });
    expect(await statuses()).toEqual([
      [2, "active"],
      [1, "retired"],
    ]);
  });

  it("does not where another version is in force than the merchant saw", async () => {
    const id = await keepDraft();
    await follow("3");
    expect(await send(id, "activate")).toEqual({ outcome: "changed_meanwhile" });
  });

  it("is scheduled on the store's clock, and taken back", async () => {
    const id = await keepDraft();
    expect(await send(id, "schedule", moment)).toEqual({ outcome: "done", intent: "schedule" });
    expect((await open(id)).version).toMatchObject({
      status: "scheduled",
      activeFrom: new Date("2190-03-01T08:00:00.000Z"),
    });
    expect(await send(id, "discard")).toEqual({ outcome: "not_a_draft" });
    expect(await send(id, "unschedule")).toEqual({ outcome: "done", intent: "unschedule" });
    expect((await open(id)).version).toMatchObject({ status: "draft", activeFrom: null });
    expect(await send(id, "unschedule")).toEqual({ outcome: "not_scheduled" });
  });

  it.each([
    ["", /date and time/],
    ["2020-01-01T00:00", /in the future/],
  ])("names the problem of %j beside the moment", async (startsAt, message) => {
    const id = await keepDraft();
    expect(await send(id, "schedule", { startsAt })).toEqual({
      outcome: "invalid_start",
      message: expect.stringMatching(message),
    });
  });

  it("does not follow a scheduled version that the merchant has not seen", async () => {
    await send(await keepDraft("8"), "schedule", moment);
    const late = { startsAt: "2190-04-01T09:00" };
    expect(await send(await keepDraft(), "schedule", late)).toEqual({
      outcome: "changed_meanwhile",
    });
  });

  it("is discarded, and the list is shown instead", async () => {
    const id = await keepDraft();
    const answer = await send(id, "discard");
    if (!(answer instanceof Response)) throw new Error("A redirect was expected");
    expect(answer.headers.get("location")).toBe("/app/program/versions");
    expect(await statuses()).toEqual([[1, "active"]]);
  });

  it("is not discarded once somebody else edited it", async () => {
    const id = await keepDraft();
    expect(await send(id, "discard", { revision: 4 })).toEqual({ outcome: "changed_meanwhile" });
    expect(await statuses()).toHaveLength(2);
  });
});

describe("returning to an older version", () => {
  it("makes a new one that says the same", async () => {
    const second = await follow("3");
    const answer = await send(store.versionId, "restore", { baseVersionId: second });
    expect(answer).toEqual({ outcome: "done", intent: "restore" });
    const { versions } = await openList();
    expect(versions[0]).toMatchObject({ number: 3, status: "active", restoresNumber: 1 });
    expect((await open(store.versionId)).changes).toEqual([]);
  });

  it("does not undo what the merchant has not seen", async () => {
    await follow("3");
    expect(await send(store.versionId, "restore")).toEqual({ outcome: "changed_meanwhile" });
  });

  it("is refused for what was never in force", async () => {
    const id = await keepDraft();
    expect(await send(id, "restore")).toEqual({ outcome: "not_an_older_version" });
    expect(await send(id, "restore", { baseVersionId: null })).toEqual({
      outcome: "not_an_older_version",
    });
  });
});
