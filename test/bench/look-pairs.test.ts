// What pairs of looks at a page say of the widget.
import { expect, test } from "vitest";
import { compareLooks, type Pair } from "./look-pairs.ts";

const pair = (without: number, withIt: number, shift = 0): Pair => ({
  without: { score: without, layoutShift: 0.01 },
  withIt: { score: withIt, layoutShift: 0.01 + shift },
});

test("the medians are compared, and one bad look changes nothing", () => {
  const pairs = [pair(98, 97), pair(99, 60), pair(97, 98), pair(98, 98), pair(98, 97)];
  expect(compareLooks(pairs)).toMatchObject({ without: 98, withIt: 97, cost: 1, noise: 2 });
});

test("a page that is faster with the widget costs nothing", () => {
  expect(compareLooks([pair(90, 95), pair(91, 95), pair(92, 95)]).cost).toBe(0);
});

test("looks that agree leave the point that Lighthouse rounds by", () => {
  expect(compareLooks([pair(100, 100), pair(100, 99), pair(100, 99)])).toMatchObject({
    cost: 1,
    noise: 1,
  });
});

test("what the page shifts by itself is not the widget's", () => {
  expect(compareLooks([pair(99, 99), pair(99, 99)]).shift).toBe(0);
  expect(compareLooks([pair(99, 99, 0.2)]).shift).toBeCloseTo(0.2);
});
