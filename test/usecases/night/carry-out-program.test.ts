// A version comes into force: ends of points follow where it says so, tiers are looked at, and no
// night works under terms that were not carried out.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { carryOutNext, carryOutPrograms } from "../../../app/usecases/night/carry-out-program.ts";
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

/** As the timer does, until nothing is left. */
async function carryOut(now: number): Promise<void> {
  const onFault = (_: bigint, error: unknown): never => {
    throw error;
  };
  while ((await carryOutPrograms(now, onFault)) > 0);
}

function openShop(): Promise<NightShop> {
  return NightShop.open(db, { timeZone: zone, program: { expiry: { policy: age(12) } } });
}

async function lotOf(shop: NightShop, accrued = "2026-03-01", expires = "2027-03-02") {
  const member = await shop.addMember({ activityAt: day(accrued) });
  const lot = await shop.addLot(member, { accruedAt: day(accrued), expiresAt: day(expires) });
  return { member, lot };
}

async function isCarriedOut(shop: NightShop, versionId: string): Promise<boolean | undefined> {
  const [row] = await shop.rows<{ carried: boolean }>(
    `select carried_out_at is not null as carried from program_version
      where shop_id = $1 and id = $2`,
    [versionId],
  );
  return row?.carried;
}

describe("a version that comes into force", () => {
  test("moves the ends of all points where it says so, once it has settled", async () => {
    const shop = await openShop();
    const { lot } = await lotOf(shop);
    const late = await lotOf(shop, "2025-04-01", "2026-04-02");
    const expiry = { policy: age(6), appliesTo: "all_points" as const };
    const version = await shop.addVersion({ expiry }, ACTIVE_FROM);
    await carryOut(ACTIVE_FROM + MINUTE_MS - 1);
    expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2027-03-02")) });
    await carryOut(ACTIVE_FROM + MINUTE_MS);
    expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2026-09-02")) });
    expect(await shop.lot(late.lot)).toMatchObject({ expires_at: new Date(day("2026-03-11")) });
    expect(await isCarriedOut(shop, version)).toBe(true);
    expect(await shop.entries()).toEqual([]);
  });

  test("moves no end where it has the same terms, whatever moved it meanwhile", async () => {
    const shop = await openShop();
    const { lot } = await lotOf(shop, "2025-02-01", "2026-03-13");
    await shop.addVersion({ expiry: { policy: age(12) } }, ACTIVE_FROM);
    await carryOut(ACTIVE_FROM + MINUTE_MS);
    expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2026-03-13")) });
  });

  test("warns at once of ends that it brings too close for any other warning", async () => {
    const shop = await openShop();
    await lotOf(shop, "2026-02-20", "2027-02-21");
    const { member } = await lotOf(shop, "2025-09-15", "2026-09-16");
    const silent = await shop.addMember({ email: null });
    await shop.addLot(silent, { accruedAt: day("2025-09-15"), expiresAt: day("2026-09-16") });
    const expiry = { policy: age(6), appliesTo: "all_points" as const };
    await shop.addVersion({ expiry }, ACTIVE_FROM);
    await carryOut(ACTIVE_FROM + MINUTE_MS);
    const messages = await shop.messages("send_expiry_warning");
    expect(messages.map(({ payload }) => payload)).toEqual([
      {
        memberId: member,
        night: "2026-03-10",
        cause: "age",
        endings: [{ points: "100", endsOn: "2026-03-16" }],
      },
    ]);
  });

  test("warns at once of balances that now end for inactivity", async () => {
    const shop = await openShop();
    const member = await shop.addMember({ activityAt: day("2025-01-15") });
    const policy = { ...age(6), kind: "inactivity" as const };
    const expiry = { policy, appliesTo: "all_points" as const };
    await shop.addLot(member, { accruedAt: day("2025-01-15") });
    await shop.addVersion({ expiry }, ACTIVE_FROM);
    await carryOut(ACTIVE_FROM + MINUTE_MS);
    const messages = await shop.messages("send_expiry_warning");
    expect(messages.map(({ payload }) => payload)).toEqual([
      {
        memberId: member,
        night: "2026-03-10",
        cause: "inactivity",
        endings: [{ points: "100", endsOn: "2026-03-11" }],
      },
    ]);
  });

  test("leaves earlier points their ends where it is for new points", async () => {
    const shop = await openShop();
    const { lot } = await lotOf(shop);
    const version = await shop.addVersion({ expiry: { policy: age(6) } }, ACTIVE_FROM);
    await carryOut(ACTIVE_FROM + MINUTE_MS);
    expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2027-03-02")) });
    expect(await isCarriedOut(shop, version)).toBe(true);
  });

  test("gives balances their end, counted from the latest activity or the enrolment", async () => {
    const shop = await openShop();
    const { member } = await lotOf(shop);
    const enrolled = await shop.addMember({ enrolledAt: day("2026-01-15") });
    const policy = { ...age(6), kind: "inactivity" as const };
    await shop.addVersion({ expiry: { policy } }, ACTIVE_FROM);
    await carryOut(ACTIVE_FROM + MINUTE_MS);
    const end = async (id: string) => (await shop.member(id)).balance_expires_at;
    expect(await end(member)).toEqual(new Date(day("2026-09-02")));
    expect(await end(enrolled)).toEqual(new Date(day("2026-07-16")));
  });

  test("has tiers looked at in the next night where they changed, and only there", async () => {
    const tiers = { list: [{ id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } }] };
    const shop = await openShop();
    const { member } = await lotOf(shop);
    await shop.addVersion({ tiers }, ACTIVE_FROM);
    await carryOut(ACTIVE_FROM + MINUTE_MS);
    expect((await shop.member(member)).tier_review_at).toEqual(new Date(ACTIVE_FROM));
    await workNights(day("2026-03-11"));
    expect(await shop.member(member)).toMatchObject({ tier_id: "green", tier_review_at: null });
    await shop.addVersion({ tiers, rounding: "ceiling" }, day("2026-03-12"));
    await carryOut(day("2026-03-12") + MINUTE_MS);
    expect(await shop.member(member)).toMatchObject({ tier_review_at: null });
  });

  test("asks once for what pages show of members where it changed what leads into tiers", async () => {
    const gold = (atLeast: string, name: string) => {
      const enter = { anyOf: [{ allOf: [{ counter: "orders" as const, atLeast }] }] };
      return { list: [{ id: "gold", name, enter }] };
    };
    const shop = await openShop();
    await lotOf(shop);
    const asked = async (tiers: Partial<ProgramDocumentInput>["tiers"], minutes: number) => {
      await shop.rows("delete from outbox_message where shop_id = $1");
      await shop.addVersion({ tiers }, ACTIVE_FROM + minutes * MINUTE_MS);
      await carryOut(ACTIVE_FROM + (minutes + 1) * MINUTE_MS);
      return (await shop.messages("write_progress")).length;
    };
    expect(await asked(gold("2", "Gold"), 0)).toBe(1);
    expect(await asked(gold("2", "Or"), 10)).toBe(0);
    expect(await asked(gold("3", "Or"), 20)).toBe(1);
    expect(await asked(null, 30)).toBe(0);
    expect(await asked(gold("3", "Or"), 40)).toBe(1);
  });

  test("is carried out with those that were overtaken before anyone looked", async () => {
    const shop = await openShop();
    const { lot } = await lotOf(shop);
    const allPoints = { policy: age(6), appliesTo: "all_points" as const };
    const overtaken = await shop.addVersion({ expiry: allPoints }, ACTIVE_FROM);
    const latest = await shop.addVersion({ expiry: { policy: age(24) } }, ACTIVE_FROM + 1);
    await carryOut(ACTIVE_FROM + 2 * MINUTE_MS);
    expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2026-09-02")) });
    expect(await isCarriedOut(shop, overtaken)).toBe(true);
    expect(await isCarriedOut(shop, latest)).toBe(true);
  });

  test("takes the place of one that was half carried out, whose step nobody ends", async () => {
    const shop = await openShop();
    const lots = [await lotOf(shop), await lotOf(shop)];
    await shop.setDoneUntil("2026-03-10");
    await shop.addVersion({ expiry: { policy: age(24), appliesTo: "all_points" } }, ACTIVE_FROM);
    await withTransaction((tx) =>
      carryOutNext(
        tx,
        { shopId: shop.id, timeZone: zone, doneUntil: null },
        { until: ACTIVE_FROM, now: ACTIVE_FROM + MINUTE_MS, maxItems: 1 },
      ),
    );
    const latest = ACTIVE_FROM + 2 * MINUTE_MS;
    await shop.addVersion({ expiry: { policy: age(6), appliesTo: "all_points" } }, latest);
    await workNights(day("2026-03-11"));
    for (const { lot } of lots) {
      expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2026-09-02")) });
    }
    await expect(assertLedgerAgrees(db)).resolves.toBeUndefined();
  });

  test("is carried out before the nights to which it applies, after the nights before", async () => {
    const shop = await openShop();
    await shop.setDoneUntil("2026-03-08");
    const before = await lotOf(shop, "2025-03-09", "2026-03-10");
    const after = await lotOf(shop, "2025-03-10", "2026-03-11");
    const expiry = { policy: age(24), appliesTo: "all_points" as const };
    await shop.addVersion({ expiry }, ACTIVE_FROM);
    expect(await workNights(day("2026-03-12"))).toEqual([]);
    expect(await shop.lot(before.lot)).toMatchObject({ expired: 100n });
    expect(await shop.lot(after.lot)).toMatchObject({
      expired: 0n,
      expires_at: new Date(day("2027-03-11")),
    });
  });

  test("counts for new tiers what was bought before there were any", async () => {
    const shop = await openShop();
    const placedAt = day("2026-03-02");
    await recordPaidOrder(shop.id, { price: "600.00", head: { placedAt } }, placedAt);
    const [member] = await shop.rows<{ id: string }>("select id from member where shop_id = $1");
    const spend = [{ counter: "spend" as const, atLeast: "50000" }];
    const list = [{ id: "gold", name: "Gold", enter: { anyOf: [{ allOf: spend }] } }];
    await shop.addVersion({ tiers: { list } }, ACTIVE_FROM);
    await carryOut(ACTIVE_FROM + MINUTE_MS);
    await workNights(day("2026-03-11"));
    expect(await shop.member(member?.id ?? "")).toMatchObject({ tier_id: "gold" });
  });

  test("leaves out what cannot follow, and holds up neither the others nor the nights", async () => {
    const shop = await openShop();
    const broken = await lotOf(shop);
    await shop.rows("update lot set accrued_at = '9999-12-01' where shop_id = $1");
    const { lot } = await lotOf(shop);
    const expiry = { policy: age(6), appliesTo: "all_points" as const };
    const version = await shop.addVersion({ expiry }, ACTIVE_FROM);
    await shop.setDoneUntil("2026-03-10");
    const faults = await workNights(day("2026-03-11"));
    expect(faults.map(String)).toEqual([expect.stringContaining("No date in the year 10000")]);
    expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2026-09-02")) });
    expect(await shop.lot(broken.lot)).toMatchObject({ expires_at: new Date(day("2027-03-02")) });
    expect(await isCarriedOut(shop, version)).toBe(true);
    expect(await shop.doneUntil()).toBe("2026-03-11");
  });

  test("is carried out in portions, each of which may be the last of its process", async () => {
    const shop = await openShop();
    const members: string[] = [];
    for (let index = 0; index < 310; index++) members.push(await shop.addMember());
    const lots = await Promise.all(
      [members[0], members.at(-1)].map((member = "") =>
        shop.addLot(member, { accruedAt: day("2026-03-01"), expiresAt: day("2027-03-02") }),
      ),
    );
    const expiry = { policy: age(6), appliesTo: "all_points" as const };
    const version = await shop.addVersion({ expiry }, ACTIVE_FROM);
    await carryOut(ACTIVE_FROM + MINUTE_MS);
    for (const lot of lots) {
      expect(await shop.lot(lot)).toMatchObject({ expires_at: new Date(day("2026-09-02")) });
    }
    const [step] = await shop.rows<{ items: bigint }>(
      "select items from night where shop_id = $1 and step = $2 and done_at is not null",
      [`program/${version}`],
    );
    expect(step?.items).toBe(310n);
  });
});

test("the books agree, for nothing but ends has changed", async () => {
  await expect(assertLedgerAgrees(db)).resolves.toBeUndefined();
});
