// Paying at the checkout with gift cards and store credit, and free shipping at the door.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDiscount, describeDiscount } from "../../../../simulator/actions/discounts.ts";
import { deactivateGiftCard } from "../../../../simulator/actions/gift-cards.ts";
import { addCredit, openCreditAccount } from "../../../../simulator/actions/store-credit.ts";
import type { Order } from "../../../../simulator/model.ts";
import { giftCard } from "../../support/credit-holders.ts";
import { STORE, readable, required, runScreens } from "../support/running-screens.ts";
import type { Page, Screens, Visitor } from "../support/running-screens.ts";

const ADDRESS = { lastName: "Berg", address1: "Quay 1", zip: "20457", city: "Hamburg" };

let screens: Screens;

beforeAll(async () => {
  screens = await runScreens();
});

beforeEach(() => {
  screens.shop.creditAccounts.clear();
  screens.shop.discounts.clear();
});

afterAll(() => screens.stop());

interface Checkout {
  readonly visitor: Visitor;
  readonly send: (form: Record<string, string>) => Promise<Page>;
}

/** Beans for 40 and shipping for 5. */
async function openCheckout(email?: string): Promise<Checkout> {
  const visitor = screens.visitor(STORE);
  await visitor.get("/");
  if (email !== undefined) await visitor.post("/account/login", { email });
  await visitor.post("/cart/add", { id: screens.beans.id });
  const path = required((await visitor.get("/checkout")).headers.location);
  return { visitor, send: (form) => visitor.submit(path, { ...ADDRESS, ...form }) };
}

const lastOrder = (): Order => required([...screens.shop.orders.values()].at(-1));

function card(initialMinor: number, code: string) {
  return giftCard(screens.context, screens.shop, { initialMinor, code });
}

function creditOf(amountMinor: number) {
  const account = openCreditAccount(screens.context, screens.shop, screens.ana.id, "EUR");
  addCredit(screens.context, account, { amountMinor });
  return account;
}

describe("a gift card at the checkout", () => {
  it("is entered where discount codes are, and pays its part", async () => {
    const held = card(1_200, "partly2345");
    const { send } = await openCheckout("ana@example.com");
    const page = readable((await send({ action: "apply", code: "PART-LY23 45" })).body);
    expect(page).toMatch(/Gift card •••• 2345 −€12\.00 To pay €33\.00.*Pay €33\.00/);
    const thanks = readable((await send({ action: "pay" })).body);
    expect(thanks).toMatch(/Total €45\.00 Gift card •••• 2345 €12\.00/);
    expect(held.balanceMinor).toBe(0);
    expect(lastOrder().gateways).toEqual(["gift_card", "shopify_payments"]);
  });

  it("pays all where it holds enough, and keeps the rest", async () => {
    const held = card(9_000, "enough2345");
    const { send } = await openCheckout();
    await send({ action: "apply", code: "enough2345", email: "guest@example.com" });
    await send({ action: "pay", email: "guest@example.com" });
    expect(held.balanceMinor).toBe(4_500);
    expect(lastOrder().gateways).toEqual(["gift_card"]);
  });

  it("works beside a discount code, two of them one after the other", async () => {
    const value = { kind: "amount", amountMinor: 500, eachItem: false } as const;
    const described = describeDiscount(screens.context, { code: "FIVE", value });
    createDiscount(screens.context, screens.shop, described);
    card(1_000, "first23456");
    card(1_000, "second2345");
    const { send } = await openCheckout("ana@example.com");
    await send({ action: "apply", code: "FIVE" });
    await send({ action: "apply", code: "first23456" });
    await send({ action: "apply", code: "first23456" });
    const page = readable((await send({ action: "apply", code: "second2345" })).body);
    expect(page).toMatch(/Discount FIVE −€5\.00.*Total €40\.00.*To pay €20\.00/);
  });

  it("can be taken off again", async () => {
    const held = card(1_000, "takeoff234");
    const { send } = await openCheckout("ana@example.com");
    await send({ action: "apply", code: "takeoff234" });
    const page = readable((await send({ removeCard: held.id })).body);
    expect(page).not.toContain("Gift card ••••");
    expect(page).toContain("Pay €45.00");
  });

  it("that is disabled says so, before it is entered or after", async () => {
    const held = card(1_000, "disabled23");
    const { send } = await openCheckout("ana@example.com");
    await send({ action: "apply", code: "disabled23" });
    deactivateGiftCard(screens.context, held);
    const before = screens.shop.orders.size;
    const page = readable((await send({ action: "pay" })).body);
    expect(page).toContain("•••• ED23 This gift card is disabled.");
    expect(screens.shop.orders.size).toBe(before);
    const again = readable((await send({ action: "apply", code: "disabled23" })).body);
    expect(again).toContain("This gift card is disabled.");
  });
});

describe("store credit at the checkout", () => {
  it("is offered to its owner who is signed in, and used whole", async () => {
    const account = creditOf(700);
    const { send } = await openCheckout("ana@example.com");
    const offered = readable((await send({ action: "refresh" })).body);
    expect(offered).toContain("Use your store credit of €7.00");
    expect(offered).toContain("Pay €45.00");
    const used = readable((await send({ action: "refresh", credit: "on" })).body);
    expect(used).toMatch(/Store credit −€7\.00 To pay €38\.00/);
    const thanks = readable((await send({ action: "pay", credit: "on" })).body);
    expect(thanks).toContain("Store credit €7.00");
    expect(account.balanceMinor).toBe(0);
    expect(lastOrder().gateways).toEqual(["shopify_store_credit", "shopify_payments"]);
  });

  it("is shown in the account", async () => {
    creditOf(700);
    const { visitor } = await openCheckout("ana@example.com");
    expect(readable((await visitor.get("/account")).body)).toContain("Store credit: €7.00");
  });

  it("is no guest's, whatever address the guest leaves", async () => {
    creditOf(700);
    const { send } = await openCheckout();
    const page = await send({ action: "refresh", email: "ana@example.com", credit: "on" });
    expect(readable(page.body)).not.toContain("store credit");
  });
});

describe("free shipping at the checkout", () => {
  const ship = (countryCodes: string[] | null) => {
    const rest = { includeRestOfWorld: false, maximumPriceMinor: 500 };
    const value = { kind: "free_shipping", countryCodes, ...rest } as const;
    const described = describeDiscount(screens.context, { code: "SHIP", value });
    createDiscount(screens.context, screens.shop, described);
  };

  it("takes off the shipping, and is refused for a dearer way and another country", async () => {
    ship(["DE"]);
    const { send } = await openCheckout("ana@example.com");
    const page = readable((await send({ action: "apply", code: "SHIP" })).body);
    expect(page).toMatch(/Discount SHIP −€5\.00 Shipping €5\.00 Total €40\.00/);
    const dear = readable((await send({ shipping: "express" })).body);
    expect(dear).toContain("SHIP This discount code is for cheaper ways of shipping.");
    await send({ shipping: "standard", action: "apply", code: "SHIP" });
    const abroad = readable((await send({ country: "FR" })).body);
    expect(abroad).toContain("not for shipping to your country");
  });

  it("that applies by itself is named, and told with the order", async () => {
    ship(null);
    const [discount] = screens.shop.discounts.values();
    Object.assign(required(discount), { code: null, title: "Gold ships free" });
    const { send } = await openCheckout("ana@example.com");
    const page = readable((await send({ action: "refresh" })).body);
    expect(page).toMatch(/Gold ships free −€5\.00.*Total €40\.00/);
    await send({ action: "pay" });
    expect(lastOrder().discountApplications).toMatchObject([
      { kind: "automatic", title: "Gold ships free", targetType: "shipping_line" },
    ]);
  });
});
