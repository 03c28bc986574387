// Answers that are kept for a bounded time, and in a bounded number.
import { expect, test } from "vitest";
import { createKeptAnswers, createKeptByShop } from "../../app/outbox/kept-answers.ts";

test("an answer is found until its time is over", () => {
  const kept = createKeptAnswers<string>(100, 10);
  expect(kept.find("a", 0)).toBeUndefined();
  kept.keep("a", "first", 0);
  expect(kept.find("a", 99)).toBe("first");
  kept.keep("a", "second", 50);
  expect(kept.find("a", 149)).toBe("second");
  expect(kept.find("a", 150)).toBeUndefined();
});

test("the oldest makes room", () => {
  const kept = createKeptAnswers<number>(100, 2);
  for (const [place, key] of ["a", "b", "a", "c"].entries()) kept.keep(key, place, 0);
  expect(["a", "b", "c"].map((key) => kept.find(key, 1))).toEqual([2, undefined, 3]);
});

test("what is over is forgotten with the next answer, also where nobody asks for it again", () => {
  const kept = createKeptAnswers<string>(100, 10);
  kept.keep("a", "of somebody", 0);
  kept.keep("b", "of somebody else", 60);
  kept.keep("c", "later", 100);
  // As if it were before: then only what is gone is not found.
  expect(["a", "b", "c"].map((key) => kept.find(key, 0))).toEqual([
    undefined,
    "of somebody else",
    "later",
  ]);
});

test("each shop has room of its own, and the one that was silent for longest gives way", () => {
  const kept = createKeptByShop<number>(100, { ofShop: 2, shops: 2 });
  kept.keep(1n, "a", 1, 0);
  for (const key of ["a", "b", "c"]) kept.keep(2n, key, 2, 0);
  expect(kept.find(1n, "a", 1)).toBe(1);
  expect(["a", "b", "c"].map((key) => kept.find(2n, key, 1))).toEqual([undefined, 2, 2]);
  kept.keep(1n, "b", 1, 1);
  kept.keep(3n, "a", 3, 1);
  expect([1n, 2n, 3n].map((shop) => kept.find(shop, shop === 2n ? "c" : "a", 2))).toEqual([
    1,
    undefined,
    3,
  ]);
});
