// The program as a file, for what the form does not show.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { programDocumentToJson } from "../../../app/core/program/document.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { FULL_PROGRAM } from "../../support/full-programs.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let file: typeof import("../../../app/routes/app_.program.file.ts");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  file = await import("../../../app/routes/app_.program.file.ts");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop, outbox_message cascade");
  store = await openStore(database);
});

const full: Record<string, unknown> = JSON.parse(programDocumentToJson(FULL_PROGRAM));

const open = async () => file.loader(routeArguments(await bearerRequest("/app/program/file")));
const send = async (json: unknown) =>
  file.action(routeArguments(await bearerRequest("/app/program/file", { json })));

interface ProgramFile {
  versionId: string;
  program: Record<string, unknown>;
}

describe("the program's file", () => {
  it("holds the version in force, and says of which version it is", async () => {
    const answer = await open();
    expect(answer.headers.get("content-disposition")).toContain("program.json");
    expect(await answer.json()).toMatchObject({
      versionId: store.versionId,
      program: { earning: { pointsPerUnit: "2" }, tiers: null },
    });
  });

  it("becomes a new version with everything it says, and reads the same afterwards", async () => {
    const answer = await send({ versionId: store.versionId, program: full });
    expect([answer.status, await answer.json()]).toEqual([200, { outcome: "saved" }]);
    const read = (await (await open()).json()) as ProgramFile;
    expect(read.program).toEqual(full);
    expect(read.versionId).not.toBe(store.versionId);
  });

  it("is read back in however much of it there is, indented as it was downloaded", async () => {
    const campaigns = Array.from({ length: 40 }, (_, index) => ({
      id: `c-${index}`,
      name: `Campaign ${index}`,
      startsAt: "2026-01-01T00:00",
      endsAt: "2027-01-01T00:00",
      effect: { kind: "multiplier", multiplier: "2" },
      conditions: {
        products: { productIds: Array.from({ length: 100 }, (__, id) => `74000${index}${id}`) },
      },
    }));
    const program = { ...full, campaigns };
    const sent = await send({ versionId: store.versionId, program });
    expect([sent.status, await sent.json()]).toEqual([200, { outcome: "saved" }]);
    const downloaded = await (await open()).text();
    expect(downloaded.length).toBeGreaterThan(100_000);
    const request = await bearerRequest("/app/program/file", { json: {} });
    const { url, headers } = request;
    const again = new Request(url, { method: "POST", headers, body: downloaded });
    expect((await file.action(routeArguments(again))).status).toBe(200);
  });

  it("is refused with a sentence for text that no database can hold", async () => {
    for (const one of ["Poi\u0000nt", "Poi\ud800nt"]) {
      const program = { ...full, pointsName: { one, other: "Points" } };
      const answer = await send({ versionId: store.versionId, program });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ problems: [{ path: "pointsName.one" }] });
    }
  });

  it("is refused with a sentence for each problem", async () => {
    const program = { ...full, rounding: "sideways", rewards: [{ kind: "a trip" }] };
    const answer = await send({ versionId: store.versionId, program });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      outcome: "invalid",
      problems: [
        { path: "rounding" },
        {
          path: "rewards.0.kind",
          message: expect.stringMatching(/^Choose amount_off, .+ or \w+$/),
        },
      ],
    });
  });

  it("does not overwrite what somebody saved meanwhile", async () => {
    await send({ versionId: store.versionId, program: full });
    expect((await send({ versionId: store.versionId, program: full })).status).toBe(409);
  });

  it("is not there before there is a program, and can be the first", async () => {
    await database.ownerPool.query("truncate program_version cascade");
    expect((await thrownResponse(open())).status).toBe(404);
    expect((await send({ versionId: null, program: full })).status).toBe(200);
  });

  it("becomes a draft where that is asked for, and leaves the program in force as it is", async () => {
    const request = await bearerRequest("/app/program/file?draft", {
      json: { versionId: store.versionId, program: full },
    });
    const answer = await file.action(routeArguments(request));
    expect([answer.status, await answer.json()]).toEqual([200, { outcome: "saved" }]);
    const read = (await (await open()).json()) as ProgramFile;
    expect(read.versionId).toBe(store.versionId);
    const { rows } = await database.pool.query<{ status: string }>(
      "select status from program_version order by number",
    );
    expect(rows.map(({ status }) => status)).toEqual(["active", "draft"]);
  });

  it("is taken only in its own shape", async () => {
    expect((await thrownResponse(send({ program: full }))).status).toBe(400);
  });
});
