// What members decide about themselves in the panel: e-mails, and whether their birthday is known.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Card, CardAnswer } from "../../widget/contract/card.ts";
import type { MemberPanelAnswer } from "../../widget/contract/panel.ts";
import { pool } from "../../app/db/pool.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { findMetafield } from "../../simulator/actions/metafields.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes, signedQuery } from "../support/storefront.ts";

type Route = (request: Request) => Promise<Response>;

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let emails: Route;
let forget: Route;
let enter: Route;
let shopId: bigint;
let customers = 64_000;
let customerId: string;

const program = {
  ...PROGRAM_INPUT,
  birthday: { gift: { kind: "points", points: "250" } },
  texts: [{ language: "fr", key: "settings_saved_off", text: "C’est noté." }],
} satisfies Parameters<typeof openLoyaltyShop>[2];

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  const args = (request: Request) => ({ request, params: {}, context: {} });
  const [wishing, removing, entering] = await Promise.all([
    import("../../app/routes/proxy.settings.emails.ts"),
    import("../../app/routes/proxy.settings.birthday.ts"),
    import("../../app/routes/proxy.birthday.ts"),
  ]);
  emails = (request) => wishing.action(args(request));
  forget = (request) => removing.action(args(request));
  enter = (request) => entering.action(args(request));
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  await world.signIn();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  customers += 1;
  customerId = String(customers);
  const email = `${customerId}@example.com`;
  createCustomer(world.simulator.context, world.shop, { id: customerId, email });
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
});

async function settings(visitor: string | null = customerId): Promise<Card[] | undefined> {
  const visit = { customerId: visitor, params: { locale: "en" } };
  const { json } = await ask(routes, "GET /proxy/panel", { visit });
  return (json as MemberPanelAnswer).settings;
}

async function post(
  route: Route,
  values: Record<string, string> = {},
  visitor: string | null = customerId,
  locale = "en",
): Promise<{ status: number; json: CardAnswer }> {
  const request = new Request(
    `https://app.example.com/proxy/settings?${signedQuery({ customerId: visitor })}`,
    {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ values, locale }),
    },
  );
  const response = await route(request);
  return { status: response.status, json: (await response.json()) as CardAnswer };
}

async function member() {
  const { rows } = await pool().query<{ id: string; out: boolean; birth: string | null }>(
    `select id, email_opted_out_at is not null as out, birth_date::text as birth from member
      where shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId],
  );
  return rows[0] ?? { id: "", out: false, birth: null };
}

const chosen = (cards: Card[] | undefined) => {
  const action = cards?.find(({ id }) => id === "settings/emails")?.action;
  return action?.kind === "form" ? action.fields[0]?.value : undefined;
};

describe("e-mails", () => {
  test("can be stopped and wanted again, as often as one likes", async () => {
    expect(chosen(await settings())).toBe("on");
    for (const wish of ["off", "off", "on", "off"]) {
      const { json } = await post(emails, { emails: wish });
      expect(json).toMatchObject({ card: { id: "settings/emails" } });
      expect(json.message).toContain(wish === "off" ? "no more e-mails" : "You get e-mails");
      expect((await member()).out).toBe(wish === "off");
      expect(chosen(await settings())).toBe(wish);
    }
  });

  test("are answered in the page's language, and in the words of the store", async () => {
    const { json } = await post(emails, { emails: "off" }, customerId, "de");
    expect(json.message).toContain("keine E-Mails");
    const inFrench = await post(emails, { emails: "off" }, customerId, "fr");
    expect(inFrench.json.message).toBe("C’est noté.");
  });

  test("take a yes or a no, of somebody who is signed in", async () => {
    expect((await post(emails, { emails: "maybe" })).status).toBe(400);
    expect((await post(emails, { emails: "on" }, null)).status).toBe(401);
    const stranger = await post(emails, { emails: "off" }, "999999");
    expect(stranger.json).toEqual({ message: "Log in again to change this." });
  });
});

describe("a birthday", () => {
  test("is removed here at once and in Shopify afterwards, and asked for again", async () => {
    await post(enter, { birthDate: "1988-02-29" });
    const { id } = await member();
    await deliverOnce(shopId, "sync_birth_date", { memberId: id });
    const owner = `gid://shopify/Customer/${customerId}`;
    const there = () => findMetafield(world.shop, owner, "facts", "birth_date")?.value;
    expect(there()).toBe("1988-02-29");
    expect(await settings()).toMatchObject([
      { id: "settings/emails", action: { label: "Save" } },
      { id: "settings/birthday", action: { isQuiet: true } },
    ]);
    const { json } = await post(forget);
    expect(json).toMatchObject({
      card: null,
      message: expect.stringContaining("has been removed"),
    });
    expect((await member()).birth).toBeNull();
    expect(await deliverOnce(shopId, "sync_birth_date", { memberId: id })).toEqual({
      outcome: "sent",
    });
    expect(there()).toBeUndefined();
    // A later look takes nothing back.
    await deliverOnce(shopId, "sync_birth_date", { memberId: id });
    expect((await member()).birth).toBeNull();
    expect((await settings())?.map((card) => card.id)).toEqual(["settings/emails"]);
  });

  test("that is not known is removed all the same", async () => {
    expect((await post(forget)).json).toMatchObject({ card: null });
  });

  test("of somebody who is no member is nobody's to remove", async () => {
    expect((await post(forget, {}, "999999")).json).toEqual({
      message: "Log in again to change this.",
    });
  });
});

test("who is no member has nothing to decide, and guests are told of nothing", async () => {
  expect(await settings("999999")).toEqual([]);
  expect(await settings(null)).toBeUndefined();
});
