// The points of a product in a real browser: they follow the variant, however the theme tells of
// it, and nothing moves before somebody chooses.
import { AxeBuilder } from "@axe-core/playwright";
import { beforeEach, describe, expect, test } from "vitest";
import { terms } from "../support/earning.ts";
import { setStage } from "./browser-stage.ts";
import { publishedFor } from "./told-points.ts";

const stage = setStage();
const { visit, shifts } = stage;

const variants = [
  { id: 9_002, price: 500 },
  { id: 9_003, price: 800 },
];
const context = { currency: "EUR", timeZone: "UTC", now: 0 };
const fields = variants.map(({ id }) => `<option value="${id}">${id}</option>`).join("");

beforeEach(() => {
  stage.shop.scene = {
    program: publishedFor(terms(), context),
    product: { id: 11, variants, selected_or_first_available_variant: variants[0] },
    blocks: ["loyalty-product"],
  };
});

/** What a block says now, with plain spaces. */
const said = async (block: string) =>
  (await stage.page.locator(block).innerText()).replaceAll("\u00a0", " ").trim();
const shown = () => said("[data-regulars-points]");

/** A product form as themes have them, put there as they do it: after the page has come. */
const withForm = async (field: string) => {
  await visit({ bypassCSP: true });
  await stage.page.evaluate((inside) => {
    const form = `<form action="/cart/add" method="post">${inside}</form>`;
    document.querySelector("main")?.insertAdjacentHTML("beforeend", form);
  }, field);
};

test("they are there without script, and still with it", async () => {
  await visit({ javaScriptEnabled: false });
  await expect.poll(shown).toBe("Earns you 5 Beans");
  await stage.page.context().close();
  await visit({ bypassCSP: true });
  await expect.poll(shown).toBe("Earns you 5 Beans");
  const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(await shifts()).toEqual([]);
  expect(stage.shop.requests).toEqual([]);
  expect(stage.complaints).toEqual([]);
});

test("they follow a list that the shopper chooses from", async () => {
  await withForm(`<label>Size <select name="id">${fields}</select></label>`);
  await stage.page.getByLabel("Size").selectOption("9003");
  await expect.poll(shown).toBe("Earns you 8 Beans");
  await stage.page.getByLabel("Size").selectOption("9002");
  await expect.poll(shown).toBe("Earns you 5 Beans");
});

test("they follow a hidden field that the theme writes", async () => {
  await withForm('<input type="hidden" name="id" value="9002">');
  await stage.page.locator("[name=id]").evaluate((field) => {
    (field as HTMLInputElement).value = "9003";
  });
  await expect.poll(shown).toBe("Earns you 8 Beans");
});

test("they stay as they are when another product of the page is chosen", async () => {
  await withForm('<input type="hidden" name="id" value="9002">');
  await stage.page.locator("[name=id]").evaluate((field) => {
    (field as HTMLInputElement).value = "777";
  });
  await stage.page.evaluate(() => new Promise((done) => setTimeout(done)));
  await expect.poll(shown).toBe("Earns you 5 Beans");
});

const cartOf = (quantity: number) => ({
  item_count: quantity,
  total_price: 500 * quantity,
  total_discount: 0,
  items: [
    {
      quantity,
      original_line_price: 500 * quantity,
      final_line_price: 500 * quantity,
      discount_allocations: [],
      product: { id: 11 },
      variant: { id: 9_002 },
    },
  ],
});

describe("the points of the cart", () => {
  beforeEach(() => {
    stage.shop.scene = { ...stage.shop.scene, blocks: ["loyalty-cart"], cart: cartOf(1) };
  });

  const block = () => stage.page.locator("[data-regulars-cart]");
  const told = () => said("[data-regulars-cart]");

  /** As a theme does it: Shopify has changed the cart when the answer is there. */
  const change = (cart: object, how = "change") => {
    stage.shop.scene = { ...stage.shop.scene, cart };
    return stage.page.evaluate(async (path) => {
      await (await fetch(path, { method: "POST" })).json();
    }, `/cart/${how}.js`);
  };

  test("are there without script, and ask for nothing before the cart changes", async () => {
    await visit({ javaScriptEnabled: false });
    await expect.poll(told).toContain("Your cart earns you 5 Beans");
    await stage.page.context().close();
    await visit({ bypassCSP: true });
    await expect.poll(told).toContain("Your cart earns you 5 Beans");
    const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await shifts()).toEqual([]);
    expect(stage.shop.requests).toEqual([]);
    expect(stage.complaints).toEqual([]);
  });

  test("follow the cart when the theme changes it, under a strict policy", async () => {
    await visit();
    await change(cartOf(3));
    await expect.poll(told).toContain("Your cart earns you 15 Beans");
    expect(stage.shop.requests).toEqual(["POST /cart/change.js", "GET / apps"]);
    await change({ item_count: 0, items: [] }, "clear");
    await expect.poll(() => block().isVisible()).toBe(false);
    await change(cartOf(1));
    await expect.poll(told).toContain("Your cart earns you 5 Beans");
    expect(stage.complaints).toEqual([]);
  });

  test("are taken away where nobody tells the new ones", async () => {
    await visit();
    stage.shop.drawSection = (response) => response.destroy();
    await change(cartOf(3));
    await expect.poll(() => block().isVisible()).toBe(false);
  });

  test("are those of the last change, whichever answer comes first", async () => {
    await visit();
    const slow: (() => void)[] = [];
    stage.shop.drawSection = (response, markup) => slow.push(() => response.end(markup));
    await change(cartOf(3));
    await expect.poll(() => slow.length).toBe(1);
    await change(cartOf(4));
    await expect.poll(() => slow.length).toBe(2);
    slow[1]?.();
    await expect.poll(told).toContain("Your cart earns you 20 Beans");
    const answered = stage.page.waitForResponse(/section_id/);
    slow[0]?.();
    await (await answered).finished();
    await expect.poll(told).toContain("Your cart earns you 20 Beans");
  });
});
