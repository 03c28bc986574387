// The e-mail about points that came back, through a real mail server: one for what came back
// together, none for what members gave back themselves.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { timeOfReturn } from "../../../app/core/rewards/points-back.ts";
import { pool } from "../../../app/db/pool.ts";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import {
  cancelVoucher,
  expireVouchers,
  recordDeactivation,
  settleReturned,
} from "../../../app/usecases/return-voucher.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { settleIssued, settleRefused } from "../../../app/usecases/settle-redemption.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { FIVE_OFF, PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

// In the middle of a quarter of an hour, so that what comes back now comes back together.
const now = timeOfReturn(Date.now()).from + 60_000;
const asked = now - 100 * DAY_MS;

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let memberId: string;
let customers = 7_500;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, PROGRAM_INPUT);
  await pool().query(`update shop set name = 'Harbour Coffee'`);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const mails = () => world.simulator.context.state.mails;

beforeEach(async () => {
  mails().length = 0;
  customers += 1;
  const customerId = String(customers);
  await recordPaidOrder(shopId, { customerId, price: "500.00" });
  const { rows } = await pool().query<{ id: string }>(
    `update member set email = 'ada@example.com', locale = 'de'
      where shop_id = $1 and shopify_customer_id = $2 returning id`,
    [shopId, customerId],
  );
  memberId = rows[0]?.id ?? "";
});

/** A voucher that was asked for a hundred days ago. */
async function requested(): Promise<string> {
  const customerId = String(customers);
  const request = { shopId, customerId, ...FIVE_OFF, requestKey: randomUUID() };
  const result = await requestRedemption(request, asked);
  if (result.outcome !== "accepted") throw new Error(result.reason);
  return result.redemption.id;
}

async function issued(): Promise<string> {
  const id = await requested();
  await settleIssued(shopId, id, `gid://shopify/DiscountCodeNode/${id}`, asked);
  return id;
}

async function finishReturning(id: string): Promise<void> {
  await recordDeactivation(shopId, id, now);
  await settleReturned(shopId, id, now);
}

interface Asked {
  key: string;
  payload: { memberId: string; from: number; until: number };
}

/** The messages about this member that wait in the outbox. */
async function waiting(): Promise<Asked[]> {
  const { rows } = await pool().query<Asked>(
    `select key, payload from outbox_message
      where shop_id = $1 and kind = 'send_points_returned' and key like $2 || '/%'`,
    [shopId, memberId],
  );
  return rows;
}

async function recorded() {
  const { rows } = await pool().query<{ status: string; reason: string | null }>(
    `select status, reason from email_send where member_id = $1 and kind = 'points_returned'`,
    [memberId],
  );
  return rows;
}

describe("points that came back", () => {
  test("together are told once, with what they had been spent on, and why", async () => {
    const ids = [await issued(), await issued()];
    const refused = await requested();
    await expireVouchers(now, (_, error) => {
      throw error;
    });
    for (const id of ids) await finishReturning(id);
    await settleRefused(shopId, refused, "NOT_ALLOWED", now);
    const [message, ...others] = await waiting();
    expect(others).toEqual([]);
    expect(message?.payload).toEqual({ memberId, ...timeOfReturn(now) });
    const payload = message?.payload ?? { memberId, from: 0, until: 0 };
    expect(await deliverOnce(shopId, "send_points_returned", payload)).toEqual({ outcome: "sent" });
    expect(await deliverOnce(shopId, "send_points_returned", payload)).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    const [mail] = mails();
    expect(mail?.subject).toBe("Wieder bei dir: 300 Points");
    expect(mail?.text?.match(/nicht rechtzeitig benutzt \(100 Points\)/g)).toHaveLength(2);
    expect(mail?.text).toContain("konnte nicht ausgestellt werden (100 Points)");
    expect(await recorded()).toEqual([{ status: "sent", reason: null }]);
  });

  test("because members gave a voucher up, or were refused at once, are not told", async () => {
    const id = await issued();
    await cancelVoucher({ shopId, redemptionId: id, memberId }, now);
    await finishReturning(id);
    await settleRefused(shopId, await requested(), "NOT_ALLOWED", asked + 1);
    expect(await waiting()).toEqual([]);
    const payload = { memberId, ...timeOfReturn(now) };
    await deliverOnce(shopId, "send_points_returned", payload);
    expect(await recorded()).toEqual([{ status: "skipped", reason: "nothing_came_back" }]);
  });

  test("are not told a week later, nor where the program turns that off", async () => {
    const late = { memberId, ...timeOfReturn(now - 8 * DAY_MS) };
    await deliverOnce(shopId, "send_points_returned", late);
    const { rows } = await pool().query<{ id: string }>(
      `select id from program_version where shop_id = $1 and active_until is null`,
      [shopId],
    );
    const saved = await saveProgram({
      shopId,
      document: { ...PROGRAM_INPUT, emails: { pointsReturned: false } },
      baseVersionId: rows[0]?.id ?? null,
      actor: "system",
      now: Date.now() - 60_000,
    });
    expect(saved.outcome).toBe("saved");
    await deliverOnce(shopId, "send_points_returned", { memberId, ...timeOfReturn(now) });
    expect((await recorded()).map(({ reason }) => reason)).toEqual(["too_late", "turned_off"]);
    expect(mails()).toEqual([]);
  });
});
