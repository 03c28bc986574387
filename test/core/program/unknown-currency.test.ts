// A store's currency that nobody knows is a sentence beside the others, not a fault.
import { expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const unknown = {
  path: "",
  message: "The store’s currency ABC is not known, so no amount can be counted",
};

function problemsOf(change: Partial<ProgramDocumentInput>): unknown {
  const parsed = parseProgramDocument({ ...PROGRAM_INPUT, ...change }, { currency: "ABC" });
  return parsed.outcome === "invalid" && parsed.problems;
}

test("a currency that is not known is said in a sentence, and hides no other problem", () => {
  expect(problemsOf({})).toEqual([unknown]);
  expect(problemsOf({ earning: { perOrderCap: "500", perDayCap: "499" } })).toEqual([
    unknown,
    {
      path: "earning.perDayCap",
      message: "This is less than the most points of one order, 500",
    },
  ]);
});
