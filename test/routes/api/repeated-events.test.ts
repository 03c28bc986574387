// Requests of one key after the other: repeated, or more than it may send. Every answer is held
// against docs/openapi.json as it is read.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type ApiKey, type ApiRequest, problemType } from "../../support/api-client.ts";
import { type TestIntegration, addIntegration } from "../../support/integrations.ts";
import { tokenKey } from "../../support/shopify-stand-in.ts";
import {
  EVENTS,
  REVIEWS,
  type ToldStore,
  openToldStore,
  workshop,
} from "../../support/told-store.ts";

let store: ToldStore;
let key: TestIntegration;

const PREVIOUS_KEY = Buffer.alloc(32, 5);

beforeAll(async () => {
  vi.stubEnv("TOKEN_ENCRYPTION_KEY_PREVIOUS", PREVIOUS_KEY.toString("base64"));
  store = await openToldStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.empty();
  key = await addIntegration(store.shopId);
});

const send = (path: string, input: ApiRequest = {}, as: ApiKey = key) =>
  store.send(as, path, input);

describe("an event that is sent again", () => {
  test("with the same key and content is answered as before, and written down once", async () => {
    const idempotencyKey = randomUUID();
    const first = await send(EVENTS, { idempotencyKey });
    const again = await send(EVENTS, { idempotencyKey });
    expect(again).toMatchObject({ status: 202, json: first.json });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await store.told()).toHaveLength(1);
  });

  test("at the same time is written down once", async () => {
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(EVENTS, { idempotencyKey })),
    );
    expect(new Set(answers.map(({ json }) => json["id"])).size).toBe(1);
    expect(await store.told()).toHaveLength(1);
    expect(await store.waiting()).toHaveLength(1);
  });

  test("with the same key and other content is refused", async () => {
    const idempotencyKey = randomUUID();
    await send(EVENTS, { idempotencyKey });
    const before = await store.told();
    const other = { ...workshop, member: { customerId: "7002" } };
    expect(await send(EVENTS, { idempotencyKey, body: other })).toMatchObject({
      status: 422,
      json: { type: problemType("idempotency-key-reused") },
    });
    const body = { reviewId: "R-1", member: workshop.member };
    expect((await send(REVIEWS, { idempotencyKey, body })).status).toBe(422);
    expect(await store.told()).toEqual(before);
  });

  test("by another integration is another event", async () => {
    const idempotencyKey = randomUUID();
    const other = await addIntegration(store.shopId, { name: "Calendar" });
    await send(EVENTS, { idempotencyKey });
    await send(EVENTS, { idempotencyKey }, other);
    expect(await store.told()).toHaveLength(2);
  });

  test("after it was refused may use its key", async () => {
    const idempotencyKey = randomUUID();
    await send(EVENTS, { idempotencyKey, body: { ...workshop, event: "sauna" } });
    expect((await send(EVENTS, { idempotencyKey })).status).toBe(202);
  });

  test("with its key in quotes, as the draft writes it, is the same", async () => {
    const first = await send(EVENTS, { idempotencyKey: "k-1" });
    const quoted = await send(EVENTS, { idempotencyKey: '"k-1"' });
    expect(quoted).toMatchObject({ status: 202, json: first.json });
  });
});

describe("a key", () => {
  test.each([
    [EVENTS, "reviews:write", workshop],
    [REVIEWS, "events:write", { reviewId: "R-1", member: workshop.member }],
  ] as const)("may not do at %s what it was not given", async (path, scope, body) => {
    const limited = await addIntegration(store.shopId, { scopes: [scope] });
    expect(await send(path, { body }, limited)).toMatchObject({
      status: 403,
      json: { type: problemType("insufficient-scope") },
    });
    await store.expectNothingDone();
  });

  test("that asks too often is told how long to wait, in all processes", async () => {
    await store.db.pool.query("update integration set busy_until = now() + interval '12 seconds'");
    const answer = await send(EVENTS);
    expect(answer).toMatchObject({ status: 429, json: { type: problemType("rate-limited") } });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(2);
    expect(Number(answer.headers.get("retry-after"))).toBeLessThanOrEqual(3);
    await store.expectNothingDone();
    await store.db.pool.query("update integration set busy_until = now() + interval '9 seconds'");
    expect((await send(EVENTS)).status).toBe(202);
  });

  test("has a hundred turns at once, and one more each tenth of a second", async () => {
    const { API_PACE, takeApiTurn } = await import("../../../app/usecases/integrations/use-key.ts");
    const began = performance.now();
    const turns = await Promise.all(
      Array.from({ length: 130 }, () => takeApiTurn({ shopId: store.shopId, id: key.id })),
    );
    const meanwhile = (performance.now() - began) / API_PACE.pauseMs;
    const taken = turns.filter((turn) => turn?.waitMs === 0).length;
    expect(taken).toBeGreaterThanOrEqual(API_PACE.burst);
    expect(taken).toBeLessThanOrEqual(API_PACE.burst + Math.ceil(meanwhile));
  });

  test("is not used up by requests that others made", async () => {
    await send(EVENTS, { signedBody: "{}" });
    const { rows } = await store.db.pool.query("select last_used_at, busy_until from integration");
    expect(rows).toEqual([{ last_used_at: null, busy_until: null }]);
  });

  test("works on, sealed anew, when the encryption key is changed", async () => {
    const { TokenCipher } = await import("../../../app/db/token-cipher.ts");
    const place = `integration/${store.shopId}/${key.id}`;
    const old = new TokenCipher(PREVIOUS_KEY).seal(key.secret, place);
    await store.db.pool.query("update integration set secret = $1", [old]);
    expect((await send(EVENTS)).status).toBe(202);
    const { rows } = await store.db.pool.query<{ secret: string }>(
      "select secret from integration",
    );
    const opened = new TokenCipher(tokenKey).open(rows[0]?.secret ?? "", place);
    expect(opened).toEqual({ outcome: "opened", value: key.secret, stale: false });
    expect((await send(EVENTS)).status).toBe(202);
  });

  test("is gone with the encryption key that sealed it", async () => {
    const { TokenCipher } = await import("../../../app/db/token-cipher.ts");
    const lost = new TokenCipher(Buffer.alloc(32, 99)).seal(key.secret, "integration/0/0");
    await store.db.pool.query("update integration set secret = $1", [lost]);
    expect((await send(EVENTS)).status).toBe(401);
  });

  test("is sealed: who has the rows alone has no secret, and it opens in its own row only", async () => {
    const { rows } = await store.db.pool.query<{ secret: string }>(
      "select secret from integration",
    );
    expect(rows[0]?.secret).not.toContain(key.secret);
    const other = await addIntegration(store.shopId, { name: "Other" });
    await store.db.pool.query("update integration set secret = $1 where id = $2", [
      rows[0]?.secret,
      other.id,
    ]);
    const swapped = { name: other.name, secret: key.secret };
    expect((await send(EVENTS, {}, swapped)).status).toBe(503);
    await store.expectNothingDone();
  });
});
