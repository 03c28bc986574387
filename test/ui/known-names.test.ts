// Which things of the store a program names.
import { expect, it } from "vitest";
import { idsIn } from "../../app/ui/known-names.ts";
import { typeProgram } from "../../app/ui/program/typed-program.ts";
import { FULL_PROGRAM, OTHER_PROGRAM } from "../support/full-programs.ts";

it("the numbers of a program are found wherever they stand, typed or not", () => {
  const named = idsIn(FULL_PROGRAM);
  expect(Object.values(named).every((ids) => ids.length > 0)).toBe(true);
  expect(idsIn(typeProgram(FULL_PROGRAM, "EUR"))).toEqual(named);
});

it("the numbers of several programs are each told once, and no text that is no number", () => {
  const programs = [FULL_PROGRAM, OTHER_PROGRAM, FULL_PROGRAM];
  const both = idsIn(programs).product;
  expect(both).toEqual([...new Set(both)]);
  expect(idsIn({ productIds: "12, x, 7,12,, https://admin/13" }).product).toEqual(["12", "7"]);
});
