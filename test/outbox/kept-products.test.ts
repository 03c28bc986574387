// What products are like, kept for carts: numbers that somebody invents take room from nobody.
import { expect, test } from "vitest";
import type { ProductFacts } from "../../app/core/orders/order-facts.ts";
import { KEPT_MS, createKeptProducts } from "../../app/outbox/kept-products.ts";

const facts = (productId: string, gap: ProductFacts["gap"] = null): ProductFacts => ({
  productId,
  askedAt: 0,
  tags: [],
  collectionIds: [],
  gap,
});

test("invented numbers push out no product, and none of another store's unknown ones", () => {
  const kept = createKeptProducts();
  kept.keep(1n, "tea", facts("tea"), 0);
  kept.keep(2n, "deleted", facts("deleted", "gone"), 0);
  for (let number = 0; number < 50_000; number++) {
    kept.keep(1n, `invented ${number}`, facts(`invented ${number}`, "gone"), 0);
  }
  expect(kept.find(1n, "tea", 1)).toEqual(facts("tea"));
  expect(kept.find(2n, "deleted", 1)).toEqual(facts("deleted", "gone"));
  expect(kept.find(1n, "invented 0", 1)).toBeUndefined();
  expect(kept.find(1n, "invented 49999", 1)).toBeDefined();
});

test("a product that is there again is found as it is now", () => {
  const kept = createKeptProducts();
  kept.keep(1n, "tea", facts("tea"), 0);
  const [deleted, there] = [KEPT_MS, 2 * KEPT_MS];
  kept.keep(1n, "tea", facts("tea", "gone"), deleted);
  expect(kept.find(1n, "tea", deleted + 1)).toEqual(facts("tea", "gone"));
  kept.keep(1n, "tea", facts("tea"), there);
  expect(kept.find(1n, "tea", there + 1)).toEqual(facts("tea"));
});

test("what is known of one store's product is not known of another's", () => {
  const kept = createKeptProducts();
  kept.keep(1n, "tea", facts("tea"), 0);
  expect(kept.find(2n, "tea", 1)).toBeUndefined();
});
