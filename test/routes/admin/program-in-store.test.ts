// Before a program is in force, Shopify says whether the store has what its rewards name. Played
// against the simulated store, on every way into force.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mintSessionToken } from "../../../simulator/oauth/session-token.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { saveProgramDraft } from "../../../app/usecases/save-program-draft.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { browserAgent, routeArguments } from "../../support/admin-requests.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { demandingProgram, emptyTheStore } from "../../support/demanding-program.ts";
import { programOfRate } from "../../support/program-form.ts";
import { insertShop } from "../../support/shops.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let form: typeof import("../../../app/routes/app.program/route.tsx");
let page: typeof import("../../../app/routes/app.program_.versions.$id.tsx");
let file: typeof import("../../../app/routes/app_.program.file.ts");
let shopId: bigint;
/** The version in force. */
let versionId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  await world.signIn();
  form = await import("../../../app/routes/app.program/route.tsx");
  page = await import("../../../app/routes/app.program_.versions.$id.tsx");
  file = await import("../../../app/routes/app_.program.file.ts");
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await db.ownerPool.query("truncate shop, outbox_message, audit_event cascade");
  shopId = await insertShop(db.pool, { domain: world.shop.domain });
  const { shop } = world;
  Object.assign(shop, { currency: "EUR", sellsSubscriptions: true, giftCardLimitMinor: 200_000 });
  Object.assign(shop, { hasGiftCards: true, storeCreditOn: true });
  if (shop.installation) shop.installation.scopes = [...world.simulator.context.app.scopes];
  shop.installation?.scopes.push(...world.simulator.context.app.optionalScopes);
  versionId = await bringIntoForce(programOfRate("1"), null);
});

const EARLIER = Date.UTC(2026, 5, 1);
const MOMENT = "2190-03-01T09:00";

type Json = Record<string, unknown>;

const inputOf = (document: Json) => document as unknown as ProgramDocumentInput;

async function bringIntoForce(document: Json, baseVersionId: string | null): Promise<string> {
  const command = { shopId, document: inputOf(document), baseVersionId, actor: "system" };
  const saved = await saveProgram({ ...command, now: EARLIER });
  if (saved.outcome !== "saved") throw new Error(JSON.stringify(saved));
  return saved.versionId;
}

async function keepDraft(document: Json): Promise<string> {
  const command = { shopId, draft: null, document: inputOf(document), actor: "system" };
  const kept = await saveProgramDraft({ ...command, name: null, notes: null, now: EARLIER });
  if (kept.outcome !== "saved") throw new Error(JSON.stringify(kept));
  return kept.versionId;
}

function request(path: string, json: object): Request {
  const token = mintSessionToken(world.simulator.context, world.shop);
  const headers = {
    authorization: `Bearer ${token}`,
    "user-agent": browserAgent,
    "content-type": "application/json",
  };
  const address = new URL(path, "https://regulars.example.com");
  return new Request(address, { method: "POST", headers, body: JSON.stringify(json) });
}

const seen = () => ({ baseVersionId: versionId, scheduledIds: [], startsAt: MOMENT });

const submit = async (document: Json, changes: object): Promise<object> =>
  form.action(
    routeArguments(
      request("/app/program", {
        way: "now",
        document,
        draft: null,
        name: "",
        notes: "",
        ...seen(),
        ...changes,
      }),
    ),
  );

const change = async (id: string, intent: string): Promise<object> => {
  const sent = request(`/app/program/versions/${id}`, { intent, revision: 0, ...seen() });
  return (await page.action(routeArguments(sent, { id }))) as object;
};

/** Every way on which a document can come into force. */
const ways: Readonly<Record<string, (document: Json) => Promise<object>>> = {
  "saved at once": async (document) => submit(document, {}),
  "scheduled in the form": async (document) => submit(document, { way: "schedule" }),
  "put into force from an edited draft": async (document) => {
    const id = await keepDraft(programOfRate("5"));
    return submit(document, { draft: { id, revision: 0 } });
  },
  "a draft, put into force": async (document) => change(await keepDraft(document), "activate"),
  "a draft, scheduled": async (document) => change(await keepDraft(document), "schedule"),
  "an older version, returned to": async (document) => {
    const older = await bringIntoForce(document, versionId);
    versionId = await bringIntoForce(programOfRate("3"), older);
    return change(older, "restore");
  },
  "sent as a file": async (document) => {
    const sent = request("/app/program/file", { versionId, program: document });
    return (await (await file.action(routeArguments(sent))).json()) as object;
  },
};
const wayNames = Object.keys(ways);

const isInForce = async (): Promise<boolean> => {
  const { rows } = await db.pool.query<{ id: string }>(
    "select id from program_version where shop_id = $1 and status in ('active', 'scheduled')",
    [shopId],
  );
  return rows.length !== 1 || rows[0]?.id !== versionId;
};

describe("a program whose rewards the store can give", () => {
  it.each(wayNames)("comes into force: %s", async (way) => {
    const answer = await ways[way]?.(demandingProgram(world));
    expect(answer).toMatchObject({ outcome: expect.stringMatching(/^(saved|scheduled|done)$/) });
    expect(await isInForce()).toBe(true);
  });
});

describe("a program whose rewards the store cannot give", () => {
  it.each(wayNames)("does not come into force, and each reason is told: %s", async (way) => {
    const program = demandingProgram(world);
    emptyTheStore(world, program);
    const answer = await ways[way]?.(program);
    expect(answer).toEqual({
      outcome: "invalid",
      problems: [
        { path: "rewards.0.items.productIds.0", message: expect.stringContaining("no product") },
        {
          path: "rewards.1.items.collectionIds.0",
          message: expect.stringContaining("no collection"),
        },
        {
          path: "rewards.2.audience.segmentIds.0",
          message: expect.stringContaining("no customer segment"),
        },
        { path: "rewards.3.variantIds.0", message: expect.stringContaining("no variant") },
        {
          path: "rewards.4.purchases.subscription",
          message: expect.stringContaining("without the shop using subscriptions"),
        },
        { path: "rewards.5.amountMinor", message: expect.stringContaining("49.99 EUR") },
        { path: "rewards.6.kind", message: expect.stringContaining("switched off") },
      ],
    });
    expect(await isInForce()).toBe(false);
  });

  it("is told of another currency than the app has heard of, and of a plan without cards", async () => {
    Object.assign(world.shop, { currency: "USD", hasGiftCards: false });
    expect(await submit(demandingProgram(world), {})).toMatchObject({
      outcome: "invalid",
      problems: [
        { path: "", message: expect.stringMatching(/in EUR.*in USD/) },
        { path: "rewards.5.kind", message: expect.stringContaining("plan") },
      ],
    });
    expect(await isInForce()).toBe(false);
    // The app has heard of it now, so that the form shows it.
    Object.assign(world.shop, { hasGiftCards: true });
    expect(await submit(demandingProgram(world), {})).toEqual({ outcome: "saved" });
  });

  it("is read in the store's currency where it is a file, and the app has not heard of any", async () => {
    world.shop.currency = "USD";
    expect(await ways["sent as a file"]?.(demandingProgram(world))).toEqual({ outcome: "saved" });
    await db.pool.query("update shop set name = 'Harbour Coffee', currency = 'GBP'");
    expect(await ways["sent as a file"]?.(demandingProgram(world))).toMatchObject({
      problems: [{ path: "", message: expect.stringMatching(/in GBP.*in USD/) }],
    });
  });

  it("is kept as a draft all the same, typed or sent as a file", async () => {
    const program = demandingProgram(world);
    emptyTheStore(world, program);
    expect(await submit(program, { way: "draft" })).toMatchObject({ outcome: "draft_saved" });
    const sent = request("/app/program/file?draft", { versionId, program });
    expect((await file.action(routeArguments(sent))).status).toBe(200);
  });
});

describe("a program with rewards that the store has not allowed", () => {
  it.each(["saved at once", "a draft, put into force", "a draft, scheduled"])(
    "does not come into force, and says what to allow: %s",
    async (way) => {
      const program = demandingProgram(world);
      await db.pool.query("update shop set scopes = 'write_discounts,read_products'");
      world.shop.installation?.scopes.splice(-3);
      expect(await ways[way]?.(program)).toEqual({
        outcome: "invalid",
        problems: [
          { path: "rewards.5.kind", message: expect.stringContaining("allow it") },
          { path: "rewards.6.kind", message: expect.stringContaining("allow it") },
        ],
      });
      expect(await isInForce()).toBe(false);
    },
  );

  it("is told so before the app has heard that the store took it back", async () => {
    world.shop.installation?.scopes.splice(-3, 1);
    expect(await submit(demandingProgram(world), {})).toMatchObject({
      outcome: "invalid",
      problems: [{ path: "rewards.5.kind", message: expect.stringContaining("gift cards") }],
    });
    const { rows } = await db.pool.query<{ scopes: string }>("select scopes from shop");
    expect(rows[0]?.scopes).not.toContain("write_gift_cards");
  });

  it("is not returned to", async () => {
    const older = await bringIntoForce(demandingProgram(world), versionId);
    versionId = await bringIntoForce(programOfRate("3"), older);
    await db.pool.query("update shop set scopes = 'write_gift_cards'");
    expect(await change(older, "restore")).toMatchObject({
      outcome: "invalid",
      problems: [{ path: "rewards.6.kind" }],
    });
  });
});

describe("while Shopify does not answer", () => {
  it.each(wayNames)("nothing comes into force: %s", async (way) => {
    const program = demandingProgram(world);
    await world.fail("FetchStoreFacts", "http_500", "before", 5);
    const answer = await ways[way]?.(program);
    await world.clearFaults();
    expect(answer).toEqual({ outcome: "store_silent" });
    expect(await isInForce()).toBe(false);
  });

  it("a program can be kept as a draft, and one without rewards needs no answer", async () => {
    await world.fail("FetchStoreFacts", "http_500", "before", 5);
    const draft = await submit(demandingProgram(world), { way: "draft" });
    const empty = await submit({ ...programOfRate("4"), rewards: [] }, {});
    await world.clearFaults();
    expect([draft, empty]).toMatchObject([{ outcome: "draft_saved" }, { outcome: "saved" }]);
  });

  it("what was typed into a draft is kept in it", async () => {
    await world.fail("FetchStoreFacts", "timeout", "before", 1);
    const id = await keepDraft(programOfRate("5"));
    const answer = await submit(programOfRate("8"), { draft: { id, revision: 0 } });
    await world.clearFaults();
    expect(answer).toEqual({ outcome: "store_silent" });
    const { rows } = await db.pool.query<{ rate: string }>(
      "select document #>> '{earning,pointsPerUnit}' as rate from program_version where id = $1",
      [id],
    );
    expect(rows).toEqual([{ rate: "8" }]);
  });
});
