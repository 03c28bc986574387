// The program's page: what is saved becomes a new version, what is wrong is named beside its field.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { programDocumentToJson } from "../../../app/core/program/document.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { programOfRate, programSubmission, type Sent } from "../../support/program-form.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let page: typeof import("../../../app/routes/app.program/route.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.program/route.tsx");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop, outbox_message, audit_event cascade");
  store = await openStore(database);
});

const submission = (changes: Sent = {}) => programSubmission(store, changes);
const open = async (query = "") =>
  page.loader(routeArguments(await bearerRequest(`/app/program${query}`)));
const post = async (json: unknown) =>
  page.action(routeArguments(await bearerRequest("/app/program", { json })));
const send = (changes: Sent = {}) => post(submission(changes));

async function readVersions() {
  const { rows } = await database.pool.query(
    "select number, status, created_by, document from program_version where shop_id = $1 order by number",
    [store.shopId],
  );
  return rows;
}

describe("the program's page", () => {
  it("shows the version in force", async () => {
    expect(await open()).toMatchObject({
      inForce: { number: 1, versionId: store.versionId },
      draft: null,
      scheduled: [],
      currency: "EUR",
      timeZone: "Europe/Berlin",
      localNow: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
      document: { earning: { pointsPerUnit: "2" } },
    });
  });

  it("offers a start to a store that has no program yet", async () => {
    await database.ownerPool.query("truncate program_version cascade");
    const shown = await open();
    expect(shown).toMatchObject({ inForce: null, draft: null });
    const starter: unknown = JSON.parse(programDocumentToJson(shown.document));
    expect(await send({ baseVersionId: null, document: starter })).toEqual({ outcome: "saved" });
    expect(await open()).toMatchObject({ inForce: { number: 1 } });
  });

  it("saves a new version, retires the old one, and has the storefront told", async () => {
    const changed = { ...programOfRate("3"), pointsName: { one: "Bean", other: "Beans" } };
    expect(await send({ document: changed })).toEqual({ outcome: "saved" });
    const versions = await readVersions();
    expect(versions.map(({ number, status }) => [number, status])).toEqual([
      [1, "retired"],
      [2, "active"],
    ]);
    expect(versions[1]).toMatchObject({
      created_by: "merchant:12345",
      document: { earning: { pointsPerUnit: "3" }, pointsName: { one: "Bean" } },
    });
    const { rows } = await database.pool.query(
      "select 1 from outbox_message where shop_id = $1 and kind = 'write_program'",
      [store.shopId],
    );
    expect(rows).toHaveLength(1);
  });

  it("names problems by the paths of their fields and saves nothing", async () => {
    for (const way of ["now", "draft"]) {
      const message = "Enter more than zero, or add a rule or a campaign that adds points";
      expect(await send({ way, document: programOfRate("0") })).toEqual({
        outcome: "invalid",
        problems: [{ path: "earning.pointsPerUnit", message }],
      });
    }
    expect(await readVersions()).toHaveLength(1);
  });

  it("does not overwrite what somebody else saved meanwhile", async () => {
    await send({ document: programOfRate("3") });
    expect(await send({ document: programOfRate("9") })).toEqual({ outcome: "changed_meanwhile" });
    expect((await readVersions()).at(-1)?.document.earning.pointsPerUnit).toBe("3");
  });

  it("cannot be saved over another store's version", async () => {
    const other = await openStore(database, "northwind-tea");
    const answer = await send({ baseVersionId: other.versionId });
    expect(answer).toEqual({ outcome: "changed_meanwhile" });
    const { rows } = await database.pool.query("select status from program_version");
    expect(rows).toEqual([{ status: "active" }, { status: "active" }]);
  });
});

describe("what no form sends", () => {
  it.each([
    ["nothing", () => null],
    ["text", () => "hello"],
    ["a form that lacks fields", () => ({ way: "now", document: programOfRate("2") })],
    ["fields that no form has", () => ({ ...submission(), isAdmin: true })],
    ["a way that there is not", () => submission({ way: "later" })],
    ["a document that is a list", () => submission({ document: [] })],
    ["a name without end", () => submission({ name: "x".repeat(100) })],
  ])("is answered 400: %s", async (_name, json) => {
    expect((await thrownResponse(post(json()))).status).toBe(400);
    expect(await readVersions()).toHaveLength(1);
  });

  it("is read no further than any program is long: 413", async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(16_384).fill(0x20)),
    });
    const signed = await bearerRequest("/app/program");
    const request = new Request(signed.url, {
      method: "POST",
      headers: signed.headers,
      body: endless,
      duplex: "half",
    } as RequestInit);
    const answer = await thrownResponse(page.action(routeArguments(request)));
    expect(answer.status).toBe(413);
  });

  it("is answered 400 where it is no JSON", async () => {
    const signed = await bearerRequest("/app/program");
    const request = new Request(signed.url, {
      method: "POST",
      headers: signed.headers,
      body: "{not json",
    });
    expect((await thrownResponse(page.action(routeArguments(request)))).status).toBe(400);
  });
});
