// Rewards that issue themselves in the night: once, as often as points and conditions allow.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { startOfDay } from "../../../app/core/calendar/local-time.ts";
import { loadActivities } from "../../../app/db/activity-store.ts";
import { pool } from "../../../app/db/pool.ts";
import { MAX_OPEN_VOUCHERS } from "../../../app/usecases/reserve-reward.ts";
import { settleRefused } from "../../../app/usecases/settle-redemption.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import {
  autoReward,
  issuedKeysOf,
  issuedOf,
  openAutoShop,
  workNightsOf,
} from "../../support/auto-issue-shop.ts";

const zone = "America/New_York";
const HOUR_MS = 3_600_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await assertLedgerAddsUp(db.ownerPool);
  await db.drop();
});

const day = (date: string, timeZone = zone) => startOfDay(date, timeZone);

describe("a reward that points set off", () => {
  test("is issued in the night as often as the points allow, and told once", async () => {
    const shop = await openAutoShop(db, [autoReward()]);
    const member = await shop.addMember();
    await shop.addLot(member, { points: 250n });
    const poor = await shop.addMember();
    await shop.addLot(poor, { points: 99n });
    await workNightsOf(shop, day("2026-03-10") - 1);
    expect(await issuedKeysOf(shop)).toEqual([]);
    const now = day("2026-03-10") + HOUR_MS;
    await workNightsOf(shop, now);
    const issued = await issuedOf(shop);
    expect(issued.map(({ request_key }) => request_key)).toEqual([
      "auto/five-off/2026-03-10/1",
      "auto/five-off/2026-03-10/2",
    ]);
    expect(issued[0]).toMatchObject({ status: "reserved", points: 100n });
    expect(await shop.member(member)).toMatchObject({ available: 50n });
    const messages = await shop.messages("issue_voucher");
    expect(messages.map(({ key }) => key).toSorted()).toEqual(
      issued.map(({ id }) => id).toSorted(),
    );
    expect(await shop.messages("send_reward_mail")).toEqual([
      {
        key: `${member}/2026-03-10`,
        payload: { memberId: member, night: "2026-03-10", issuedAt: now },
      },
    ]);
  });

  test("is written down as the night's doing, dated when its day began", async () => {
    const shop = await openAutoShop(db, [autoReward()]);
    await shop.addLot(await shop.addMember());
    await workNightsOf(shop, day("2026-03-10") + HOUR_MS);
    const [entry] = await shop.rows<Record<string, unknown>>(
      `select actor, explanation, occurred_at, recorded_at from journal_entry
        where shop_id = $1 and kind = 'redemption_reserved'`,
    );
    expect(entry).toMatchObject({
      actor: "system",
      explanation: { key: "redeemed_by_itself", params: { reward: "five-off", amount: "5.00" } },
      occurred_at: new Date(day("2026-03-10")),
      recorded_at: new Date(day("2026-03-10") + HOUR_MS),
    });
  });

  test("comes after what that night releases, and before what it ends", async () => {
    const shop = await openAutoShop(db, [autoReward()]);
    const at = day("2026-03-10");
    const member = await shop.addMember();
    await shop.addLot(member, { points: 60n, releasesAt: at });
    await shop.addLot(member, { points: 40n, expiresAt: at });
    const late = await shop.addMember();
    await shop.addLot(late, { points: 100n, expiresAt: at - DAY_MS });
    await workNightsOf(shop, at);
    expect(await issuedKeysOf(shop, member)).toHaveLength(1);
    expect(await issuedKeysOf(shop, late)).toEqual([]);
    const kinds = (await shop.entries()).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["expiry", "redemption_reserved", "release"]);
  });

  test("leaves points that the member may not hold a voucher for", async () => {
    const shop = await openAutoShop(db, [autoReward()]);
    const member = await shop.addMember();
    await shop.addLot(member, { points: 1_000n });
    await workNightsOf(shop, day("2026-03-10"));
    expect(await issuedKeysOf(shop)).toHaveLength(MAX_OPEN_VOUCHERS);
    expect(await shop.member(member)).toMatchObject({ available: 500n });
    await workNightsOf(shop, day("2026-03-11"));
    expect(await issuedKeysOf(shop)).toHaveLength(MAX_OPEN_VOUCHERS);
  });

  test("keeps no balance alive: the member did nothing", async () => {
    const inactivity = { kind: "inactivity", length: { unit: "months", count: 12 } } as const;
    const program = { expiry: { policy: inactivity } };
    const shop = await openAutoShop(db, [autoReward()], { program });
    const end = day("2026-05-01");
    const member = await shop.addMember({ balanceExpiresAt: end });
    await shop.addLot(member, { points: 150n });
    await workNightsOf(shop, day("2026-03-10"));
    expect(await issuedKeysOf(shop)).toHaveLength(1);
    expect(await shop.member(member)).toMatchObject({ balance_expires_at: new Date(end) });
    expect(await loadActivities(pool(), shop.id, member, 0)).toEqual([]);
  });

  test("is issued to nobody whom Shopify no longer knows", async () => {
    const shop = await openAutoShop(db, [autoReward()]);
    await shop.addLot(await shop.addMember());
    await shop.rows("update member set deleted_at = now() where shop_id = $1");
    await workNightsOf(shop, day("2026-03-10"));
    expect(await issuedKeysOf(shop)).toEqual([]);
  });

  test("that nothing in Shopify carries is had at once", async () => {
    const shop = await openAutoShop(db, [
      autoReward({ kind: "donation", amountMinor: "500", cause: "Trees" }),
    ]);
    const member = await shop.addMember();
    await shop.addLot(member, { points: 250n });
    await workNightsOf(shop, day("2026-03-10"));
    expect((await issuedOf(shop)).map(({ status }) => status)).toEqual(["issued", "issued"]);
    expect(await shop.messages("issue_voucher")).toEqual([]);
    expect(await shop.messages("send_reward_mail")).toHaveLength(1);
  });
});

describe("what a reward asks for", () => {
  test("holds in the night: stock, limits and tiers; whoever misses it keeps the points", async () => {
    const tiers = {
      list: [
        { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
        { id: "gold", name: "Gold", entry: "manual" as const },
      ],
    };
    const shop = await openAutoShop(
      db,
      [
        autoReward({ id: "gold-only", points: "50", audience: { tierIds: ["gold"] } }),
        autoReward({ id: "two-left", stock: 2, limits: [{ count: 1, period: "month" }] }),
        autoReward({ id: "for-all", points: "200", autoIssue: { kind: "threshold", keep: "10" } }),
      ],
      { program: { tiers } },
    );
    const members = [];
    for (let index = 0; index < 3; index++) {
      const member = await shop.addMember({ tierId: "green" });
      await shop.addLot(member, { points: 120n });
      members.push(member);
    }
    const gold = await shop.addMember({ tierId: "gold" });
    await shop.addLot(gold, { points: 60n });
    await workNightsOf(shop, day("2026-03-10"));
    expect(await issuedKeysOf(shop, gold)).toEqual(["auto/gold-only/2026-03-10/1"]);
    const others = await Promise.all(members.map((member) => issuedKeysOf(shop, member)));
    expect(others.flat()).toEqual(["auto/two-left/2026-03-10/1", "auto/two-left/2026-03-10/1"]);
    const [missed = ""] = members.filter((_, index) => others[index]?.length === 0);
    expect(await shop.member(missed)).toMatchObject({ available: 120n });
  });

  test("is its price for the tier", async () => {
    const tiers = { list: [{ id: "gold", name: "Gold", entry: "manual" as const }] };
    const tierPrices = [{ tierId: "gold", points: "40" }];
    const shop = await openAutoShop(db, [autoReward({ tierPrices })], { program: { tiers } });
    const gold = await shop.addMember({ tierId: "gold" });
    await shop.addLot(gold, { points: 50n });
    const plain = await shop.addMember();
    await shop.addLot(plain, { points: 50n });
    await workNightsOf(shop, day("2026-03-10"));
    expect(await issuedOf(shop)).toMatchObject([{ points: 40n }]);
    expect(await shop.member(plain)).toMatchObject({ available: 50n });
  });
});

describe("the same night", () => {
  test("issues nothing a second time, also where points came back since", async () => {
    const shop = await openAutoShop(db, [autoReward()]);
    const member = await shop.addMember();
    await shop.addLot(member, { points: 150n });
    const now = day("2026-03-10") + HOUR_MS;
    await workNightsOf(shop, now);
    const [first] = await issuedOf(shop);
    await settleRefused(shop.id, first?.id ?? "", "NOT_ALLOWED", now);
    expect(await shop.member(member)).toMatchObject({ available: 150n });
    await shop.setDoneUntil("2026-03-09");
    await shop.rows("delete from night where shop_id = $1");
    await workNightsOf(shop, now);
    expect(await issuedKeysOf(shop)).toEqual(["auto/five-off/2026-03-10/1"]);
  });

  test("tries what Shopify refused again after a week", async () => {
    const shop = await openAutoShop(db, [autoReward()]);
    await shop.addLot(await shop.addMember(), { points: 150n });
    await workNightsOf(shop, day("2026-03-10"));
    const [first] = await issuedOf(shop);
    await settleRefused(shop.id, first?.id ?? "", "NOT_ALLOWED", day("2026-03-10"));
    await workNightsOf(shop, day("2026-03-16"));
    expect(await issuedKeysOf(shop)).toHaveLength(1);
    await workNightsOf(shop, day("2026-03-17"));
    expect((await issuedKeysOf(shop)).at(-1)).toBe("auto/five-off/2026-03-17/1");
  });
});
