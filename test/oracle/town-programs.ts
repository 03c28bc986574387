// Random programs of which months show more than days do: what waits, what ends, tiers that are
// kept and lost.
import fc from "fast-check";
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { StoreCurrency } from "./store.ts";
import { meantFor, tiersMeant } from "./tier-conditions.ts";
import { rewards } from "./town-rewards.ts";
import { actionPointsPerYear, waysToEarn } from "./town-ways.ts";
import { conditions, earning, effect, limits, validIn } from "./worlds.ts";

/** The campaign of a program that has one: another version may tell of it in other words. */
export const TOWN_CAMPAIGN = "campaign-0";

type TiersInput = NonNullable<ProgramDocumentInput["tiers"]>;
type ExpiryInput = NonNullable<ProgramDocumentInput["expiry"]>;
type PolicyInput = NonNullable<ExpiryInput["policy"]>;

const length = fc.constantFrom(
  { unit: "days" as const, count: 13 },
  { unit: "days" as const, count: 30 },
  { unit: "months" as const, count: 1 },
  { unit: "months" as const, count: 2 },
);

const roundTo = fc.constantFrom("day" as const, "day", "month", "quarter", "year");

const byItself: fc.Arbitrary<PolicyInput> = fc.oneof(
  fc.constant({ kind: "never" as const }),
  fc.record({ kind: fc.constant("age" as const), length, roundTo }),
  fc.record({
    kind: fc.constant("fixed_dates" as const),
    dates: fc.constantFrom<string[][]>(
      ["01-15", "03-31", "10-31", "12-31"],
      ["02-29"],
      ["03-10", "11-30", "12-20"],
    ),
    leastAge: fc.option(fc.constant({ unit: "days" as const, count: 13 })),
  }),
);

type Activities = ("order" | "redemption" | "action")[];

const activities = fc.constantFrom<Activities[]>(
  ["order", "redemption"],
  ["order", "redemption", "action"],
  ["order"],
  ["redemption"],
  ["redemption", "action"],
);

function byInactivity(kept: Activities): fc.Arbitrary<PolicyInput> {
  return fc.record({
    kind: fc.constant("inactivity" as const),
    length,
    roundTo: fc.constantFrom("day" as const, "day", "month"),
    activities: fc.constant(kept),
  });
}

/** Half of the programs with tiers let points end otherwise in some of them. */
function expiry(tierIds: readonly string[]): fc.Arbitrary<ExpiryInput> {
  const policies = fc.oneof(
    { weight: 3, arbitrary: fc.record({ policy: byItself, own: fc.constant(byItself) }) },
    {
      weight: 2,
      arbitrary: activities.chain((kept) =>
        fc.record({
          policy: byInactivity(kept),
          own: fc.constant(fc.oneof(byItself, byInactivity(kept))),
        }),
      ),
    },
  );
  return fc
    .tuple(
      policies,
      fc.subarray([...tierIds]),
      fc.boolean(),
      fc.constantFrom("new_points" as const, "all_points"),
    )
    .chain(([{ policy, own }, chosen, hasOwn, appliesTo]) =>
      fc
        .tuple(
          ...(hasOwn ? chosen : []).map((tierId) => own.map((each) => ({ tierId, policy: each }))),
        )
        .map((byTier) => ({ policy, byTier, appliesTo, warningDays: [] })),
    );
}

const pending = fc.oneof(
  fc.constant({ kind: "none" as const }),
  fc.record({ kind: fc.constant("days" as const), days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant("fulfilment" as const), days: fc.constantFrom(0, 3) }),
  fc.constant({ kind: "delivery" as const, days: 2, atLatestDays: 12 }),
);

/** What a rung of the ladder asks for; each rung asks for so many times more than the first. */
const steps = fc.constantFrom<((times: number) => Record<string, number>[])[]>(
  (times) => [{ spend: 6_000 * times }],
  (times) => [{ orders: 1 + times }],
  (times) => [{ items: 2 * times }],
  (times) => [{ points: 50 * times }],
  (times) => [{ balance: 60 * times }],
  (times) => [{ orders: 1 + times, spend: 3_000 * times }],
  (times) => [{ spend: 9_000 * times }, { items: 3 * times }],
  (times) => [{ points: 120 * times }, { orders: times, items: 3 * times }],
);

function asked(ways: Record<string, number>[]) {
  return {
    anyOf: ways.map((way) => ({
      allOf: Object.entries(way).map(([counter, atLeast]) => ({
        counter: counter as "spend",
        atLeast: `${Math.max(1, Math.floor(atLeast))}`,
      })),
    })),
  };
}

const tiers: fc.Arbitrary<TiersInput> = fc
  .record({
    ladder: steps,
    keepShare: fc.constantFrom(null, null, 0.5, 0.8),
    hasBase: fc.boolean(),
    entryPoints: fc.constantFrom("0", "0", "25"),
    terms: fc.record({
      crossingOrderEarnsNewRate: fc.boolean(),
      qualifyingPoints: fc.constantFrom("all" as const, "base"),
      window: fc.oneof(
        fc.record({ kind: fc.constant("rolling" as const), months: fc.constantFrom(1, 2) }),
        fc.constantFrom(
          { kind: "calendar_year" as const },
          { kind: "membership_year" as const },
          { kind: "lifetime" as const },
        ),
      ),
      validity: fc.oneof(
        fc.constant({ kind: "while_met" as const }),
        fc.record({ kind: fc.constant("months" as const), months: fc.constantFrom(1, 2) }),
        fc.record({
          kind: fc.constant("rest_of_year" as const),
          furtherYears: fc.constantFrom(0, 0, 1),
        }),
        fc.constant({ kind: "forever" as const }),
      ),
      downgrade: fc.constantFrom("earned" as const, "earned", "one_step", "one_step", "none"),
      graceDays: fc.constantFrom(0, 0, 4, 20),
    }),
  })
  .map(({ ladder, keepShare, hasBase, entryPoints, terms }) => {
    const keep = (times: number) =>
      keepShare === null
        ? null
        : asked(
            ladder(times).map((way) =>
              Object.fromEntries(
                Object.entries(way).map(([counter, amount]) => [counter, amount * keepShare]),
              ),
            ),
          );
    const rung = (id: string, times: number, earnMultiplier: string) => ({
      id,
      name: id,
      earnMultiplier,
      entryPoints,
      enter: asked(ladder(times)),
      keep: keep(times),
    });
    const base = { id: "bronze", name: "bronze", enter: { anyOf: [{ allOf: [] }] } };
    const rungs = [rung("silver", 1, "1.5"), rung("gold", 2, "2"), rung("top", 3, "3")];
    return { ...terms, noticeDays: [], list: hasBase ? [base, ...rungs] : rungs };
  });

/** Without a budget: what one household gets must not depend on the others. */
function campaigns(opensOn: string) {
  const day = (from: number, to: number) =>
    fc.integer({ min: from, max: to }).map((days) => `${addDaysTo(opensOn, days)}T00:00`);
  return fc
    .array(
      fc.record({
        startsAt: day(0, 20),
        endsAt: day(21, 60),
        weekdays: fc.constantFrom<number[][]>([], [6, 7], [1, 5, 6, 7]),
        hours: fc.constantFrom(null, null, { from: "22:00", until: "06:00" }),
        effect,
        conditions: fc.oneof(fc.constant({}), conditions, conditions),
        optIn: fc.boolean(),
        perMemberLimit: limits("60", "100"),
      }),
      { maxLength: 1 },
    )
    .map((list) => list.map((each) => ({ id: TOWN_CAMPAIGN, name: "More", ...each })));
}

const limitedEarning = fc
  .tuple(
    earning,
    fc.constantFrom("1", "2", "5", "0.5", "1.25"),
    limits("150"),
    limits("150", "200"),
    limits("300"),
  )
  .map(([terms, pointsPerUnit, perOrderCap, perDayCap, perYearCap]) => ({
    ...terms,
    pointsPerUnit,
    perOrderCap,
    perDayCap,
    perYearCap,
  }));

/** The program with which a town opens, and the one that follows it, if any does. */
export type TownPrograms = readonly [ProgramDocumentInput, ProgramDocumentInput | null];

type Ladder = TiersInput | null;

/** Others, none, or the same without one of their rungs: members may hold what is no more. */
function ladderAfter(ladder: Ladder, ladders: fc.Arbitrary<TiersInput>): fc.Arbitrary<Ladder> {
  if (ladder === null) return fc.option(ladders, { freq: 1 });
  const list = ladder.list ?? [];
  const without = fc
    .constantFrom("silver", "gold", "top")
    .map((gone): Ladder => ({ ...ladder, list: list.filter(({ id }) => id !== gone) }));
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(ladder) },
    { weight: 3, arbitrary: ladders },
    { weight: 2, arbitrary: without },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** Tiers and ends of points may stay or become others. */
export function townPrograms(opensOn: string, currency: StoreCurrency): fc.Arbitrary<TownPrograms> {
  const valid = validIn(currency);
  const ladders = tiers.filter((ladder) => valid({ tiers: ladder, rewards: [] }));
  const one = fc.tuple(ladders, fc.nat(4)).map(([ladder, place]) => (place > 0 ? ladder : null));
  const two = one.chain((ladder) =>
    fc.tuple(fc.constant(ladder), fc.option(ladderAfter(ladder, ladders).map(boxed), { freq: 2 })),
  );
  return two.chain(([ladder, after]) =>
    fc
      .tuple(
        documents(opensOn, ladder).filter(valid),
        after ? documents(opensOn, after.ladder).filter(valid) : fc.constant(null),
        fc.boolean(),
      )
      .map(([first, next, hasSameEnds]): TownPrograms => {
        const isSame = hasSameEnds && after?.ladder === ladder;
        const { expiry: ends = {} } = first;
        return [first, next && isSame ? { ...next, expiry: ends } : next];
      }),
  );
}

function boxed(ladder: Ladder): { readonly ladder: Ladder } {
  return { ladder };
}

function documents(opensOn: string, ladder: Ladder): fc.Arbitrary<ProgramDocumentInput> {
  const tierIds = ladder?.list?.map(({ id }) => id) ?? [];
  return fc
    .record({
      meant: tiersMeant,
      earning: limitedEarning,
      campaigns: campaigns(opensOn),
      rounding: fc.constantFrom("floor" as const, "half_up", "ceiling"),
      pending,
      expiry: expiry(tierIds),
      shortfallPolicy: fc.constantFrom("repay" as const, "forgive", "pending_only"),
      returnSpentPoints: fc.constantFrom(
        "never" as const,
        "on_full_refund",
        "on_full_refund_without_shipping",
      ),
      rewards: rewards(tierIds),
      waysToEarn: waysToEarn(tierIds),
      actionPointsPerYear,
    })
    .map(({ meant, ...terms }) => (ladder ? meantFor(meant, terms) : terms))
    .map((terms): ProgramDocumentInput => ({ ...terms, tiers: ladder }));
}
