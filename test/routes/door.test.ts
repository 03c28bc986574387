// What the webhook door answers to each kind of delivery, and what it leaves in the inbox.
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { openTestDoor } from "../support/door.ts";
import type { TestDoor } from "../support/door.ts";
import { insertShop } from "../support/shops.ts";
import { sendWebhook, signBody, webhookHeaders } from "../support/webhooks.ts";

let db: TestDatabase;
let door: TestDoor;
let shopId: bigint;
const goneDomain = "gone-shop.myshopify.com";
const body = JSON.stringify({ id: 820982911946154508n.toString(), name: "#1001" });

beforeAll(async () => {
  db = await createTestDatabase();
  door = await openTestDoor({ previousSecret: "shpss_before_rotation" });
  shopId = await insertShop(db.pool);
  await insertShop(db.pool, { domain: goneDomain, uninstalledAt: new Date() });
});

afterAll(async () => {
  await door.close();
  await db.drop();
});

beforeEach(async () => {
  await db.pool.query("delete from inbox_message");
  door.events.length = 0;
});

async function readInbox() {
  const { rows } = await db.pool.query<Record<string, unknown> & { body: Buffer }>(
    "select * from inbox_message order by id",
  );
  return rows;
}

describe("an authentic delivery", () => {
  test("is stored with its exact bytes before it is answered 200", async () => {
    const odd = Buffer.from('{ "id" : 9007199254740993123, "note":"\\u0000 \\ud800 é" }\n', "utf8");
    const webhookId = randomUUID();
    expect(await sendWebhook(door.port, odd, { webhookId })).toMatchObject({ status: 200 });
    const [row, ...more] = await readInbox();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      shop_id: shopId,
      topic: "orders/paid",
      webhook_id: webhookId,
      ordering_key: "order/9007199254740993123",
      status: "ready",
      attempts: 0,
      triggered_at: new Date("2026-11-05T10:00:00.123Z"),
    });
    expect(row?.body.equals(odd)).toBe(true);
  });

  test("signed with the secret before a rotation is stored, too", async () => {
    const answer = await sendWebhook(door.port, body, { secret: "shpss_before_rotation" });
    expect(answer.status).toBe(200);
    expect(await readInbox()).toHaveLength(1);
  });

  test("that comes twice, in turn or at once, is answered 200 and stored once", async () => {
    const webhookId = randomUUID();
    const send = () => sendWebhook(door.port, body, { webhookId });
    const answers = [await send(), ...(await Promise.all([send(), send(), send()]))];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await readInbox()).toHaveLength(1);
  });

  test("keeps its place when topics share an id", async () => {
    const webhookId = randomUUID();
    await sendWebhook(door.port, body, { webhookId, topic: "orders/paid" });
    await sendWebhook(door.port, body, { webhookId, topic: "orders/updated" });
    expect(await readInbox()).toHaveLength(2);
  });

  test("that is no JSON is stored all the same, for the dead letters", async () => {
    const garbage = Buffer.from([0x7b, 0xff, 0x00, 0x22]);
    expect((await sendWebhook(door.port, garbage)).status).toBe(200);
    expect((await readInbox())[0]?.body.equals(garbage)).toBe(true);
  });

  test.each([
    ["a topic nobody asked for", { topic: "carts/update" }, "unknown_topic"],
    ["a shop nobody knows", { shop: "nobody.myshopify.com" }, "unknown_shop"],
    ["a shop that uninstalled the app", { shop: goneDomain }, "shop_not_installed"],
  ])("of %s is answered 200 and dropped", async (_what, options, reason) => {
    expect((await sendWebhook(door.port, body, options)).status).toBe(200);
    expect(await readInbox()).toEqual([]);
    expect(door.events).toMatchObject([{ type: "dropped", reason }]);
  });

  test.each(["customers/data_request", "customers/redact", "shop/redact"])(
    "of the compliance topic %s is stored even for a shop that uninstalled the app",
    async (topic) => {
      expect((await sendWebhook(door.port, body, { topic, shop: goneDomain })).status).toBe(200);
      expect(await readInbox()).toMatchObject([{ topic }]);
    },
  );

  test.each(["x-shopify-topic", "x-shopify-shop-domain", "x-shopify-webhook-id"])(
    "without the header %s is answered 400",
    async (header) => {
      const answer = await sendWebhook(door.port, body, { headers: { [header]: undefined } });
      expect(answer.status).toBe(400);
      expect(await readInbox()).toEqual([]);
    },
  );

  test("with a domain that is no Shopify domain is answered 400", async () => {
    const shop = "harbour-coffee.myshopify.com.evil.example";
    expect((await sendWebhook(door.port, body, { shop })).status).toBe(400);
  });
});

describe("a delivery that is not authentic is answered 401 and leaves no trace:", () => {
  const flipped = signBody(body).replace(/^./, (first) => (first === "A" ? "B" : "A"));
  test.each([
    ["no signature", undefined],
    ["an empty signature", ""],
    ["one wrong character", flipped],
    ["another secret", signBody(body, "other")],
    ["another body", signBody(`${body} `)],
    ["the signature in hex", Buffer.from(signBody(body), "base64").toString("hex")],
    ["the signature twice", `${signBody(body)}, ${signBody(body)}`],
    ["a signature without padding", signBody(body).replace("=", "")],
  ])("%s", async (_what, signature) => {
    const headers = { "x-shopify-hmac-sha256": signature };
    expect((await sendWebhook(door.port, body, { headers })).status).toBe(401);
    expect(await readInbox()).toEqual([]);
    expect(door.events).toEqual([{ type: "refused", status: 401, reason: "signature" }]);
  });

  test("an empty body", async () => {
    expect((await sendWebhook(door.port, "")).status).toBe(401);
  });
});

describe("the form of a request", () => {
  test("another method is answered 405 and told which is right", async () => {
    const answer = await sendWebhook(door.port, body, { method: "GET" });
    expect(answer).toMatchObject({ status: 405, headers: { allow: "POST" } });
  });

  test("a compressed body is answered 415: it is never unpacked", async () => {
    const headers = { "content-encoding": "gzip" };
    expect((await sendWebhook(door.port, body, { headers })).status).toBe(415);
  });

  test("a body of exactly 1 MiB is stored", async () => {
    const large = Buffer.alloc(1_048_576, 0x20);
    expect((await sendWebhook(door.port, large)).status).toBe(200);
    expect((await readInbox())[0]?.body).toHaveLength(1_048_576);
  });

  test("one byte more is answered 413", async () => {
    const larger = Buffer.alloc(1_048_577, 0x20);
    expect((await sendWebhook(door.port, larger)).status).toBe(413);
    expect(await readInbox()).toEqual([]);
  });

  test("a body that grows past 1 MiB without announcing its length is answered 413", async () => {
    const larger = Buffer.alloc(3_000_000, 0x20);
    const headers = { "transfer-encoding": "chunked" };
    expect((await sendWebhook(door.port, larger, { headers })).status).toBe(413);
    expect(await readInbox()).toEqual([]);
  });

  test("a sender that goes away in the middle leaves no trace", async () => {
    const socket = connect(door.port, "127.0.0.1");
    const headers = Object.entries(webhookHeaders(body)).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const head = ["POST /webhooks/shopify HTTP/1.1", "host: door", ...headers];
    socket.write(`${head.join("\r\n")}\r\ncontent-length: 5000\r\n\r\n{"id"`);
    await new Promise<void>((resolve) => void socket.end(() => resolve()));
    socket.destroy();
    expect((await sendWebhook(door.port, body)).status).toBe(200);
    expect(await readInbox()).toHaveLength(1);
  });
});

describe("when the queue is full", () => {
  let narrow: TestDoor;
  beforeEach(async () => {
    narrow = await openTestDoor({ limits: { queuedMessages: 2, batchMessages: 1 } });
  });
  afterEach(() => narrow.close());

  test("a delivery is answered 503 with Retry-After, and each 200 is kept", async () => {
    const holder = await db.ownerPool.connect();
    await holder.query("begin");
    await holder.query("lock table inbox_message in share mode");
    const sent = Array.from({ length: 40 }, () => sendWebhook(narrow.port, body));
    await Promise.any(sent);
    await holder.query("commit");
    holder.release();
    const answers = await Promise.all(sent);
    const shed = answers.filter(({ status }) => status === 503);
    const stored = answers.filter(({ status }) => status === 200);
    expect(shed.length).toBeGreaterThan(0);
    expect(shed[0]?.headers["retry-after"]).toBe("5");
    expect(shed.length + stored.length).toBe(40);
    expect(await readInbox()).toHaveLength(stored.length);
  });
});
