// A store that has no room for the discounts of tiers, does not let us make them, or removes the
// app: the merchant reads why, and what was missing comes when it can.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withTransaction } from "../../../app/db/transaction.ts";
import { installShop } from "../../../app/usecases/install-shop.ts";
import { uninstallShop } from "../../../app/usecases/uninstall-shop.ts";
import {
  createDiscount,
  deactivateDiscount,
  describeDiscount,
} from "../../../simulator/actions/discounts.ts";
import { createSegment } from "../../../simulator/actions/segments.ts";
import { changeScopes, installApp, uninstallApp } from "../../../simulator/oauth/installation.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { openLoyaltyShop } from "../../support/loyalty-shop.ts";
import {
  type PerkShop,
  expectWhole,
  openPerkShop,
  perkProgram,
  perkShopOf,
  titlesIn as shown,
  writeMembers,
} from "../../support/perk-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

const BOTH = { discountPercent: "10", freeShipping: true };

let db: TestDatabase;
let world: SimulatedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  // The simulator reads its schema with the first call.
  const first = await openPerkShop(world, perkProgram(BOTH));
  await first.deliver(30_000);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(() => world.clearFaults());

const open = () => openPerkShop(world, perkProgram(BOTH));

describe("a store that is full", () => {
  const others = (shop: PerkShop, count: number) =>
    Array.from({ length: count }, (_, index) =>
      createDiscount(
        world.simulator.context,
        shop.shop,
        describeDiscount(world.simulator.context, {
          code: null,
          title: `Sale ${index}`,
          value: { kind: "percentage", fraction: "0.05" },
        }),
      ),
    );

  test("is counted first: what has no room is said, and comes when there is room", async () => {
    const shop = await open();
    const sales = others(shop, 24);
    await shop.letListsCatchUp();
    await shop.settle();
    expect(shown(shop)).toEqual(["Gold: free shipping"]);
    expect(await shop.books()).toMatchObject([
      { kind: "discount", state: "blocked", problem: "too_many_discounts" },
      { kind: "free_shipping", state: "present" },
      { kind: "segment", state: "present" },
    ]);
    if (sales[0]) deactivateDiscount(world.simulator.context, sales[0]);
    await shop.letListsCatchUp();
    await shop.settle();
    await expectWhole(shop);
  });

  test("and refuses by itself says so in its own words", async () => {
    const shop = await open();
    // Lists do not show them yet: only the store knows.
    others(shop, 25);
    await shop.deliver();
    expect((await shop.books())[0]).toMatchObject({
      state: "blocked",
      problem: "too_many_discounts",
      problem_detail: expect.stringContaining("only 25 automatic discounts can be active"),
    });
  });

  test("of segments gets no discount that would be for everybody", async () => {
    const shop = await open();
    for (let count = 0; count < 6_000; count += 1) {
      createSegment(world.simulator.context, shop.shop, {
        name: `Segment ${count}`,
        query: "number_of_orders > 1",
      });
    }
    await shop.settle();
    expect(shown(shop)).toEqual([]);
    expect(await shop.books()).toMatchObject([
      { kind: "discount", state: "wanted" },
      { kind: "free_shipping", state: "wanted" },
      { kind: "segment", state: "blocked", problem: "too_many_segments" },
    ]);
  });
});

test("a store that has not heard of the metafield gets its definition", async () => {
  const shop = await open();
  const { metafieldDefinitions } = shop.shop;
  metafieldDefinitions.length = 0;
  await world.fail("CreateTierDefinition", "reset", "after");
  await shop.settle();
  await expectWhole(shop);
  expect(metafieldDefinitions).toMatchObject([
    { ownerType: "CUSTOMER", key: "tier", adminAccess: "MERCHANT_READ", storefrontAccess: "NONE" },
  ]);
});

describe("a store that does not let us", () => {
  test.each([
    { denied: ["write_customers"], stands: [] },
    { denied: ["read_customers", "write_customers"], stands: [] },
    { denied: ["read_discounts", "write_discounts"], stands: [] },
    { denied: ["write_discounts"], stands: ["segment"] },
  ])(
    "is shown to the merchant, and asked again when it does: $denied",
    async ({ denied, stands }) => {
      const shop = await open();
      const { context } = world.simulator;
      const scopes = shop.shop.installation?.scopes ?? [];
      const left = scopes.filter((scope) => !denied.includes(scope));
      changeScopes(context, shop.shop, left);
      expect(await shop.deliver()).toEqual({ outcome: "sent" });
      const books = await shop.books();
      const known = books.filter(({ state }) => state === "present").map(({ kind }) => kind);
      expect(known).toEqual(stands);
      const others = books.filter(({ state }) => state !== "present");
      expect(others.every(({ problem }) => problem === "access_denied")).toBe(true);
      changeScopes(context, shop.shop, scopes);
      await shop.settle();
      await expectWhole(shop);
    },
  );

  test("change what stands is shown with what it would have changed", async () => {
    const shop = await open();
    await shop.settle();
    const { context } = world.simulator;
    const scopes = shop.shop.installation?.scopes ?? [];
    const left = scopes.filter((scope) => scope !== "write_discounts");
    changeScopes(context, shop.shop, left);
    await shop.save(perkProgram({ ...BOTH, discountPercent: "20" }));
    expect(await shop.deliver()).toEqual({ outcome: "sent" });
    const blocked = (await shop.books()).filter(({ state }) => state === "blocked");
    expect(blocked).toMatchObject([{ kind: "discount", problem: "access_denied" }]);
    expect(blocked[0]?.gid).not.toBeNull();
  });

  test("because its token has run out is tried again", async () => {
    const shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, perkProgram(BOTH));
    const shop = perkShopOf(world, world.shop, shopId);
    await world.signIn(60_000);
    if (world.shop.installation) world.shop.installation.refreshTokens = [];
    expect(await shop.deliver()).toMatchObject({ outcome: "retry" });
    await world.signIn();
    await shop.settle();
    await expectWhole(shop);
  });
});

describe("what a store refuses", () => {
  test.each(["CreateSegment", "CreateTierDiscount"])(
    "by %s is said in its own words, and asked for again the next day",
    async (operation) => {
      const shop = await open();
      await world.fail(operation, "refused", "before");
      await shop.settle();
      const blocked = (await shop.books()).filter(({ state }) => state === "blocked");
      expect(blocked).toMatchObject([{ problem: "refused", problem_detail: expect.any(String) }]);
      await shop.settle();
      await expectWhole(shop);
    },
  );

  test("to delete is said, and tried again", async () => {
    const shop = await open();
    await shop.settle();
    await world.fail("DeleteTierDiscount", "refused", "before");
    await shop.save(perkProgram(null));
    await shop.deliver();
    expect((await shop.books()).map(({ problem }) => problem)).toContain("not_removed");
    await shop.settle();
    expect([shown(shop), shop.segments(), await shop.books()]).toEqual([[], [], []]);
  });
});

describe("a store that removes the app", () => {
  test("has discounts for nobody, and all of them again when it comes back", async () => {
    const shop = await open();
    await shop.addMember("1", "250.00");
    await shop.settle();
    expect(shop.savings("1", 5_000)).toEqual({ goods: 500, shipping: 490 });
    const { context } = world.simulator;
    uninstallApp(context, shop.shop);
    const now = Date.now();
    const { shopId } = shop;
    await withTransaction((tx) => uninstallShop(tx, { shopId, happenedAt: null, now }));
    expect(shop.savings("1", 5_000)).toEqual({ goods: 0, shipping: 0 });
    expect(await shop.deliver()).toEqual({ outcome: "dead", reason: "shop_uninstalled" });
    installApp(context, shop.shop);
    await world.signInShop(shop.shop);
    await shop.isQueued();
    await installShop({ domain: shop.shop.domain, scopes: "write_discounts", now: new Date() });
    expect(await shop.isQueued()).toBe(true);
    await writeMembers(shopId);
    await shop.settle();
    await expectWhole(shop);
    expect(shop.savings("1", 5_000)).toEqual({ goods: 500, shipping: 490 });
  });

  test("in the middle of it has nothing twice when it comes back", async () => {
    const shop = await open();
    await world.fail("CreateTierDiscount", "reset", "after");
    expect(await shop.deliver()).toMatchObject({ outcome: "retry" });
    const { context } = world.simulator;
    uninstallApp(context, shop.shop);
    const { shopId } = shop;
    await withTransaction((tx) => uninstallShop(tx, { shopId, happenedAt: null, now: Date.now() }));
    expect(await shop.deliver()).toMatchObject({ outcome: "dead" });
    installApp(context, shop.shop);
    await world.signInShop(shop.shop);
    await installShop({ domain: shop.shop.domain, scopes: "write_discounts", now: new Date() });
    await shop.letListsCatchUp();
    await shop.settle();
    await expectWhole(shop);
  });
});
