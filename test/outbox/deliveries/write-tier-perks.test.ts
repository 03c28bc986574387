// What tiers give in the cart, from the program to the price that a member pays: made, changed and
// removed with the program, and put right where others changed it in Shopify.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { startPrograms } from "../../../app/usecases/start-programs.ts";
import { recordDeletedPerk, requestPerkChecks } from "../../../app/usecases/tier-perks.ts";
import { updateScopes } from "../../../app/usecases/update-shop.ts";
import { deactivateDiscount, deleteDiscount } from "../../../simulator/actions/discounts.ts";
import { findMetafield } from "../../../simulator/actions/metafields.ts";
import { deleteSegment, updateSegment } from "../../../simulator/actions/segments.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { recordPaidOrder } from "../../support/loyalty-shop.ts";
import { type PerkShop, openPerkShop, perkProgram, writeMembers } from "../../support/perk-shop.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const open = (...perks: Parameters<typeof perkProgram>) =>
  openPerkShop(world, perkProgram(...perks));
const TENTH = { discountPercent: "10", freeShipping: true, minimumSubtotalMinor: "2000" };

/** What a discount says, in a line. */
function shown(shop: PerkShop): string[] {
  return shop.discounts().map(({ title, value, minimumSubtotalMinor }) => {
    const worth = value.kind === "percentage" ? value.fraction : value.kind;
    return `${title} | ${worth} | ${minimumSubtotalMinor ?? "any"}`;
  });
}

const tierOf = (shop: PerkShop, customerId: string) =>
  findMetafield(shop.shop, `gid://shopify/Customer/${customerId}`, "app--284900001", "tier")?.value;

describe("a member of a tier", () => {
  test("pays less in the cart, without a code, and others do not", async () => {
    const shop = await open(TENTH);
    await shop.addMember("1", "250.00");
    await shop.addMember("2", "60.00");
    await shop.settle();
    expect([tierOf(shop, "1"), tierOf(shop, "2")]).toEqual(["gold", "silver"]);
    expect(shop.savings("1", 5_000)).toEqual({ goods: 500, shipping: 490 });
    expect(shop.savings("1", 1_999)).toEqual({ goods: 0, shipping: 0 });
    expect(shop.savings("2", 5_000)).toEqual({ goods: 0, shipping: 0 });
    expect(shop.savings(null, 5_000)).toEqual({ goods: 0, shipping: 0 });
  });

  test("gets what the new tier gives with the order that reaches it", async () => {
    const shop = await open({ discountPercent: "10" }, { discountPercent: "5" });
    await shop.settle();
    await shop.addMember("1", "60.00");
    expect(shop.savings("1", 5_000)).toEqual({ goods: 250, shipping: 0 });
    await recordPaidOrder(shop.shopId, { customerId: "1", price: "200.00" });
    await writeMembers(shop.shopId);
    expect(shop.savings("1", 5_000)).toEqual({ goods: 500, shipping: 0 });
  });

  test("who leaves it for none gets nothing more, also when the tier gives something anew", async () => {
    const shop = await open({ discountPercent: "10" });
    await shop.addMember("1", "250.00");
    await shop.settle();
    const { rows } = await pool().query<{ memberId: string }>(
      `update member set tier_id = null where shop_id = $1 returning id as "memberId"`,
      [shop.shopId],
    );
    const [left] = rows;
    if (!left) throw new Error("There is no member");
    expect(
      await deliverOnce(shop.shopId, "write_member_balances", { memberIds: [left.memberId] }),
    ).toEqual({ outcome: "sent" });
    expect(tierOf(shop, "1")).toBe("(none)");
    expect(shop.savings("1", 5_000).goods).toBe(0);
  });

  test("who came into it before it gave anything is told of to Shopify when it does", async () => {
    const shop = await open(null);
    await shop.addMember("1", "250.00");
    shop.shop.metafields.clear();
    await shop.save(perkProgram(TENTH));
    await shop.settle();
    expect(shop.savings("1", 5_000).goods).toBe(0);
    await writeMembers(shop.shopId);
    expect(shop.savings("1", 5_000).goods).toBe(500);
  });
});

describe("what stands in Shopify", () => {
  test("is a segment and its discounts, written down with their ids", async () => {
    const shop = await open(TENTH, { freeShipping: true });
    await shop.settle();
    expect(shown(shop).toSorted()).toEqual([
      "Gold: 10% off | 0.1 | 2000",
      "Gold: free shipping | free_shipping | 2000",
      "Silver: free shipping | free_shipping | any",
    ]);
    expect(shop.segments().map(({ name, query }) => `${name}: ${query}`)).toEqual([
      "Loyalty tier: Silver: metafields.app--284900001.tier = 'silver'",
      "Loyalty tier: Gold: metafields.app--284900001.tier = 'gold'",
    ]);
    const books = await shop.books();
    expect(books.map(({ tier_id, kind, state }) => `${tier_id} ${kind} ${state}`)).toEqual([
      "gold discount present",
      "gold free_shipping present",
      "gold segment present",
      "silver free_shipping present",
      "silver segment present",
    ]);
    expect(new Set(books.map(({ gid }) => gid)).size).toBe(5);
  });

  test("needs no call where no tier gives anything", async () => {
    const shop = await open(null);
    await world.fail("*", "http_500", "before");
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    await world.clearFaults();
    expect(await shop.books()).toEqual([]);
    expect(await shop.isQueued()).toBe(false);
  });

  test("changes with the program, and stays the same thing", async () => {
    const shop = await open({ discountPercent: "10" });
    await shop.settle();
    const [before] = shop.discounts();
    await shop.save(perkProgram({ discountPercent: "12.5", minimumSubtotalMinor: "3000" }));
    expect(await shop.isQueued()).toBe(true);
    await shop.settle();
    expect(shown(shop)).toEqual(["Gold: 12.5% off | 0.125 | 3000"]);
    expect(shop.discounts()[0]?.id).toBe(before?.id);
    // Without a minimum it is made anew.
    await shop.save(perkProgram({ discountPercent: "12.5" }));
    await shop.settle();
    expect(shown(shop)).toEqual(["Gold: 12.5% off | 0.125 | any"]);
    expect(shop.discounts()[0]?.id).not.toBe(before?.id);
    expect(shop.segments()).toHaveLength(1);
  });

  test("is called as the tier is", async () => {
    const shop = await open({ discountPercent: "10" });
    await shop.settle();
    const document = perkProgram({ discountPercent: "10" });
    const list =
      document.tiers?.list.map((tier) => ({ ...tier, name: `${tier.name} class` })) ?? [];
    await shop.save({ ...document, tiers: { ...document.tiers, list } });
    await shop.settle();
    expect(shown(shop)).toEqual(["Gold class: 10% off | 0.1 | any"]);
    expect(shop.segments()[0]?.name).toBe("Loyalty tier: Gold class");
  });

  test("goes with what the program no longer gives, and with the tiers", async () => {
    const shop = await open(TENTH, { discountPercent: "5" });
    await shop.settle();
    await shop.save(perkProgram({ discountPercent: "10" }));
    await shop.settle();
    expect(shown(shop)).toEqual(["Gold: 10% off | 0.1 | any"]);
    expect(shop.segments()).toHaveLength(1);
    await shop.save({ ...perkProgram(null), tiers: null });
    expect(await shop.isQueued()).toBe(true);
    await shop.settle();
    expect(shown(shop)).toEqual([]);
    expect(shop.segments()).toEqual([]);
    expect(await shop.books()).toEqual([]);
  });

  test("comes with a scheduled version when its moment has come", async () => {
    const shop = await open(null);
    const { scheduleProgram } = await import("../../../app/usecases/schedule-program.ts");
    const { saveProgramDraft } = await import("../../../app/usecases/save-program-draft.ts");
    const now = world.simulator.context.clock.now().getTime();
    const { shopId } = shop;
    const actor = "merchant:1";
    const draft = await saveProgramDraft({
      shopId,
      document: perkProgram(TENTH),
      draft: null,
      name: null,
      notes: null,
      actor,
      now,
    });
    if (draft.outcome !== "saved") throw new Error(draft.outcome);
    const { rows } = await pool().query<{ id: string }>(
      "select id from program_version where shop_id = $1 and status = 'active'",
      [shopId],
    );
    const startsAt = new Date(now + 2 * 86_400_000).toISOString().slice(0, 16);
    const { versionId: draftId, revision } = draft;
    const baseVersionId = rows[0]?.id ?? null;
    const asked = { shopId, draftId, revision, startsAt, baseVersionId, actor, now };
    expect(await scheduleProgram(asked)).toMatchObject({ outcome: "scheduled" });
    expect(await shop.isQueued()).toBe(false);
    world.simulator.context.clock.advance(3 * 86_400_000);
    await startPrograms(world.simulator.context.clock.now().getTime(), 10, () => undefined);
    expect(await shop.isQueued()).toBe(true);
    await shop.settle();
    expect(shown(shop)).toHaveLength(2);
  });
});

test("a process whose clock is behind writes the program that another put into force", async () => {
  const shop = await open(null);
  await shop.save(perkProgram(TENTH), 60_000);
  await shop.settle();
  expect(shown(shop)).toHaveLength(2);
});

describe("what others did in Shopify", () => {
  let shop: PerkShop;
  beforeEach(async () => {
    shop = await open({ discountPercent: "10" });
    await shop.settle();
  });

  const onlyDiscount = () => {
    const [discount] = shop.discounts();
    if (!discount) throw new Error("There is no discount");
    return discount;
  };
  const onlySegment = () => shop.segments()[0]?.id ?? "";

  const deeds: [string, string, () => void][] = [
    ["paused", "discount", () => deactivateDiscount(world.simulator.context, onlyDiscount())],
    [
      "deleted",
      "discount",
      () => deleteDiscount(world.simulator.context, shop.shop, onlyDiscount()),
    ],
    ["changed", "discount", () => Object.assign(onlyDiscount(), { title: "Summer", tags: ["x"] })],
    [
      "changed",
      "discount",
      () => Object.assign(onlyDiscount(), { value: { kind: "percentage", fraction: "0.5" } }),
    ],
    ["changed", "discount", () => Object.assign(onlyDiscount(), { buyers: { kind: "all" } })],
    ["deleted", "segment", () => deleteSegment(shop.shop, onlySegment())],
  ];

  test.each(deeds)("is put right, and written down: %s (%#)", async (change, kind, deed) => {
    deed();
    await shop.settle();
    expect(shown(shop)).toEqual(["Gold: 10% off | 0.1 | any"]);
    expect(shop.segments()).toHaveLength(1);
    expect(onlyDiscount()).toMatchObject({
      endsAt: null,
      buyers: { kind: "segments", segmentIds: expect.arrayContaining([onlySegment()]) },
      tags: ["loyalty", "loyalty-tier-gold"],
    });
    const { rows } = await pool().query(
      `select subject, details ->> 'change' as change from audit_event
        where shop_id = $1 and action = 'tier_perk_restored'`,
      [shop.shopId],
    );
    expect(rows).toEqual([{ subject: `tier_perk/gold/${kind}`, change }]);
  });

  test("to a segment's query is put right", async () => {
    const change = { query: "customer_tags CONTAINS 'vip'" };
    updateSegment(world.simulator.context, shop.shop, onlySegment(), change);
    await shop.settle();
    expect(shop.segments()[0]?.query).toBe("metafields.app--284900001.tier = 'gold'");
  });

  test("is looked for once a day, and at once where a discount was deleted", async () => {
    const { shopId } = shop;
    await pool().query("delete from outbox_message where kind = 'write_tier_perks'");
    expect(await requestPerkChecks(100)).toBeGreaterThan(0);
    expect(await requestPerkChecks(100)).toBe(0);
    expect(await shop.isQueued()).toBe(true);
    const { id } = onlyDiscount();
    await withTransaction((tx) => recordDeletedPerk(tx, shopId, "gid://shopify/DiscountNode/1"));
    expect(await shop.isQueued()).toBe(false);
    const told = `gid://shopify/DiscountNode/${id}`;
    await withTransaction((tx) => recordDeletedPerk(tx, shopId, told));
    expect(await shop.isQueued()).toBe(true);
  });

  test("is looked at anew when the app may do more", async () => {
    await withTransaction((tx) => updateScopes(tx, shop.shopId, ["write_discounts"]));
    expect(await shop.isQueued()).toBe(true);
  });
});
