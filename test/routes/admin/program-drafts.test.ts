// Drafts and scheduled versions, as the program's page makes them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MAX_PROGRAM_DRAFTS } from "../../../app/usecases/save-program-draft.ts";
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

/** Keeps a draft with a rate of its own. Answers its id. */
async function keepDraft(rate = "7"): Promise<string> {
  const kept = await send({ way: "draft", document: programOfRate(rate), name: "Summer" });
  if (kept.outcome !== "draft_saved") throw new Error(`The draft was not kept: ${kept.outcome}`);
  return kept.versionId;
}

async function readVersions() {
  const { rows } = await database.pool.query(
    "select number, status, created_by, document from program_version where shop_id = $1 order by number",
    [store.shopId],
  );
  return rows;
}

describe("drafts on the program's page", () => {
  it("keep what is typed with its name, and put nothing into force", async () => {
    const id = await keepDraft();
    const versions = await readVersions();
    expect(versions.map(({ status }) => status)).toEqual(["active", "draft"]);
    expect(await open(`?draft=${id}`)).toMatchObject({
      inForce: { number: 1, document: { earning: { pointsPerUnit: "2" } } },
      draft: { id, number: 2, revision: 0, name: "Summer", notes: null },
      document: { earning: { pointsPerUnit: "7" } },
    });
  });

  it("are edited in place, each edit on top of the one before", async () => {
    const id = await keepDraft();
    const edit = {
      way: "draft",
      document: programOfRate("8"),
      name: " Autumn ",
      draft: { id, revision: 0 },
    };
    expect(await send(edit)).toEqual({ outcome: "draft_saved", versionId: id });
    expect(await send(edit)).toEqual({ outcome: "changed_meanwhile" });
    expect(await open(`?draft=${id}`)).toMatchObject({ draft: { revision: 1, name: "Autumn" } });
    expect(await readVersions()).toHaveLength(2);
  });

  it("come into force with what was typed last", async () => {
    const id = await keepDraft();
    const now = { way: "now", document: programOfRate("9"), draft: { id, revision: 0 } };
    expect(await send(now)).toEqual({ outcome: "saved" });
    const versions = await readVersions();
    expect(versions.map(({ status }) => status)).toEqual(["retired", "active"]);
    expect(versions[1]?.document.earning.pointsPerUnit).toBe("9");
  });

  it("do not come into force over what somebody else saved, but keep what was typed", async () => {
    const id = await keepDraft();
    await send({ document: programOfRate("3") });
    const now = { way: "now", document: programOfRate("9"), draft: { id, revision: 0 } };
    expect(await send(now)).toEqual({ outcome: "changed_meanwhile" });
    expect(await open(`?draft=${id}`)).toMatchObject({
      inForce: { number: 3 },
      document: { earning: { pointsPerUnit: "9" } },
    });
  });

  it("are shown as the version that they became", async () => {
    const id = await keepDraft();
    await send({ way: "now", draft: { id, revision: 0 } });
    const gone = await thrownResponse(open(`?draft=${id}`));
    expect([gone.status, gone.headers.get("location")]).toEqual([
      302,
      `/app/program/versions/${id}`,
    ]);
    const edit = { way: "draft", draft: { id, revision: 1 } };
    expect(await send(edit)).toEqual({ outcome: "not_a_draft" });
  });

  it.each(["not-an-id", "018f0000-0000-7000-8000-00000000dead"])(
    "answer 404 for %s",
    async (id) => {
      expect((await thrownResponse(open(`?draft=${id}`))).status).toBe(404);
    },
  );

  it("of another store are not there", async () => {
    const id = await keepDraft();
    await openStore(database, "northwind-tea");
    const request = await bearerRequest(`/app/program?draft=${id}`, { handle: "northwind-tea" });
    expect((await thrownResponse(page.loader(routeArguments(request)))).status).toBe(404);
    const json = submission({ way: "draft", draft: { id, revision: 0 } });
    const theirs = await bearerRequest("/app/program", { handle: "northwind-tea", json });
    expect(await page.action(routeArguments(theirs))).toEqual({ outcome: "not_a_draft" });
  });

  it("are as many as a store may have", async () => {
    for (let count = 0; count < MAX_PROGRAM_DRAFTS; count += 1) await keepDraft();
    expect(await send({ way: "draft" })).toEqual({ outcome: "too_many_drafts" });
  });
});

describe("scheduling on the program's page", () => {
  const schedule = (changes: Sent = {}) =>
    send({
      way: "schedule",
      document: programOfRate("7"),
      startsAt: "2190-03-01T09:00",
      ...changes,
    });

  it("sets the moment on the store's clock", async () => {
    const answer = await schedule();
    expect(answer).toMatchObject({ outcome: "scheduled" });
    const { scheduled } = await open();
    expect(scheduled).toMatchObject([
      { number: 2, activeFrom: new Date("2190-03-01T08:00:00.000Z") },
    ]);
  });

  it("schedules a draft with what was typed last", async () => {
    const id = await keepDraft();
    const answer = await schedule({ draft: { id, revision: 0 }, document: programOfRate("8") });
    expect(answer).toEqual({ outcome: "scheduled", versionId: id });
    expect((await readVersions()).at(-1)?.document.earning.pointsPerUnit).toBe("8");
  });

  it.each([
    ["", /date and time/],
    ["soon", /date and time/],
    ["2190-02-30T09:00", /does not exist/],
    ["2020-01-01T00:00", /in the future/],
  ])("names the problem of %j beside the moment and keeps no draft", async (startsAt, message) => {
    expect(await schedule({ startsAt })).toEqual({
      outcome: "invalid_start",
      message: expect.stringMatching(message),
    });
    expect(await readVersions()).toHaveLength(1);
  });

  it("refuses a moment at which another version begins", async () => {
    await schedule();
    const scheduledIds = (await open()).scheduled.map(({ id }) => id);
    expect(await schedule({ scheduledIds })).toEqual({
      outcome: "invalid_start",
      message: expect.stringMatching(/Another version/),
    });
    expect(await readVersions()).toHaveLength(2);
  });

  it("does not follow a version that the merchant has not seen", async () => {
    await schedule();
    expect(await schedule({ startsAt: "2190-04-01T09:00" })).toEqual({
      outcome: "changed_meanwhile",
    });
    expect(await readVersions()).toHaveLength(2);
  });

  it("names problems of the program as saving does", async () => {
    expect(await schedule({ document: programOfRate("0") })).toMatchObject({ outcome: "invalid" });
    expect(await readVersions()).toHaveLength(1);
  });
});
