// The warning before points end, through a real mail server: true at the moment when it is sent.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDaysTo } from "../../../app/core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../../app/core/calendar/local-time.ts";
import { pool } from "../../../app/db/pool.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const zone = "Asia/Tokyo";
const expiry = {
  policy: { kind: "age" as const, length: { unit: "months" as const, count: 12 } },
  warningDays: [30],
};
const inactivity = {
  policy: {
    kind: "inactivity" as const,
    length: { unit: "months" as const, count: 12 },
    activities: ["order" as const],
  },
  warningDays: [30],
};

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let idleShopId: bigint;
let memberId: string;
let customers = 7_200;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(
    db.pool,
    { domain: world.shop.domain, timeZone: zone },
    { ...PROGRAM_INPUT, expiry },
  );
  idleShopId = await openLoyaltyShop(
    db.pool,
    { domain: "idle.myshopify.com", timeZone: zone },
    { ...PROGRAM_INPUT, expiry: inactivity },
  );
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const mails = () => world.simulator.context.state.mails;
const today = () => localDateOf(Date.now(), zone);
const inDays = (days: number) => addDaysTo(today(), days);

/** A new member of the shop with 60 points. */
async function addMember(toShop: bigint): Promise<string> {
  customers += 1;
  const placedAt = Date.now();
  const customerId = String(customers);
  const head = { placedAt, updatedAt: placedAt };
  await recordPaidOrder(toShop, { customerId, price: "30.00", head }, placedAt);
  const { rows } = await pool().query<{ id: string }>(
    `update member set email = 'ada@example.com', locale = 'en-GB'
      where shop_id = $1 and shopify_customer_id = $2 returning id`,
    [toShop, customerId],
  );
  return rows[0]?.id ?? "";
}

beforeEach(async () => {
  mails().length = 0;
  memberId = await addMember(shopId);
});

async function endLotsOn(date: string): Promise<void> {
  const at = new Date(startOfDay(date, zone));
  await pool().query(`update lot set expires_at = $2 where member_id = $1`, [memberId, at]);
}

function warn(endings: { points: string; endsOn: string }[], cause: "age" | "inactivity" = "age") {
  const of = cause === "age" ? shopId : idleShopId;
  const payload = { memberId, night: today(), cause, endings };
  return deliverOnce(of, "send_expiry_warning", payload);
}

async function recorded() {
  const { rows } = await pool().query<{ status: string; reason: string | null }>(
    `select status, reason from email_send where member_id = $1 and kind = 'expiry_warning'`,
    [memberId],
  );
  return rows;
}

const dayText = (date: string) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(date));

describe("points that will end", () => {
  test("are told of once, with the last day on which they can be used", async () => {
    await endLotsOn(inDays(30));
    const endings = [{ points: "60", endsOn: inDays(30) }];
    expect(await warn(endings)).toEqual({ outcome: "sent" });
    expect(await warn(endings)).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    expect(mails()[0]?.subject).toBe(`Use 60 Points by ${dayText(inDays(29))}`);
    expect(mails()[0]?.headers["list-unsubscribe"]).toContain("expiry_warning");
    expect(await recorded()).toEqual([{ status: "sent", reason: null }]);
  });

  test("are told as what is left of them, and not at all when nothing is", async () => {
    await endLotsOn(inDays(30));
    await pool().query(`update lot set available = 25, reserved = 35 where member_id = $1`, [
      memberId,
    ]);
    const gone = { points: "10", endsOn: inDays(31) };
    await warn([{ points: "60", endsOn: inDays(30) }, gone]);
    expect(mails()[0]?.subject).toContain("Use 25 Points");
    expect(mails()[0]?.text).not.toContain(dayText(inDays(30)));
  });

  test("are no longer told of when they were spent, or live on", async () => {
    await endLotsOn(inDays(90));
    await warn([{ points: "60", endsOn: inDays(30) }]);
    expect(mails()).toEqual([]);
    expect(await recorded()).toEqual([{ status: "skipped", reason: "nothing_ends" }]);
  });

  test("are not told of when they have ended", async () => {
    await endLotsOn(today());
    await warn([{ points: "60", endsOn: today() }]);
    expect(await recorded()).toEqual([{ status: "skipped", reason: "too_late" }]);
  });

  test("are not told of to members who were forgotten", async () => {
    await endLotsOn(inDays(30));
    await pool().query(`update member set redacted_at = now() where id = $1`, [memberId]);
    await warn([{ points: "60", endsOn: inDays(30) }]);
    expect(await recorded()).toEqual([{ status: "skipped", reason: "member_gone" }]);
  });
});

describe("a balance that will end for inactivity", () => {
  beforeEach(async () => {
    memberId = await addMember(idleShopId);
  });

  const endBalanceOn = (date: string) =>
    pool().query(`update member set balance_expires_at = $2 where id = $1`, [
      memberId,
      new Date(startOfDay(date, zone)),
    ]);

  test("is told of with what keeps it", async () => {
    await endBalanceOn(inDays(30));
    await warn([{ points: "60", endsOn: inDays(30) }], "inactivity");
    expect(mails()[0]?.text).toContain(`You can use 60 Points until ${dayText(inDays(29))}.`);
    expect(mails()[0]?.text).toContain("If you place an order by then, you keep your balance.");
  });

  test("is not told of to who was active meanwhile", async () => {
    await warn([{ points: "60", endsOn: inDays(30) }], "inactivity");
    expect(mails()).toEqual([]);
    expect(await recorded()).toEqual([{ status: "skipped", reason: "nothing_ends" }]);
  });
});
