// What the storefront's theme reads, and what we ask Shopify for: metafields, the shop, one token
// at a time.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { resolveNamespace } from "../../../simulator/app-declaration.ts";
import { findMetafield } from "../../../simulator/actions/metafields.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  CUSTOMER,
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const program = {
  ...PROGRAM_INPUT,
  waysToEarn: [
    { id: "news", name: "Newsletter", trigger: "newsletter" as const, points: "50" },
    {
      id: "press",
      name: "Press visits",
      trigger: "custom" as const,
      event: "press-visit",
      points: "500",
      audience: { customerTags: ["press"] },
    },
  ],
  referral: {
    memberReward: { kind: "points" as const, points: "200" },
    friendVoucher: {
      discount: { kind: "amount_off" as const, amountMinor: "500" },
      minimumSubtotalMinor: "2000",
    },
  },
  birthday: { gift: { kind: "points" as const, points: "100" } },
  activityNotice: { days: 7 },
  texts: [{ language: "de" as const, key: "theme.block.join", text: "Komm dazu" }],
};

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let memberId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  await recordPaidOrder(shopId, { price: "40.00" });
  const { rows } = await pool().query<{ id: string }>(`select id from member where shop_id = $1`, [
    shopId,
  ]);
  memberId = rows[0]?.id ?? "";
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
});

function metafield(ownerId: string, namespace: string, key: string) {
  const resolved = resolveNamespace(world.simulator.context.app, namespace);
  return findMetafield(world.shop, ownerId, resolved, key);
}
const balance = () => metafield(`gid://shopify/Customer/${CUSTOMER}`, "$app", "balance");

describe("a member's balance", () => {
  test("stands where the theme reads it, as it is at the moment of writing", async () => {
    expect(await deliverOnce(shopId, "write_member_balance", { memberId })).toEqual({
      outcome: "sent",
    });
    expect(balance()).toMatchObject({ value: "80", type: "number_integer" });
    await recordPaidOrder(shopId, { price: "1.00" });
    await deliverOnce(shopId, "write_member_balance", { memberId });
    expect(balance()).toMatchObject({ value: "82" });
  });

  test("whose write was lost is written again", async () => {
    await world.fail("SetMetafield", "http_500", "before");
    const first = await deliverOnce(shopId, "write_member_balance", { memberId });
    expect(first).toMatchObject({ outcome: "retry" });
    expect(await deliverOnce(shopId, "write_member_balance", { memberId })).toEqual({
      outcome: "sent",
    });
  });

  test("of a customer whom Shopify no longer knows needs no writing", async () => {
    const customer = world.shop.customers.get(CUSTOMER);
    world.shop.customers.delete(CUSTOMER);
    expect(await deliverOnce(shopId, "write_member_balance", { memberId })).toEqual({
      outcome: "sent",
    });
    if (customer !== undefined) world.shop.customers.set(CUSTOMER, customer);
  });
});

test("a member's tier is among what the theme may read of a customer", () => {
  const { metafieldDefinitions } = world.shop;
  const own = resolveNamespace(world.simulator.context.app, "$app");
  const shown = metafieldDefinitions.filter(
    ({ namespace, storefrontAccess }) =>
      namespace === own && storefrontAccess.toUpperCase() === "PUBLIC_READ",
  );
  expect(shown.map(({ key }) => key)).toContain("tier");
});

describe("the shop and its program", () => {
  test("are asked for and published after installation", async () => {
    expect(await deliverOnce(shopId, "fetch_shop", {})).toEqual({ outcome: "sent" });
    const { rows } = await pool().query(
      `select name, currency, time_zone, app_installation_gid from shop where shop_id = $1`,
      [shopId],
    );
    const gid = `gid://shopify/AppInstallation/${world.shop.installation?.id}`;
    expect(rows).toEqual([
      {
        name: "Harbour Coffee",
        currency: "EUR",
        time_zone: "Europe/Berlin",
        app_installation_gid: gid,
      },
    ]);
    expect(await deliverOnce(shopId, "write_program", {})).toEqual({ outcome: "sent" });
    expect(JSON.parse(metafield(gid, "loyalty", "program")?.value ?? "null")).toEqual({
      pointsName: { one: "Point", other: "Points" },
      earn: { points: "2", perAmount: "1.00", currency: "EUR", tiers: {} },
      referral: {
        friend: { kind: "amount_off", currency: "EUR", amount: "5.00", percent: null },
        minimum: "20.00",
      },
      birthday: true,
      texts: { de: { "block.join": "Komm dazu" } },
      tiers: null,
      orders: {
        taxIncluded: true,
        rounding: "floor",
        stacking: "best",
        giftCards: false,
        deducted: "all",
        // Two points for each 1.00 are a fiftieth of a point for each cent.
        scale: 50,
        perHundredth: 1,
        multipliers: [],
        excluded: null,
        minimum: 0,
        most: null,
        mostOfMany: null,
        firstTier: null,
        crossing: false,
        extras: [],
      },
      // What is for some customers is promised to nobody.
      ways: [{ name: "Newsletter", trigger: "newsletter", points: 50 }],
      // One order of one member is nothing to tell of.
      recent: { at: expect.any(Number), days: 7, facts: [] },
      rewards: [
        {
          id: "five-off",
          kind: "amount_off",
          points: 100,
          amount: "5.00",
          currency: "EUR",
          minimum: null,
        },
      ],
    });
  });

  test("is the one that a process put into force whose clock is ahead", async () => {
    const shop = await world.addShop({ handle: "ahead", currency: "EUR" });
    const aheadShopId = await openLoyaltyShop(db.pool, { domain: shop.domain }, PROGRAM_INPUT);
    const now = world.simulator.context.clock.now().getTime() + 60_000;
    const document = { ...PROGRAM_INPUT, pointsName: { one: "Star", other: "Stars" } };
    const { rows } = await pool().query<{ id: string }>(
      "select id from program_version where shop_id = $1",
      [aheadShopId],
    );
    const saved = { shopId: aheadShopId, document, baseVersionId: rows[0]?.id ?? null };
    await saveProgram({ ...saved, actor: "system", now });
    expect(await deliverOnce(aheadShopId, "write_program", {})).toEqual({ outcome: "sent" });
    const gid = `gid://shopify/AppInstallation/${shop.installation?.id}`;
    const written = findMetafield(
      shop,
      gid,
      resolveNamespace(world.simulator.context.app, "loyalty"),
      "program",
    );
    expect(JSON.parse(written?.value ?? "null")).toMatchObject({ pointsName: { one: "Star" } });
  });

  test("are not taken over with a time zone whose clocks nobody can read", async () => {
    const { timeZone } = world.shop;
    world.shop.timeZone = "Mars/Phobos";
    expect(await deliverOnce(shopId, "fetch_shop", {})).toEqual({
      outcome: "dead",
      reason: "unknown_time_zone Mars/Phobos",
    });
    world.shop.timeZone = timeZone;
    const { rows } = await pool().query(`select time_zone from shop where shop_id = $1`, [shopId]);
    expect(rows).toEqual([{ time_zone: "Europe/Berlin" }]);
  });

  test("are published also where the installation's id is not known yet", async () => {
    await pool().query(`update shop set app_installation_gid = null where shop_id = $1`, [shopId]);
    expect(await deliverOnce(shopId, "write_program", {})).toEqual({ outcome: "sent" });
  });
});

describe("an offline token about to expire", () => {
  test("is renewed by one of many deliveries at once, and all go on with the new one", async () => {
    await world.signIn(60_000);
    const before = world.shop.installation?.refreshTokens.length ?? 0;
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => deliverOnce(shopId, "write_member_balance", { memberId })),
    );
    expect(outcomes).toEqual(Array.from({ length: 8 }, () => ({ outcome: "sent" })));
    // One new token, and the one that it replaced is gone since the new one was used.
    expect(world.shop.installation?.refreshTokens.length).toBe(before);
  });

  test("whose lease a dead process holds is renewed when the lease ends", async () => {
    await world.signIn(60_000);
    await pool().query(
      `update shop set token_lease_until = clock_timestamp() + interval '400 milliseconds'
       where shop_id = $1`,
      [shopId],
    );
    expect(await deliverOnce(shopId, "write_member_balance", { memberId })).toEqual({
      outcome: "sent",
    });
  });

  test("whose refresh token Shopify no longer takes needs the merchant", async () => {
    await world.signIn(60_000);
    const installation = world.shop.installation;
    if (installation === null) throw new Error("The app is not installed");
    installation.refreshTokens = [];
    expect(await deliverOnce(shopId, "write_member_balance", { memberId })).toMatchObject({
      outcome: "retry",
    });
  });

  test("whose refresh fails for a moment is asked for again", async () => {
    await world.signIn(60_000);
    const { domain } = world.shop;
    world.shop.domain = "moved-away.myshopify.com";
    expect(await deliverOnce(shopId, "write_member_balance", { memberId })).toMatchObject({
      outcome: "retry",
    });
    world.shop.domain = domain;
    expect(await deliverOnce(shopId, "write_member_balance", { memberId })).toEqual({
      outcome: "sent",
    });
  });
});
