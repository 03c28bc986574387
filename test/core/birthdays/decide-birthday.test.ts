// For which birthdays a member gets something: once a year, not too soon after the date was
// entered, not below the minimum age, whatever is entered in between.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aYearAfter } from "../../../app/core/birthdays/birth-date.ts";
import {
  type BirthdayStanding,
  decideBirthday,
  lastDayOf,
  windowOf,
} from "../../../app/core/birthdays/decide-birthday.ts";
import { addDaysTo } from "../../../app/core/calendar/local-date.ts";
import type { LocalDate } from "../../../app/core/calendar/local-date.ts";

const terms = { blackoutDays: 30, minimumAge: 16 };
const known: BirthdayStanding = { birthDate: "1990-05-10", enteredOn: "2026-01-01", gifts: [] };

const reasonOn = (on: LocalDate, changes: Partial<BirthdayStanding> = {}) => {
  const decision = decideBirthday({ ...known, ...changes }, terms, on);
  return decision.outcome === "due" ? "due" : decision.reason;
};

describe("given a date that was entered long ago", () => {
  test("when it is the birthday, then there is a gift", () => {
    expect(reasonOn("2026-05-10")).toBe("due");
  });

  test("when it is any other day, then there is none", () => {
    expect(reasonOn("2026-05-09")).toBe("not_today");
    expect(reasonOn("2026-05-11")).toBe("not_today");
  });

  test("when the member is too young for the program, then there is none", () => {
    expect(reasonOn("2026-05-10", { birthDate: "2010-05-10" })).toBe("due");
    expect(reasonOn("2026-05-10", { birthDate: "2011-05-10" })).toBe("too_young");
  });
});

describe("given a date that was entered or changed lately", () => {
  test("when the blackout has not passed, then this year’s birthday is passed over", () => {
    expect(reasonOn("2026-05-10", { enteredOn: "2026-04-11" })).toBe("blackout");
    expect(reasonOn("2026-05-10", { enteredOn: "2026-05-10" })).toBe("blackout");
  });

  test("when it has just passed, then there is a gift", () => {
    expect(reasonOn("2026-05-10", { enteredOn: "2026-04-10" })).toBe("due");
  });

  test("when the blackout is a day, then a date counts from tomorrow on", () => {
    const day = { ...terms, blackoutDays: 1 };
    const entered = { ...known, enteredOn: "2026-05-09" };
    expect(decideBirthday(entered, day, "2026-05-10").outcome).toBe("due");
    const today = { ...known, enteredOn: "2026-05-10" };
    expect(decideBirthday(today, day, "2026-05-10").outcome).toBe("none");
  });
});

describe("given a gift before", () => {
  test("when its birthday is less than a year away, then there is none", () => {
    expect(reasonOn("2026-05-10", { gifts: ["2025-05-11"] })).toBe("within_a_year");
    expect(reasonOn("2026-05-10", { gifts: ["2026-05-10"] })).toBe("within_a_year");
    expect(reasonOn("2026-05-10", { gifts: ["2026-12-01"] })).toBe("within_a_year");
  });

  test("when it was for the birthday of last year, then there is one", () => {
    expect(reasonOn("2026-05-10", { gifts: ["2024-05-10", "2025-05-10"] })).toBe("due");
  });

  test("when the member was born on 29 February, then there is one each year", () => {
    const birthDate = "1992-02-29";
    const days = ["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"];
    for (const [index, day] of days.entries()) {
      expect(
        reasonOn(day, { birthDate, enteredOn: "2020-01-01", gifts: days.slice(0, index) }),
      ).toBe("due");
    }
  });
});

describe("the window", () => {
  const window = {
    windowDays: 1,
    windowByTier: [
      { tierId: "gold", days: 7 },
      { tierId: "reserve", days: 30 },
    ],
  };

  test("is that of the member’s tier, or the usual one", () => {
    const days = [null, "green", "gold", "reserve"].map((tier) => windowOf(window, tier));
    expect(days).toEqual([1, 1, 7, 30]);
  });

  test("begins on the birthday, and as late as the gift is given after a silence", () => {
    expect(lastDayOf("2026-05-10", "2026-05-10", 1)).toBe("2026-05-10");
    expect(lastDayOf("2026-05-10", "2026-05-10", 30)).toBe("2026-06-08");
    expect(lastDayOf("2026-05-10", "2026-05-20", 7)).toBe("2026-05-26");
  });
});

const FIRST_DAY = "2023-01-01";
const DAYS = 2_200;

interface Edit {
  /** Days after the one before. */
  readonly wait: number;
  readonly birthDate: LocalDate;
}

/**
 * Close to the day of the edit more often than chance would have it: that is where gifts are won.
 */
const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 400 })),
    birthDate: fc.oneof(
      fc.constantFrom("1992-02-29", "1990-02-28", "1990-03-01", "1988-12-31", "1989-01-01"),
      fc
        .date({ min: new Date("1930-01-01"), max: new Date("2004-12-31"), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    ),
  }),
  { maxLength: 40 },
);

/** Plays the nights of six years; each begins with the date that was known the evening before. */
function giftsOf(profile: readonly Edit[], blackoutDays: number): LocalDate[] {
  const gifts: LocalDate[] = [];
  let standing: BirthdayStanding | null = null;
  let day = 0;
  const play = (until: number) => {
    for (; day < until; day++) {
      const on = addDaysTo(FIRST_DAY, day);
      if (standing === null) continue;
      const decision = decideBirthday({ ...standing, gifts }, { ...terms, blackoutDays }, on);
      if (decision.outcome === "due") gifts.push(on);
    }
  };
  let editedOn = 0;
  for (const { wait, birthDate } of profile) {
    editedOn += wait;
    if (editedOn >= DAYS) break;
    play(editedOn + 1);
    const before = standing as BirthdayStanding | null;
    if (before?.birthDate === birthDate) continue;
    standing = { birthDate, enteredOn: addDaysTo(FIRST_DAY, editedOn), gifts };
  }
  play(DAYS);
  return gifts;
}

describe("whatever is entered, and however often", () => {
  test("no two birthday gifts lie within a year", { timeout: 30_000 }, () => {
    let given = 0;
    const property = fc.property(
      edits,
      fc.integer({ min: 1, max: 60 }),
      (profile, blackoutDays) => {
        const gifts = giftsOf(profile, blackoutDays);
        given += gifts.length;
        for (const [index, gift] of gifts.entries()) {
          const next = gifts[index + 1];
          if (next !== undefined)
            expect(next >= aYearAfter(gift), `${gift} and ${next}`).toBe(true);
        }
      },
    );
    // The seed stands in the message of a failure, too.
    const details = fc.check(property, { numRuns: 150 });
    expect(details.failed, fc.defaultReportMessage(details)).toBe(false);
    expect(given, `gifts with seed ${details.seed}`).toBeGreaterThan(50);
  });

  test("who enters a date once and leaves it gets a gift every year", () => {
    const property = fc.property(fc.constantFrom("1992-02-29", "1990-07-14"), (birthDate) => {
      const gifts = giftsOf([{ wait: 0, birthDate }], 30);
      expect(gifts).toHaveLength(6);
    });
    fc.assert(property, { numRuns: 2 });
  });
});
