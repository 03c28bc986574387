// What a shopper reads of a reward that they cannot have now, before and after they ask for it.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCustomer } from "../../simulator/actions/customers.ts";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes } from "../support/storefront.ts";

const amountOff = { kind: "amount_off", amountMinor: "500", points: "100" } as const;
const document = {
  ...PROGRAM_INPUT,
  texts: [{ language: "fr" as const, key: "condition_over", text: "Trop tard !" }],
  rewards: [
    { ...amountOff, id: "free" },
    { ...amountOff, id: "once", limits: [{ count: 1, period: "ever" as const }] },
    { ...amountOff, id: "none", stock: 0 },
    { ...amountOff, id: "coming", drops: [{ id: "far", opensAt: "2090-01-01T09:00" }] },
    {
      ...amountOff,
      id: "over",
      drops: [{ id: "past", opensAt: "2020-01-01T00:00", closesAt: "2020-01-02T00:00" }],
    },
    { ...amountOff, id: "yearly", limits: [{ count: 1, period: "year" as const }] },
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
  await deliverOnce(shopId, "write_program", {});
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

beforeEach(async () => {
  customers += 1;
  customerId = String(customers);
  const { simulator, shop } = world;
  createCustomer(simulator.context, shop, { id: customerId, email: `${customerId}@example.com` });
  await recordPaidOrder(shopId, { customerId, price: "500.00" });
});

const redeem = async (rewardId: string, locale?: string) => {
  const requestKey = randomUUID();
  const body = { rewardId, points: 100, amountMinor: 500, requestKey, ...(locale && { locale }) };
  return (await ask(routes, "POST /proxy/redeem", { visit: { customerId }, body })).json as object;
};

const barred = async (locale: string, visitor: string | null = customerId) => {
  const visit = { customerId: visitor, params: { locale } };
  const { json } = await ask(routes, "GET /proxy/panel", { visit });
  const { rewards } = (json as PanelAnswer).program;
  return new Map(rewards.map((reward) => [reward.id, reward.barred]));
};

describe("a reward that a member has had as often as it can be had", () => {
  const forGood = {
    en: "You have had this as often as it can be had.",
    de: "Öfter kannst du das nicht einlösen.",
    es: "Ya la has canjeado todas las veces posibles.",
    fr: "Vous l’avez déjà obtenue autant de fois que possible.",
    tr: "Bunu alınabileceği kadar aldınız.",
  };

  test.each(Object.entries(forGood))("is told of in %s", async (locale, sentence) => {
    expect(await redeem("once")).toMatchObject({ outcome: "issued" });
    const refusal = { outcome: "refused", reason: "limit_reached", sentence };
    expect(await redeem("once", locale)).toEqual(refusal);
    expect((await barred(`${locale}-XX`)).get("once")).toBe(sentence);
  });

  test("is told of with the day on which it can be had again", async () => {
    await redeem("yearly");
    const year = new Date().getUTCFullYear() + 1;
    const sentence = `You can have this again from January 1, ${year}.`;
    expect(await redeem("yearly", "nonsense!")).toMatchObject({ sentence });
    expect((await barred("en")).get("yearly")).toBe(sentence);
    expect((await barred("de")).get("yearly")).toBe(
      `Das kannst du wieder ab dem 1. Januar ${year} haben.`,
    );
  });

  test("leaves the others, and other shoppers, alone", async () => {
    await redeem("once");
    const limited = async (visitor: string | null) => {
      const why = await barred("en", visitor);
      return ["free", "once", "yearly"].filter((id) => why.get(id) !== undefined);
    };
    expect(await limited(customerId)).toEqual(["once"]);
    expect(await limited(null)).toEqual([]);
    expect(await limited("4711")).toEqual([]);
  });
});

describe("a reward that nobody can have now", () => {
  test("stands after all that can be had", async () => {
    const why = [...(await barred("en")).values()];
    const first = why.findIndex((sentence) => sentence !== undefined);
    expect(first).toBeGreaterThan(0);
    expect(why.slice(first)).not.toContain(undefined);
  });

  test.each([
    ["none", "en", "sold_out", "All of these are taken."],
    ["none", "de", "sold_out", "Davon ist nichts mehr da."],
    ["none", "es", "sold_out", "Ya no queda ninguna."],
    ["none", "fr", "sold_out", "Il n’en reste plus."],
    ["none", "tr", "sold_out", "Bundan hiç kalmadı."],
    ["coming", "en", "not_on_sale", "You can have this from January 1, 2090 at 9:00 AM on."],
    ["coming", "de", "not_on_sale", "Das gibt es ab 1. Januar 2090 um 09:00."],
    ["over", "en", "not_on_sale", "This is over."],
    ["over", "de", "not_on_sale", "Das gibt es nicht mehr."],
    // As the store puts it.
    ["over", "fr", "not_on_sale", "Trop tard !"],
  ])("%s is told of in %s, to guests as well", async (rewardId, locale, reason, sentence) => {
    expect(await redeem(rewardId, locale)).toEqual({ outcome: "refused", reason, sentence });
    expect((await barred(locale, null)).get(rewardId)).toBe(sentence);
  });
});
