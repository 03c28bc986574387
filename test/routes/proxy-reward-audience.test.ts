// Rewards for some members, and at other prices: what the panel says beforehand, and what Shopify
// is asked when somebody redeems.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCustomer, updateCustomer } from "../../simulator/actions/customers.ts";
import { createSegment } from "../../simulator/actions/segments.ts";
import type { PanelAnswer, RewardView } from "../../widget/contract/panel.ts";
import { setMemberTier } from "../../app/usecases/tiers/set-member-tier.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes } from "../support/storefront.ts";

const SEGMENT = "8080";
const amountOff = { kind: "amount_off", amountMinor: "500", points: "100" } as const;
const document = {
  ...PROGRAM_INPUT,
  tiers: {
    list: [
      { id: "silver", name: "Silver", entry: "manual" as const },
      { id: "gold", name: "Gold", entry: "manual" as const },
    ],
  },
  rewards: [
    { ...amountOff, id: "gold", description: "A treat.", audience: { tierIds: ["gold"] } },
    { ...amountOff, id: "vip", audience: { customerTags: ["VIP"] } },
    { ...amountOff, id: "segment", audience: { segmentIds: [SEGMENT] } },
    { ...amountOff, id: "cheaper", tierPrices: [{ tierId: "gold", points: "80" }] },
    { ...amountOff, id: "quiet" },
  ],
  rewardCampaigns: [
    {
      id: "always",
      name: "Always",
      startsAt: "2000-01-01T00:00",
      endsAt: "2199-01-01T00:00",
      rewardIds: ["quiet"],
      percentOff: 25,
    },
  ],
};

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let shopId: bigint;
let customers = 9_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
  await world.signIn();
  const query = "customer_tags CONTAINS 'friend'";
  createSegment(world.simulator.context, world.shop, { id: SEGMENT, name: "Friends", query });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
afterEach(async () => {
  await world.clearFaults();
  await assertLedgerAddsUp(db.ownerPool);
});

beforeEach(async () => {
  customers += 1;
  customerId = String(customers);
  const { simulator, shop } = world;
  createCustomer(simulator.context, shop, { id: customerId, email: `${customerId}@example.com` });
  await recordPaidOrder(shopId, { customerId, price: "500.00" });
});

const tagged = (...tags: string[]) =>
  updateCustomer(world.simulator.context, world.shop, customerId, { tags });

async function redeem(rewardId: string, points = 100, locale = "en") {
  const body = { rewardId, points, amountMinor: 500, requestKey: randomUUID(), locale };
  return (await ask(routes, "POST /proxy/redeem", { visit: { customerId }, body })).json as object;
}

async function shown(rewardId: string, locale: string, visitor: string | null = customerId) {
  const visit = { customerId: visitor, params: { locale } };
  const { json } = await ask(routes, "GET /proxy/panel", { visit });
  return (json as PanelAnswer).program.rewards.find(({ id }) => id === rewardId) as RewardView;
}

async function enterGold(): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from member where shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId],
  );
  const memberId = rows[0]?.id ?? "";
  const byHand = { through: null, reason: "Thanks", actor: "merchant:1", now: NOW } as const;
  await setMemberTier({ shopId, memberId, tierId: "gold", ...byHand });
}

describe("a reward for a tier", () => {
  test.each([
    ["en", "For members with this tier: Gold."],
    ["de", "Für Mitglieder mit dem Status Gold."],
    ["es", "Para quienes tienen el nivel Gold."],
    ["fr", "Pour les membres avec le statut Gold."],
    ["tr", "Şu seviyedeki üyeler için: Gold."],
  ])("names it in %s to everybody else, once", async (locale, sentence) => {
    const refusal = { outcome: "refused", reason: "wrong_tier", sentence };
    expect(await redeem("gold", 100, locale)).toEqual(refusal);
    const forOthers = { description: "A treat.", barred: sentence };
    expect(await shown("gold", locale)).toMatchObject(forOthers);
    const forGuests = await shown("gold", locale, null);
    expect(forGuests).toMatchObject({ description: `A treat. ${sentence}` });
    expect(forGuests).not.toHaveProperty("barred");
  });

  test("is had by its members", async () => {
    await enterGold();
    expect(await shown("gold", "en")).not.toHaveProperty("barred");
    expect(await redeem("gold")).toMatchObject({ outcome: "issued" });
  });
});

describe("a reward for customers of the store", () => {
  const others = {
    outcome: "refused",
    reason: "wrong_customer",
    sentence: "The shop offers this to some customers only, and your account is not among them.",
  };

  test.each(["vip", "segment"])("%s says in the panel that it is for some", async (rewardId) => {
    const description = "For some customers of the shop: we look it up when you redeem.";
    expect(await shown(rewardId, "en")).toMatchObject({ description });
    expect(await shown(rewardId, "en", null)).toMatchObject({ description });
  });

  test("with a tag goes to whoever has it at that moment, without regard to case", async () => {
    expect(await redeem("vip")).toEqual(others);
    tagged("staff", "Vip");
    expect(await redeem("vip")).toMatchObject({ outcome: "issued" });
    tagged();
    expect(await redeem("vip")).toEqual(others);
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 900n });
  });

  test("in a segment goes to whoever is in it at that moment", async () => {
    expect(await redeem("segment")).toEqual(others);
    tagged("friend");
    expect(await redeem("segment")).toMatchObject({ outcome: "issued" });
  });

  test("in a segment that is gone goes to nobody", async () => {
    tagged("friend");
    const segment = world.shop.segments.get(SEGMENT);
    world.shop.segments.delete(SEGMENT);
    expect(await redeem("segment")).toEqual(others);
    if (segment !== undefined) world.shop.segments.set(SEGMENT, segment);
  });

  test.each([
    ["en", "We cannot check right now whether you can have this. Please try again in a moment."],
    [
      "de",
      "Ob du das haben kannst, lässt sich gerade nicht prüfen. Versuche es gleich noch einmal.",
    ],
  ])("is not guessed at where Shopify fails, and says so in %s", async (locale, sentence) => {
    tagged("vip");
    await world.fail("FetchCustomerTags", "http_500", "before");
    const refusal = { outcome: "refused", reason: "audience_unknown", sentence };
    expect(await redeem("vip", 100, locale)).toEqual(refusal);
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 1_000n });
    expect(await redeem("vip", 100, locale)).toMatchObject({ outcome: "issued" });
  });

  test("is not waited for longer than a shopper does", async () => {
    await world.fail("FetchCustomerTags", "slow", "before");
    const { askAboutCustomer } = await import("../../app/outbox/ask-about-customer.ts");
    const asks = { tags: ["vip"], segmentIds: [] };
    expect(await askAboutCustomer({ shopId, customerId, asks }, 50)).toBeNull();
  });

  test("goes to nobody whom Shopify does not know", async () => {
    await world.without(customerId, async () => {
      expect(await redeem("vip")).toEqual(others);
    });
  });
});

describe("the price of a reward", () => {
  test("in a tier is shown and paid by its members, with what it costs otherwise", async () => {
    expect(await shown("cheaper", "en")).toMatchObject({ points: 100 });
    expect(await shown("cheaper", "en")).not.toHaveProperty("usual");
    await enterGold();
    const usual = "Instead of 100 Points";
    expect(await shown("cheaper", "en")).toMatchObject({ points: 80, usual });
    expect(await redeem("cheaper", 100)).toMatchObject({ reason: "reward_changed" });
    expect(await redeem("cheaper", 80)).toMatchObject({ outcome: "issued" });
  });

  test.each([
    ["en", "Instead of 100 Points"],
    ["de", "Statt 100 Points"],
    ["es", "En lugar de 100 Points"],
    ["fr", "Au lieu de 100 Points"],
    ["tr", "100 Points yerine"],
  ])("in a campaign is shown in %s, to guests as well", async (locale, usual) => {
    expect(await shown("quiet", locale, null)).toMatchObject({ points: 75, usual });
    expect(await shown("quiet", locale)).toMatchObject({ points: 75, usual });
  });

  test("in a campaign is what is paid", async () => {
    expect(await redeem("quiet", 75)).toMatchObject({ outcome: "issued", voucher: { points: 75 } });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 925n });
  });
});
