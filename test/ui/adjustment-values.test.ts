// What a merchant may type to adjust points, and what is said beside the field otherwise.
import { describe, expect, it } from "vitest";
import { readAdjustment } from "../../app/ui/adjustment-values.ts";

const typed = { direction: "add", points: "50", reason: "Sorry for the late parcel" } as const;

describe("the form for adjusting points", () => {
  it("adds or takes a whole number, with its reason", () => {
    expect(readAdjustment(typed)).toEqual({
      outcome: "valid",
      points: 50n,
      reason: "Sorry for the late parcel",
    });
    expect(readAdjustment({ ...typed, direction: "take", points: " 7 " })).toMatchObject({
      points: -7n,
    });
  });

  it.each(["", "0", "-5", "1.5", "many", "9".repeat(16), "9".repeat(40)])(
    "refuses %j as a number of points, beside the field",
    (points) => {
      expect(readAdjustment({ ...typed, points })).toMatchObject({
        outcome: "invalid",
        problems: { points: expect.any(String) },
      });
    },
  );

  it("asks for a reason that is not blank and not too long", () => {
    expect(readAdjustment({ ...typed, reason: "  " })).toMatchObject({
      problems: { reason: "Enter a reason" },
    });
    expect(readAdjustment({ ...typed, reason: "x".repeat(201) })).toMatchObject({
      problems: { reason: expect.stringContaining("200") },
    });
  });
});
