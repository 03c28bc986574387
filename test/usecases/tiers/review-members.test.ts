// Tiers in the night: what is renewed, lost and reached stands in rows, with all that follows.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { newId } from "../../../app/db/new-id.ts";
import { appendUnits } from "../../../app/db/unit-store.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { NightShop, workNights } from "../../support/night-shop.ts";
import type { MemberInput } from "../../support/night-shop.ts";
import { assertLedgerAgrees } from "../../support/shop.ts";

const zone = "Pacific/Auckland";
const HOUR_MS = 3_600_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

type TierInput = NonNullable<ProgramDocumentInput["tiers"]>;

function spend(atLeast: string) {
  return { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast }] }] };
}

/** Everyone's tier, silver at 100.00 and gold at 500.00 in a calendar year. */
function tiers(input: Partial<TierInput> = {}): TierInput {
  return {
    noticeDays: [30, 7],
    list: [
      { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
      { id: "silver", name: "Silver", enter: spend("10000"), entryPoints: "20" },
      { id: "gold", name: "Gold", enter: spend("50000"), entryPoints: "50" },
    ],
    ...input,
  };
}

function day(date: string): number {
  return startOfDay(date, zone);
}

async function work(date: string): Promise<void> {
  expect(await workNights(day(date) + HOUR_MS)).toEqual([]);
}

function shopBefore(
  firstNight: string,
  program: Partial<ProgramDocumentInput> = { tiers: tiers() },
): Promise<NightShop> {
  return NightShop.open(db, { timeZone: zone, firstNight, program });
}

/** Gold until the end of 2026, reached in March 2025. */
const gold: MemberInput = {
  tierId: "gold",
  enrolledAt: day("2025-03-01"),
  tierUntil: day("2027-01-01"),
  tierReviewAt: day("2026-12-02"),
};

/** With the line of history that brought them there. */
async function addGold(shop: NightShop, input: MemberInput = {}): Promise<string> {
  const id = await shop.addMember({ ...gold, ...input });
  await shop.rows(
    `insert into tier_change (shop_id, member_id, seq, id, to_tier, reason, effective_at, until,
        actor, recorded_at)
      select shop_id, id, 1, $3, tier_id, tier_reason, tier_since, tier_until, 'system', tier_since
      from member where shop_id = $1 and id = $2`,
    [id, newId()],
  );
  return id;
}

async function count(shop: NightShop, memberId: string, date: string, spent: bigint) {
  const at = day(date) + 12 * HOUR_MS;
  const unit = { shopId: shop.id, memberId, key: `test/${date}`, orderId: null, occurredAt: at };
  await appendUnits(db.pool, [{ ...unit, counts: { spend: spent } }], at);
}

async function standingOf(shop: NightShop, memberId: string) {
  const [row] = await shop.rows<{
    tier_id: string | null;
    tier_reason: string;
    tier_until: Date | null;
    tier_review_at: Date | null;
  }>("select * from member where shop_id = $1 and id = $2", [memberId]);
  return row;
}

function historyOf(shop: NightShop) {
  return shop.rows(
    `select from_tier, to_tier, reason, effective_at, until, actor, program_version_id
      from tier_change where shop_id = $1 and from_tier is not null order by member_id, seq`,
  );
}

describe("a tier whose validity is over", () => {
  test("falls to what the year earned, with a line in the history and a mail", async () => {
    const shop = await shopBefore("2026-12-31");
    const member = await addGold(shop);
    await count(shop, member, "2026-05-01", 10_000n);
    await work("2026-12-31");
    expect(await standingOf(shop, member)).toMatchObject({ tier_id: "gold" });
    await work("2027-01-01");
    expect(await standingOf(shop, member)).toMatchObject({
      tier_id: "silver",
      tier_reason: "fell",
      tier_until: new Date(day("2028-01-01")),
      tier_review_at: new Date(day("2027-12-02")),
    });
    expect(await historyOf(shop)).toEqual([
      {
        from_tier: "gold",
        to_tier: "silver",
        reason: "fell",
        effective_at: new Date(day("2027-01-01")),
        until: new Date(day("2028-01-01")),
        actor: "system",
        program_version_id: shop.versionId,
      },
    ]);
    expect(await shop.messages("send_tier_mail")).toHaveLength(1);
    expect(await shop.entries()).toEqual([]);
  });

  test("is renewed by what its last year counted, in silence", async () => {
    const shop = await shopBefore("2026-12-31");
    const member = await addGold(shop);
    await count(shop, member, "2026-12-31", 50_000n);
    await work("2027-01-01");
    expect(await standingOf(shop, member)).toMatchObject({
      tier_id: "gold",
      tier_until: new Date(day("2028-01-01")),
    });
    expect(await historyOf(shop)).toMatchObject([{ from_tier: "gold", to_tier: "gold" }]);
    expect(await shop.messages("send_tier_mail")).toEqual([]);
  });

  test("waits for its grace", async () => {
    const shop = await shopBefore("2027-01-01", { tiers: tiers({ graceDays: 10 }) });
    const member = await addGold(shop);
    await work("2027-01-10");
    expect(await standingOf(shop, member)).toMatchObject({
      tier_id: "gold",
      tier_review_at: new Date(day("2027-01-11")),
    });
    await work("2027-01-11");
    expect(await standingOf(shop, member)).toMatchObject({ tier_id: "green" });
  });

  test("falls on its own day, however late the night is looked at, and other members stay", async () => {
    const shop = await shopBefore("2026-12-31");
    const member = await addGold(shop);
    const other = await addGold(shop, { tierUntil: day("2028-01-01") });
    await work("2027-02-20");
    expect(await historyOf(shop)).toMatchObject([
      { to_tier: "green", effective_at: new Date(day("2027-01-01")) },
    ]);
    expect(await standingOf(shop, member)).toMatchObject({ tier_id: "green" });
    expect(await standingOf(shop, other)).toMatchObject({ tier_id: "gold" });
    expect(await shop.messages("send_tier_mail")).toEqual([]);
  });
});

describe("notices before a fall", () => {
  const noticeNights = async (shop: NightShop) =>
    (await shop.messages("send_tier_notice")).map(({ payload }) => payload["night"]);

  test("go out on their days, and name the tier and the day of the fall", async () => {
    const shop = await shopBefore("2026-12-01");
    const memberId = await addGold(shop);
    await work("2026-12-02");
    expect(await shop.messages("send_tier_notice")).toEqual([
      {
        key: `${memberId}/2026-12-02`,
        payload: { memberId, tierId: "gold", fallsOn: "2027-01-01", night: "2026-12-02" },
      },
    ]);
    await work("2026-12-24");
    expect(await noticeNights(shop)).toEqual(["2026-12-02"]);
    await work("2026-12-25");
    expect(await noticeNights(shop)).toEqual(["2026-12-02", "2026-12-25"]);
    await work("2027-01-01");
    expect(await noticeNights(shop)).toHaveLength(2);
  });

  test("that were missed are sent once, in the night that is the latest", async () => {
    const shop = await shopBefore("2026-11-20");
    const member = await addGold(shop);
    await work("2026-11-20");
    await work("2026-12-27");
    expect(await noticeNights(shop)).toEqual(["2026-12-27"]);
    expect(await standingOf(shop, member)).toMatchObject({
      tier_review_at: new Date(day("2027-01-01")),
    });
  });

  test("go to nobody who keeps the tier, or may not be written to, or where they are off", async () => {
    const shop = await shopBefore("2026-12-01");
    const keeper = await addGold(shop);
    await count(shop, keeper, "2026-11-01", 50_000n);
    await addGold(shop, { email: null });
    await work("2026-12-02");
    const emails = { tierNotice: false };
    const quiet = await shopBefore("2026-12-01", { tiers: tiers(), emails });
    await addGold(quiet);
    await work("2026-12-02");
    expect(await noticeNights(shop)).toEqual([]);
    expect(await noticeNights(quiet)).toEqual([]);
  });
});

describe("a tier that a night finds reached", () => {
  test("is given with its points, which end as others do", async () => {
    const expiry = { policy: { kind: "age", length: { unit: "months", count: 6 } } } as const;
    const shop = await shopBefore("2026-05-01", { tiers: tiers(), expiry });
    const member = await shop.addMember({ tierReviewAt: day("2026-05-01") });
    await count(shop, member, "2026-04-01", 10_000n);
    await work("2026-05-01");
    expect(await standingOf(shop, member)).toMatchObject({ tier_id: "silver" });
    expect(await shop.entries()).toMatchObject([{ kind: "tier_entry", points: 20n }]);
    expect(await shop.rows("select expires_at from lot where shop_id = $1")).toEqual([
      { expires_at: new Date(day("2026-11-02")) },
    ]);
  });

  test("is reached again in the nights that are caught up after the fall", async () => {
    const lastMonth = { kind: "rolling" as const, months: 1 };
    const whileMet = tiers({ window: lastMonth, validity: { kind: "while_met" }, noticeDays: [] });
    const shop = await shopBefore("2027-02-28", { tiers: whileMet });
    const spender = { tierId: "silver", enrolledAt: day("2027-01-20") };
    const member = await shop.addMember({ ...spender, tierReviewAt: day("2027-02-28") });
    await count(shop, member, "2027-02-01", 6_000n);
    await count(shop, member, "2027-02-12", 4_000n);
    await work("2027-02-28");
    await count(shop, member, "2027-03-10", 6_000n);
    await work("2027-03-14");
    expect(await historyOf(shop)).toMatchObject([
      { to_tier: "green", effective_at: new Date(day("2027-03-02")) },
      { to_tier: "silver", effective_at: new Date(day("2027-03-11")) },
      { to_tier: "green", effective_at: new Date(day("2027-03-13")) },
    ]);
  });

  test("follows the balance where the program says so, both ways", async () => {
    const balance = { anyOf: [{ allOf: [{ counter: "balance" as const, atLeast: "100" }] }] };
    const list = [{ id: "holder", name: "Holder", enter: balance }];
    const byBalance = tiers({ list, validity: { kind: "while_met" } });
    const shop = await shopBefore("2026-05-01", { tiers: byBalance });
    const member = await shop.addMember({ tierReviewAt: day("2026-05-01") });
    const lot = await shop.addLot(member, { points: 100n, expiresAt: day("2026-05-03") });
    await work("2026-05-02");
    expect(await standingOf(shop, member)).toMatchObject({ tier_id: "holder" });
    await work("2026-05-03");
    expect(await shop.lot(lot)).toMatchObject({ available: 0n });
    expect(await standingOf(shop, member)).toMatchObject({ tier_id: null, tier_reason: "fell" });
  });
});

describe("a version that asks for more", () => {
  test("judges what is reached since it came, also in nights of before that are caught up", async () => {
    const shop = await shopBefore("2026-05-01");
    const member = await shop.addMember({ tierReviewAt: day("2026-05-01") });
    const dear = { list: [{ id: "silver", name: "Silver", enter: spend("90000") }] };
    await shop.addVersion({ tiers: tiers(dear) }, day("2026-05-01") + HOUR_MS);
    await count(shop, member, "2026-05-02", 10_000n);
    await work("2026-05-03");
    expect(await standingOf(shop, member)).toMatchObject({ tier_id: null });
    expect(await shop.entries()).toEqual([]);
  });
});

describe("a version without tiers", () => {
  test("ends them in the next night", async () => {
    const shop = await shopBefore("2026-05-01");
    const member = await addGold(shop);
    await shop.addVersion({}, day("2026-05-01") - HOUR_MS);
    await shop.rows("update member set tier_review_at = enrolled_at where shop_id = $1");
    await work("2026-05-01");
    expect(await standingOf(shop, member)).toMatchObject({
      tier_id: null,
      tier_reason: "program_changed",
    });
    expect(await shop.messages("send_tier_mail")).toEqual([]);
  });
});
