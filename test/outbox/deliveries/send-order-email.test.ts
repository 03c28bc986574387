// The e-mail after an order, through a real mail server: once for each order, never twice, not to
// everybody.
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { readUnsubscribe } from "../../../app/adapters/email/unsubscribe-token.ts";
import { claimEmail } from "../../../app/db/email-store.ts";
import { pool } from "../../../app/db/pool.ts";
import { loadSubscriber } from "../../../app/queries/subscriber.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let ownShopId: bigint;
let shopId: bigint;
let memberId: string;
let orderId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ownShopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  await pool().query(`update shop set name = 'Harbour Coffee', contact_email = 'hello@h.example'`);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

beforeEach(async () => {
  mails().length = 0;
  shopId = ownShopId;
  const placedAt = Date.now();
  orderId = await recordPaidOrder(
    shopId,
    { price: "40.00", head: { placedAt, updatedAt: placedAt } },
    placedAt,
  );
  const { rows } = await pool().query<{ id: string }>(
    `update member set email_opted_out_at = null, redacted_at = null, email = 'ada@example.com',
      locale = 'de' where shop_id = $1 returning id`,
    [shopId],
  );
  memberId = rows[0]?.id ?? "";
});

const mails = () => world.simulator.context.state.mails;
const send = () => deliverOnce(shopId, "send_order_email", { orderId, memberId });

async function recorded(): Promise<{ status: string; reason: string | null }[]> {
  const { rows } = await pool().query<{ status: string; reason: string | null }>(
    `select status, reason from email_send where shop_id = $1 and subject_id = $2`,
    [shopId, orderId],
  );
  return rows;
}

describe("an order that earned points", () => {
  test("is asked to be written about when it is recorded", async () => {
    const { rows } = await pool().query(
      `select payload from outbox_message
       where shop_id = $1 and kind = 'send_order_email' and key = $2`,
      [shopId, orderId],
    );
    expect(rows).toEqual([{ payload: { orderId, memberId } }]);
  });

  test("is told of once, in the member's language, with a way to unsubscribe", async () => {
    expect(await send()).toEqual({ outcome: "sent" });
    expect(await send()).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    const [mail] = mails();
    expect(mail?.subject).toContain(`für deine Bestellung #${orderId}`);
    expect(mail?.text).toContain("80 Points");
    expect(mail?.html).toContain("80 Points");
    const link = /<([^>]+)>/.exec(mail?.headers["list-unsubscribe"] ?? "")?.[1] ?? "";
    const token = new URL(link).searchParams.get("token") ?? "";
    const claim = readUnsubscribe(token);
    const name = { kind: "order_earned", subjectId: orderId };
    expect(claim).toMatchObject({ shopId, ...name });
    const subscriber = await loadSubscriber(shopId, { ...name, emailId: claim?.emailId ?? "" });
    expect(subscriber).toMatchObject({ memberId });
    expect(await recorded()).toEqual([{ status: "sent", reason: null }]);
  });
});

describe("an order whose points still wait", () => {
  test.each([
    ["for a day", "2026-03-14T23:00:00Z", "Davon stehen 60 Points spätestens am 15. März 2026"],
    ["for a parcel", null, "Davon kommen 60 Points nach dem Versand"],
  ])("says so: %s", async (_, releasesAt, sentence) => {
    await pool().query(
      `update lot set pending = 60, available = 20, releases_at = $3
       where shop_id = $1 and order_id = $2`,
      [shopId, orderId, releasesAt],
    );
    expect(await send()).toEqual({ outcome: "sent" });
    expect(mails()[0]?.text).toContain(sentence);
  });
});

describe("the next reward", () => {
  test("is told of at the price of the member's tier, and only where it is for that", async () => {
    const other = await world.addShop({ handle: "tiered", currency: "EUR" });
    const reward = { kind: "amount_off", amountMinor: "500" } as const;
    const document = {
      ...PROGRAM_INPUT,
      tiers: { list: [{ id: "gold", name: "Gold", entry: "manual" as const }] },
      rewards: [
        { ...reward, id: "tagged", points: "90", audience: { customerTags: ["vip"] } },
        { ...reward, id: "dear", points: "300", tierPrices: [{ tierId: "gold", points: "200" }] },
      ],
    };
    shopId = await openLoyaltyShop(db.pool, { domain: other.domain }, document);
    const now = Date.now();
    const head = { placedAt: now, updatedAt: now };
    orderId = await recordPaidOrder(shopId, { price: "40.00", head }, now);
    const { rows } = await pool().query<{ id: string }>(
      `update member set email = 'eve@example.com', locale = 'en', tier_id = 'gold'
        where shop_id = $1 returning id`,
      [shopId],
    );
    memberId = rows[0]?.id ?? "";
    expect(await send()).toEqual({ outcome: "sent" });
    expect(mails()[0]?.text).toContain("120 Points more and this is yours");
  });
});

describe("an order that was paid long after it was placed", () => {
  test("is told of when its points are news", async () => {
    const placedAt = Date.now() - 8 * DAY_MS;
    const head = { placedAt, updatedAt: Date.now() };
    orderId = await recordPaidOrder(shopId, { price: "40.00", head }, Date.now());
    expect(await send()).toEqual({ outcome: "sent" });
    expect(await recorded()).toEqual([{ status: "sent", reason: null }]);
    expect(mails()).toHaveLength(1);
  });
});

describe("nobody is written to", () => {
  const changes: [string, string, string][] = [
    ["who opted out", "member set email_opted_out_at = now()", "opted_out"],
    ["who was forgotten", "member set redacted_at = now()", "member_gone"],
    ["without an address", "member set email = null", "no_address"],
    ["about a test order", "order_state set is_test = true", "test_order"],
    ["about an order that earned nothing", "order_state set posted_points = 0", "nothing_earned"],
  ];
  test.each(changes)("%s", async (_, change, reason) => {
    await pool().query(`update ${change} where shop_id = $1`, [shopId]);
    expect(await send()).toEqual({ outcome: "sent" });
    expect(mails()).toEqual([]);
    expect(await recorded()).toEqual([{ status: "skipped", reason }]);
  });

  test("about points that were recorded long ago", async () => {
    const longAgo = new Date(Date.now() - 8 * DAY_MS);
    await db.ownerPool.query(`update journal_entry set recorded_at = $1 where order_id = $2`, [
      longAgo,
      orderId,
    ]);
    expect(await send()).toEqual({ outcome: "sent" });
    expect(await recorded()).toEqual([{ status: "skipped", reason: "too_late" }]);
  });
});

describe("an attempt that does not tell how it ended", () => {
  test("is not repeated: one e-mail lost is better than one sent twice", async () => {
    const name = { shopId, kind: "order_earned", subjectId: orderId };
    const claim = { ...name, id: memberId, memberId, messageId: null };
    await claimEmail(pool(), claim);
    expect(await send()).toEqual({ outcome: "sent" });
    expect(mails()).toEqual([]);
    expect(await recorded()).toEqual([{ status: "sent", reason: "outcome_unknown" }]);
  });

  test("at a mail server that was not reached is repeated until it is", async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { config } = await import("../../../app/config.server.ts");
    const settings = config();
    const right = settings.smtpUrl;
    settings.smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await send()).toMatchObject({ outcome: "retry" });
    expect(await recorded()).toEqual([]);
    settings.smtpUrl = right;
    expect(await send()).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    expect(mails()[0]?.to).toEqual(["ada@example.com"]);
    server.close();
  });
});
