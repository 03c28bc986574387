// The way in for what cards send: who is let in, what may be sent, and what the feature behind it
// is told.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CardVisit } from "../../app/routes/proxy/card-door.ts";
import type { CardAnswer } from "../../widget/contract/card.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type Visit, signedQuery } from "../support/storefront.ts";

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let throughCardDoor: typeof import("../../app/routes/proxy/card-door.ts").throughCardDoor;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ({ throughCardDoor } = await import("../../app/routes/proxy/card-door.ts"));
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const taken: CardAnswer = { card: null, message: "Thank you." };
/** What the feature behind the door was told. */
let visits: CardVisit[] = [];

const send = async (body: object | string, visit: Visit = {}) => {
  visits = [];
  const query = signedQuery({ customerId: "77", ...visit });
  const request = new Request(`https://app.example.com/proxy/card?${query}`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  const response = await throughCardDoor(request, async (told) => {
    visits.push(told);
    return taken;
  });
  return { status: response.status, json: (await response.json()) as unknown };
};

test("a customer who is no member yet is let in as such", async () => {
  const values = { born: " 2000-02-29 ", empty: "" };
  expect(await send({ values, locale: "de-AT" })).toEqual({ status: 200, json: taken });
  expect(visits).toEqual([
    {
      shop: expect.objectContaining({ id: shopId }),
      customerId: "77",
      memberId: null,
      values: { born: "2000-02-29", empty: "" },
      locales: ["de-AT", "en"],
      now: expect.any(Number),
    },
  ]);
});

test("a member is known by the signed customer, and nothing in the body", async () => {
  await recordPaidOrder(shopId, { customerId: "78", price: "10.00" });
  await send({ values: { memberId: "x", customerId: "79" } }, { customerId: "78" });
  expect(visits).toMatchObject([
    { customerId: "78", memberId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  ]);
});

test("a click sends nothing but where it happened", async () => {
  expect((await send({})).status).toBe(200);
  expect(visits).toMatchObject([{ values: {}, locales: [null, "en"] }]);
});

const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`field-${index}`, ""]));

test.each<[string, object | string, Visit, number, string]>([
  ["a guest", {}, { customerId: null }, 401, "not_signed_in"],
  ["a forged request", {}, { secret: "another" }, 400, "unauthentic"],
  ["a shop without the app", {}, { shop: "gone.myshopify.com" }, 404, "not_found"],
  ["no JSON", "{", {}, 400, "bad_request"],
  ["values that are no text", { values: { score: 9 } }, {}, 400, "bad_request"],
  ["values that are a list", { values: ["9"] }, {}, 400, "bad_request"],
  ["more values than any form has", { values: many }, {}, 400, "bad_request"],
  ["a name without letters", { values: { "": "9" } }, {}, 400, "bad_request"],
  ["a text without end", { values: { comment: "x".repeat(2_001) } }, {}, 400, "bad_request"],
  ["more than anybody types", { values: { a: "x".repeat(17_000) } }, {}, 413, "too_large"],
])("%s is refused precisely", async (_, body, visit, status, problem) => {
  expect(await send(body, visit)).toEqual({ status, json: { problem } });
  expect(visits).toEqual([]);
});
