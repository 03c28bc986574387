// Campaigns to join, as the storefront's panel shows and joins them.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaignCard } from "../../app/routes/proxy/cards/campaigns.ts";
import { campaignTexts } from "../../app/routes/proxy/cards/campaign-texts.ts";
import { voiceOf } from "../../app/routes/proxy/voice.ts";
import type { Card, CardAnswer } from "../../widget/contract/card.ts";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { campaign, perItem, perOrder, perUnit, terms } from "../support/earning.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import {
  type ProxyRoutes,
  type Visit,
  ask,
  loadProxyRoutes,
  signedQuery,
} from "../support/storefront.ts";

const always = { startsAt: "2020-01-01T00:00", endsAt: "2199-01-01T00:00" };
const program = {
  ...PROGRAM_INPUT,
  tiers: { list: [{ id: "gold", name: "Gold", entry: "manual" as const }] },
  campaigns: [
    campaign({ id: "club", name: "Club", ...always, optIn: true }),
    campaign({ id: "gold-club", ...always, optIn: true, conditions: { tiers: ["gold"] } }),
    campaign({ id: "open", ...always }),
    campaign({ id: "past", endsAt: "2020-02-01T00:00", startsAt: "2020-01-01T00:00", optIn: true }),
  ],
  texts: [
    { language: "es" as const, key: "campaign_times", text: "¡{times} veces más!" },
    { language: "es" as const, key: "campaign_joined", text: "¡Dentro!" },
  ],
};

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let route: typeof import("../../app/routes/proxy.campaigns.$id.ts");
let shopId: bigint;
let customers = 6_000;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  route = await import("../../app/routes/proxy.campaigns.$id.ts");
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

function newCustomer(): string {
  customers += 1;
  return String(customers);
}

async function cards(visit: Visit): Promise<Card[]> {
  const answer = await ask(routes, "GET /proxy/panel", { visit });
  const { cards: shown } = answer.json as unknown as PanelAnswer;
  return shown.filter(({ id }) => id.startsWith("campaign/"));
}

async function join(visit: Visit, id = "club", locale = "en"): Promise<[number, CardAnswer]> {
  const address = `https://app.example.com/proxy/campaigns/${id}?${signedQuery(visit)}`;
  const request = new Request(address, {
    method: "POST",
    body: JSON.stringify({ values: {}, locale }),
    headers: { "content-type": "application/json" },
  });
  const response = await route.action({ request, params: { id }, context: {} });
  return [response.status, (await response.json()) as CardAnswer];
}

describe("the panel", () => {
  test("offers campaigns that can be joined to whoever is signed in", async () => {
    const customerId = newCustomer();
    await recordPaidOrder(shopId, { customerId });
    expect(await cards({ customerId })).toMatchObject([
      {
        id: "campaign/club",
        title: "Club",
        text: "2 times the Points on your orders.",
        isDone: false,
        action: { kind: "form", label: "Join", path: "campaigns/club", fields: [] },
      },
    ]);
  });

  test("tells guests of them, without a button", async () => {
    const [shown] = await cards({ customerId: null });
    expect(shown).toMatchObject({ id: "campaign/club", action: null });
    expect(shown?.note).toContain("Log in to join.");
  });

  test("offers a tier’s campaign to its members alone", async () => {
    const customerId = newCustomer();
    await recordPaidOrder(shopId, { customerId });
    await db.pool.query(
      `update member set tier_id = 'gold', tier_reason = 'manual', tier_since = now()
       where shop_id = $1 and shopify_customer_id = $2`,
      [shopId, customerId],
    );
    expect((await cards({ customerId })).map(({ id }) => id).toSorted()).toEqual([
      "campaign/club",
      "campaign/gold-club",
    ]);
  });
});

describe("joining", () => {
  test("answers the card as it is now, and again the same", async () => {
    const customerId = newCustomer();
    const first = await join({ customerId });
    expect(first).toMatchObject([
      200,
      {
        card: { id: "campaign/club", isDone: true, action: null },
        message: expect.stringContaining("You have joined") as string,
      },
    ]);
    expect(await join({ customerId })).toEqual(first);
    const [shown] = await cards({ customerId });
    expect(shown).toMatchObject({ isDone: true, action: null });
    expect(shown?.note).toBe("You have joined. Until December 31, 2198.");
  });

  test("answers in the shopper’s language", async () => {
    const [, answer] = await join({ customerId: newCustomer() }, "club", "de-AT");
    expect(answer.message).toBe(campaignTexts.de.campaign_joined);
  });

  test("is told of in the words of the store, on the card and after it", async () => {
    const customerId = newCustomer();
    const [shown] = await cards({ customerId, params: { locale: "es" } });
    expect(shown?.text).toBe("¡2 veces más!");
    const [, answer] = await join({ customerId }, "club", "es");
    expect(answer).toMatchObject({ message: "¡Dentro!", card: { text: "¡2 veces más!" } });
  });

  test("is for shoppers who are signed in", async () => {
    expect((await join({ customerId: null }))[0]).toBe(401);
    expect((await join({ customerId: newCustomer(), secret: "another" }))[0]).toBe(400);
  });

  test.each([
    ["that is for everybody", "open", "campaign_gone"],
    ["that is over", "past", "campaign_over"],
    ["that nobody knows", "no-such-thing", "campaign_gone"],
  ] as const)("a campaign %s is refused with a sentence", async (_which, id, text) => {
    const [status, answer] = await join({ customerId: newCustomer() }, id);
    expect([status, answer]).toEqual([200, { card: null, message: campaignTexts.en[text] }]);
  });
});

describe("what a card says", () => {
  const languages = ["en", "de", "es", "fr", "tr"];
  const reader = (locale: string) => ({
    pointsName: { one: "Bean", other: "Beans" },
    currency: "EUR",
    voice: voiceOf([locale], []),
    isSignedIn: true,
  });
  const card = (input: Parameters<typeof campaign>[0], locale = "en", offer = {}) => {
    const [parsed] = terms({ campaigns: [campaign({ optIn: true, ...input })] }).campaigns;
    if (!parsed) throw new Error("No campaign");
    return campaignCard(
      { campaign: parsed, isJoined: false, hasBegun: true, ...offer },
      reader(locale),
    );
  };

  test.each([
    [perUnit("0.5"), "0.5 Beans more for each €1 of your orders."],
    [perItem("1"), "1 Bean more for each item."],
    [perOrder("1500"), "1,500 Beans more for each order."],
  ])("is what it gives", (effect, text) => {
    expect(card({ effect }).text).toBe(text);
  });

  test("says when it runs, on which days and at which hours", () => {
    const hours = { from: "18:00", until: "22:00" };
    expect(card({ weekdays: [7, 6], hours }, "en", { hasBegun: false }).note).toBe(
      "What you order after joining counts. From February 1, 2026 until March 31, " +
        "2026. On Saturday and Sunday. Between 18:00 and 22:00.",
    );
    const times = { startsAt: "2026-02-01T09:30", endsAt: "2026-03-01T18:00" };
    expect(card(times, "en", { hasBegun: false }).note).toBe(
      "What you order after joining counts. From February 1, 2026 at 9:30 AM until " +
        "March 1, 2026 at 6:00 PM.",
    );
  });

  test("says that it is not for every order", () => {
    const conditions = { minimumOrderMinor: "2000" };
    expect(card({ conditions }).text).toContain("For certain products or orders.");
  });

  test("is said in each language, and in English in all others", () => {
    const said = languages.map((locale) => card({}, locale).text);
    expect(new Set(said).size).toBe(languages.length);
    expect(card({}, "ja").text).toBe(card({}, "en").text);
  });
});
