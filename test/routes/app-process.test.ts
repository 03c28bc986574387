// The app as a process: what it acknowledged is never lost and never counted twice, however it
// ends.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleApp, startAppProcess } from "../support/app-process.ts";
import type { AppProcess } from "../support/app-process.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { openLoyaltyShop } from "../support/loyalty-shop.ts";
import { orderPayload } from "../support/order-payload.ts";
import { sendWebhook } from "../support/webhooks.ts";

let db: TestDatabase;
let bundle: string;
let lastOrder = 0;

beforeAll(async () => {
  [db, bundle] = await Promise.all([createTestDatabase(), bundleApp()]);
  await openLoyaltyShop(db.pool);
});
afterAll(async () => {
  await db.drop();
  rmSync(dirname(bundle), { recursive: true, force: true });
});

const startApp = (environment: Record<string, string> = {}) =>
  startAppProcess(bundle, { DATABASE_URL: db.url, ...environment });

interface Sent {
  readonly orderId: string;
  readonly webhookId: string;
  readonly body: string;
}

function newOrder(): Sent {
  const orderId = String(700_000 + ++lastOrder);
  const customerId = String(7_000 + (lastOrder % 20));
  return { orderId, webhookId: randomUUID(), body: orderPayload({ orderId, customerId }) };
}

/**
 * Sends until told to stop; what got no answer is kept apart, as Shopify keeps it to come again.
 */
function sendConstantly(port: () => number) {
  const acknowledged: Sent[] = [];
  const unanswered: Sent[] = [];
  let isSending = true;
  const sender = async (): Promise<void> => {
    while (isSending) {
      const order = newOrder();
      const { webhookId } = order;
      const answer = await sendWebhook(port(), order.body, { webhookId }).catch(() => undefined);
      (answer?.status === 200 ? acknowledged : unanswered).push(order);
      if (answer === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const senders = Array.from({ length: 8 }, sender);
  return {
    acknowledged,
    unanswered,
    stop: async () => {
      isSending = false;
      await Promise.all(senders);
    },
  };
}

async function countCredits(): Promise<Map<string, number>> {
  const { rows } = await db.pool.query<{ order_id: string; count: number }>(
    `select order_id, count(*)::int as count from journal_entry where kind = 'accrual'
     group by order_id`,
  );
  return new Map(rows.map((row) => [row.order_id, row.count]));
}

/** Every acknowledged order is credited once, and none is credited that was never sent. */
async function expectEachCreditedOnce(orders: readonly Sent[]): Promise<void> {
  await expect
    .poll(
      async () => {
        const credits = await countCredits();
        return orders.filter(({ orderId }) => !credits.has(orderId)).length;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
  const credits = await countCredits();
  expect([...credits.values()].filter((count) => count !== 1)).toEqual([]);
}

describe("a process that is killed under load", { timeout: 90_000 }, () => {
  test("loses nothing that it acknowledged, and repeats nothing", async () => {
    let app = await startApp();
    const load = sendConstantly(() => app.port);
    for (let kill = 0; kill < 3; kill++) {
      const before = load.acknowledged.length;
      await expect
        .poll(() => load.acknowledged.length - before, { timeout: 20_000 })
        .toBeGreaterThan(40);
      expect(await app.end("SIGKILL")).toBe("SIGKILL");
      app = await startApp();
    }
    await load.stop();
    for (const order of load.unanswered) {
      const again = await sendWebhook(app.port, order.body, { webhookId: order.webhookId });
      expect(again.status).toBe(200);
    }
    await expectEachCreditedOnce([...load.acknowledged, ...load.unanswered]);
    expect(await app.end("SIGTERM")).toBe(0);
  });
});

describe("a process that is told to stop under load", { timeout: 60_000 }, () => {
  test("answers what it took, finishes what it holds, and ends with code 0", async () => {
    const app = await startApp();
    const load = sendConstantly(() => app.port);
    await expect.poll(() => load.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(40);
    expect(await app.end("SIGTERM")).toBe(0);
    await load.stop();
    const { rows } = await db.pool.query<{ locks: number }>(
      `select count(*)::int as locks from pg_stat_activity
       where datname = current_database() and state like 'idle in transaction%'`,
    );
    expect(rows).toEqual([{ locks: 0 }]);
    const next = await startApp();
    await expectEachCreditedOnce(load.acknowledged);
    expect(await next.end("SIGTERM")).toBe(0);
  });

  test("does not wait longer than it may for a request that never ends", async () => {
    const app = await startApp({ SHUTDOWN_TIMEOUT_MS: "300" });
    const socket = connect(app.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write("POST /webhooks/shopify HTTP/1.1\r\nhost: app\r\ncontent-length: 100\r\n\r\n{");
    await expect.poll(() => socket.bytesWritten).toBeGreaterThan(0);
    expect(await app.end("SIGTERM")).toBe(0);
    socket.destroy();
  });
});

describe("roles", { timeout: 60_000 }, () => {
  test("web takes webhooks in and leaves them to a worker", async () => {
    const web = await startApp({ ROLE: "web" });
    const order = newOrder();
    const { webhookId } = order;
    expect((await sendWebhook(web.port, order.body, { webhookId })).status).toBe(200);
    const { rows } = await db.pool.query("select status from inbox_message where webhook_id = $1", [
      webhookId,
    ]);
    expect(rows).toEqual([{ status: "ready" }]);
    const worker = await startApp({ ROLE: "worker" });
    await expectEachCreditedOnce([order]);
    expect(await worker.end("SIGTERM")).toBe(0);
    expect(await web.end("SIGTERM")).toBe(0);
  });
});

describe("what the process tells of itself", { timeout: 60_000 }, () => {
  let app: AppProcess;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.end("SIGTERM"));

  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${app.port}${path}`);
    return { status: response.status, body: (await response.json()) as unknown };
  };

  test("alive, and ready while the database has all migrations", async () => {
    expect(await ask("/healthz")).toEqual({ status: 200, body: { status: "alive" } });
    expect(await ask("/readyz")).toEqual({ status: 200, body: { status: "ready" } });
  });

  test("not ready, but alive, when a migration is missing", async () => {
    await db.ownerPool.query("update _prisma_migrations set finished_at = null");
    expect(await ask("/readyz")).toEqual({ status: 503, body: { status: "migrations_missing" } });
    expect(await ask("/healthz")).toMatchObject({ status: 200 });
    await db.ownerPool.query("update _prisma_migrations set finished_at = now()");
  });

  test("logs lines of JSON without what webhooks say of people", async () => {
    const body = orderPayload({ orderId: "1", firstName: "Canaria", email: "canary@example.com" });
    await sendWebhook(app.port, body.slice(0, -5));
    await expect.poll(() => app.lines.join("\n")).toContain("not_json");
    const own = app.lines.filter((line) => line.startsWith("{"));
    expect(() => own.map((line) => JSON.parse(line) as unknown)).not.toThrow();
    expect(app.lines.join("\n")).not.toMatch(/Canaria|canary@example/);
  });
});

describe("slow senders", { timeout: 60_000 }, () => {
  test("are cut off, and do not keep others from being served", async () => {
    const app = await startApp();
    const closed: Promise<unknown>[] = [];
    for (let count = 0; count < 200; count++) {
      const socket = connect(app.port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.resume();
      closed.push(new Promise((resolve) => socket.once("close", resolve)));
      socket.write("POST /webhooks/shopify HTTP/1.1\r\nhost: app\r\n");
    }
    const startedMs = performance.now();
    const order = newOrder();
    expect((await sendWebhook(app.port, order.body)).status).toBe(200);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    await Promise.all(closed);
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    expect(await app.end("SIGTERM")).toBe(0);
  });
});
