// Paying, and what discount codes do at the checkout.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDiscount, describeDiscount } from "../../../../simulator/actions/discounts.ts";
import type { DiscountDefaults } from "../../../../simulator/actions/discounts.ts";
import { STORE, readable, required, runScreens } from "../support/running-screens.ts";
import type { Page, Screens, Visitor } from "../support/running-screens.ts";

const ADDRESS = { lastName: "Berg", address1: "Quay 1", zip: "20457", city: "Hamburg" };

let screens: Screens;

beforeAll(async () => {
  screens = await runScreens();
});

afterAll(() => screens.stop());

function discount(input: Partial<DiscountDefaults> & { code: string }): void {
  const { context, shop } = screens;
  const value = { kind: "amount", amountMinor: 500, eachItem: false } as const;
  createDiscount(context, shop, describeDiscount(context, { value, ...input }));
}

interface Checkout {
  readonly visitor: Visitor;
  readonly send: (form: Record<string, string>) => Promise<Page>;
}

async function openCheckout(email?: string): Promise<Checkout> {
  const visitor = screens.visitor(STORE);
  await visitor.get("/");
  if (email !== undefined) await visitor.post("/account/login", { email });
  await visitor.post("/cart/add", { id: screens.beans.id });
  const { headers } = await visitor.get("/checkout");
  const path = required(headers.location);
  return { visitor, send: (form) => visitor.submit(path, form) };
}

async function applyCode(code: string, email?: string): Promise<string> {
  const checkout = await openCheckout(email);
  return readable((await checkout.send({ action: "apply", code, ...ADDRESS })).body);
}

describe("the checkout", () => {
  it("takes a guest's order, and makes the guest a customer without an account", async () => {
    const checkout = await openCheckout();
    const thanks = await checkout.send({ action: "pay", email: "guest@example.com", ...ADDRESS });
    expect(readable(thanks.body)).toMatch(/Thank you!.*Total €45\.00/);
    const order = required([...screens.shop.orders.values()].at(-1));
    const customer = required(screens.shop.customers.get(order.customerId ?? ""));
    expect(customer).toMatchObject({ email: "guest@example.com", state: "disabled" });
    expect(order.transactions).toHaveLength(1);
    const topics = screens.context.state.deliveries.map(({ topic }) => topic);
    expect(topics).toContain("orders/paid");
    expect(readable((await checkout.visitor.get("/cart")).body)).toContain("Nothing in it yet");
  });

  it("shows each missing field beside it and pays nothing", async () => {
    const before = screens.shop.orders.size;
    const { send } = await openCheckout();
    const page = await send({
      action: "pay",
      email: "nobody",
      lastName: "",
      address1: "",
      city: "",
    });
    expect(page.body).toContain('aria-describedby="email-problem"');
    expect(readable(page.body)).toContain("Enter a city to ship to.");
    expect(screens.shop.orders.size).toBe(before);
  });

  it("needs no address for a pick-up, and charges no shipping", async () => {
    const { send } = await openCheckout("ana@example.com");
    const thanks = await send({ action: "pay", shipping: "pickup", lastName: "", address1: "" });
    expect(readable(thanks.body)).toMatch(/Thank you, Ana!.*Shipping €0\.00 Total €40\.00/);
  });

  it("keeps what was typed when a code is applied", async () => {
    const { send } = await openCheckout();
    const page = await send({ action: "apply", code: "NOPE", email: "a@b.example", ...ADDRESS });
    expect(page.body).toContain('value="a@b.example"');
    expect(page.body).toContain('value="Hamburg"');
  });

  it("does not answer for another visitor's cart", async () => {
    const { visitor } = await openCheckout();
    const token = required([...screens.shop.carts.keys()][0]);
    expect((await visitor.get(`/checkouts/${token}`)).headers.location).toBe("/cart");
  });
});

describe("a discount code at the checkout", () => {
  it("takes its amount off, whatever its case, and is used by the order", async () => {
    discount({ code: "WELCOME-5", usageLimit: 1 });
    const checkout = await openCheckout("ana@example.com");
    const page = await checkout.send({ action: "apply", code: " welcome-5 ", ...ADDRESS });
    expect(readable(page.body)).toMatch(/Discount WELCOME-5 −€5\.00.*Total €40\.00/);
    await checkout.send({ action: "pay", ...ADDRESS });
    expect(await applyCode("WELCOME-5", "ana@example.com")).toContain("reached its usage limit");
  });

  it("can be taken off again", async () => {
    discount({ code: "AGAIN" });
    const { send } = await openCheckout("ana@example.com");
    await send({ action: "apply", code: "AGAIN", ...ADDRESS });
    const page = readable((await send({ remove: "AGAIN", ...ADDRESS })).body);
    expect(page).not.toContain("Discount AGAIN");
    expect(page).toContain("Total €45.00");
  });

  it.each([
    ["unknown", "NO-SUCH", "is not valid"],
    ["over", "OVER", "has expired"],
    ["not begun", "LATER", "is not active yet"],
    ["someone else's", "FOR-OTHERS", "is not available to you"],
    ["above the cart's value", "FROM-100", "below the minimum"],
  ])("that is %s is refused with the reason", async (_, code, reason) => {
    const existing = [...screens.shop.discounts.values()].map((entry) => entry.code);
    const day = 86_400_000;
    const now = screens.context.now().getTime();
    const iso = (offset: number): string => new Date(now + offset).toISOString();
    if (!existing.includes(code)) {
      if (code === "OVER") discount({ code, startsAt: iso(-2 * day), endsAt: iso(-day) });
      if (code === "LATER") discount({ code, startsAt: iso(day) });
      if (code === "FOR-OTHERS")
        discount({ code, buyers: { kind: "customers", customerIds: ["1"] } });
      if (code === "FROM-100") discount({ code, minimumSubtotalMinor: 10_000 });
    }
    const page = await applyCode(code, "ana@example.com");
    expect(page).toContain(`${code} `);
    expect(page).toContain(reason);
    expect(page).toContain("Total €45.00");
  });

  it("meant for one customer works for that customer's address without signing in", async () => {
    discount({ code: "ANA", buyers: { kind: "customers", customerIds: [screens.ana.id] } });
    const { send } = await openCheckout();
    const form = { action: "apply", code: "ANA", ...ADDRESS };
    expect(readable((await send({ ...form, email: "x@example.com" })).body)).toContain(
      "is not available to you",
    );
    expect(readable((await send({ ...form, email: "ANA@example.com" })).body)).toContain(
      "Discount ANA −€5.00",
    );
  });

  it("that does not combine gives way to the better one", async () => {
    discount({ code: "SMALL" });
    discount({ code: "LARGE", value: { kind: "amount", amountMinor: 900, eachItem: false } });
    const { send } = await openCheckout("ana@example.com");
    await send({ action: "apply", code: "SMALL", ...ADDRESS });
    const page = readable((await send({ action: "apply", code: "LARGE", ...ADDRESS })).body);
    expect(page).toContain("cannot be used with your other discounts");
    expect(page).toContain("Discount LARGE −€9.00");
  });

  it("that ended meanwhile stops the payment instead of changing the price", async () => {
    discount({ code: "SHORT" });
    const { send } = await openCheckout("ana@example.com");
    await send({ action: "apply", code: "SHORT", ...ADDRESS });
    const entry = required(
      [...screens.shop.discounts.values()].find(({ code }) => code === "SHORT"),
    );
    entry.endsAt = new Date(screens.context.now().getTime() - 1000).toISOString();
    const before = screens.shop.orders.size;
    const page = readable((await send({ action: "pay", ...ADDRESS })).body);
    expect(page).toContain("has expired");
    expect(screens.shop.orders.size).toBe(before);
  });

  it("comes along with a shared link", async () => {
    discount({ code: "LINK" });
    const visitor = screens.visitor(STORE);
    await visitor.get("/");
    await visitor.post("/cart/add", { id: screens.beans.id });
    expect((await visitor.get("/discount/LINK?redirect=//evil.example")).headers.location).toBe(
      "/account",
    );
    expect(readable((await visitor.get("/cart")).body)).toContain("Discount LINK");
  });
});
