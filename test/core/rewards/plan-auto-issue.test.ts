// What the night issues by itself: as many rewards as points, caps and dates allow, in the order of
// the program.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateOfDayNumber, dayNumberOf } from "../../../app/core/calendar/local-date.ts";
import type { AutoIssueTerms } from "../../../app/core/program/auto-issue-terms.ts";
import {
  type AutoIssueReward,
  type AutoIssueStanding,
  type AutoIssued,
  MOST_PER_NIGHT,
  afterAutoIssue,
  firstDayThatCounts,
  isIssuedOn,
  leastAutoIssuePoints,
  nextAutoIssue,
} from "../../../app/core/rewards/plan-auto-issue.ts";

const threshold: AutoIssueTerms = { kind: "threshold", keep: 0n, mostPerYear: null };
const christmas: AutoIssueTerms = {
  kind: "dates",
  dates: ["12-24"],
  most: null,
  mostPerYear: null,
};

function reward(terms: Partial<AutoIssueTerms>, points = 100n, rewardId = "five-off") {
  const base: AutoIssueTerms = terms.kind === "dates" ? christmas : threshold;
  return { rewardId, points, terms: { ...base, ...terms } as AutoIssueTerms };
}

function standing(changes: Partial<AutoIssueStanding>): AutoIssueStanding {
  return { date: "2026-11-22", available: 250n, rewards: [], issued: [], ...changes };
}

/** All that the night issues, one after the other. */
function planned(from: AutoIssueStanding): { ids: string[]; after: AutoIssueStanding } {
  const ids: string[] = [];
  let after = from;
  for (;;) {
    const next = nextAutoIssue(after);
    if (next === null) return { ids, after };
    ids.push(next.rewardId);
    after = afterAutoIssue(after, next);
  }
}

function idsOf(changes: Partial<AutoIssueStanding>): string[] {
  return planned(standing(changes)).ids;
}

function earlier(...days: [string, AutoIssued["outcome"]][]): AutoIssued[] {
  return days.map(([date, outcome]) => ({ rewardId: "five-off", date, outcome }));
}

describe("a reward that points set off", () => {
  test("is issued as often as the points allow, and the rest stays points", () => {
    const { ids, after } = planned(standing({ rewards: [reward({})] }));
    expect(ids).toEqual(["five-off", "five-off"]);
    expect(after.available).toBe(50n);
    expect(idsOf({ rewards: [reward({})], available: 99n })).toEqual([]);
  });

  test("leaves the member the points that are to be left", () => {
    const rewards = [reward({ keep: 100n })];
    expect(idsOf({ rewards, available: 199n })).toEqual([]);
    expect(idsOf({ rewards, available: 200n })).toEqual(["five-off"]);
    expect(idsOf({ rewards, available: 299n })).toEqual(["five-off"]);
  });

  test("is issued no more often in a calendar year than the program says", () => {
    const rewards = [reward({ mostPerYear: 2 })];
    expect(idsOf({ rewards, available: 900n })).toHaveLength(2);
    const issued = earlier(["2026-01-01", "issued"], ["2025-12-31", "issued"]);
    expect(idsOf({ rewards, available: 900n, issued })).toHaveLength(1);
  });

  test("is not issued a second time in a year to a member who gave it up", () => {
    const rewards = [reward({})];
    expect(idsOf({ rewards, issued: earlier(["2026-03-01", "given_up"]) })).toEqual([]);
    expect(idsOf({ rewards, issued: earlier(["2025-12-31", "given_up"]) })).toHaveLength(2);
  });

  test("is tried again a week after Shopify refused it, and the refused one is not counted", () => {
    const rewards = [reward({ mostPerYear: 1 })];
    expect(idsOf({ rewards, issued: earlier(["2026-11-16", "refused"]) })).toEqual([]);
    expect(idsOf({ rewards, issued: earlier(["2026-11-15", "refused"]) })).toHaveLength(1);
  });

  test("is issued a bounded number of times in one night", () => {
    const { ids, after } = planned(standing({ rewards: [reward({}, 1n)], available: 1_000n }));
    expect(ids).toHaveLength(MOST_PER_NIGHT);
    const next = { ...after, date: "2026-11-23" };
    expect(planned(next).ids).toHaveLength(MOST_PER_NIGHT);
  });
});

describe("a reward of dates", () => {
  test("is issued on its days alone", () => {
    const rewards = [reward({ kind: "dates", dates: ["12-24", "01-01"] })];
    expect(idsOf({ rewards, date: "2026-12-24" })).toHaveLength(2);
    expect(idsOf({ rewards, date: "2026-12-25" })).toEqual([]);
    expect(idsOf({ rewards, date: "2027-01-01" })).toHaveLength(2);
  });

  test("of 29 February is issued on the 28th in years without it", () => {
    const { terms } = reward({ kind: "dates", dates: ["02-29"] });
    expect(isIssuedOn(terms, "2026-02-28")).toBe(true);
    expect(isIssuedOn(terms, "2028-02-28")).toBe(false);
    expect(isIssuedOn(terms, "2028-02-29")).toBe(true);
  });

  test("keeps what it may be issued on one date, and in the year", () => {
    const dates = { kind: "dates" as const, dates: ["06-24", "12-24"] };
    const date = "2026-12-24";
    const each = { rewards: [reward({ ...dates, most: 1 })], date, available: 900n };
    expect(idsOf(each)).toHaveLength(1);
    const year = { rewards: [reward({ ...dates, mostPerYear: 3 })], date, available: 900n };
    expect(idsOf({ ...year, issued: earlier(["2026-06-24", "issued"]) })).toHaveLength(2);
  });
});

describe("several rewards", () => {
  test("are issued in the order of the program: the first takes what it may", () => {
    const cheap = reward({ mostPerYear: 1 }, 30n, "cheap");
    const dear = reward({}, 100n, "dear");
    expect(idsOf({ rewards: [dear, cheap] })).toEqual(["dear", "dear", "cheap"]);
    expect(idsOf({ rewards: [cheap, dear] })).toEqual(["cheap", "dear", "dear"]);
  });

  test("ask for at least the points of the one that is had for the fewest", () => {
    expect(leastAutoIssuePoints([])).toBeNull();
    const rewards = [
      reward({ keep: 500n }, 10n),
      reward({}, 200n),
      reward({ kind: "dates" }, 300n),
    ];
    expect(leastAutoIssuePoints(rewards)).toBe(200n);
  });
});

const anyDate = fc
  .integer({ min: dayNumberOf("2027-12-20"), max: dayNumberOf("2029-01-10") })
  .map(dateOfDayNumber);
const cap = fc.option(fc.integer({ min: 1, max: 4 }));
const monthDays = fc.constantFrom("01-01", "02-28", "02-29", "03-01", "12-24", "12-31");
const anyTerms: fc.Arbitrary<AutoIssueTerms> = fc.oneof(
  fc.record({
    kind: fc.constant("threshold" as const),
    keep: fc.bigInt({ min: 0n, max: 120n }),
    mostPerYear: cap,
  }),
  fc.record({
    kind: fc.constant("dates" as const),
    dates: fc.uniqueArray(monthDays, { minLength: 1 }),
    most: cap,
    mostPerYear: cap,
  }),
);
const anyRewards: fc.Arbitrary<AutoIssueReward[]> = fc
  .array(fc.record({ terms: anyTerms, points: fc.bigInt({ min: 1n, max: 200n }) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((drafts) => drafts.map((draft, index) => ({ ...draft, rewardId: `reward-${index}` })));
const outcome = fc.constantFrom("issued" as const, "refused" as const, "given_up" as const);
const anyStanding: fc.Arbitrary<AutoIssueStanding> = fc
  .record({ date: anyDate, available: fc.bigInt({ min: 0n, max: 2_000n }), rewards: anyRewards })
  .chain((base) =>
    fc
      .array(
        fc.record({
          rewardId: fc.constantFrom(...base.rewards.map(({ rewardId }) => rewardId)),
          date: fc
            .integer({ min: 1, max: 400 })
            .map((days) => dateOfDayNumber(dayNumberOf(base.date) - days)),
          outcome,
        }),
        { maxLength: 6 },
      )
      .map((issued) => ({ ...base, issued })),
  );

describe("whatever the member has and had", () => {
  test("never more is taken than there is, and what is to be left is left", () => {
    fc.assert(
      fc.property(anyStanding, (before) => {
        let left = before;
        for (;;) {
          const next = nextAutoIssue(left);
          if (next === null) return;
          left = afterAutoIssue(left, next);
          const keep = next.terms.kind === "threshold" ? next.terms.keep : 0n;
          expect(left.available).toBeGreaterThanOrEqual(keep);
        }
      }),
    );
  });

  test("the caps of a date, of a year and of a night are kept", () => {
    fc.assert(
      fc.property(anyStanding, (before) => {
        const { after } = planned(before);
        const tonight = after.issued.filter(({ date }) => date === before.date);
        expect(tonight.length).toBeLessThanOrEqual(MOST_PER_NIGHT);
        for (const { rewardId, terms } of before.rewards) {
          const own = tonight.filter((one) => one.rewardId === rewardId);
          if (own.length === 0) continue;
          expect(isIssuedOn(terms, before.date)).toBe(true);
          if (terms.kind === "dates") expect(own.length).toBeLessThanOrEqual(terms.most ?? 99);
          const year = before.date.slice(0, 4);
          const inYear = after.issued.filter(
            (one) =>
              one.rewardId === rewardId && one.outcome !== "refused" && one.date.startsWith(year),
          );
          expect(inYear.length).toBeLessThanOrEqual(terms.mostPerYear ?? 99);
        }
      }),
    );
  });

  test("asking again in the same night issues nothing more", () => {
    fc.assert(
      fc.property(anyStanding, (before) => {
        const { after } = planned(before);
        expect(planned(after).ids).toEqual([]);
      }),
    );
  });

  test("days before those that count decide about nothing", () => {
    fc.assert(
      fc.property(anyStanding, (before) => {
        const from = firstDayThatCounts(before.date);
        const known = before.issued.filter(({ date }) => date >= from);
        expect(idsOf({ ...before, issued: known })).toEqual(planned(before).ids);
      }),
    );
  });

  test("a member with fewer points than the least gets nothing", () => {
    fc.assert(
      fc.property(anyStanding, (before) => {
        const least = leastAutoIssuePoints(before.rewards) ?? 0n;
        expect(idsOf({ ...before, available: least - 1n })).toEqual([]);
      }),
    );
  });
});
