// The weight limits themselves: what is over them is noticed, and a file that is missing is no
// zero.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { exceeded, limitsFor, weigh } from "../../widget/size.ts";

const LOADER = "loyalty-loader.js";
const PANEL = "loyalty-panel.js";

/** Bytes that do not compress. */
const noise = (length: number): Buffer => {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash("sha256").update(`${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
};

const overWith = (loaderBytes: number, panelBytes: number, others: number[] = []) => {
  const files = new Map([
    [LOADER, weigh(noise(loaderBytes))],
    [PANEL, weigh(noise(panelBytes))],
    ...others.map((bytes, index) => [`other-${index}.js`, weigh(noise(bytes))] as const),
  ]);
  return exceeded(limitsFor([...files.keys()]), files)
    .filter(({ isExceeded }) => isExceeded)
    .map(({ name }) => name);
};

test("what is small enough passes", () => {
  expect(overWith(900, 9_000)).toEqual([]);
});

test.each([
  ["a loader over 1 KB", [1_100, 9_000], ["before interaction: loader"]],
  ["a panel over 10 KB", [900, 10_500], ["on interaction: panel"]],
] as const)("%s is noticed", (_, [loader, panel], names) => {
  expect(overWith(loader, panel)).toEqual(names);
});

test("many small files over 25 KB together are noticed", () => {
  expect(overWith(900, 9_000, [8_000, 8_000])).toEqual(["everything, every language"]);
});

test("a file that was not built is an error", () => {
  expect(() => exceeded(limitsFor([]), new Map())).toThrow("was not built");
});
