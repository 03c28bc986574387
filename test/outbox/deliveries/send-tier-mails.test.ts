// The e-mails about tiers, through a real mail server: each once, and only while it is true.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { addDaysTo } from "../../../app/core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../../app/core/calendar/local-time.ts";
import { pool } from "../../../app/db/pool.ts";
import { appendUnits } from "../../../app/db/unit-store.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const zone = "Europe/Paris";

function spend(atLeast: string) {
  return { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast }] }] };
}

const program = {
  ...PROGRAM_INPUT,
  tiers: {
    window: { kind: "rolling" as const, months: 12 },
    validity: { kind: "months" as const, months: 12 },
    list: [
      { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "gold",
        name: "Gold",
        enter: spend("10000"),
        entryPoints: "50",
        benefits: ["Free shipping"],
      },
      { id: "black", name: "Black", enter: spend("100000") },
    ],
  },
};

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let memberId: string;
let customers = 7_100;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  const shop = { domain: world.shop.domain, timeZone: zone };
  shopId = await openLoyaltyShop(db.pool, shop, program);
  await pool().query(`update shop set name = 'Harbour Coffee'`);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const mails = () => world.simulator.context.state.mails;

/** A new member who spends 100.00 and becomes Gold. */
beforeEach(async () => {
  mails().length = 0;
  customers += 1;
  const placedAt = Date.now();
  const head = { placedAt, updatedAt: placedAt };
  const customerId = String(customers);
  await recordPaidOrder(shopId, { customerId, price: "100.00", head }, placedAt);
  const { rows } = await pool().query<{ id: string }>(
    `update member set email = 'ada@example.com', locale = 'en-GB'
      where shop_id = $1 and shopify_customer_id = $2 returning id`,
    [shopId, customerId],
  );
  memberId = rows[0]?.id ?? "";
});

async function set(assignments: string, values: unknown[] = []): Promise<void> {
  await pool().query(`update member set ${assignments} where id = $1`, [memberId, ...values]);
}

async function recorded(kind: string) {
  const { rows } = await pool().query<{ status: string; reason: string | null }>(
    `select status, reason from email_send where member_id = $1 and kind = $2`,
    [memberId, kind],
  );
  return rows;
}

describe("a tier that an order brought", () => {
  async function latestChange(): Promise<string> {
    const { rows } = await pool().query<{ id: string }>(
      `select id from tier_change where member_id = $1 order by seq desc limit 1`,
      [memberId],
    );
    return rows[0]?.id ?? "";
  }
  const tell = async () =>
    deliverOnce(shopId, "send_tier_mail", { memberId, changeId: await latestChange() });

  test("is asked to be told", async () => {
    const { rows } = await pool().query<{ payload: object }>(
      `select payload from outbox_message
        where kind = 'send_tier_mail' and payload ->> 'memberId' = $1`,
      [memberId],
    );
    expect(rows).toEqual([{ payload: { memberId, changeId: await latestChange() } }]);
  });

  test("is told once, with its gift, its end and the way to the next", async () => {
    expect(await tell()).toEqual({ outcome: "sent" });
    expect(await tell()).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    const [mail] = mails();
    const year = Number(localDateOf(Date.now(), zone).slice(0, 4)) + 1;
    expect(mail?.subject).toBe("You are now Gold");
    for (const part of ["50 Points", `${year}.`, "- Free shipping", "orders worth €900"]) {
      expect(mail?.text).toContain(part);
    }
    expect(mail?.headers["list-unsubscribe"]).toContain("tier_changed");
    expect(await recorded("tier_changed")).toEqual([{ status: "sent", reason: null }]);
  });

  test.each([
    ["who has left it since", "tier_id = 'green'", "no_longer_held"],
    ["who opted out", "email_opted_out_at = now()", "opted_out"],
    [
      "who was merged into another",
      "merged_into_id = (select id from member where id <> $1 limit 1)",
      "member_gone",
    ],
  ])("is not told to a member %s", async (_, assignment, reason) => {
    await set(assignment);
    expect(await tell()).toEqual({ outcome: "sent" });
    expect(mails()).toEqual([]);
    expect(await recorded("tier_changed")).toEqual([{ status: "skipped", reason }]);
    await set("merged_into_id = null");
  });

  test("is not told a week later", async () => {
    const longAgo = new Date(Date.now() - 8 * DAY_MS);
    await db.ownerPool.query(`update tier_change set recorded_at = $1`, [longAgo]);
    await tell();
    expect(await recorded("tier_changed")).toEqual([{ status: "skipped", reason: "too_late" }]);
  });

  test("is told as ended, with the way back, when the member fell", async () => {
    await pool().query(
      `insert into tier_change (shop_id, member_id, seq, id, from_tier, to_tier, reason,
          effective_at, actor, recorded_at)
        select $1, $2, max(seq) + 1, gen_random_uuid(), 'gold', 'green', 'fell', now(), 'system',
          now()
        from tier_change where shop_id = $1 and member_id = $2`,
      [shopId, memberId],
    );
    await set("tier_id = 'green'");
    const refund = { shopId, memberId, key: "test/refund", orderId: null, occurredAt: Date.now() };
    await appendUnits(pool(), [{ ...refund, counts: { spend: -4_000n } }], Date.now());
    await tell();
    const [mail] = mails();
    expect(mail?.subject).toBe("Your Gold status has ended");
    expect(mail?.text).toContain("You are now Green.");
    expect(mail?.text).toContain("To become Gold, you still need: orders worth €40.");
  });
});

describe("a tier that will end", () => {
  /** What the night asks for, a month before the end. */
  async function notice(tierId = "gold") {
    const night = localDateOf(Date.now(), zone);
    const fallsOn = addDaysTo(night, 30);
    return deliverOnce(shopId, "send_tier_notice", { memberId, night, tierId, fallsOn });
  }
  const inAMonth = () => new Date(startOfDay(addDaysTo(localDateOf(Date.now(), zone), 30), zone));

  /** The order that brought the tier is almost a year old. */
  beforeEach(async () => {
    await set("tier_until = $2, tier_since = $2::timestamptz - interval '366 days'", [inAMonth()]);
    await db.ownerPool.query(
      `update qualifying_unit set occurred_at = now() - interval '340 days' where member_id = $1`,
      [memberId],
    );
  });

  test("is told of once, with what keeps it and what comes after", async () => {
    expect(await notice()).toEqual({ outcome: "sent" });
    expect(await notice()).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    const [mail] = mails();
    expect(mail?.subject).toMatch(/^Your Gold status ends on \d+ \w+ \d{4}$/);
    expect(mail?.text).toContain("To keep it, you still need: orders worth €100.");
    expect(mail?.text).toContain("After that you would be Green.");
    expect(await recorded("tier_notice")).toEqual([{ status: "sent", reason: null }]);
  });

  test("is not told of once the member has done what keeps it", async () => {
    const unit = { shopId, memberId, key: "test/1", orderId: null, occurredAt: Date.now() };
    await appendUnits(pool(), [{ ...unit, counts: { spend: 10_000n } }], Date.now());
    await notice();
    expect(mails()).toEqual([]);
    expect(await recorded("tier_notice")).toEqual([{ status: "skipped", reason: "kept" }]);
  });

  test.each([
    ["renewed by a person", "tier_until = null", "kept"],
    ["left for another", "tier_id = 'black'", "no_longer_held"],
  ])("is not told of when it was %s", async (_, assignment, reason) => {
    await set(assignment);
    await notice();
    expect(await recorded("tier_notice")).toEqual([{ status: "skipped", reason }]);
  });

  test("is not told of after the fall", async () => {
    const fallsOn = localDateOf(Date.now(), zone);
    await deliverOnce(shopId, "send_tier_notice", {
      memberId,
      night: fallsOn,
      tierId: "gold",
      fallsOn,
    });
    expect(await recorded("tier_notice")).toEqual([{ status: "skipped", reason: "too_late" }]);
  });

  test("by a person's word names no way to keep it, and only ends where no earned one stands behind it", async () => {
    await set("tier_reason = 'manual'");
    await notice();
    expect(await recorded("tier_notice")).toEqual([{ status: "skipped", reason: "kept" }]);
    await pool().query(`delete from email_send where member_id = $1`, [memberId]);
    await db.ownerPool.query(`update tier_change set until = now() where member_id = $1`, [
      memberId,
    ]);
    await notice();
    expect(mails()[0]?.text).not.toContain("To keep it");
    expect(mails()[0]?.subject).toContain("Your Gold status ends");
  });
});
