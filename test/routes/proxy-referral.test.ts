// A friend on the storefront: from the member's link to the code, and every way that leads nowhere.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Card } from "../../widget/contract/card.ts";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import type { ClaimAnswer, VisitAnswer } from "../../widget/contract/referral.ts";
import { pool } from "../../app/db/pool.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { MEMBER, ReferralShop } from "../support/referral-shop.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";
import { type Visit, signedQuery } from "../support/storefront.ts";

let db: TestDatabase;
let world: SimulatedShop;
let shop: ReferralShop;
let friends = 0;
let email: string;

type Answered = { status: number; json: never; text: string };
let ask: (route: string, visit?: Visit, body?: object | string) => Promise<Answered>;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shop = await ReferralShop.open(
    db,
    { landingPath: "/pages/friends", mostPerYear: 12, minimumOrderMinor: "3000" },
    {},
    world.shop.domain,
  );
  await world.signIn();
  await deliverOnce(shop.id, "write_program", {}, { patienceMs: 30_000 });
  ask = await loadRoutes();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  email = `friend-${(friends += 1)}@example.com`;
});

async function loadRoutes(): Promise<typeof ask> {
  const visits = await import("../../app/routes/proxy.referral.visit.ts");
  const claims = await import("../../app/routes/proxy.referral.claim.ts");
  const shares = await import("../../app/routes/proxy.referral.shared.ts");
  const links = await import("../../app/routes/proxy.r.$code.ts");
  const panel = await import("../../app/routes/proxy.panel.ts");
  return async (route, visit = {}, body) => {
    const request = new Request(`https://app.example.com/proxy/${route}?${signedQuery(visit)}`, {
      method: body === undefined ? "GET" : "POST",
      ...(body !== undefined && {
        body: typeof body === "string" ? body : JSON.stringify(body),
        headers: { "content-type": "application/json", "x-forwarded-for": `203.0.113.${friends}` },
      }),
    });
    const code = route.startsWith("r/") ? { code: decodeURIComponent(route.slice(2)) } : {};
    const args = { request, params: code, context: {} };
    const response = await (route.startsWith("r/")
      ? links.loader(args)
      : route === "panel"
        ? panel.loader(args)
        : route === "referral/visit"
          ? visits.action(args)
          : route === "referral/claim"
            ? claims.action(args)
            : shares.action(args));
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return { status: response.status, text, json: (isJson ? JSON.parse(text) : null) as never };
  };
}

async function visit(input: object = {}, from: Visit = {}): Promise<VisitAnswer> {
  const body = { code: shop.code, visit: null, device: null, locale: "en", ...input };
  return (await ask("referral/visit", from, body)).json;
}

async function open(): Promise<string> {
  const answer = await visit();
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.visit;
}

async function claim(input: object, from: Visit = {}): Promise<ClaimAnswer> {
  const body = { device: null, locale: "en", email, ...input };
  return (await ask("referral/claim", from, body)).json;
}

describe("the link", () => {
  test("leads to the page of the program, by a page of its own", async () => {
    const { status, text } = await ask(`r/${shop.code}`);
    expect(status).toBe(200);
    expect(text).toContain(`url=/pages/friends?loyalty-friend=${shop.code}`);
  });

  test("is read however it is typed", async () => {
    const { text } = await ask(`r/${encodeURIComponent(shop.code.toUpperCase())}`);
    expect(text).toContain(`loyalty-friend=${shop.code}`);
  });

  test.each(["tidy-tulip-0000", "<script>alert(1)</script>", "%00", "x".repeat(500)])(
    "%j leads nowhere, and says so",
    async (code) => {
      const { status, text } = await ask(`r/${encodeURIComponent(code)}`);
      expect(status).toBe(404);
      expect(text).toContain("This link is not known here.");
      expect(text).not.toContain("<script>");
    },
  );

  test("of another store is not known", async () => {
    const other = await ReferralShop.open(db);
    expect((await ask(`r/${other.code}`)).status).toBe(404);
    expect(await visit({ code: other.code })).toMatchObject({ refused: "unknown" });
  });
});

describe("a friend", () => {
  test("reads the offer, gives an address, and gets the code", async () => {
    const answer = await visit();
    if ("refused" in answer) throw new Error(answer.refused);
    expect(answer).toMatchObject({ voucher: null, card: { title: "A friend gives you 10% off" } });
    expect(answer.card.action).toMatchObject({ kind: "form", path: "referral/claim" });
    const claimed = await claim({ visit: answer.visit });
    expect(claimed).toMatchObject({ message: "Here is your code: 10% off" });
    const voucher = "refused" in claimed ? null : claimed.voucher;
    expect(world.discountsOf(voucher?.code ?? "")).toHaveLength(1);
  });

  test("who comes back sees the code again", async () => {
    const id = await open();
    const claimed = await claim({ visit: id });
    const again = await visit({ visit: id });
    if ("refused" in claimed || "refused" in again) throw new Error("refused");
    expect(again.voucher).toEqual(claimed.voucher);
    expect(again.card).toMatchObject({ isDone: true, action: null });
    expect(await claim({ visit: id })).toMatchObject({ voucher: claimed.voucher });
  });

  test("is told to come back where Shopify does not answer", async () => {
    await world.fail("CreateDiscount", "http_500", "before");
    const id = await open();
    expect(await claim({ visit: id })).toMatchObject({
      voucher: null,
      card: { title: "Your code is being made" },
    });
    const { rows } = await pool().query<{ key: string }>(
      `select key from outbox_message where shop_id = $1 and kind = 'issue_friend_voucher'
        and status = 'ready'`,
      [shop.id],
    );
    await deliverOnce(shop.id, "issue_friend_voucher", { referralId: rows[0]?.key ?? "" });
    expect(await visit({ visit: id })).toMatchObject({ card: { isDone: true } });
  });

  test("who is looked at is told so, and nothing of why", async () => {
    const id = await open();
    const claimed = await claim({ visit: id, email: "x@mailinator.com" });
    expect(claimed).toMatchObject({ voucher: null, card: { title: "We are having a look" } });
  });

  test("reads it in the page's language", async () => {
    const titles = new Set<string>();
    for (const locale of ["en", "de-AT", "es", "fr", "tr"]) {
      const answer = await visit({ locale });
      if (!("refused" in answer)) titles.add(answer.card.title);
    }
    expect(titles.size).toBe(5);
  });
});

describe("what is refused", () => {
  test("one's own link", async () => {
    expect(await visit({}, { customerId: MEMBER })).toMatchObject({
      refused: "own_link",
      message: "This is your own link: send it to a friend.",
    });
  });

  test.each([
    [{ visit: randomUUID() }, "unknown", undefined],
    [{ email: "nothing" }, "email", "email"],
    [{ email: "ada+x@example.com" }, "not_for_you", undefined],
  ])("%j", async (input, reason, field) => {
    const id = await open();
    const answer = await claim({ visit: id, ...input });
    expect(answer).toMatchObject({ refused: reason, ...(field && { field }) });
    expect((answer as { message: string }).message).toMatch(/\.$/);
  });

  test("an address that had its code by another visit", async () => {
    await claim({ visit: await open() });
    expect(await claim({ visit: await open() })).toMatchObject({ refused: "claimed" });
  });

  test("a visit that is too old", async () => {
    const id = await open();
    await pool().query(
      "update referral_visit set visited_at = visited_at - interval '31 days' where id = $1",
      [id],
    );
    expect(await claim({ visit: id })).toMatchObject({ refused: "expired" });
    expect(await visit({ visit: id })).toMatchObject({ refused: "expired" });
  });

  test("more tries than people make", async () => {
    const id = await open();
    for (let tries = 0; tries < 10; tries += 1) await claim({ visit: id, email: "no" });
    expect(await claim({ visit: id })).toMatchObject({ refused: "too_many" });
  });

  test("what is no JSON, too large, or of another shape", async () => {
    expect((await ask("referral/claim", {}, "{")).status).toBe(400);
    expect((await ask("referral/claim", {}, { visit: "x", email })).status).toBe(400);
    const large = { visit: randomUUID(), email: "x".repeat(20_000) };
    expect((await ask("referral/claim", {}, large)).status).toBe(413);
    expect((await ask("referral/visit", { secret: "forged" }, { code: "x" })).status).toBe(400);
  });
});

describe("the member's panel", () => {
  const card = async (customerId: string | null, locale = "en"): Promise<Card | undefined> => {
    const { json } = await ask("panel", { customerId, params: { locale } });
    return (json as PanelAnswer).cards?.find(({ id }) => id === "refer");
  };

  test("has the link to hand on, what it brings both, and how many came", async () => {
    const shown = await card(MEMBER);
    expect(shown).toMatchObject({
      title: "Invite a friend",
      worth: "500 Points",
      note: "0 of 12 friends this year",
      text:
        "Your friend gets 10% off. Once they have ordered, you get 500 Points. " +
        "The friend’s first order counts from €30.",
    });
    expect(shown?.action).toMatchObject({
      kind: "share",
      url: `/apps/loyalty/r/${shop.code}`,
      qr: `qr?code=${shop.code}`,
      path: "referral/shared",
    });
  });

  test("shows guests the offer without a link", async () => {
    expect(await card(null)).toMatchObject({ action: null, note: null });
  });

  test("counts what is shared, and keeps the newest five devices", async () => {
    for (let shares = 0; shares < 7; shares += 1) {
      const values = { means: "copy", device: randomUUID() };
      const { status } = await ask("referral/shared", { customerId: MEMBER }, { values });
      expect(status).toBe(200);
    }
    const { rows } = await pool().query<{ shares: number; devices: number }>(
      `select shares, jsonb_array_length(device_hashes) as devices from referral_link
        where shop_id = $1`,
      [shop.id],
    );
    expect(rows).toEqual([{ shares: 7, devices: 5 }]);
    const guest = await ask("referral/shared", {}, { values: {} });
    expect(guest.status).toBe(401);
  });
});

describe("members who cannot bring friends", () => {
  test("by a tag that only Shopify knows: it is asked, and nothing is guessed", async () => {
    const document = `jsonb_set(document, '{referral,audience,customerTags}', '["vip"]')`;
    const set = async (text: string, revision: number) =>
      db.ownerPool.query(
        `update program_version set revision = $2, document = ${text} where shop_id = $1`,
        [shop.id, revision],
      );
    await set(document, 1);
    const member = world.shop.customers.get(MEMBER);
    if (!member) throw new Error("no member");
    expect(await claim({ visit: await open() })).toMatchObject({ refused: "ended" });
    member.tags = ["VIP"];
    await world.fail("FetchCustomerTags", "http_500", "before");
    expect(await claim({ visit: await open() })).toMatchObject({ refused: "not_now" });
    expect(await claim({ visit: await open() })).toMatchObject({ card: { isDone: true } });
    await set(`jsonb_set(document, '{referral,audience,customerTags}', '[]')`, 2);
  });
});
