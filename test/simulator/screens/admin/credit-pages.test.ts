// The merchant's hand on discounts, gift cards and store credit, by the forms of the admin.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDiscount, describeDiscount } from "../../../../simulator/actions/discounts.ts";
import { placeOrder } from "../../../../simulator/actions/orders.ts";
import type { FreeShipping } from "../../../../simulator/model.ts";
import { giftCard } from "../../support/credit-holders.ts";
import { readable, required, runScreens } from "../support/running-screens.ts";
import type { Screens } from "../support/running-screens.ts";

const ADMIN = "/admin/store/beans";

let screens: Screens;

beforeAll(async () => {
  screens = await runScreens();
});

afterAll(() => screens.stop());

const submit = async (path: string, form: Record<string, string>): Promise<string> =>
  readable((await screens.visitor().submit(`${ADMIN}${path}`, form)).body);
const read = async (path: string): Promise<string> =>
  readable((await screens.visitor().get(`${ADMIN}${path}`)).body);

describe("the list of discounts", () => {
  const topics = () => screens.context.state.deliveries.map(({ topic }) => topic);

  it("says what each takes off, with what it combines, and whether it needs a code", async () => {
    const { context, shop } = screens;
    const value: FreeShipping = {
      kind: "free_shipping",
      countryCodes: ["DE", "AT"],
      includeRestOfWorld: false,
      maximumPriceMinor: 900,
    };
    const combinesWith = { order: true, product: true, shipping: false };
    createDiscount(
      context,
      shop,
      describeDiscount(context, { code: null, title: "Gold ships free", value, combinesWith }),
    );
    expect(await read("/discounts")).toContain(
      "Gold ships free applies by itself Active Shipping to DE, AT up to €9.00 " +
        "combines with order, product",
    );
  });

  it("ends, opens and deletes a code, and the app hears of the deletion", async () => {
    const { context, shop } = screens;
    const value = { kind: "percentage", fraction: "0.1" } as const;
    const { id } = createDiscount(context, shop, describeDiscount(context, { code: "TEN", value }));
    expect(await submit(`/discounts/${id}`, { what: "end" })).toContain("TEN is off.");
    expect(shop.discounts.get(id)?.endsAt).not.toBeNull();
    expect(await submit(`/discounts/${id}`, { what: "open" })).toContain("TEN is on.");
    expect(await submit(`/discounts/${id}`, { what: "delete" })).toContain("TEN is deleted.");
    expect(topics()).toContain("discounts/delete");
    expect(await submit(`/discounts/${id}`, { what: "delete" })).toContain(`No discount ${id}`);
  });
});

describe("gift cards in the admin", () => {
  it("are made, listed by the end of their code, and show what they paid", async () => {
    const { context, shop } = screens;
    const form = { amount: "25.00", code: "BIRTHDAY-2345", expiresOn: "", note: "for Ana" };
    expect(await submit("/gift-cards", form)).toContain("The gift card birthday2345 is made.");
    const card = required([...shop.giftCards.values()].at(-1));
    const lines = [{ title: "Mug", priceMinor: 1_000, quantity: 1 }];
    const order = placeOrder(context, shop, {
      lines,
      shippingMinor: null,
      payments: [{ giftCardId: card.id }],
    });
    expect(await read("/gift-cards")).toMatch(
      /•••• 2345 Partly used whoever has it for Ana for ever €15\.00 of €25\.00/,
    );
    expect(await read(`/gift-cards/${card.id}`)).toContain(`-€10.00 order ${order.name}`);
  });

  it("are filled up, and ended for good", async () => {
    const card = giftCard(screens.context, screens.shop, { code: "fillup2345" });
    const path = `/gift-cards/${card.id}`;
    expect(await submit(path, { amount: "2.50" })).toContain("holds €12.50");
    expect(await submit(path, { amount: "-99" })).toContain("does not have sufficient funds");
    const ended = await submit(path, { what: "end" });
    expect(ended).toContain("Disabled");
    expect(ended).not.toContain("Disable for good");
  });

  it("that are not there say so, and no other page may change them", async () => {
    expect(await read("/gift-cards/1")).toContain("This gift card is not here.");
    const card = giftCard(screens.context, screens.shop, { code: "foreign234" });
    const foreign = { "sec-fetch-site": "cross-site" };
    const path = `${ADMIN}/gift-cards/${card.id}`;
    expect((await screens.visitor().post(path, { what: "end" }, foreign)).status).toBe(403);
    expect(card.deactivatedAt).toBeNull();
  });
});

describe("a customer's store credit in the admin", () => {
  it("is given until a day, and taken back no further than it goes", async () => {
    const path = `/customers/${screens.ana.id}`;
    expect(await read(path)).toContain("Store credit None yet.");
    const year = screens.context.now().getFullYear() + 1;
    const form = { amount: "20.00", expiresOn: `${year}-06-30` };
    const given = await submit(`${path}/credit`, form);
    expect(given).toContain("The customer has €20.00 of store credit.");
    expect(given).toMatch(/€20\.00 by hand or by an app, good until .*30 Jun/);
    const taken = await submit(`${path}/credit`, { amount: "-5.00", expiresOn: "" });
    expect(taken).toContain("has €15.00 of store credit");
    const refused = await submit(`${path}/credit`, { amount: "-15.01", expiresOn: "" });
    expect(refused).toContain("does not have sufficient funds");
  });
});
