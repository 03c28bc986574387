// The page of campaigns: what it shows of all versions, and what comes of ending, trying and
// counting one.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { previewLine, resultsLine } from "../../../app/ui/campaigns/campaign-answers.ts";
import { saveProgramDraft } from "../../../app/usecases/save-program-draft.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, openStore, placeOrder } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { campaign, times } from "../../support/earning.ts";
import { CUSTOMER_ID, PLACED_AT, PROGRAM_INPUT } from "../../support/order-builder.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let page: typeof import("../../../app/routes/app.campaigns/route.tsx");
let preview: typeof import("../../../app/routes/app_.campaigns.preview.ts");
let results: typeof import("../../../app/routes/app_.campaigns.results.ts");

/** By the clock of the store that the stand-in plays. */
const YESTERDAY = Date.UTC(2026, 5, 30, 12);
/** Whenever the tests run, it runs. */
const always = { startsAt: "2020-01-01T00:00", endsAt: "2199-01-01T00:00" };
const program = {
  ...PROGRAM_INPUT,
  campaigns: [
    campaign({ id: "double", name: "Double", ...always }),
    campaign({ id: "triple", name: "Triple", ...always, effect: times("3") }),
  ],
};

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.campaigns/route.tsx");
  preview = await import("../../../app/routes/app_.campaigns.preview.ts");
  results = await import("../../../app/routes/app_.campaigns.results.ts");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop, outbox_message, audit_event cascade");
  store = await openStore(database);
});

async function start(document: object = program): Promise<string> {
  const saved = await saveProgram({
    shopId: store.shopId,
    document: document as never,
    baseVersionId: store.versionId,
    actor: "system",
    now: PLACED_AT,
  });
  if (saved.outcome !== "saved") throw new Error("The program was not saved");
  return saved.versionId;
}

async function look() {
  return page.loader(routeArguments(await bearerRequest("/app/campaigns")));
}

async function end(json: object) {
  return page.action(routeArguments(await bearerRequest("/app/campaigns", { json })));
}

async function lines(response: Promise<Response>): Promise<unknown[]> {
  const text = await (await response).text();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
}

async function tryOut(query: Record<string, string>): Promise<Response> {
  const path = `/app/campaigns/preview?${new URLSearchParams(query)}`;
  return preview.loader(routeArguments(await bearerRequest(path)));
}

async function count(query: Record<string, string>): Promise<Response> {
  const path = `/app/campaigns/results?${new URLSearchParams(query)}`;
  return results.loader(routeArguments(await bearerRequest(path)));
}

describe("the page", () => {
  it("shows the campaigns in force, and what drafts say otherwise", async () => {
    const versionId = await start();
    await saveProgramDraft({
      shopId: store.shopId,
      draft: null,
      document: {
        ...program,
        campaigns: [campaign({ id: "double", name: "Double", ...always, budget: "500" })],
      },
      name: null,
      notes: null,
      actor: "system",
      now: PLACED_AT,
    });
    const shown = await look();
    expect(shown.campaigns.map(({ key, stage, progress }) => [key, stage, progress])).toEqual([
      ["earning.double", "in_force", "running"],
      ["earning.triple", "in_force", "running"],
      ["earning.double.3", "draft", "running"],
    ]);
    expect(shown.campaigns[2]).toMatchObject({
      isChange: true,
      summary: expect.stringContaining("at most 500 Points to all together") as string,
    });
    expect(shown.baseVersionId).toBe(versionId);
  });

  it("names campaigns that run together in a sentence", async () => {
    await start();
    const { overlaps } = await look();
    expect(overlaps.map(({ title }) => title)).toEqual(["Campaigns that run together"]);
    const [sentence, ...more] = overlaps[0]?.sentences ?? [];
    expect(sentence).toMatch(/^“Double” and “Triple” run together, for the first time on /);
    expect(sentence).toMatch(/: an order that both match gets only the one that gives more\.$/);
    expect(more).toEqual([]);
  });

  it("of a store without campaigns shows none", async () => {
    expect(await look()).toMatchObject({ campaigns: [], overlaps: [], surprises: [] });
  });
});

describe("ending a campaign", () => {
  it("brings a version without its future", async () => {
    const baseVersionId = await start();
    const ended = { intent: "end", kind: "earning", id: "double", baseVersionId };
    expect(await end(ended)).toEqual({ outcome: "ended" });
    const { campaigns } = await look();
    expect(campaigns.find(({ id }) => id === "double")?.progress).toBe("over");
    expect(await end(ended)).toEqual({ outcome: "changed_meanwhile" });
  });

  it.each([
    ["another kind of thing", { kind: "reward" }],
    ["no version", { baseVersionId: "none" }],
    ["more than is asked for", { more: 1 }],
  ])("is refused for %s", async (_what, wrong) => {
    const baseVersionId = await start();
    const sent = { intent: "end", kind: "earning", id: "double", baseVersionId, ...wrong };
    expect((await thrownResponse(end(sent))).status).toBe(400);
  });
});

describe("trying a campaign", () => {
  it("answers line by line what it would have issued", async () => {
    const version = await start();
    const placedAt = YESTERDAY;
    await placeOrder(store, { placedAt, updatedAt: placedAt });
    const read = await lines(tryOut({ version, kind: "earning", id: "triple", days: "7" }));
    expect(read.map((line) => previewLine.parse(line).type)).toEqual(["progress", "done"]);
    // Three times instead of twice: the other campaign runs beside it.
    expect(read.at(-1)).toMatchObject({ points: "80", members: 1, orders: 1, looked: 1 });
  });

  it.each([
    ["other days than are offered", { days: "8" }],
    ["a version that is no id", { version: "1" }],
    ["another kind", { kind: "reward" }],
  ])("is refused for %s", async (_what, wrong) => {
    const version = await start();
    const asked = tryOut({ version, kind: "earning", id: "double", days: "7", ...wrong });
    expect((await thrownResponse(asked)).status).toBe(400);
  });

  it("finds no campaign of another store, and none that the version has not", async () => {
    const version = await start();
    const query = { version, kind: "earning", id: "double", days: "7" };
    expect((await thrownResponse(tryOut({ ...query, id: "gone" }))).status).toBe(404);
    const other = await openStore(database, "northwind-tea");
    const theirs = tryOut({ ...query, version: other.versionId });
    expect((await thrownResponse(theirs)).status).toBe(404);
  });
});

describe("counting what a campaign gave", () => {
  it("answers line by line", async () => {
    await start();
    const placedAt = PLACED_AT + 1;
    await placeOrder(store, { placedAt, updatedAt: placedAt, customerId: CUSTOMER_ID });
    const read = await lines(count({ kind: "earning", id: "triple" }));
    expect(read.map((line) => resultsLine.parse(line).type)).toEqual(["progress", "done"]);
    expect(read.at(-1)).toMatchObject({
      points: "160",
      members: 1,
      days: [{ day: "2026-03-01", points: "160", count: 1 }],
    });
  });

  it("of a campaign that nobody knows says that it never ran", async () => {
    expect(await lines(count({ kind: "price", id: "gone" }))).toEqual([
      { type: "done", kind: "never" },
    ]);
  });

  it("is refused for what is no campaign", async () => {
    expect((await thrownResponse(count({ kind: "earning", id: "" }))).status).toBe(400);
  });
});

describe("an answer in lines", () => {
  it("ends without its last line where the work fails, and stops it when nobody reads", async () => {
    const { answerLines } = await import("../../../app/routes/admin/answer-lines.ts");
    const seen: string[] = [];
    async function* failing() {
      yield { type: "progress" };
      throw new Error("The database went away");
    }
    expect(await lines(Promise.resolve(answerLines(failing())))).toEqual([{ type: "progress" }]);
    async function* endless() {
      try {
        for (;;) yield { type: "progress" };
      } finally {
        seen.push("stopped");
      }
    }
    const reader = answerLines(endless()).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(seen).toEqual(["stopped"]);
  });
});
