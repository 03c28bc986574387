// Events and the survey as the storefront's panel shows and asks: the signed customer's own code,
// and one answer.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Card, CardAnswer, CardTaken } from "../../widget/contract/card.ts";
import type { MemberPanelAnswer } from "../../widget/contract/panel.ts";
import { readCheckIn } from "../../app/adapters/links/check-in-code.ts";
import { pool } from "../../app/db/pool.ts";
import { readMemberCode } from "../../app/core/events/member-code.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { EVENT_PROGRAM, comeIn, makeEvent } from "../support/event-shop.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { readQr } from "../support/read-qr.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import {
  type ProxyRoutes,
  type Visit,
  ask,
  loadProxyRoutes,
  signedQuery,
} from "../support/storefront.ts";

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let post: Record<"code" | "answer", (request: Request) => Promise<Response>>;
let get: Record<"qr" | "share", (request: Request) => Promise<Response>>;
let shopId: bigint;
let customers = 61_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  const args = (request: Request) => ({ request, params: {}, context: {} });
  const code = await import("../../app/routes/proxy.check-in.code.ts");
  const qr = await import("../../app/routes/proxy.check-in.qr.ts");
  const share = await import("../../app/routes/proxy.qr.ts");
  const answer = await import("../../app/routes/proxy.survey.answer.ts");
  post = {
    code: (request) => code.action(args(request)),
    answer: (request) => answer.action(args(request)),
  };
  get = {
    qr: (request) => qr.loader(args(request)),
    share: (request) => share.loader(args(request)),
  };
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, EVENT_PROGRAM);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await db.ownerPool.query("truncate check_in, check_in_link, store_event, survey_answer");
  customers += 1;
  customerId = String(customers);
  const now = Date.now();
  const head = { placedAt: now, updatedAt: now };
  await recordPaidOrder(shopId, { customerId, price: "10.00", head }, now);
});

const addressOf = (visit: Visit) =>
  `https://app.example.com/proxy?${signedQuery({ customerId, ...visit })}`;

async function send(
  route: keyof typeof post,
  values: Record<string, string> = {},
  { locale = "en", ...visit }: Visit & { locale?: string } = {},
): Promise<{ status: number; json: CardAnswer }> {
  const response = await post[route](
    new Request(addressOf(visit), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ values, locale }),
    }),
  );
  return { status: response.status, json: (await response.json()) as CardAnswer };
}

const look = (route: keyof typeof get, visit: Visit = {}) =>
  get[route](new Request(addressOf(visit)));

async function card(id: string, visit: Visit = {}): Promise<Card | undefined> {
  const { json } = await ask(routes, "GET /proxy/panel", { visit: { customerId, ...visit } });
  return (json as MemberPanelAnswer).cards.find((one) => one.id === id);
}

const codeIn = (answer: CardAnswer): string => {
  const action = (answer as CardTaken).card?.action;
  return action?.kind === "code" ? action.code : "";
};

describe("the card of an event", () => {
  test("stands in the panel with place, time and what it earns, and asks for the code", async () => {
    await makeEvent(shopId, { place: "Kai 3" }, Date.now());
    expect(await card("event", { params: { locale: "de" } })).toMatchObject({
      title: "Veranstaltung: Tasting",
      text: expect.stringContaining("Kai 3"),
      worth: "25 Points",
      isDone: false,
      action: { kind: "form", path: "check-in/code", fields: [] },
    });
  });

  test("is not there without an event that is near", async () => {
    expect(await card("event")).toBeUndefined();
  });

  test("shows a full event without a way in", async () => {
    const id = await makeEvent(shopId, { capacity: "1" }, Date.now());
    await pool().query(`update store_event set attended = 1 where id = $1`, [id]);
    expect(await card("event")).toMatchObject({ note: "All places are taken.", action: null });
  });

  test("names no points where a limit may refuse them", async () => {
    await makeEvent(shopId, {}, Date.now());
    const { certainWorth } = await import("../../app/routes/proxy/cards/certain-worth.ts");
    const { parseProgramDocument } = await import("../../app/core/program/document.ts");
    const read = parseProgramDocument({
      ...EVENT_PROGRAM,
      waysToEarn: [
        {
          id: "came",
          name: "Came by",
          trigger: "check_in",
          points: "25",
          limit: { times: 1, per: "year" },
        },
      ],
    });
    if (read.outcome === "invalid") throw new Error(JSON.stringify(read.problems));
    expect(certainWorth(read.document, "check_in", "en")).toBeUndefined();
    expect(certainWorth(read.document, "survey", "en")).toBeUndefined();
  });
});

describe("the code", () => {
  test("is shown with its picture, and checks its member in", async () => {
    const eventId = await makeEvent(shopId, {}, Date.now());
    const { status, json } = await send("code");
    expect(status).toBe(200);
    expect(json).toMatchObject({ message: expect.stringContaining("Here is your code") });
    const read = readMemberCode(codeIn(json));
    const code = read.outcome === "code" ? read.code : "";
    expect(await card("event")).toMatchObject({ action: { kind: "code", code: codeIn(json) } });
    const picture = await look("qr");
    expect(picture.headers.get("content-type")).toBe("image/svg+xml");
    expect(picture.headers.get("cache-control")).toBe("no-store");
    const scanned = readQr(await picture.text());
    expect(readCheckIn(shopId, scanned)).toEqual({ outcome: "code", code, how: "scanned" });
    expect(await comeIn(shopId, eventId, code, { now: Date.now() })).toMatchObject({
      outcome: "checked_in",
      points: 25n,
    });
    expect(await card("event")).toMatchObject({ isDone: true, note: "You have checked in." });
    expect((await send("code")).json).toMatchObject({ message: "You have checked in." });
  });

  test("is the signed customer's own, and no guest has one", async () => {
    await makeEvent(shopId, {}, Date.now());
    await send("code");
    expect((await look("qr", { customerId: null })).status).toBe(401);
    expect((await look("qr", { customerId: "999" })).status).toBe(404);
    expect((await look("qr", { secret: "wrong" })).status).toBe(400);
    expect((await send("code", {}, { customerId: null })).status).toBe(401);
  });

  test("has no picture once it has expired", async () => {
    await makeEvent(shopId, {}, Date.now());
    await send("code");
    await pool().query(`update member_code set expires_at = now() + interval '4 min'`);
    expect((await look("qr")).status).toBe(200);
    expect(await card("event")).toMatchObject({ action: { kind: "form" } });
    await pool().query(`update member_code set expires_at = now() - interval '1 s'`);
    expect((await look("qr")).status).toBe(404);
  });

  test("is told about where there is no event, and to who is no member yet", async () => {
    expect((await send("code")).json).toEqual({
      card: null,
      message: "There is no event to check in at.",
    });
    expect((await send("code", {}, { customerId: "999", locale: "fr" })).json).toEqual({
      message: expect.stringContaining("Votre adhésion commence"),
    });
  });
});

describe("the card of the survey", () => {
  test("asks for a number and a comment, and takes one answer", async () => {
    expect(await card("survey")).toMatchObject({
      worth: "10 Points",
      action: {
        kind: "form",
        path: "survey/answer",
        fields: [
          { name: "score", type: "scale", required: true },
          { name: "comment", type: "text", required: false },
        ],
      },
    });
    const { json } = await send("answer", { score: "9", comment: "Fine" }, { locale: "de" });
    expect(json).toEqual({
      card: null,
      message: expect.stringMatching(/Danke\. .+ liest jede Antwort\. .+10 Points/),
    });
    expect(await card("survey")).toBeUndefined();
    expect((await send("answer", { score: "1" })).json).toEqual({
      card: null,
      message: "You have answered already. Thank you.",
    });
    const { rows } = await pool().query(`select score, comment, via from survey_answer`);
    expect(rows).toEqual([{ score: 9, comment: "Fine", via: "widget" }]);
  });

  test.each([
    [{}, "score", "Choose a number from 0 to 10."],
    [{ score: "11" }, "score", "Choose a number from 0 to 10."],
    [
      { score: "5", comment: "x".repeat(1_001) },
      "comment",
      "Shorten your comment to 1,000 characters.",
    ],
  ])("says what is wrong with an answer", async (values, field, message) => {
    expect((await send("answer", values)).json).toEqual({ message, field });
  });

  test("asks no guest, and nobody who is no member yet", async () => {
    expect((await send("answer", { score: "9" }, { customerId: null })).status).toBe(401);
    expect((await send("answer", { score: "9" }, { customerId: "999" })).json).toEqual({
      card: null,
      message: "This question is no longer open.",
    });
  });
});

describe("the picture of a member's link", () => {
  test("leads to that link in this store", async () => {
    const picture = await look("share", { params: { code: "ADA-K7QM" }, customerId: null });
    expect(picture.status).toBe(200);
    expect(readQr(await picture.text())).toBe(
      `https://${world.shop.domain}/apps/loyalty/r/ADA-K7QM`,
    );
  });

  test.each(["", "../admin", "https://example.com", "x".repeat(41)])(
    "is none for what is no code",
    async (code) => {
      expect((await look("share", { params: { code } })).status).toBe(404);
    },
  );

  test("is none without Shopify's signature", async () => {
    expect((await look("share", { params: { code: "ADA" }, secret: "wrong" })).status).toBe(400);
  });
});
