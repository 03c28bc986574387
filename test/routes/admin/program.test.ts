// The program's page: what is saved becomes a new version, what is wrong is named beside its field.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { valuesFromDocument } from "../../../app/ui/program-values.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { program } from "../../support/order-builder.ts";
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
  await database.ownerPool.query("truncate session, shop, outbox_message cascade");
  store = await openStore(database);
});

const values = valuesFromDocument(program(), "EUR");
const open = async () => page.loader(routeArguments(await bearerRequest("/app/program")));
const send = async (json: unknown) =>
  page.action(routeArguments(await bearerRequest("/app/program", { json })));

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
      number: 1,
      versionId: store.versionId,
      currency: "EUR",
      document: { earning: { pointsPerUnit: "2" } },
    });
  });

  it("offers a start to a store that has no program yet", async () => {
    await database.ownerPool.query("truncate program_version cascade");
    const shown = await open();
    expect(shown).toMatchObject({ number: null, versionId: null });
    const starter = valuesFromDocument(shown.document, "EUR");
    expect(await send({ baseVersionId: null, values: starter })).toEqual({ outcome: "saved" });
    expect(await open()).toMatchObject({ number: 1 });
  });

  it("saves a new version, retires the old one, and has the storefront told", async () => {
    const changed = { ...values, pointsPerUnit: "3", pointsNameOne: "Bean" };
    const answer = await send({ baseVersionId: store.versionId, values: changed });
    expect(answer).toEqual({ outcome: "saved" });
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

  it("names problems beside their fields and saves nothing", async () => {
    const wrong = { ...values, pointsPerUnit: "0", rewardAmount: "five" };
    expect(await send({ baseVersionId: store.versionId, values: wrong })).toMatchObject({
      outcome: "invalid",
      problems: { pointsPerUnit: expect.any(String), rewardAmount: expect.any(String) },
    });
    expect(await readVersions()).toHaveLength(1);
  });

  it("does not overwrite what somebody else saved meanwhile", async () => {
    await send({ baseVersionId: store.versionId, values: { ...values, pointsPerUnit: "3" } });
    const late = await send({
      baseVersionId: store.versionId,
      values: { ...values, pointsPerUnit: "9" },
    });
    expect(late).toEqual({ outcome: "changed_meanwhile" });
    expect((await readVersions()).at(-1)?.document.earning.pointsPerUnit).toBe("3");
  });

  it("cannot be saved over another store's version", async () => {
    const other = await openStore(database, "northwind-tea");
    const answer = await send({ baseVersionId: other.versionId, values });
    expect(answer).toEqual({ outcome: "changed_meanwhile" });
    const { rows } = await database.pool.query("select status from program_version");
    expect(rows).toEqual([{ status: "active" }, { status: "active" }]);
  });

  it.each([
    ["nothing", undefined],
    ["text", "hello"],
    ["a form that lacks fields", { baseVersionId: null, values: {} }],
    ["fields that no form has", { baseVersionId: null, values: { ...values, isAdmin: true } }],
    [
      "a field without end",
      { baseVersionId: null, values: { ...values, pointsPerUnit: "1".repeat(5_000) } },
    ],
  ])("answers 400 to %s", async (_name, json) => {
    const sent = await thrownResponse(send(json ?? null));
    expect(sent.status).toBe(400);
    expect(await readVersions()).toHaveLength(1);
  });

  it("answers 413 to what no form can hold, without reading it to its end", async () => {
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

  it("answers 400 to text that is no JSON", async () => {
    const signed = await bearerRequest("/app/program");
    const request = new Request(signed.url, {
      method: "POST",
      headers: signed.headers,
      body: "{not json",
    });
    expect((await thrownResponse(page.action(routeArguments(request)))).status).toBe(400);
  });
});
