// What staff may type to count something by hand, and what is said beside the field otherwise.
import { describe, expect, it } from "vitest";
import { readUnits, unitsProblem } from "../../app/ui/count-units-values.ts";

const typed = {
  counter: "nights",
  direction: "count",
  units: "3",
  on: "2026-03-02",
  reason: "A weekend",
} as const;

describe("the form for counting by hand", () => {
  it("counts or takes back a whole number, on a day", () => {
    const on = "2026-03-02";
    expect(readUnits(typed)).toEqual({ outcome: "valid", units: 3n, on });
    const back = readUnits({ ...typed, direction: "take_back", units: " 7 " });
    expect(back).toEqual({ outcome: "valid", units: -7n, on });
  });

  it.each(["", "0", "-5", "1.5", "many", "9".repeat(40)])(
    "refuses %j as a number, beside the field",
    (units) => {
      const problems = { units: "Enter a whole number above zero" };
      expect(readUnits({ ...typed, units })).toEqual({ outcome: "invalid", problems });
    },
  );

  it("asks for a day that exists, and for a reason", () => {
    expect(readUnits({ ...typed, on: "2026-02-30", reason: "  " })).toEqual({
      outcome: "invalid",
      problems: { on: "This date does not exist", reason: "Enter a reason" },
    });
    expect(readUnits({ ...typed, on: "" })).toMatchObject({
      problems: { on: "Enter a date such as 2026-03-01" },
    });
  });

  it("has a sentence for whatever is refused later", () => {
    expect(unitsProblem("more_than_counted")).toEqual({ units: "That is more than was counted" });
    expect(unitsProblem("too_many_units")).toEqual({ units: "Enter at most 1,000,000" });
    expect(unitsProblem("day_to_come")).toEqual({ on: "Choose today or a day before it" });
    expect(unitsProblem("reason_too_long")).toEqual({ reason: "Use at most 200 characters" });
  });
});
