// What a shopper reads of rewards that are no code for the next order: before they confirm, and
// afterwards.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import type { PanelAnswer, RewardView } from "../../widget/contract/panel.ts";
import type { RedeemAnswer } from "../../widget/contract/redeem.ts";
import type { VoucherView } from "../../widget/contract/voucher.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { MONEY_SCOPES } from "../support/money-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes } from "../support/storefront.ts";

const points = "100";
const document = {
  ...PROGRAM_INPUT,
  rewards: [
    { kind: "store_credit", id: "credit", points, amountMinor: "500" },
    { kind: "gift_card", id: "card", points, amountMinor: "500", recipient: "either" },
    { kind: "gift_card", id: "present", points, amountMinor: "500", recipient: "friend" },
    { kind: "donation", id: "tree", points, amountMinor: "500", cause: "Trees for the coast" },
    {
      kind: "experience",
      id: "tasting",
      points,
      place: "The old harbour",
      startsAt: "2090-05-03T18:00",
      stock: 10,
    },
    { kind: "exclusive_product", id: "cup", points, productIds: ["77"], days: 30 },
    { kind: "early_access", id: "early", points, productIds: ["78"], until: "2090-06-01T09:00" },
    { kind: "amount_off", id: "plain", points, amountMinor: "500" },
    {
      kind: "free_shipping",
      id: "shipping",
      points,
      countries: ["DE", "AT"],
      maximumShippingMinor: "650",
    },
  ],
} satisfies ProgramDocumentInput;

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let shopId: bigint;
let customers = 9_500;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
  await world.signIn();
  world.shop.installation?.scopes.push(...MONEY_SCOPES);
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

const panel = async (locale = "en") => {
  const visit = { customerId, params: { locale } };
  const { json } = await ask(routes, "GET /proxy/panel", { visit });
  return json as Extract<PanelAnswer, { audience: "member" }>;
};

const reward = async (id: string, locale?: string): Promise<RewardView> => {
  const found = (await panel(locale)).program.rewards.find((one) => one.id === id);
  if (!found) throw new Error(`there is no reward ${id}`);
  return found;
};

const redeem = async (id: string, friend?: object): Promise<VoucherView> => {
  const { amount } = await reward(id);
  const wish = { rewardId: id, points: 100, amountMinor: amount && amount.amountMinor, friend };
  const body = { ...wish, requestKey: randomUUID(), locale: "en" };
  const answer = (await ask(routes, "POST /proxy/redeem", { visit: { customerId }, body }))
    .json as RedeemAnswer;
  if (answer.outcome !== "issued") throw new Error(JSON.stringify(answer));
  return answer.voucher;
};

describe("before they confirm", () => {
  const noticed = {
    credit: "to be spent at checkout while you are logged in",
    card: "sends the gift card by e-mail",
    present: "sends the gift card by e-mail",
    tree: "The shop gives it for you",
    tasting: "A place is kept for you",
    cup: "You see it in the shop while you are logged in",
    early: "You see it in the shop while you are logged in",
  };
  test.each(Object.entries(noticed))("%s says what happens", async (id, words) => {
    const { promise } = await reward(id);
    expect(promise).toContain(words);
    expect(promise).toContain("cannot be given back");
  });

  test("a code for the next order needs no such words", async () => {
    expect(await reward("plain")).not.toHaveProperty("promise");
  });

  test("free shipping says where to, and up to which price", async () => {
    const { details } = await reward("shipping");
    expect(details).toBe("To Germany and Austria · For shipping of at most €6.50");
    expect((await reward("shipping", "de")).details).toContain("Nach Deutschland und Österreich ·");
    expect(await reward("plain")).not.toHaveProperty("details");
  });

  test("it is said in the page's language", async () => {
    const told = new Set<string | undefined>();
    for (const locale of ["en", "de", "es", "fr", "tr"]) {
      told.add((await reward("credit", locale)).promise);
    }
    expect(told.size).toBe(5);
  });

  test("a gift card for either has a box, one for a friend has none", async () => {
    expect((await reward("card")).gift?.choice).toBe("It is for somebody else");
    const { gift } = await reward("present");
    expect(gift?.choice).toBeUndefined();
    expect(gift?.fields.map(({ name, required }) => [name, required])).toEqual([
      ["email", true],
      ["name", false],
      ["message", false],
      ["sendOn", false],
    ]);
    const day = gift?.fields.at(-1);
    const days = Date.parse(day?.max ?? "") - Date.parse(day?.min ?? "");
    expect(days / 86_400_000).toBe(90);
  });
});

describe("afterwards", () => {
  test("store credit is told by what is left of it, and has no code", async () => {
    const voucher = await redeem("credit");
    expect(voucher).toMatchObject({ code: null, state: "issued", cancellable: false });
    expect(voucher.note).toBe("€5 of it is in your store credit.");
  });

  test("a gift card to oneself shows its code, which rests sealed", async () => {
    const voucher = await redeem("card");
    const [card] = [...world.shop.giftCards.values()].filter(
      (one) => one.customerId === customerId,
    );
    expect(voucher.code?.toLowerCase()).toBe(card?.code.toLowerCase());
    expect(voucher.note).toBe("€5 is on the card.");
    const { rows } = await db.pool.query<{ row: string }>(
      "select redemption::text as row from redemption where id = $1",
      [voucher.id],
    );
    expect(rows[0]?.row.toLowerCase()).not.toContain(voucher.code?.toLowerCase());
    expect((await panel()).vouchers[0]?.code).toBe(voucher.code);
  });

  test("a gift card that is spent is told as used", async () => {
    const { id } = await redeem("card");
    await db.pool.query("update redemption set remaining_minor = 0 where id = $1", [id]);
    expect((await panel()).vouchers[0]).toMatchObject({ id, state: "used" });
  });

  test("a gift card to a friend shows no code to who gave it", async () => {
    const voucher = await redeem("present", { email: "ada@example.com" });
    expect(voucher.code).toBeNull();
    expect(voucher.note).toBe("The shop sends it to the person you named.");
  });

  test("what needs nothing in Shopify is had at once", async () => {
    const notes = [];
    for (const id of ["tasting", "cup", "early"]) notes.push((await redeem(id)).note);
    expect(notes[0]).toContain("A place is kept for you: The old harbour, May 3, 2090");
    expect(notes[1]).toMatch(/^You see it in the shop while you are logged in, until .+\.$/);
    expect(notes[2]).toContain("until June 1, 2090");
    expect((await panel()).vouchers.map(({ code }) => code)).toEqual([null, null, null]);
  });

  test("what is given and done does not stand before what can still be used", async () => {
    const given = await redeem("tree");
    expect(given.note).toMatch(/^Given on .+\. Thank you!$/);
    await redeem("plain");
    await redeem("tree");
    const { vouchers } = await panel();
    expect(vouchers.map(({ kind }) => kind)).toEqual(["amount_off", "donation", "donation"]);
  });
});

describe("somebody who cannot be sent a gift card", () => {
  const asked = async (friend: object, locale: string) => {
    const wish = { rewardId: "present", points: 100, amountMinor: 500, friend };
    const body = { ...wish, requestKey: randomUUID(), locale };
    return (await ask(routes, "POST /proxy/redeem", { visit: { customerId }, body })).json;
  };
  const friend = { email: "ada@example.com" };

  test.each([
    ["en", { email: "ada" }, "Enter the e-mail address of your friend."],
    ["de", { ...friend, name: "a".repeat(256) }, "Kürze den Namen auf höchstens 255 Zeichen"],
    ["es", { ...friend, message: "a".repeat(201) }, "Acorta el mensaje a 200 caracteres"],
    ["fr", { ...friend, sendOn: "2026-02-30" }, "Choisissez un jour qui existe."],
    ["tr", { ...friend, sendOn: "2020-01-01" }, "Bugünden başlayarak en fazla 90 gün"],
  ])("is told in %s what to enter otherwise: %j", async (locale, wrong, sentence) => {
    expect(await asked(wrong, locale)).toMatchObject({
      outcome: "refused",
      reason: "recipient_refused",
      sentence: expect.stringContaining(sentence) as unknown,
    });
    expect((await panel()).balance.available).toBe(1_000);
  });

  test("is no problem where a text was left empty", async () => {
    const sent = await redeem("present", { ...friend, name: " ", message: "", sendOn: "" });
    expect(sent.state).toBe("issued");
  });
});
