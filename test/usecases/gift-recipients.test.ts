// The friend of a gift card is somebody else's name: kept while it is needed, told to nobody else.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { GiftRecipient } from "../../app/core/rewards/gift-recipient.ts";
import { newId } from "../../app/db/new-id.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { exportPersonalData } from "../../app/queries/privacy-export.ts";
import { redactCustomer } from "../../app/usecases/redact-customer.ts";
import { redactShop } from "../../app/usecases/redact-shop.ts";
import { requestCustomerData } from "../../app/usecases/request-customer-data.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { settleIssued, settleRefused } from "../../app/usecases/settle-redemption.ts";
import { uninstallShop } from "../../app/usecases/uninstall-shop.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";

const FRIEND: GiftRecipient = {
  email: "Bo@example.com",
  name: "Bo Pallas",
  message: "From your Ada",
  sendOn: new Date(NOW + 3 * DAY_MS).toISOString().slice(0, 10),
};
const worth = { points: "100", amountMinor: "500" };
const document = {
  ...PROGRAM_INPUT,
  rewards: [
    { id: "card", kind: "gift_card" as const, ...worth, recipient: "either" as const },
    { id: "own", kind: "gift_card" as const, ...worth },
    { id: "present", kind: "gift_card" as const, ...worth, recipient: "friend" as const },
    { id: "five-off", kind: "amount_off" as const, ...worth },
  ],
};

let db: TestDatabase;
let shopId: bigint;
let shops = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAddsUp(db.ownerPool));

async function openShop(): Promise<void> {
  shops += 1;
  const shop = { domain: `gifts-${shops}.myshopify.com`, timeZone: "UTC" };
  shopId = await openLoyaltyShop(db.pool, shop, document);
  await recordPaidOrder(shopId, { price: "500.00" });
}

function asking(
  rewardId: string,
  recipient: GiftRecipient | null,
  requestKey: string = randomUUID(),
) {
  const agreed = { points: 100n, amountMinor: 500n, percent: null };
  const asked = { rewardId, agreed, choice: null, recipient, requestKey };
  return requestRedemption({ shopId, customerId: "7001", ...asked }, NOW);
}

async function given(): Promise<string> {
  const result = await asking("card", FRIEND);
  if (result.outcome !== "accepted") throw new Error(result.reason);
  return result.redemption.id;
}

async function recipientOf(id: string): Promise<unknown> {
  const { rows } = await pool().query<{ recipient: unknown }>(
    `select recipient from redemption where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  return rows[0]?.recipient;
}

const redact = (customerId: string, email: string | null) =>
  withTransaction((tx) =>
    redactCustomer(tx, {
      shopId,
      customerId,
      email,
      phone: null,
      orderIds: [],
      messageId: newId(),
      now: NOW,
    }),
  );

describe("a gift card to a friend", () => {
  test("keeps the friend until it is issued, and has no trace of them anywhere else", async () => {
    await openShop();
    const id = await given();
    expect(await recipientOf(id)).toEqual(FRIEND);
    const { rows } = await pool().query<{ text: string }>(
      `select coalesce(json_agg(entry)::text, '') || coalesce((select json_agg(message)::text
          from outbox_message as message where message.shop_id = $1), '') as text
        from journal_entry as entry where entry.shop_id = $1`,
      [shopId],
    );
    expect(rows[0]?.text).toContain(id);
    expect(rows[0]?.text).not.toMatch(/example\.com|Pallas|From your Ada/);
    await settleIssued(shopId, id, "gid://shopify/GiftCard/1", NOW);
    expect(await recipientOf(id)).toBeNull();
  });

  test("forgets the friend when Shopify refuses it", async () => {
    await openShop();
    const id = await given();
    await settleRefused(shopId, id, "No gift cards on this plan.", NOW);
    expect(await recipientOf(id)).toBeNull();
    expect(await balancesOf(shopId)).toMatchObject({ available: 1_000n, reserved: 0n });
  });

  test("is asked for once, for one friend or for oneself", async () => {
    await openShop();
    const key = randomUUID();
    const first = await asking("card", FRIEND, key);
    expect(await asking("card", FRIEND, key)).toEqual(first);
    for (const other of [null, { ...FRIEND, email: "cy@example.com" }, { ...FRIEND, name: null }]) {
      expect(await asking("card", other, key)).toMatchObject({ reason: "request_key_reused" });
    }
    expect(await balancesOf(shopId)).toMatchObject({ reserved: 100n });
  });

  test.each<[string, GiftRecipient | null, object]>([
    ["present", null, { reason: "recipient_refused", problem: "email" }],
    ["card", { ...FRIEND, email: "bo" }, { reason: "recipient_refused", problem: "email" }],
    ["card", { ...FRIEND, sendOn: "2020-01-01" }, { problem: "send_on_range" }],
    ["own", FRIEND, { reason: "reward_changed" }],
    ["five-off", FRIEND, { reason: "reward_changed" }],
  ])("of %s to %j is refused, and takes nothing", async (rewardId, recipient, refusal) => {
    await openShop();
    expect(await asking(rewardId, recipient)).toMatchObject({ outcome: "refused", ...refusal });
    expect(await balancesOf(shopId)).toMatchObject({ available: 1_000n, reserved: 0n });
  });

  test("to oneself keeps nobody", async () => {
    await openShop();
    for (const rewardId of ["card", "own"]) {
      const result = await asking(rewardId, null);
      if (result.outcome !== "accepted") throw new Error(result.reason);
      expect(await recipientOf(result.redemption.id)).toBeNull();
      expect(result.redemption.code).toMatch(/^[A-Z0-9-]+$/);
    }
  });
});

describe("who asks", () => {
  test("reads what they chose, and for whom, in the export of their data", async () => {
    await openShop();
    await given();
    const request = { shopId, customerId: "7001", requestId: "1", now: NOW };
    await withTransaction((tx) => requestCustomerData(tx, request));
    const { rows } = await pool().query<{ id: string }>(
      `select id from privacy_request where shop_id = $1`,
      [shopId],
    );
    const exported = await exportPersonalData(shopId, rows[0]?.id ?? "");
    expect(exported?.vouchers).toEqual([
      expect.objectContaining({
        kind: "gift_card",
        choice: { recipient: "friend" },
        recipient: FRIEND,
        amountMinor: 500,
        currency: "EUR",
        status: "reserved",
      }),
    ]);
  });

  test("to be forgotten takes the friend along", async () => {
    await openShop();
    const id = await given();
    await redact("7001", null);
    expect(await recipientOf(id)).toBeNull();
  });

  test("to be forgotten as the friend is forgotten, member or not", async () => {
    await openShop();
    const id = await given();
    await redact("7999", "someone@example.com");
    expect(await recipientOf(id)).toEqual(FRIEND);
    await redact("7999", "bo@EXAMPLE.com");
    expect(await recipientOf(id)).toBeNull();
  });

  test("for a whole store to be forgotten forgets every friend", async () => {
    await openShop();
    const id = await given();
    await withTransaction((tx) => uninstallShop(tx, { shopId, happenedAt: null, now: NOW }));
    const asked = { shopId, messageId: newId(), askedAt: NOW, now: NOW };
    const done = await withTransaction((tx) => redactShop(tx, asked));
    expect(done).toEqual({ outcome: "redacted" });
    expect(await recipientOf(id)).toBeNull();
  });
});
