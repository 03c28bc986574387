// Looking around, filling a cart and signing in, by HTTP.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCustomer } from "../../../../simulator/actions/customers.ts";
import { createProduct } from "../../../../simulator/actions/products.ts";
import { STORE, readable, required, runScreens } from "../support/running-screens.ts";
import type { Screens } from "../support/running-screens.ts";

const HOSTILE = `"><script>alert(1)</script>`;

let screens: Screens;

beforeAll(async () => {
  screens = await runScreens();
});

afterAll(() => screens.stop());

describe("the storefront", () => {
  it("shows the shelves, one product with its variants, and a picture of each", async () => {
    const visitor = screens.visitor(STORE);
    const home = await visitor.get("/");
    expect(home.status).toBe(200);
    expect(readable(home.body)).toContain("House Blend from €10.00");
    expect(readable((await visitor.get("/collections/coffee")).body)).not.toContain("Mug");
    const product = await visitor.get("/products/house-blend");
    expect(readable(product.body)).toMatch(/250 g.*1 kg/);
    const picture = await visitor.get("/pictures/house-blend.svg");
    expect(picture.headers["content-type"]).toBe("image/svg+xml");
  });

  it("writes hostile names as text, in pages and in pictures", async () => {
    const { context, shop } = screens;
    createProduct(context, shop, {
      title: HOSTILE,
      handle: "hostile",
      description: HOSTILE,
      collections: ["coffee"],
      variants: [{ title: HOSTILE, priceMinor: 100 }],
    });
    createCustomer(context, shop, { firstName: HOSTILE, email: "evil@example.com" });
    const visitor = screens.visitor(STORE);
    await visitor.submit("/account/login", { email: "evil@example.com" });
    await visitor.post("/cart/add", {
      id: required([...shop.products.values()].at(-1)?.variants[0]).id,
    });
    for (const path of ["/", "/products/hostile", "/cart", "/account", "/pictures/hostile.svg"]) {
      const { body } = await visitor.get(path);
      expect(body, path).not.toContain("<script>alert");
    }
    expect(readable((await visitor.get("/account")).body)).toContain(`Hello, ${HOSTILE}`);
  });

  it("answers a page that is not there with 404, in its own frame", async () => {
    const missing = await screens.visitor(STORE).get("/products/none");
    expect(missing.status).toBe(404);
    expect(readable(missing.body)).toContain("This page is not here");
  });

  it("speaks the language of the address and writes prices in it", async () => {
    const visitor = screens.visitor(STORE);
    const german = await visitor.get("/de/products/mug");
    expect(german.body).toContain('<html lang="de"');
    expect(readable(german.body)).toContain("18,00 €");
    expect(german.body).toContain('href="/de/cart"');
    expect((await visitor.get("/products/mug?locale=fr")).body).toContain('<html lang="fr"');
    expect((await visitor.get("/xx/products/mug")).status).toBe(404);
  });

  it("keeps each visitor's cart apart and counts no more than 99 of a thing", async () => {
    const [one, other] = [screens.visitor(STORE), screens.visitor(STORE)];
    await one.get("/");
    await one.post("/cart/add", { id: screens.mug.id, quantity: "60" });
    const cart = await one.submit("/cart/add", { id: screens.mug.id, quantity: "60" });
    expect(cart.body).toContain('value="99"');
    expect(readable((await other.get("/cart")).body)).toContain("Nothing in it yet");
  });

  it.each(["0", "-3", "1.5", "lots"])("puts no %s units into the cart", async (quantity) => {
    const visitor = screens.visitor(STORE);
    const answer = await visitor.submit("/cart/add", { id: screens.mug.id, quantity });
    expect(readable(answer.body)).toContain("cannot be ordered at the moment");
  });

  it("changes and removes lines, and tells scripts what is in the cart", async () => {
    const visitor = screens.visitor(STORE);
    await visitor.post("/cart/add", { id: screens.mug.id, quantity: "2" });
    await visitor.post("/cart/update", { [`quantity-${screens.mug.id}`]: "3" });
    const cart: unknown = JSON.parse((await visitor.get("/cart.js")).body);
    expect(cart).toMatchObject({ item_count: 3, total_price: 5400 });
    const emptied = await visitor.submit("/cart/update", { remove: screens.mug.id });
    expect(readable(emptied.body)).toContain("Nothing in it yet");
  });

  it("changes a line for a script, and no line that is not there", async () => {
    const visitor = screens.visitor(STORE);
    await visitor.post("/cart/add", { id: screens.mug.id, quantity: "2" });
    const change = (id: string) => visitor.post("/cart/change.js", { id, quantity: "5" });
    const cart: unknown = JSON.parse((await change(screens.mug.id)).body);
    expect(cart).toMatchObject({
      item_count: 5,
      total_price: 9000,
      items: [{ original_line_price: 9000, final_line_price: 9000, discount_allocations: [] }],
    });
    expect((await change("404")).status).toBe(400);
  });
});

describe("customer accounts", () => {
  it("open for a new address and show the orders of a known one", async () => {
    const visitor = screens.visitor(STORE);
    const account = await visitor.submit("/account/login", {
      email: "new@example.com",
      firstName: "Noa",
    });
    expect(readable(account.body)).toMatch(/Hello, Noa.*No orders yet/);
    const customers = [...screens.shop.customers.values()];
    expect(customers.filter(({ email }) => email === "new@example.com")).toHaveLength(1);
    await visitor.post("/account/logout", {});
    expect((await visitor.get("/account")).headers.location).toBe("/account/login");
  });

  it("ask again for an address that is none", async () => {
    const answer = await screens.visitor(STORE).post("/account/login", { email: "nobody" });
    expect(answer.status).toBe(422);
    expect(readable(answer.body)).toContain("Enter an e-mail address");
  });

  it.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "never lead to %s after signing in",
    async (target) => {
      const form = { email: "ana@example.com", return_to: target };
      const answer = await screens.visitor(STORE).post("/account/login", form);
      expect(answer.headers.location).toBe("/account");
    },
  );
});
