// Consents and accounts earn what the program promises, however their news arrive.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { Topic } from "../../app/inbox/topics.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { HANDLED_AT, handleAll, storeWebhooks } from "../support/inbox.ts";
import { orderPayload } from "../support/order-payload.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

const ways: ProgramDocumentInput["waysToEarn"] = [
  { id: "news", name: "Newsletter", trigger: "newsletter", points: "20" },
  { id: "texts", name: "Text messages", trigger: "sms", points: "30" },
  { id: "join", name: "Your account", trigger: "account", points: "40" },
];

const open = (waysToEarn = ways, activeFrom = 0): Promise<TestShop> =>
  createShop(db, { program: { waysToEarn }, activeFrom });

const CUSTOMER = "7001";

async function hear(shop: TestShop, topic: Topic, body: object): Promise<void> {
  await storeWebhooks([{ shopId: shop.id, topic, body: JSON.stringify(body) }]);
  await handleAll(HANDLED_AT + 90 * DAY_MS);
}

function emails(shop: TestShop, state: string, at: string | null): Promise<void> {
  const consent = { state, opt_in_level: "single_opt_in", consent_updated_at: at };
  return hear(shop, "customers_email_marketing_consent/update", {
    customer_id: Number(CUSTOMER),
    email_address: "ada@example.com",
    email_marketing_consent: consent,
  });
}

function texts(shop: TestShop, state: string, at: string): Promise<void> {
  return hear(shop, "customers_marketing_consent/update", {
    id: Number(CUSTOMER),
    phone: "+4930555",
    sms_marketing_consent: {
      state,
      opt_in_level: "single_opt_in",
      consent_updated_at: at,
      consent_collected_from: "SHOPIFY",
    },
  });
}

function customer(shop: TestShop, topic: Topic, fields: object = {}): Promise<void> {
  return hear(shop, topic, {
    id: Number(CUSTOMER),
    email: "ada@example.com",
    first_name: "Ada",
    last_name: "Byron",
    created_at: "2026-03-01T12:00:00Z",
    updated_at: "2026-03-01T12:00:01Z",
    state: "enabled",
    ...fields,
  });
}

const march = (day: number) => `2026-03-${String(day).padStart(2, "0")}T12:00:00Z`;
const availableIn = async (shop: TestShop) => (await shop.member(CUSTOMER))?.available;

describe("a consent to e-mails", () => {
  test("given, withdrawn and given again earns once, and takes nothing back", async () => {
    const shop = await open();
    await emails(shop, "subscribed", march(1));
    expect(await availableIn(shop)).toBe(20n);
    await emails(shop, "unsubscribed", march(2));
    expect(await availableIn(shop)).toBe(20n);
    await emails(shop, "subscribed", march(3));
    expect(await availableIn(shop)).toBe(20n);
    expect(await shop.rows("earned_action")).toHaveLength(1);
  });

  test("told five times earns once", async () => {
    const shop = await open();
    for (let time = 0; time < 5; time++) await emails(shop, "subscribed", march(1));
    expect(await availableIn(shop)).toBe(20n);
  });

  test("told late, after its withdrawal, earns all the same", async () => {
    const shop = await open();
    await emails(shop, "unsubscribed", march(2));
    expect(await shop.member(CUSTOMER)).toBeUndefined();
    await emails(shop, "subscribed", march(1));
    expect(await availableIn(shop)).toBe(20n);
  });

  test("makes a member of who was none, with the address that it is for", async () => {
    const shop = await open();
    await emails(shop, "subscribed", march(1));
    expect(await shop.member(CUSTOMER)).toMatchObject({ email: "ada@example.com" });
  });

  test.each(["pending", "not_subscribed", "unsubscribed"])(
    "that is %s earns nothing",
    async (state) => {
      const shop = await open();
      await emails(shop, state, march(1));
      expect(await shop.member(CUSTOMER)).toBeUndefined();
    },
  );

  test("from before the program rewarded it earns nothing, and makes nobody a member", async () => {
    const shop = await open(ways, Date.parse(march(2)));
    await emails(shop, "subscribed", march(1));
    expect(await shop.member(CUSTOMER)).toBeUndefined();
    await emails(shop, "subscribed", march(3));
    expect(await availableIn(shop)).toBe(20n);
  });

  test("leaves no trace where no way to earn asks for it", async () => {
    const shop = await open([]);
    await emails(shop, "subscribed", march(1));
    expect(await shop.member(CUSTOMER)).toBeUndefined();
    expect(await shop.rows("inbox_receipt", "topic like 'customers%'")).toHaveLength(1);
    expect(await shop.rows("inbox_message", "true")).toEqual([]);
  });
});

test("what is dated ahead of the app's clock happened just now", async () => {
  const shop = await open();
  const later = new Date(HANDLED_AT + 91 * DAY_MS).toISOString();
  await emails(shop, "subscribed", later);
  const [award] = await shop.rows<{ occurred_at: Date }>("earned_action");
  expect(award?.occurred_at.getTime()).toBe(HANDLED_AT + 90 * DAY_MS);
});

test("customers who are told of while their orders are counted hold nobody up", async () => {
  const shop = await open();
  const ids = Array.from({ length: 12 }, (_, index) => 9_000 + index);
  const topic = "customers/create" as const;
  const customers = ids.map((id) =>
    JSON.stringify({ id, state: "enabled", created_at: march(1), updated_at: march(1) }),
  );
  await storeWebhooks([
    ...customers.map((body) => ({ shopId: shop.id, topic, body })),
    ...ids.toReversed().map((id) => ({
      shopId: shop.id,
      topic: "orders/paid" as const,
      body: orderPayload({ orderId: String(50_000 + id), customerId: String(id) }),
    })),
  ]);
  const events = (await Promise.all([handleAll(), handleAll(), handleAll()])).flat();
  expect(events.map(({ type }) => type)).not.toContain("failed");
  const members = await shop.rows<{ available: bigint }>("member");
  expect(members).toHaveLength(ids.length);
  expect(await shop.rows("earned_action")).toHaveLength(ids.length);
});

describe("a consent to text messages", () => {
  test("is another one, and earns once, too", async () => {
    const shop = await open();
    await emails(shop, "subscribed", march(1));
    await texts(shop, "subscribed", march(1));
    await texts(shop, "unsubscribed", march(2));
    await texts(shop, "subscribed", march(3));
    expect(await availableIn(shop)).toBe(50n);
  });
});

describe("an account", () => {
  test("earns once, whether it came with the customer or later", async () => {
    const shop = await open();
    await customer(shop, "customers/create", { state: "disabled" });
    expect(await shop.member(CUSTOMER)).toBeUndefined();
    await customer(shop, "customers/enable", { updated_at: march(2) });
    expect(await availableIn(shop)).toBe(40n);
    await customer(shop, "customers/enable", { updated_at: march(9) });
    await customer(shop, "customers/create");
    expect(await availableIn(shop)).toBe(40n);
  });

  test("is not what a change of somebody with an account tells of", async () => {
    const shop = await open();
    await customer(shop, "customers/update");
    expect(await shop.member(CUSTOMER)).toBeUndefined();
  });

  test("brings everyone's tier along, as a first order does", async () => {
    const list = [{ id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } }];
    const shop = await createShop(db, { program: { waysToEarn: ways, tiers: { list } } });
    await customer(shop, "customers/create");
    expect(await shop.member(CUSTOMER)).toMatchObject({ tier_id: "green", available: 40n });
  });

  test("of several customers, told together, earns for each", async () => {
    const shop = await open();
    const bodies = ["7009", "7003", "7005"].map((id) =>
      JSON.stringify({ id: Number(id), state: "enabled", created_at: march(1) }),
    );
    const topic = "customers/create" as const;
    await storeWebhooks(bodies.map((body) => ({ shopId: shop.id, topic, body })));
    await handleAll(HANDLED_AT);
    const members = await shop.rows<{ available: bigint }>("member");
    expect(members.map(({ available }) => available)).toEqual([40n, 40n, 40n]);
  });
});
