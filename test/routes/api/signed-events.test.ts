// The signed API, from the request to the row: who is let in, what may be sent, what is answered.
// Every answer is held against docs/openapi.json as it is read.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type ApiKey,
  type ApiRequest,
  problemType,
  signedRequest,
} from "../../support/api-client.ts";
import { bodyFindings, operationOf } from "../../support/api-document.ts";
import { routeArguments } from "../../support/admin-requests.ts";
import { type TestIntegration, addIntegration } from "../../support/integrations.ts";
import {
  EVENTS,
  REVIEWS,
  TOLD_AT,
  type ToldStore,
  openToldStore,
  workshop,
} from "../../support/told-store.ts";

let store: ToldStore;
let key: TestIntegration;

beforeAll(async () => {
  store = await openToldStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.empty();
  key = await addIntegration(store.shopId);
});

const send = (path: string, input: ApiRequest = {}, as: ApiKey = key) =>
  store.send(as, path, input);

describe("an event that is signed", () => {
  test("is written down, and settled from the outbox", async () => {
    const idempotencyKey = randomUUID();
    const answer = await send(EVENTS, { idempotencyKey });
    const id = answer.json["id"];
    expect(answer).toMatchObject({ status: 202, json: { status: "received" } });
    expect(answer.headers.get("location")).toBe(`${EVENTS}/${String(id)}`);
    expect(await store.told()).toEqual([
      {
        shop_id: store.shopId,
        integration_id: key.id,
        key: idempotencyKey,
        trigger: "custom",
        subject: "workshop",
        named: { customerId: "7001" },
        occurred_at: TOLD_AT,
        settled_at: null,
      },
    ]);
    expect(await store.waiting()).toEqual([
      { kind: "settle_told_event", payload: { eventId: id } },
    ]);
  });

  test("is answered alike whether or not it names a member", async () => {
    const known = await send(EVENTS);
    const unknown = await send(EVENTS, {
      body: { event: "workshop", member: { email: "nobody@example.com" } },
    });
    expect(Object.keys(unknown.json)).toEqual(Object.keys(known.json));
    expect(unknown).toMatchObject({ status: known.status, json: { status: "received" } });
    expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()]);
  });

  test.each([
    ["Shopify's own name of the customer", { customerId: "gid://shopify/Customer/7001" }],
    ["an address with capitals", { email: "Ada@Example.com" }],
  ])("may name the member by %s", async (_, member) => {
    expect((await send(EVENTS, { body: { ...workshop, member } })).status).toBe(202);
  });

  test("keeps the moment that is told, in any time zone", async () => {
    await send(EVENTS, { body: { ...workshop, occurredAt: "2026-03-01T10:30:00+01:00" } });
    expect((await store.told())[0]).toMatchObject({
      occurred_at: new Date("2026-03-01T09:30:00Z"),
    });
  });

  test("notes when its key was used", async () => {
    await send(EVENTS);
    const { rows } = await store.db.pool.query("select last_used_at from integration");
    expect(rows[0]).toMatchObject({ last_used_at: expect.any(Date) });
  });
});

describe("a request that is not signed by a key that works", () => {
  const refused = (name: string) => ({ status: 401, json: { type: problemType(name) } });

  test.each<[string, ApiRequest]>([
    ["with another body", { signedBody: "{}" }],
    ["without a signature", { headers: { "regulars-signature": "" } }],
    ["with a signature of another kind", { headers: { "regulars-signature": "v2=00" } }],
    ["with another Idempotency-Key", { headers: { "idempotency-key": "another" } }],
    ["without a timestamp", { headers: { "regulars-timestamp": "" } }],
    ["with a timestamp that is none", { headers: { "regulars-timestamp": "1e9" } }],
    ["without a key", { headers: { "regulars-key": "" } }],
    ["with a key that is none", { headers: { "regulars-key": "rk_1_';--" } }],
  ])("%s changes nothing", async (_, input) => {
    const answer = await send(EVENTS, input);
    expect(answer).toMatchObject(refused("unauthenticated"));
    expect(answer.headers.get("www-authenticate")).toBe("Regulars-HMAC-SHA256");
    await store.expectNothingDone();
  });

  test.each([-301, 301, -86_400])("%i seconds off is told the server's clock", async (clockOff) => {
    const answer = await send(EVENTS, { clockOff });
    expect(answer).toMatchObject(refused("stale-timestamp"));
    const { serverTime } = answer.json as { serverTime: number };
    expect(Math.abs(serverTime - Date.now() / 1_000)).toBeLessThan(5);
    await store.expectNothingDone();
  });

  test.each([-290, 290])("%i seconds off is let in", async (clockOff) => {
    expect((await send(EVENTS, { clockOff })).status).toBe(202);
  });

  test("is not let in by another store's secret, nor under another store's number", async () => {
    const foreign = await addIntegration(store.otherShopId);
    const mixed = [
      { name: key.name, secret: foreign.secret },
      { name: key.name.replace(`_${store.shopId}_`, `_${store.otherShopId}_`), secret: key.secret },
      {
        name: foreign.name.replace(`_${store.otherShopId}_`, `_${store.shopId}_`),
        secret: foreign.secret,
      },
    ];
    for (const one of mixed) {
      expect(await send(EVENTS, {}, one)).toMatchObject(refused("unauthenticated"));
    }
    await store.expectNothingDone();
  });

  test("of another store speaks for that store only", async () => {
    const foreign = await addIntegration(store.otherShopId);
    expect((await send(EVENTS, {}, foreign)).status).toBe(202);
    expect(await store.told()).toMatchObject([
      { shop_id: store.otherShopId, integration_id: foreign.id },
    ]);
  });

  test("is not let in once its key is revoked, and the secret is gone", async () => {
    const { changeIntegration } =
      await import("../../../app/usecases/integrations/change-integration.ts");
    const command = {
      shopId: store.shopId,
      id: key.id,
      name: null,
      actor: "merchant:1",
      now: TOLD_AT.getTime(),
    };
    expect(await changeIntegration(command)).toEqual({ outcome: "revoked" });
    expect(await send(EVENTS)).toMatchObject(refused("unauthenticated"));
    const { rows } = await store.db.pool.query("select secret from integration");
    expect(rows).toEqual([{ secret: null }]);
    await store.expectNothingDone();
  });

  test("is not let in while the store has not the app", async () => {
    await store.db.pool.query("update shop set uninstalled_at = now() where shop_id = $1", [
      store.shopId,
    ]);
    try {
      expect(await send(EVENTS)).toMatchObject(refused("unauthenticated"));
    } finally {
      await store.db.pool.query("update shop set uninstalled_at = null where shop_id = $1", [
        store.shopId,
      ]);
    }
    await store.expectNothingDone();
  });

  test("is not let in by a key of another kind", async () => {
    const judgeMe = await addIntegration(store.shopId, {
      kind: "judge_me",
      scopes: ["reviews:write"],
    });
    expect(await send(EVENTS, {}, judgeMe)).toMatchObject(refused("unauthenticated"));
  });
});

describe("a signed request that cannot be read", () => {
  test("over the limit is refused, whether its length is announced or not", async () => {
    const body = { ...workshop, note: "x".repeat(16_384) };
    expect(await send(EVENTS, { body })).toMatchObject({
      status: 413,
      json: { type: problemType("body-too-large") },
    });
    const { action } = await import("../../../app/routes/api.v1.events.ts");
    const request = signedRequest(key, EVENTS, { body });
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(" ".repeat(8_000))),
    });
    const stream = new Request(request.url, {
      method: "POST",
      headers: request.headers,
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect((await action(routeArguments(stream))).status).toBe(413);
    await store.expectNothingDone();
  });

  const long = "x".repeat(256);
  const cases: [string, ApiRequest, number, string][] = [
    ["no JSON", { body: "{" }, 400, "malformed-json"],
    ["nothing", { body: "" }, 400, "malformed-json"],
    ["another type", { headers: { "content-type": "text/plain" } }, 415, "unsupported-media-type"],
    ["no Idempotency-Key", { idempotencyKey: null }, 400, "idempotency-key-missing"],
    [
      "an Idempotency-Key that is too long",
      { idempotencyKey: long },
      400,
      "idempotency-key-missing",
    ],
    ["an Idempotency-Key with spaces", { idempotencyKey: "a b" }, 400, "idempotency-key-missing"],
    ["an unknown event", { body: { ...workshop, event: "sauna" } }, 422, "unknown-event"],
  ];
  test.each(cases)("%s is refused precisely", async (_, input, status, name) => {
    const answer = await send(EVENTS, input);
    expect(answer).toMatchObject({ status, json: { type: problemType(name) } });
    await store.expectNothingDone();
  });

  test.each<[string, unknown, string]>([
    ["no object", [], ""],
    ["no event", { member: workshop.member }, "/event"],
    ["an event with capitals", { ...workshop, event: "Workshop" }, "/event"],
    ["nobody", { event: "workshop" }, "/member"],
    ["a member without a name", { ...workshop, member: {} }, "/member"],
    [
      "a member named twice",
      { ...workshop, member: { customerId: "7001", email: "ada@example.com" } },
      "/member",
    ],
    [
      "a customer's id as a number",
      { ...workshop, member: { customerId: 7001 } },
      "/member/customerId",
    ],
    ["an address that is none", { ...workshop, member: { email: "ada" } }, "/member/email"],
    [
      "a moment without a time zone",
      { ...workshop, occurredAt: "2026-03-01T10:00:00" },
      "/occurredAt",
    ],
    ["a moment in the future", { ...workshop, occurredAt: "2026-03-02T10:00:00Z" }, "/occurredAt"],
    ["a moment long ago", { ...workshop, occurredAt: "2026-01-01T10:00:00Z" }, "/occurredAt"],
    ["an unknown field", { ...workshop, "po/ints": 50 }, "/po~1ints"],
  ])("%s is told by its field", async (_, body, pointer) => {
    const answer = await send(EVENTS, { body });
    expect(answer).toMatchObject({ status: 422, json: { type: problemType("invalid-request") } });
    expect(answer.json["errors"]).toEqual([{ pointer, detail: expect.any(String) }]);
    await store.expectNothingDone();
  });

  test("is refused by the document, too, as far as a schema can tell", () => {
    const operation = operationOf("POST", EVENTS);
    expect(bodyFindings(operation, workshop)).toEqual([]);
    for (const body of [[], {}, { ...workshop, points: 50 }, { ...workshop, member: {} }]) {
      expect(bodyFindings(operation, body)).not.toEqual([]);
    }
  });
});

test("a review is told by its own id, whether or not the program rewards reviews", async () => {
  const body = { reviewId: "R-1", member: { email: "ada@example.com" } };
  expect((await send(REVIEWS, { body })).status).toBe(202);
  expect(await store.told()).toMatchObject([
    { trigger: "review", subject: "R-1", named: body.member },
  ]);
  const { reviewId: _id, ...without } = body;
  for (const unreadable of [without, { ...without, reviewId: "R\0-1" }]) {
    const answer = await send(REVIEWS, { body: unreadable });
    expect(answer.json["errors"]).toMatchObject([{ pointer: "/reviewId" }]);
  }
});

test("addresses that the API does not have are told so, as a problem", async () => {
  const nowhere = await import("../../../app/routes/api.v1.$.ts");
  for (const answer of [nowhere.loader(), nowhere.action()]) {
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ type: problemType("not-found"), status: 404 });
  }
});
