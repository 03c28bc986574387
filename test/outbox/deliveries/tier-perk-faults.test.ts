// Whatever goes wrong on the way, the store ends with exactly one segment and one discount of each
// kind for a tier, as the program says, or with none and a reason that the merchant reads.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { createDiscount, deleteDiscount } from "../../../simulator/actions/discounts.ts";
import type { FaultKind } from "../../../simulator/admin-api/faults.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import {
  type PerkShop,
  expectWhole,
  openPerkShop,
  perkProgram,
  titlesIn as shown,
} from "../../support/perk-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

const BOTH = { discountPercent: "10", freeShipping: true };
/** For faults that keep us waiting: long enough for everything else that the attempt does. */
const SHORT_PATIENCE_MS = 900;

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

const calls = [
  "FindTierDefinition",
  "ActiveAutomaticDiscounts",
  "NewestSegments",
  "TierPerks",
  "CreateSegment",
  "CreateTierDiscount",
] as const;
const faults: [FaultKind, "before" | "after"][] = [
  ["http_500", "before"],
  ["http_500", "after"],
  ["internal_error", "after"],
  ["reset", "before"],
  ["reset", "after"],
  ["reset_mid_body", "after"],
  ["wrong_json", "after"],
  ["throttled", "before"],
  ["http_429", "before"],
];

describe.each(calls)("a fault of %s", (operation) => {
  test.each(faults)("%s %s its effect leaves nothing out and nothing twice", async (kind, when) => {
    const shop = await open();
    // The second discount's creation fails, too, where there is one.
    await world.fail(operation, kind, when, 2);
    await shop.settle();
    await shop.settle();
    await expectWhole(shop);
  });
});

describe.each(["CreateSegment", "CreateTierDiscount"])("no answer to %s in time", (operation) => {
  test.each(["before", "after"] as const)(
    "%s its effect is no reason for a second",
    async (when) => {
      const shop = await open();
      await world.fail(operation, "timeout", when);
      expect(await shop.deliver(SHORT_PATIENCE_MS)).toMatchObject({ outcome: "retry" });
      // Nobody asks again while lists may not show it; segments are shown at once.
      const isShown = operation === "CreateSegment" && when === "after";
      const next = isShown ? { outcome: "sent" } : { outcome: "postpone", reason: "lists_lag" };
      expect(await shop.deliver()).toMatchObject(next);
      await shop.letListsCatchUp();
      await shop.settle();
      await expectWhole(shop);
    },
  );
});

describe.each(["UpdateTierDiscount", "DeleteTierDiscount", "DeleteSegment", "UpdateSegment"])(
  "a lost answer to %s",
  (operation) => {
    test.each(["before", "after"] as const)(
      "%s its effect ends as the program says",
      async (when) => {
        const shop = await open();
        await shop.settle();
        await world.fail(operation, "reset", when);
        const renamed = perkProgram({ ...BOTH, discountPercent: "20" });
        const list = renamed.tiers?.list.map((tier) => ({ ...tier, name: `${tier.name}!` })) ?? [];
        await shop.save({ ...renamed, tiers: { ...renamed.tiers, list } });
        await shop.settle();
        expect(shown(shop).toSorted()).toEqual(["Gold!: 20% off", "Gold!: free shipping"]);
        await shop.save(perkProgram(null));
        await shop.settle();
        await shop.settle();
        expect([shown(shop), shop.segments(), await shop.books()]).toEqual([[], [], []]);
      },
    );
  },
);

describe("a process that dies", () => {
  const forget = (shop: PerkShop, kind: string, askedAgo: string | null) =>
    pool().query(
      `update tier_perk set gid = null, written_hash = null, problem = null,
        state = case when $3::text is null then 'wanted' else 'asked' end,
        asked_at = now() - $3::interval where shop_id = $1 and kind = $2`,
      [shop.shopId, kind, askedAgo],
    );

  test.each(["segment", "discount", "free_shipping"])(
    "between making a %s and writing it down finds it again",
    async (kind) => {
      const shop = await open();
      await shop.settle();
      await forget(shop, kind, "1 second");
      await shop.settle();
      await expectWhole(shop);
    },
  );

  test("between writing down that it asks and asking makes it a minute later", async () => {
    const shop = await open();
    await shop.settle();
    const [discount] = shop.discounts().filter(({ title }) => title === "Gold: 10% off");
    if (discount) deleteDiscount(world.simulator.context, shop.shop, discount);
    await forget(shop, "discount", "1 second");
    expect(await shop.deliver()).toMatchObject({ outcome: "postpone" });
    expect(shown(shop)).toEqual(["Gold: free shipping"]);
    await shop.letListsCatchUp();
    await shop.settle();
    await expectWhole(shop);
  });

  test("between deleting and forgetting leaves no row behind", async () => {
    const shop = await open();
    await shop.settle();
    for (const discount of shop.discounts()) {
      deleteDiscount(world.simulator.context, shop.shop, discount);
    }
    await shop.save(perkProgram(null));
    await shop.settle();
    expect([shown(shop), shop.segments(), await shop.books()]).toEqual([[], [], []]);
  });

  test("and loses all rows with its database takes over what stands", async () => {
    const shop = await open();
    await shop.settle();
    await pool().query("delete from tier_perk where shop_id = $1", [shop.shopId]);
    await shop.settle();
    await expectWhole(shop);
  });

  test("and made one twice all the same leaves one", async () => {
    const shop = await open();
    await shop.settle();
    const [twin] = shop.discounts();
    if (twin) createDiscount(world.simulator.context, shop.shop, { ...twin });
    await shop.letListsCatchUp();
    await shop.settle();
    await expectWhole(shop);
  });
});
