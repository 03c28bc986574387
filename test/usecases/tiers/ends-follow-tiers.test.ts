// Points whose end depends on the tier follow their member through a fall, and nobody loses any
// without having been told.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { setMemberTier } from "../../../app/usecases/tiers/set-member-tier.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { NightShop, workNights } from "../../support/night-shop.ts";
import type { MemberInput } from "../../support/night-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

const zone = "Pacific/Auckland";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

function day(date: string): number {
  return startOfDay(date, zone);
}

async function work(date: string): Promise<void> {
  expect(await workNights(day(date) + 3_600_000)).toEqual([]);
}

/** Everyone's tier, and gold at 500.00 in a calendar year. */
const tiers: ProgramDocumentInput["tiers"] = {
  list: [
    { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
    {
      id: "gold",
      name: "Gold",
      enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast: "50000" }] }] },
    },
  ],
};

function shopBefore(
  firstNight: string,
  program: Partial<ProgramDocumentInput>,
): Promise<NightShop> {
  return NightShop.open(db, { timeZone: zone, firstNight, program: { tiers, ...program } });
}

/** Gold until the end of 2026. */
function addGold(shop: NightShop, input: MemberInput = {}): Promise<string> {
  return shop.addMember({
    tierId: "gold",
    enrolledAt: day("2025-03-01"),
    tierUntil: day("2027-01-01"),
    tierReviewAt: day("2026-12-02"),
    ...input,
  });
}

describe("points whose end depends on the tier", () => {
  const months = (count: number) => ({
    kind: "age" as const,
    length: { unit: "months" as const, count },
  });
  const goldNever = {
    policy: months(6),
    byTier: [{ tierId: "gold", policy: { kind: "never" as const } }],
    warningDays: [30, 7],
  };
  const warnings = async (shop: NightShop) =>
    (await shop.messages("send_expiry_warning")).map(({ payload }) => payload);

  test("end under the lower tier, at the earliest after the day of the fall", async () => {
    const shop = await shopBefore("2027-01-01", { expiry: goldNever });
    const member = await addGold(shop);
    const old = await shop.addLot(member, { accruedAt: day("2025-04-01") });
    const young = await shop.addLot(member, { accruedAt: day("2026-11-01") });
    await work("2027-01-01");
    expect(await shop.member(member)).toMatchObject({ tier_id: "green" });
    expect(await shop.lot(young)).toMatchObject({ expires_at: new Date(day("2027-05-02")) });
    expect(await shop.lot(old)).toMatchObject({ available: 100n, expired: 0n });
    await work("2027-01-02");
    expect(await shop.lot(old)).toMatchObject({ available: 0n, expired: 100n });
    expect(await shop.entries()).toMatchObject([
      { kind: "expiry", points: 100n, occurred_at: new Date(day("2027-01-02")) },
    ]);
  });

  test("are told of before a fall lets them end, each once, to those who read", async () => {
    const shop = await shopBefore("2027-01-01", { expiry: goldNever });
    const silent = await addGold(shop, { email: null });
    const reader = await addGold(shop);
    for (const member of [silent, reader]) {
      await shop.addLot(member, { points: 10n, accruedAt: day("2025-04-01") });
      await shop.addLot(member, { points: 20n, accruedAt: day("2026-07-04") });
      await shop.addLot(member, { points: 30n, accruedAt: day("2026-07-07") });
      await shop.addLot(member, { points: 40n, accruedAt: day("2026-07-19") });
    }
    await work("2027-01-01");
    expect(await warnings(shop)).toEqual([
      {
        memberId: reader,
        night: "2027-01-01",
        cause: "age",
        endings: [{ points: "30", endsOn: "2027-01-08" }],
      },
      {
        memberId: reader,
        night: "2027-01-01",
        cause: "age",
        hasMoved: true,
        endings: [
          { points: "10", endsOn: "2027-01-02" },
          { points: "20", endsOn: "2027-01-05" },
        ],
      },
    ]);
    expect(await shop.member(reader)).toMatchObject({ available: 100n });
    await work("2027-01-02");
    expect(await warnings(shop)).toHaveLength(2);
  });

  test("are told of once where nights were missed before the fall, or with it", async () => {
    for (const until of ["2027-01-01", "2026-12-30"]) {
      const shop = await shopBefore("2026-12-28", { expiry: goldNever });
      const [tierUntil, tierReviewAt] = [day(until), day(until)];
      const member = await addGold(shop, { tierUntil, tierReviewAt });
      await shop.addLot(member, { points: 20n, accruedAt: day("2026-07-04") });
      await shop.addLot(member, { points: 30n, accruedAt: day("2026-07-02") });
      await work("2026-12-28");
      await work("2027-01-01");
      expect(await shop.member(member)).toMatchObject({ tier_id: "green" });
      const told = { memberId: member, night: "2027-01-01", cause: "age" };
      const inTime = [{ points: "20", endsOn: "2027-01-05" }];
      const moved = [{ points: "30", endsOn: "2027-01-03" }];
      const both = [
        { ...told, endings: inTime },
        { ...told, hasMoved: true, endings: moved },
      ];
      const sent = await warnings(shop);
      expect(sent).toHaveLength(both.length);
      expect(sent).toEqual(expect.arrayContaining(both));
    }
  });

  test("are told of where the whole balance ends with the fall", async () => {
    const idle = { ...months(6), kind: "inactivity" as const };
    const shop = await shopBefore("2027-01-01", {
      expiry: { ...goldNever, policy: idle },
    });
    const member = await addGold(shop, { activityAt: day("2026-03-01") });
    await shop.addLot(member, { points: 70n, accruedAt: day("2026-03-01") });
    await work("2027-01-01");
    expect(await warnings(shop)).toMatchObject([
      { cause: "inactivity", endings: [{ points: "70", endsOn: "2027-01-02" }] },
    ]);
    expect(await shop.member(member)).toMatchObject({ available: 70n });
    await work("2027-01-02");
    expect(await shop.member(member)).toMatchObject({ available: 0n });
  });

  test("of a balance that had ended before end after the fall, told of and not forgotten", async () => {
    const idle = { ...months(6), kind: "inactivity" as const };
    const shop = await shopBefore("2027-01-01", { expiry: { ...goldNever, policy: idle } });
    const member = await shop.addMember({
      tierId: "green",
      activityAt: day("2025-12-01"),
      balanceExpiresAt: day("2026-06-02"),
    });
    await work("2027-01-01");
    await setMemberTier({
      shopId: shop.id,
      memberId: member,
      tierId: "gold",
      through: "2027-02-28",
      reason: "A guest",
      actor: "system",
      now: day("2027-01-01") + 3_600_000,
    });
    await shop.addLot(member, { points: 70n, accruedAt: day("2027-01-10") });
    await work("2027-02-28");
    await work("2027-03-01");
    expect(await shop.member(member)).toMatchObject({ tier_id: "green", available: 70n });
    expect(await warnings(shop)).toMatchObject([
      { cause: "inactivity", endings: [{ points: "70", endsOn: "2027-03-02" }] },
    ]);
    await work("2027-03-02");
    expect(await shop.member(member)).toMatchObject({ available: 0n });
  });

  test("are told of nowhere without an end that comes closer, or without warnings", async () => {
    const silent = { orderEarned: true, expiryWarning: false };
    const off = await shopBefore("2027-01-01", {
      expiry: goldNever,
      emails: silent,
    });
    const far = await shopBefore("2027-01-01", { expiry: goldNever });
    await off.addLot(await addGold(off), { accruedAt: day("2025-04-01") });
    await far.addLot(await addGold(far), { accruedAt: day("2026-11-01") });
    await work("2027-01-01");
    expect(await warnings(off)).toEqual([]);
    expect(await warnings(far)).toEqual([]);
  });
});
