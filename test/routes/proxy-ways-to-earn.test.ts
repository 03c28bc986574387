// Ways to earn as the storefront's panel shows them, and what a click there gives.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import type { Card, CardAnswer, CardTaken } from "../../widget/contract/card.ts";
import type { MemberPanelAnswer } from "../../widget/contract/panel.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes, signedQuery } from "../support/storefront.ts";

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let click: (id: string, request: Request) => Promise<Response>;
let shopId: bigint;
let customers = 62_000;
let customerId: string;

const program = {
  ...PROGRAM_INPUT,
  waysToEarn: [
    { id: "join", name: "Welcome", trigger: "account", points: "40" },
    {
      id: "follow",
      name: "Follow us",
      trigger: "social",
      network: "instagram",
      url: "https://instagram.example/harbour",
      points: "5",
    },
    {
      id: "words",
      name: "Write a review",
      trigger: "review",
      points: "50",
      limit: { times: 3, per: "month" },
      coolDownDays: 2,
      audience: { customerTags: ["vip"] },
    },
    {
      id: "back",
      name: "We missed you",
      trigger: "newsletter",
      points: "9",
      audience: { members: { kind: "lapsed", days: 30 } },
    },
    { id: "ask", name: "Our question", trigger: "survey", points: "7" },
  ],
} satisfies Parameters<typeof openLoyaltyShop>[2];

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  const way = await import("../../app/routes/proxy.ways.$id.ts");
  click = (id, request) => way.action({ request, params: { id }, context: {} });
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
});
afterAll(async () => {
  await world.stop();
  await assertLedgerAgrees(db);
  await db.drop();
});
beforeEach(() => {
  customers += 1;
  customerId = String(customers);
});

async function cards(locale = "en", visitor: string | null = customerId): Promise<Card[]> {
  const visit = { customerId: visitor, params: { locale } };
  const { json } = await ask(routes, "GET /proxy/panel", { visit });
  return (json as MemberPanelAnswer).cards.filter(({ id }) => id.startsWith("earn/"));
}

const idsOf = (shown: readonly Card[]) => shown.map(({ id }) => id);

async function press(
  id: string,
  { visitor = customerId, locale = "en" }: { visitor?: string | null; locale?: string } = {},
): Promise<{ status: number; json: CardAnswer }> {
  const query = signedQuery({ customerId: visitor });
  const request = new Request(`https://app.example.com/proxy/ways/${id}?${query}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ values: {}, locale }),
  });
  const response = await click(id, request);
  return { status: response.status, json: (await response.json()) as CardAnswer };
}

const available = async () => (await balancesOf(shopId, customerId)).available;

describe("the cards of ways to earn", () => {
  test("say what each asks and gives, and do what can be done here", async () => {
    const shown = await cards();
    expect(idsOf(shown)).toEqual(["earn/join", "earn/follow", "earn/words"]);
    expect(shown[0]).toEqual({
      id: "earn/join",
      title: "Welcome",
      text: "For having an account with us.",
      worth: "40 Points",
      isDone: false,
      note: "Once",
      action: { kind: "form", label: "Collect", path: "ways/join", fields: [] },
    });
    expect(shown[1]).toMatchObject({
      text: "Have a look at our page on Instagram, and follow us if you like it.",
      action: {
        kind: "link",
        label: "Open Instagram",
        href: "https://instagram.example/harbour",
        path: "ways/follow",
      },
    });
    expect(shown[2]).toMatchObject({
      note: "Up to 3 times a month · Again after 2 days · For some customers",
      action: null,
    });
  });

  test.each([
    ["de-AT", "Abholen", "Bis zu 3-mal im Monat · Wieder nach 2 Tagen · Für einige Kunden"],
    [
      "fr",
      "Récupérer",
      "Jusqu’à 3 fois par mois · De nouveau après 2 jours · Pour certains clients",
    ],
    ["es", "Recoger", "Hasta 3 veces al mes · Otra vez después de 2 días · Para algunos clientes"],
    ["tr", "Al", "Ayda en fazla 3 kez · 2 gün sonra yeniden · Bazı müşteriler için"],
  ])("speak the shopper's language: %s", async (locale, collect, limits) => {
    const [join, , words] = await cards(locale);
    expect(join?.action).toMatchObject({ label: collect });
    expect(words?.note).toBe(limits);
  });

  test("show guests what there is, and nothing to press", async () => {
    const shown = await cards("en", null);
    expect(shown.map(({ action }) => action)).toEqual([null, null, null]);
    expect(shown[0]?.text).toBe("Log in or create an account to collect this.");
  });

  test("leave out what is for members of another standing", async () => {
    const now = Date.now() - 40 * 86_400_000;
    const head = { placedAt: now, updatedAt: now };
    await recordPaidOrder(shopId, { customerId, head }, now);
    expect(idsOf(await cards())).toContain("earn/back");
  });
});

describe("a click", () => {
  test("collects once what an account gives, also for who was no member yet", async () => {
    const { status, json } = await press("join");
    expect(status).toBe(200);
    expect(json).toMatchObject({
      message: "Thank you! You get 40 Points.",
      card: { id: "earn/join", isDone: true, note: "Collected · Once", action: null },
    });
    expect(await available()).toBe(40n);
    expect((await press("join", { locale: "de" })).json.message).toBe(
      "Das hast du schon abgeholt.",
    );
    expect(await available()).toBe(40n);
  });

  test("on a page of a network counts once, however often it is pressed", async () => {
    const answers = await Promise.all([press("follow"), press("follow"), press("follow")]);
    const given = answers.filter(({ json }) => json.message.startsWith("Thank you"));
    expect(given).toHaveLength(1);
    expect(await available()).toBe(5n);
    const shown = await cards();
    expect(shown.at(-1)).toMatchObject({ id: "earn/follow", isDone: true, action: null });
  });

  test.each(["words", "ask", "nothing", "back"])(
    "earns nothing by what only others can tell of, or by what is not there: %s",
    async (id) => {
      const { status, json } = await press(id);
      expect(status).toBe(200);
      expect(json.message).toBe("This has ended. Open the page again to see what there is now.");
      expect(
        (await db.pool.query("select 1 from member where shopify_customer_id = $1", [customerId]))
          .rows,
      ).toEqual([]);
    },
  );

  test("of a guest is refused", async () => {
    expect((await press("join", { visitor: null })).status).toBe(401);
  });

  test("answers with the card as it is then", async () => {
    const { json } = await press("follow");
    expect((json as CardTaken).card).toMatchObject({ id: "earn/follow", isDone: true });
  });
});
