// Campaigns that run together: told where they may meet, and nowhere else.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayNumberOf } from "../../../app/core/calendar/local-date.ts";
import { openingsBetween, minuteOf } from "../../../app/core/campaigns/openings.ts";
import { campaignOverlaps, firstMinuteOfBoth } from "../../../app/core/campaigns/overlaps.ts";
import type { CampaignTimes } from "../../../app/core/program/campaign-terms.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { campaign, terms } from "../../support/earning.ts";

const LONG_AGO = "2000-01-01T00:00";

type CampaignInput = Parameters<typeof campaign>[0];

function overlapsOf(one: CampaignInput, other: CampaignInput, since = LONG_AGO) {
  const campaigns = [
    campaign({ id: "one", name: "One", ...one }),
    campaign({ id: "other", name: "Other", ...other }),
  ];
  return campaignOverlaps(terms({ campaigns }), since).map(({ kind, firstAt }) => [kind, firstAt]);
}

describe("two earning campaigns", () => {
  test("run together from the later start on", () => {
    expect(overlapsOf({}, { startsAt: "2026-03-03T09:00" })).toEqual([
      ["earning", "2026-03-03T09:00"],
    ]);
  });

  test("do not run together where one ends when the other starts", () => {
    expect(overlapsOf({ endsAt: "2026-03-01T00:00" }, { startsAt: "2026-03-01T00:00" })).toEqual(
      [],
    );
  });

  test("are not told of once the time in which both run is over", () => {
    expect(overlapsOf({}, {}, "2026-03-31T23:59")).toHaveLength(1);
    expect(overlapsOf({}, {}, "2026-04-01T00:00")).toEqual([]);
  });

  test("of other weekdays meet nowhere, but for hours that reach over midnight", () => {
    const [monday, tuesday] = [{ weekdays: [1] }, { weekdays: [2] }];
    expect(overlapsOf(monday, tuesday)).toEqual([]);
    const late = { ...monday, hours: { from: "22:00", until: "01:00" } };
    expect(overlapsOf(late, tuesday)).toEqual([["earning", "2026-02-03T00:00"]]);
  });

  test("of other hours of the same day do not meet", () => {
    const [morning, evening] = [
      { hours: { from: "08:00", until: "10:00" } },
      { hours: { from: "10:00", until: "12:00" } },
    ];
    expect(overlapsOf(morning, evening)).toEqual([]);
  });

  test.each([
    ["channels", { channels: ["online"] }, { channels: ["pos"] }],
    ["products", { products: { productIds: ["1"] } }, { products: { productIds: ["2"] } }],
  ] as const)("for other %s do not meet", (_what, mine, theirs) => {
    expect(overlapsOf({ conditions: mine as never }, { conditions: theirs as never })).toEqual([]);
  });

  test("for products that only Shopify can tell apart may meet", () => {
    const mine = { products: { productIds: ["1"] } };
    const theirs = { products: { tags: ["sale"] } };
    expect(overlapsOf({ conditions: mine }, { conditions: theirs })).toHaveLength(1);
  });
});

describe("two price campaigns", () => {
  const reward = (id: string) => ({
    id,
    kind: "amount_off" as const,
    amountMinor: "500",
    points: "9",
  });
  const price = (id: string, rewardIds: string[]) => ({
    id,
    name: id,
    startsAt: "2026-03-01T00:00",
    endsAt: "2026-04-01T00:00",
    percentOff: 20,
    rewardIds,
  });
  const told = (input: Partial<ProgramDocumentInput>) =>
    campaignOverlaps(terms(input), LONG_AGO).map(({ kind }) => kind);
  const rewards = [reward("tea"), reward("cup")] as never;

  test("of one reward meet, and so does one of every reward", () => {
    expect(told({ rewards, rewardCampaigns: [price("a", ["tea"]), price("b", [])] })).toEqual([
      "price",
    ]);
  });

  test("of different rewards do not", () => {
    const rewardCampaigns = [price("a", ["tea"]), price("b", ["cup"])];
    expect(told({ rewards, rewardCampaigns })).toEqual([]);
  });
});

test("the first minute of both is that of counting every minute", () => {
  const clock = (hour: number) => `${String(hour % 24).padStart(2, "0")}:00`;
  const hours = fc.option(
    fc
      .tuple(fc.nat(23), fc.integer({ min: 1, max: 23 }))
      .map(([from, lasting]) => ({ from: clock(from), until: clock(from + lasting) })),
    { nil: null },
  );
  const moment = fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.nat(23))
    .map(([day, hour]) => `2026-03-${String(day).padStart(2, "0")}T${clock(hour)}`);
  const times: fc.Arbitrary<CampaignTimes> = fc.record({
    startsAt: moment,
    endsAt: moment,
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    hours,
  });
  const first = dayNumberOf("2026-02-27");
  const last = dayNumberOf("2026-03-29");
  const minutesOf = (one: CampaignTimes) => {
    const minutes = new Set<number>();
    for (const { from, until } of openingsBetween(one, first, last)) {
      for (let minute = from; minute < until; minute += 60) minutes.add(minute);
    }
    return minutes;
  };
  fc.assert(
    fc.property(times, times, (one, other) => {
      const theirs = minutesOf(other);
      const both = [...minutesOf(one)].filter((minute) => theirs.has(minute));
      const found = firstMinuteOfBoth(one, other, LONG_AGO);
      expect(found === null ? null : minuteOf(found)).toBe(
        both.length === 0 ? null : Math.min(...both),
      );
    }),
    { numRuns: 300 },
  );
});
