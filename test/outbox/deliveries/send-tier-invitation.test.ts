// The e-mail about an invitation to a tier, through a real mail server: once, and only while the
// invitation stands.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { pool } from "../../../app/db/pool.ts";
import { answerInvitation } from "../../../app/usecases/tiers/answer-invitation.ts";
import { inviteMember } from "../../../app/usecases/tiers/invite-member.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const program = {
  ...PROGRAM_INPUT,
  tiers: {
    list: [
      { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
      {
        id: "vip",
        name: "VIP",
        entry: "invitation" as const,
        entryPoints: "50",
        earnMultiplier: "2",
        benefits: ["Free shipping"],
      },
      {
        id: "gold",
        name: "Gold",
        enter: { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast: "100000" }] }] },
      },
    ],
  },
};

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let memberId: string;
let customers = 7_500;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
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
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
  const { rows } = await pool().query<{ id: string }>(
    `update member set email = 'ada@example.com', locale = 'de'
      where shop_id = $1 and shopify_customer_id = $2 returning id`,
    [shopId, customerId],
  );
  memberId = rows[0]?.id ?? "";
});

async function invite(now = Date.now(), through: string | null = null): Promise<number> {
  const command = { shopId, memberId, tierId: "vip", through, actor: "merchant:1" as const, now };
  expect(await inviteMember(command)).toEqual({ outcome: "invited" });
  return now;
}

const tell = (invitedAt: number) =>
  deliverOnce(shopId, "send_tier_invitation", { memberId, tierId: "vip", invitedAt });

async function recorded() {
  const { rows } = await pool().query<{ status: string; reason: string | null }>(
    `select status, reason from email_send where member_id = $1 and kind = 'tier_invitation'`,
    [memberId],
  );
  return rows;
}

describe("an invitation", () => {
  test("is told once, in the member's language, with what the tier would give", async () => {
    const invitedAt = await invite(Date.now(), "2099-12-31");
    expect(await tell(invitedAt)).toEqual({ outcome: "sent" });
    expect(await tell(invitedAt)).toEqual({ outcome: "sent" });
    expect(mails()).toHaveLength(1);
    const [mail] = mails();
    expect(mail?.subject).toBe("Einladung: VIP");
    const address = `https://${world.shop.domain}/#loyalty`;
    for (const part of ["50 Points", "das 2-Fache", "- Free shipping", "2099", address]) {
      expect(mail?.text).toContain(part);
    }
    expect(mail?.headers["list-unsubscribe"]).toContain("tier_invitation");
    expect(await recorded()).toEqual([{ status: "sent", reason: null }]);
  });

  test("that is sent anew is told anew", async () => {
    const first = await invite();
    const second = await invite(first + 1);
    await tell(first);
    await tell(second);
    expect(mails()).toHaveLength(1);
    expect(new Set((await recorded()).map(({ reason }) => reason))).toEqual(
      new Set(["no_longer_open", null]),
    );
  });

  test("promises no points that were given this year before", async () => {
    const first = await invite();
    await answer(first, "accepted");
    await set("tier_id = 'green', tier_reason = 'fell'");
    await tell(await invite(first + 1));
    expect(mails()[0]?.text).toContain("VIP");
    expect(mails()[0]?.text).not.toContain("50 Points");
  });

  test.each(["declined", "withdrawn"] as const)("that was %s is not told", async (given) => {
    const invitedAt = await invite();
    await answer(invitedAt, given);
    await tell(invitedAt);
    expect(mails()).toEqual([]);
    expect(await recorded()).toEqual([{ status: "skipped", reason: "no_longer_open" }]);
  });

  test.each([
    ["to who opted out", "email_opted_out_at = now()", "opted_out"],
    ["to who is gone", "deleted_at = now()", "member_gone"],
    ["to who has risen above it", "tier_id = 'gold'", "already_higher"],
    ["to who holds the tier by now", "tier_id = 'vip'", "already_in_tier"],
  ])("is not told %s", async (_, assignment, reason) => {
    const invitedAt = await invite();
    await set(assignment);
    await tell(invitedAt);
    expect(mails()).toEqual([]);
    expect(await recorded()).toEqual([{ status: "skipped", reason }]);
  });

  test("is not told after its last day, nor a week later", async () => {
    const today = new Date().toISOString().slice(0, 10);
    const invitedAt = await invite(Date.now(), today);
    await db.ownerPool.query(`update tier_invitation set through = date '2026-01-01'`);
    await tell(invitedAt);
    expect(await recorded()).toEqual([{ status: "skipped", reason: "day_is_past" }]);
    await db.ownerPool.query(`delete from email_send where member_id = $1`, [memberId]);
    const old = await invite(Date.now() - 8 * DAY_MS);
    await tell(old);
    expect(await recorded()).toEqual([{ status: "skipped", reason: "too_late" }]);
  });
});

async function answer(invitedAt: number, given: "accepted" | "declined" | "withdrawn") {
  const name = { shopId, memberId, tierId: "vip", invitedAt };
  await answerInvitation({ ...name, answer: given, actor: "shopper", now: Date.now() });
}

async function set(assignment: string): Promise<void> {
  await pool().query(`update member set ${assignment} where id = $1`, [memberId]);
}
