// A date of birth that stands in two places: whoever changed it has the say, and where both did,
// the member has.
import { describe, expect, test } from "vitest";
import { reconcileBirthDates } from "../../../app/core/birthdays/reconcile-birth-dates.ts";

const OLD = "1990-05-10";
const NEW = "1990-05-11";
const OTHER = "1991-06-12";

describe("given both sides were the same before", () => {
  test.each([
    ["neither changed", OLD, OLD, OLD, "agreed"],
    ["the member entered another", NEW, OLD, OLD, "write_there"],
    ["the store entered another", OLD, NEW, OLD, "take_there"],
    ["the store took it away", OLD, null, OLD, "take_there"],
    ["both entered the same", NEW, NEW, OLD, "agreed"],
    ["both entered something else", NEW, OTHER, OLD, "write_there"],
    ["the member entered another and the store took it away", NEW, null, OLD, "write_there"],
  ] as const)("when %s, then it is settled", (_when, here, there, agreed, step) => {
    expect(reconcileBirthDates({ here, there, agreed })).toBe(step);
  });
});

describe("given they were never compared", () => {
  test.each([
    ["nobody knows it", null, null, "agreed"],
    ["Shopify has had it all along", null, OLD, "take_there"],
    ["the member entered it", OLD, null, "write_there"],
    ["both have another one", OLD, NEW, "write_there"],
  ] as const)("when %s, then it is settled", (_when, here, there, step) => {
    expect(reconcileBirthDates({ here, there, agreed: null })).toBe(step);
  });
});
