// What the admin's picker of resources lists.
import { afterAll, beforeAll, expect, it } from "vitest";
import { runScreens, type Screens } from "../support/running-screens.ts";

let screens: Screens;

beforeAll(async () => {
  screens = await runScreens();
});
afterAll(() => screens.stop());

const list = async (type: string) =>
  JSON.parse((await screens.visitor().get(`/admin/store/beans/resources/${type}`)).body) as {
    resources: Record<string, unknown>[];
  };

it("lists products with their variants, by their global ids", async () => {
  const { resources } = await list("product");
  expect(resources.map(({ title }) => title)).toEqual(["House Blend", "Mug"]);
  expect(resources[0]).toMatchObject({
    id: expect.stringMatching(/^gid:\/\/shopify\/Product\/\d+$/),
    variants: [{ title: "250 g" }, { title: "1 kg" }],
  });
});

it("lists variants with the product in their name", async () => {
  const { resources } = await list("variant");
  expect(resources[1]).toMatchObject({
    id: `gid://shopify/ProductVariant/${screens.beans.id}`,
    displayName: "House Blend - 1 kg",
    price: "40.00",
  });
});

it("lists collections, and nothing else", async () => {
  const { resources } = await list("collection");
  expect(resources).toMatchObject([{ productsCount: 1 }]);
  expect((await screens.visitor().get("/admin/store/beans/resources/customer")).status).toBe(404);
});
