// The page of integrations: made with a secret that is shown once, renamed, revoked, and never
// those of another store.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MAX_INTEGRATIONS } from "../../../app/core/integrations/integration.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { addIntegration } from "../../support/integrations.ts";
import {
  type ShopifyStandIn,
  appUrl,
  startShopifyStandIn,
} from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let other: AdminStore;
let page: typeof import("../../../app/routes/app.integrations.tsx");

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  page = await import("../../../app/routes/app.integrations.tsx");
  store = await openStore(database);
  other = await openStore(database, "northwind-tea");
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate integration, integration_event, audit_event");
});

const open = async (handle = store.handle) =>
  page.loader(routeArguments(await bearerRequest("/app/integrations", { handle })));
const send = async (json: unknown, handle = store.handle) =>
  page.action(routeArguments(await bearerRequest("/app/integrations", { json, handle })));

const till = {
  intent: "create",
  name: " Till ",
  kind: "api",
  scopes: ["events:write"],
  secret: "",
};

const acts = async () =>
  (await database.pool.query("select actor, action, details from audit_event order by id"))
    .rows as { action: string }[];

describe("an integration", () => {
  it("is made with a key and a secret, which is shown once and never again", async () => {
    const answer = await send(till);
    if (answer.outcome !== "created") throw new Error(answer.outcome);
    const { fields, name, hasSecret } = answer.made;
    const [address, key, secret] = fields.map(({ value }) => value);
    expect({ name, hasSecret, address }).toEqual({
      name: "Till",
      hasSecret: true,
      address: `${appUrl}/api/v1/`,
    });
    expect(secret).toMatch(/^rs_[\w-]{43}$/);
    const { integrations } = await open();
    expect(integrations).toMatchObject([
      { name: "Till", kind: "api", scopes: ["events:write"], key, lastUsedAt: null },
    ]);
    const { rows } = await database.pool.query("select * from integration");
    expect(JSON.stringify([integrations, rows, await acts()], plain)).not.toContain(secret);
    expect(await acts()).toMatchObject([
      { actor: "merchant:12345", action: "integration_created", details: { name: "Till" } },
    ]);
  });

  it("of Judge.me takes its secret and shows the address for its webhook", async () => {
    const secret = "a-private-token-of-judge-me";
    const answer = await send({ ...till, name: "Reviews", kind: "judge_me", secret });
    if (answer.outcome !== "created") throw new Error(answer.outcome);
    const { integrations } = await open();
    expect(integrations).toMatchObject([{ kind: "judge_me", scopes: ["reviews:write"] }]);
    const value = `${appUrl}/api/v1/reviews/judge-me/${integrations[0]?.key}`;
    expect(answer.made).toEqual({
      name: "Reviews",
      hasSecret: false,
      fields: [{ label: "Webhook address", value }],
    });
  });

  it.each([
    ["without a name", { name: " " }, { name: "Enter a name" }],
    ["with too long a name", { name: "x".repeat(61) }, { name: "Use at most 60 characters" }],
    ["that may do nothing", { scopes: [] }, { scopes: "Choose at least one" }],
    ["of Judge.me without its secret", { kind: "judge_me" }, { secret: "Enter the secret" }],
    [
      "of Judge.me with a short secret",
      { kind: "judge_me", secret: "short" },
      { secret: "It has 16 to 200 characters" },
    ],
    [
      "of Judge.me with a sentence for a secret",
      { kind: "judge_me", secret: "this is no secret at all" },
      { secret: "Enter it without spaces" },
    ],
  ])("%s is not made", async (_, change, problems) => {
    expect(await send({ ...till, ...change })).toEqual({ outcome: "invalid_new", problems });
    expect((await open()).integrations).toEqual([]);
  });

  it.each([{ kind: "else" }, { scopes: ["points:write"] }, { intent: "give" }])(
    "%j is what no form can have sent",
    async (change) => {
      expect((await thrownResponse(send({ ...till, ...change }))).status).toBe(400);
    },
  );

  it("is one of so many at most, of which revoked ones do not count", async () => {
    for (let made = 0; made < MAX_INTEGRATIONS; made++) await addIntegration(store.shopId);
    expect(await send(till)).toMatchObject({
      outcome: "invalid_new",
      problems: { name: expect.stringContaining("too many") },
    });
    const [first] = (await open()).integrations;
    await send({ intent: "revoke", id: first?.id });
    expect(await send(till)).toMatchObject({ outcome: "created" });
  });

  it("is renamed, and the old name stays in the log", async () => {
    const { id } = await addIntegration(store.shopId);
    expect(await send({ intent: "rename", id, name: " Calendar " })).toEqual({
      outcome: "renamed",
    });
    expect((await open()).integrations).toMatchObject([{ name: "Calendar" }]);
    expect((await acts()).at(-1)).toMatchObject({
      action: "integration_renamed",
      details: { name: "Calendar", before: "Till" },
    });
    const problem = "Enter a name";
    expect(await send({ intent: "rename", id, name: "" })).toEqual({
      outcome: "invalid",
      id,
      problem,
    });
  });

  it("is revoked once, its secret is gone, and it stays in the list", async () => {
    const { id } = await addIntegration(store.shopId);
    expect(await send({ intent: "revoke", id })).toEqual({ outcome: "revoked" });
    expect((await open()).integrations).toMatchObject([{ id, revokedAt: expect.any(Date) }]);
    const { rows } = await database.pool.query("select secret, revoked_by from integration");
    expect(rows).toEqual([{ secret: null, revoked_by: "merchant:12345" }]);
    for (const again of [
      { intent: "revoke", id },
      { intent: "rename", id, name: "Back" },
    ]) {
      expect((await thrownResponse(send(again))).status).toBe(404);
    }
    expect((await acts()).at(-1)).toMatchObject({ action: "integration_revoked" });
  });

  it("of another store is neither shown nor changed", async () => {
    const { id } = await addIntegration(other.shopId);
    expect((await open()).integrations).toEqual([]);
    for (const intent of [
      { intent: "revoke", id },
      { intent: "rename", id, name: "Mine" },
    ]) {
      expect((await thrownResponse(send(intent))).status).toBe(404);
    }
    expect((await open(other.handle)).integrations).toMatchObject([
      { name: "Till", revokedAt: null },
    ]);
  });
});

it("what was told lately is listed with what came of it, without the store's neighbours", async () => {
  for (const { shopId } of [store, other]) {
    const { id } = await addIntegration(shopId);
    await database.pool.query(
      `insert into integration_event (shop_id, integration_id, key, id, digest, trigger, subject,
         occurred_at, received_at, settled_at, outcome, reason)
       values ($1, $2, 'k', gen_random_uuid(), '', 'custom', 'workshop', now(), now(), now(),
         'refused', 'not_a_member')`,
      [shopId, id],
    );
  }
  expect((await open()).events).toMatchObject([
    { integration: "Till", subject: "workshop", outcome: "refused", reason: "not_a_member" },
  ]);
});

function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
