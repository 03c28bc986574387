// The e-mail about rewards that issued themselves, through a real mail server: one for all of a
// night, once Shopify has answered.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { localDateOf } from "../../../app/core/calendar/local-time.ts";
import { pool } from "../../../app/db/pool.ts";
import { runPortion } from "../../../app/usecases/night/run-night.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { autoReward } from "../../support/auto-issue-shop.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  CUSTOMER,
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const program = { ...PROGRAM_INPUT, rewards: [autoReward()] };
const now = Date.now();
const night = localDateOf(now, "Europe/Berlin");

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let memberId: string;
let redemptionIds: string[];

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  await world.signIn();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  await pool().query(`update shop set name = 'Harbour Coffee', installed_at = $1`, [new Date(0)]);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const mails = () => world.simulator.context.state.mails;

/** The first is a customer whom the simulated Shopify knows. */
let customers = Number(CUSTOMER) - 1;

/** A night that turns 250 points of one more member into two vouchers. */
beforeEach(async () => {
  mails().length = 0;
  customers += 1;
  const customerId = String(customers);
  await recordPaidOrder(shopId, { customerId, price: "125.00" });
  const { rows } = await pool().query<{ id: string }>(
    `update member set email = 'ada@example.com', locale = 'de'
      where shop_id = $1 and shopify_customer_id = $2 returning id`,
    [shopId, customerId],
  );
  memberId = rows[0]?.id ?? "";
  await pool().query(`update shop set nights_done_until = null`);
  await db.ownerPool.query(`delete from night`);
  while ((await runPortion(shopId, now)) !== "idle");
  const issued = await pool().query<{ id: string }>(
    `select id from redemption where shop_id = $1 and member_id = $2 order by id`,
    [shopId, memberId],
  );
  redemptionIds = issued.rows.map(({ id }) => id);
});

const tell = (issuedAt = now) =>
  deliverOnce(shopId, "send_reward_mail", { memberId, night, issuedAt });

/** Answers the codes. */
async function issueAll(): Promise<string[]> {
  for (const redemptionId of redemptionIds) {
    const outcome = await deliverOnce(shopId, "issue_voucher", { redemptionId });
    if (outcome.outcome !== "sent") throw new Error(`Not issued: ${outcome.reason}`);
  }
  const { rows } = await pool().query<{ code: string }>(
    `select code from redemption where shop_id = $1 and member_id = $2 and status = 'issued'`,
    [shopId, memberId],
  );
  return rows.map(({ code }) => code);
}

async function setStatus(status: string, ids: readonly string[]): Promise<void> {
  await db.ownerPool.query(
    `update redemption set status = $3 where shop_id = $1 and id = any($2::uuid[])`,
    [shopId, ids, status],
  );
}

async function recorded() {
  const { rows } = await pool().query<{ status: string; reason: string | null }>(
    `select status, reason from email_send where member_id = $1 and kind = 'reward_issued'`,
    [memberId],
  );
  return rows;
}

describe("what issued itself in a night", () => {
  test("is told once Shopify has made it, once, with all codes", async () => {
    expect(await tell()).toMatchObject({ outcome: "postpone" });
    expect(await recorded()).toEqual([]);
    const codes = await issueAll();
    expect(codes).toHaveLength(2);
    expect(await tell()).toEqual({ outcome: "sent" });
    expect(await tell()).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    const [mail] = mails();
    expect(mail?.subject).toBe("Prämien für dich");
    for (const part of [...codes, "200 Points", "50 Points"]) expect(mail?.text).toContain(part);
    expect(mail?.headers["list-unsubscribe"]).toContain("reward_issued");
    expect(await recorded()).toEqual([{ status: "sent", reason: null }]);
  });

  test("leaves out what Shopify refused, and is not told where nothing is left", async () => {
    await setStatus("refused", redemptionIds.slice(0, 1));
    await setStatus("issued", redemptionIds.slice(1));
    await tell();
    expect(mails()[0]?.subject).toBe("Für dich: 5\u00a0€ Rabatt");
    expect(mails()[0]?.text).toContain("100 Points");
    await db.ownerPool.query(`delete from email_send`);
    await setStatus("refused", redemptionIds);
    await tell();
    expect(mails()).toHaveLength(1);
    expect(await recorded()).toEqual([{ status: "skipped", reason: "nothing_issued" }]);
  });

  test("is not told a week later, nor waited for", async () => {
    expect(await tell(now - 8 * DAY_MS)).toEqual({ outcome: "sent" });
    expect(await recorded()).toEqual([{ status: "skipped", reason: "too_late" }]);
  });

  test("is not told where the program turns that off", async () => {
    await setStatus("issued", redemptionIds);
    const document = { ...program, emails: { rewardIssued: false } };
    const { rows } = await pool().query<{ id: string }>(
      `select id from program_version where shop_id = $1 and active_until is null`,
      [shopId],
    );
    const saved = await saveProgram({
      shopId,
      document,
      baseVersionId: rows[0]?.id ?? null,
      actor: "system",
      now: now - 60_000,
    });
    expect(saved.outcome).toBe("saved");
    expect(await tell()).toEqual({ outcome: "sent" });
    expect(await recorded()).toEqual([{ status: "skipped", reason: "turned_off" }]);
  });
});
