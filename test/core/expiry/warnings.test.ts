// Warnings before points end: each once, on its day, and after silence once with the right date.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDaysTo, daysBetween } from "../../../app/core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../../app/core/calendar/local-time.ts";
import { isPastWarning, warningWindows } from "../../../app/core/expiry/warnings.ts";

const zone = "Africa/Cairo";

/** How often points that end on a day are warned of in the given nights of work. */
function warnings(
  warningDays: number[],
  endsOn: string,
  nights: string[],
  before: string,
): string[] {
  let after = before;
  const sent: string[] = [];
  for (const night of nights) {
    const endsAt = startOfDay(endsOn, zone);
    const windows = warningWindows(warningDays, { night, after }, zone);
    sent.push(
      ...windows.filter(({ from, until }) => from <= endsAt && endsAt < until).map(() => night),
    );
    after = night;
  }
  return sent;
}

function nightsOf(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDaysTo(from, index));
}

describe("a warning", () => {
  test("comes on its day", () => {
    const nights = nightsOf("2026-01-01", 180);
    expect(warnings([30, 7], "2026-05-01", nights, "2025-12-31")).toEqual([
      "2026-04-01",
      "2026-04-24",
    ]);
  });

  test("that fell into days of silence comes once, as soon as there is work again", () => {
    const nights = [...nightsOf("2026-01-01", 60), "2026-04-27", "2026-04-28"];
    expect(warnings([30, 7], "2026-05-01", nights, "2025-12-31")).toEqual(["2026-04-27"]);
  });

  test("does not come once the points have ended", () => {
    expect(warnings([30, 7], "2026-05-01", ["2026-05-01", "2026-05-02"], "2026-01-01")).toEqual([]);
    expect(warnings([30, 7], "2026-05-01", ["2026-04-30"], "2026-01-01")).toEqual(["2026-04-30"]);
  });

  test("is not owed for a program that sends none", () => {
    expect(warningWindows([], { night: "2026-01-02", after: "2026-01-01" }, zone)).toEqual([]);
  });

  test("is owed as often as days of work follow its days, whatever was missed", () => {
    const someDays = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 5 });
    const gaps = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(someDays, gaps, fc.nat(120), (warningDays, steps, endsIn) => {
        const nights: string[] = [];
        for (const step of steps) nights.push(addDaysTo(nights.at(-1) ?? "2026-03-31", step));
        const endsOn = addDaysTo("2026-04-01", endsIn);
        const due = warningDays.map((days) => addDaysTo(endsOn, -days));
        const expected = nights.filter((night, index) => {
          const after = nights[index - 1] ?? "2026-03-31";
          return night < endsOn && due.some((day) => after < day && day <= night);
        });
        expect(warnings(warningDays, endsOn, nights, "2026-03-31")).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  test("looks at times of expiry only that lie ahead, in order and apart", () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 365 }), { maxLength: 5 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 400 }), (warningDays, silence) => {
        const night = "2026-04-24";
        const after = addDaysTo(night, -silence);
        let last = startOfDay(addDaysTo(night, 1), zone);
        for (const { from, until } of warningWindows(warningDays, { night, after }, zone)) {
          expect(from >= last && until > from).toBe(true);
          expect(daysBetween(night, localDateOf(until, zone))).toBeLessThanOrEqual(366);
          last = until + 1;
        }
      }),
    );
  });
});

test("an end that moved so close that no warning would come any more is told at once", () => {
  const today = "2026-04-24";
  expect(isPastWarning([30, 7], "2026-05-01", today)).toBe(true);
  expect(isPastWarning([30, 7], "2026-04-25", today)).toBe(true);
  expect(isPastWarning([30, 7], "2026-05-02", today)).toBe(false);
  expect(isPastWarning([30, 7], "2026-04-24", today)).toBe(false);
  expect(isPastWarning([], "2026-04-25", today)).toBe(false);
});
