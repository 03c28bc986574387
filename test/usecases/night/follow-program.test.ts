// Who could not follow a program with the others follows it later: by itself, once, and never a
// program that the others have left behind.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import { enqueueMessages } from "../../../app/db/outbox-store.ts";
import { redactMember } from "../../../app/db/privacy-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { kinds } from "../../../app/outbox/kinds.ts";
import { mergeCustomers } from "../../../app/usecases/merge-customers.ts";
import { carryOutPrograms } from "../../../app/usecases/night/carry-out-program.ts";
import { followLater, followProgram } from "../../../app/usecases/night/follow-program.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { recordPaidOrder } from "../../support/loyalty-shop.ts";
import { NightShop, workNights } from "../../support/night-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

const MINUTE_MS = 60_000;
const zone = "Europe/Berlin";
const ACTIVE_FROM = day("2026-03-10") + 15 * 60 * MINUTE_MS;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function day(date: string): number {
  return startOfDay(date, zone);
}

function age(months: number) {
  return { kind: "age" as const, length: { unit: "months" as const, count: months } };
}

/** As the timer does, where single things may fail. */
async function carryOutDespiteFaults(now: number): Promise<void> {
  while ((await carryOutPrograms(now, () => undefined)) > 0);
}

function openShop(): Promise<NightShop> {
  return NightShop.open(db, { timeZone: zone, program: { expiry: { policy: age(12) } } });
}

async function lotOf(shop: NightShop) {
  const accruedAt = day("2026-03-01");
  const member = await shop.addMember({ activityAt: accruedAt });
  const lot = await shop.addLot(member, { accruedAt, expiresAt: day("2027-03-02") });
  return { member, lot };
}

describe("a program", () => {
  test("is followed later by who was left out, and only once", async () => {
    const shop = await openShop();
    const { member, lot } = await lotOf(shop);
    await shop.rows("update lot set accrued_at = '9999-12-01' where shop_id = $1");
    const expiry = { policy: age(6), appliesTo: "all_points" as const };
    await shop.addVersion({ expiry }, ACTIVE_FROM);
    await carryOutDespiteFaults(ACTIVE_FROM + MINUTE_MS);
    const [message, ...others] = await shop.messages("follow_program");
    expect(others).toEqual([]);
    expect(message?.payload).toEqual({ memberId: member, activeFrom: ACTIVE_FROM });
    const left = kinds.follow_program.payload.parse(message?.payload);
    await expect(followProgram(shop.id, left, day("2026-03-11"))).rejects.toThrow("No date");
    await shop.rows("update lot set accrued_at = $2 where shop_id = $1", [
      new Date(day("2026-03-01")),
    ]);
    for (const date of ["2026-03-11", "2026-03-12"]) {
      expect(await followProgram(shop.id, left, day(date))).toBe(true);
      expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2026-09-02")) });
    }
    expect((await shop.member(member)).tier_review_at).toEqual(new Date(ACTIVE_FROM));
  });

  test("is not brought back for one member when the others follow a later one", async () => {
    const shop = await openShop();
    const { member, lot } = await lotOf(shop);
    const shorter = { policy: age(6), appliesTo: "all_points" as const };
    await shop.addVersion({ expiry: shorter }, ACTIVE_FROM);
    await carryOutDespiteFaults(ACTIVE_FROM + MINUTE_MS);
    const longer = { policy: age(24), appliesTo: "all_points" as const };
    await shop.addVersion({ expiry: longer }, day("2026-03-20"));
    await carryOutDespiteFaults(day("2026-03-21"));
    const left = { memberId: member, activeFrom: ACTIVE_FROM };
    expect(await followProgram(shop.id, left, day("2026-03-21"))).toBe(true);
    expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2028-03-02")) });
  });

  test("is followed for the points of somebody who was merged into another meanwhile", async () => {
    const shop = await openShop();
    const { member, lot } = await lotOf(shop);
    await shop.addMember();
    const [gone, kept] = await shop.rows<{ customer: string }>(
      "select shopify_customer_id as customer from member where shop_id = $1 order by 1",
    );
    const names = { keptCustomerId: kept?.customer ?? "", goneCustomerId: gone?.customer ?? "" };
    await withTransaction((tx) => mergeCustomers(tx, shop.id, names, day("2026-03-09")));
    const expiry = { policy: age(6), appliesTo: "all_points" as const };
    await shop.addVersion({ expiry }, ACTIVE_FROM);
    const left = { memberId: member, activeFrom: ACTIVE_FROM };
    expect(await followProgram(shop.id, left, day("2026-03-11"))).toBe(true);
    const [held] = await shop.rows<{ expires_at: Date }>(
      "select expires_at from lot where shop_id = $1 and id = $2 and available > 0",
      [lot],
    );
    expect(held?.expires_at).toEqual(new Date(day("2026-09-02")));
  });

  test("is followed by the points of somebody who is forgotten before it is", async () => {
    const shop = await openShop();
    const { member } = await lotOf(shop);
    const left = followLater(shop.id, { memberId: member, activeFrom: ACTIVE_FROM });
    await withTransaction(async (tx) => {
      await enqueueMessages(tx, [left]);
      await redactMember(tx, shop.id, member, new Date(ACTIVE_FROM));
    });
    expect(await shop.messages("follow_program")).toHaveLength(1);
  });

  test("is not followed while the app is not installed", async () => {
    const shop = await openShop();
    const { member } = await lotOf(shop);
    await shop.rows("update shop set uninstalled_at = now() where shop_id = $1");
    const left = { memberId: member, activeFrom: ACTIVE_FROM };
    expect(await followProgram(shop.id, left, day("2026-03-11"))).toBe(false);
  });

  test("counts an order later that could not be counted with the others", async () => {
    const shop = await openShop();
    const placedAt = day("2026-03-02");
    const orderId = await recordPaidOrder(
      shop.id,
      { price: "600.00", head: { placedAt } },
      placedAt,
    );
    const [member] = await shop.rows<{ id: string }>("select id from member where shop_id = $1");
    const [whole] = await shop.rows<{ snapshot: unknown }>(
      "select snapshot from order_state where shop_id = $1",
    );
    const writeSnapshot = (snapshot: unknown) =>
      shop.rows("update order_state set snapshot = $2::jsonb where shop_id = $1", [
        JSON.stringify(snapshot),
      ]);
    await writeSnapshot({});
    const spend = [{ counter: "spend" as const, atLeast: "50000" }];
    const list = [{ id: "gold", name: "Gold", enter: { anyOf: [{ allOf: spend }] } }];
    await shop.addVersion({ tiers: { list } }, ACTIVE_FROM);
    await carryOutDespiteFaults(ACTIVE_FROM + MINUTE_MS);
    await workNights(day("2026-03-11"));
    expect(await shop.member(member?.id ?? "")).toMatchObject({ tier_id: null });
    const [message] = await shop.messages("follow_program");
    expect(message?.payload).toEqual({ orderId, activeFrom: ACTIVE_FROM });
    await writeSnapshot(whole?.snapshot);
    const left = kinds.follow_program.payload.parse(message?.payload);
    expect(await followProgram(shop.id, left, day("2026-03-11"))).toBe(true);
    await workNights(day("2026-03-12"));
    expect(await shop.member(member?.id ?? "")).toMatchObject({ tier_id: "gold" });
  });
});

test("the books agree, whoever followed when", async () => {
  await expect(assertLedgerAgrees(db)).resolves.toBeUndefined();
});
