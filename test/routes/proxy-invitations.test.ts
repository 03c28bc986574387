// Invitations as the storefront answers them: the signed customer's own, in the signed shop, and
// without harm however often.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { inviteMember } from "../../app/usecases/tiers/invite-member.ts";
import type { AnswerInvitationRequest } from "../../widget/contract/invitation.ts";
import type { MemberPanelAnswer } from "../../widget/contract/panel.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import {
  type ProxyRoutes,
  type Visit,
  ask,
  loadProxyRoutes,
  signedQuery,
} from "../support/storefront.ts";

const OTHER_SHOP = "northwind-tea.myshopify.com";
const NEVER = "2026-01-01T00:00:00.000Z";

const program = {
  ...PROGRAM_INPUT,
  tiers: {
    list: [
      { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "vip",
        name: "VIP",
        entry: "invitation" as const,
        entryPoints: "50",
        earnMultiplier: "1.5",
        benefits: ["Tastings"],
      },
      {
        id: "gold",
        name: "Gold",
        enter: { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast: "10000" }] }] },
      },
    ],
  },
};

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let shopId: bigint;
let otherShopId: bigint;
let customers = 9_000;
let customerId: string;
let memberId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  otherShopId = await openLoyaltyShop(db.pool, { domain: OTHER_SHOP }, program);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  customers += 1;
  customerId = String(customers);
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
  memberId = await memberOf(shopId);
});

async function memberOf(shop: bigint): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from member where shop_id = $1 and shopify_customer_id = $2`,
    [shop, customerId],
  );
  return rows[0]?.id ?? "";
}

async function invite(through: string | null = "2099-12-31", now = Date.now()): Promise<string> {
  const command = { shopId, memberId, tierId: "vip", through, actor: "merchant:1" as const, now };
  expect(await inviteMember(command)).toEqual({ outcome: "invited" });
  return new Date(now).toISOString();
}

async function answer(
  invitedAt: string,
  given: AnswerInvitationRequest["answer"] = "accepted",
  visit: Visit = {},
  more: object = {},
) {
  const { status, json } = await ask(routes, "POST /proxy/invitations/answer", {
    visit: { customerId, ...visit },
    body: { tierId: "vip", invitedAt, answer: given, ...more },
  });
  return { status, json: json as unknown };
}

async function panel(visit: Visit = {}): Promise<MemberPanelAnswer> {
  const { json } = await ask(routes, "GET /proxy/panel", { visit: { customerId, ...visit } });
  return json;
}

async function stands() {
  const { rows } = await pool().query(
    `select tier_id, status from tier_invitation where member_id = $1`,
    [memberId],
  );
  const { rows: held } = await pool().query(`select tier_id from member where id = $1`, [memberId]);
  return { invitation: rows[0]?.status, tier: held[0]?.tier_id };
}

describe("the panel", () => {
  test("shows what a member is invited to, and what it would give", async () => {
    expect((await panel()).invitations).toEqual([]);
    const invitedAt = await invite();
    expect((await panel()).invitations).toEqual([
      {
        tierId: "vip",
        invitedAt,
        name: "VIP",
        lastDay: "2099-12-31",
        multiplier: "1.5",
        gift: 50,
        benefits: ["Tastings"],
      },
    ]);
  });

  test.each([
    ["whose last day has passed", "update tier_invitation set through = date '2026-01-01'"],
    ["below the member's tier", "update member set tier_id = 'gold'"],
    ["to the member's own tier", "update member set tier_id = 'vip'"],
    ["that was withdrawn", "update tier_invitation set status = 'withdrawn', ended_at = now()"],
  ])("shows no invitation %s", async (_, change) => {
    await invite();
    const mine = change.startsWith("update member") ? "id" : "member_id";
    await db.ownerPool.query(`${change} where ${mine} = $1`, [memberId]);
    expect((await panel()).invitations).toEqual([]);
  });

  test("promises no points that this year has given already", async () => {
    await answer(await invite());
    await db.ownerPool.query(`update member set tier_id = 'green' where id = $1`, [memberId]);
    await invite();
    expect((await panel()).invitations).toMatchObject([{ gift: 0 }]);
  });
});

describe("an answer", () => {
  test("accepts at once, with the points, and is written down as the shopper's", async () => {
    expect(await answer(await invite())).toEqual({ status: 200, json: { outcome: "accepted" } });
    expect(await stands()).toEqual({ invitation: "accepted", tier: "vip" });
    expect(await panel()).toMatchObject({ balance: { available: 70 }, tier: { name: "VIP" } });
    const { rows } = await pool().query(
      `select actor from audit_event where subject = $1 and action = 'tier_invitation_accepted'`,
      [`member/${memberId}`],
    );
    expect(rows).toEqual([{ actor: "shopper" }]);
  });

  test("declines, and changes nothing else", async () => {
    const said = await answer(await invite(), "declined");
    expect(said).toEqual({ status: 200, json: { outcome: "declined" } });
    expect(await stands()).toEqual({ invitation: "declined", tier: "green" });
    expect((await panel()).invitations).toEqual([]);
  });

  test("that is sent five times at once is given once", async () => {
    const invitedAt = await invite();
    const all = await Promise.all(Array.from({ length: 5 }, () => answer(invitedAt)));
    expect(new Set(all.map(({ json }) => JSON.stringify(json)))).toEqual(
      new Set(['{"outcome":"accepted"}']),
    );
    expect((await panel()).balance.available).toBe(70);
  });

  test("to an earlier invitation is none to one that was sent anew", async () => {
    const first = await invite(null, Date.now() - 1_000);
    await invite();
    const refused = { outcome: "refused", reason: "no_invitation" };
    expect(await answer(first)).toEqual({ status: 200, json: refused });
    expect(await stands()).toEqual({ invitation: "open", tier: "green" });
  });

  test.each([
    ["invitation_is_over", "update tier_invitation set through = date '2026-01-01'", "member_id"],
    ["already_higher", "update member set tier_id = 'gold'", "id"],
    ["no_invitation", "delete from tier_invitation", "member_id"],
    ["no_invitation", "update member set redacted_at = now()", "id"],
  ])("is refused: %s after %s", async (reason, change, mine) => {
    const invitedAt = await invite();
    await db.ownerPool.query(`${change} where ${mine} = $1`, [memberId]);
    const { status, json } = await answer(invitedAt);
    expect({ status, json }).toEqual({ status: 200, json: { outcome: "refused", reason } });
  });

  test("of a customer who is no member is refused", async () => {
    const { json } = await answer(NEVER, "accepted", { customerId: "1" });
    expect(json).toEqual({ outcome: "refused", reason: "no_invitation" });
  });
});

describe("nobody answers for somebody else", () => {
  const refused = { outcome: "refused", reason: "no_invitation" };

  test("another customer, whatever the body and the address say", async () => {
    const invitedAt = await invite();
    const mine = customerId;
    const visit = { customerId: "9999999", params: { customerId: mine, memberId } };
    await recordPaidOrder(shopId, { customerId: "9999999", price: "10.00" });
    const { json } = await answer(invitedAt, "accepted", visit, { customerId: mine, memberId });
    expect(json).toEqual(refused);
    expect((await panel(visit)).invitations).toEqual([]);
    expect(await stands()).toEqual({ invitation: "open", tier: "green" });
  });

  test("the same customer's number in another shop", async () => {
    const invitedAt = await invite();
    await recordPaidOrder(otherShopId, { customerId, price: "10.00" });
    const visit = { shop: OTHER_SHOP };
    for (const given of ["accepted", "declined"] as const) {
      expect((await answer(invitedAt, given, visit)).json).toEqual(refused);
    }
    expect((await panel(visit)).invitations).toEqual([]);
    expect(await stands()).toEqual({ invitation: "open", tier: "green" });
  });

  test("a second customer in the address, behind the signature", async () => {
    const invitedAt = await invite();
    const query = `${signedQuery({ customerId: "1" })}&logged_in_customer_id=${customerId}`;
    const request = new Request(`https://app.example.com/proxy/invitations/answer?${query}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ tierId: "vip", invitedAt, answer: "accepted" }),
    });
    expect((await routes["POST /proxy/invitations/answer"](request)).status).toBe(400);
    expect(await stands()).toEqual({ invitation: "open", tier: "green" });
  });

  test.each([
    ["a merchant's answer", { answer: "withdrawn" }],
    ["no moment", { invitedAt: "yesterday" }],
    ["a number for a tier", { tierId: 7 }],
    ["a tier's name without end", { tierId: "x".repeat(41) }],
  ])("%s is no answer", async (_, more) => {
    const said = await answer(await invite(), "accepted", {}, more);
    expect(said).toMatchObject({ status: 400, json: { problem: "bad_request" } });
  });
});
