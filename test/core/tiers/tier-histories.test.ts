// Random programs and random members, night after night: what must hold whatever happens.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { addDaysTo } from "../../../app/core/calendar/local-date.ts";
import type { LocalDate } from "../../../app/core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../../app/core/calendar/local-time.ts";
import type { TierTerms } from "../../../app/core/program/tier-terms.ts";
import { indexOfTier } from "../../../app/core/tiers/decide-upgrade.ts";
import { nextReview } from "../../../app/core/tiers/next-review.ts";
import { entersBy } from "../../../app/core/tiers/requirement.ts";
import { windowSpan } from "../../../app/core/tiers/window.ts";
import { EVERYBODY, TierModel, atLeast, tierTerms } from "../../support/tier-model.ts";

const FIRST_DAY = Date.UTC(2023, 11, 20);
const DAYS = 500;
/** Long enough for every tier to end after the last deed. */
const DAYS_AFTER = 900;

const zones = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "America/Santiago",
  "Africa/Cairo",
  "Australia/Lord_Howe",
);

const windows = fc.oneof(
  fc.record({ kind: fc.constant("rolling"), months: fc.integer({ min: 1, max: 14 }) }),
  fc.constantFrom({ kind: "calendar_year" }, { kind: "membership_year" }, { kind: "lifetime" }),
);

const validities = fc.oneof(
  fc.record({ kind: fc.constant("months"), months: fc.integer({ min: 1, max: 14 }) }),
  fc.record({ kind: fc.constant("rest_of_year"), furtherYears: fc.integer({ min: 0, max: 2 }) }),
  fc.constantFrom({ kind: "while_met" }, { kind: "forever" }),
);

const ladders = fc.boolean().map((everybody) => {
  const step = (id: string, amount: number, keep: number | null) => ({
    id,
    name: id,
    enter: atLeast("spend", amount),
    keep: keep === null ? null : atLeast("spend", keep),
  });
  const base = { id: "base", name: "base", enter: EVERYBODY };
  const vip = { id: "vip", name: "vip", entry: "invitation" };
  const steps = [step("silver", 20, null), vip, step("gold", 50, 30), step("black", 100, null)];
  return everybody ? [base, ...steps] : steps;
});

const programs = fc
  .record({
    window: windows,
    validity: validities,
    downgrade: fc.constantFrom("none", "one_step", "earned"),
    graceDays: fc.constantFrom(0, 0, 1, 45),
    list: ladders,
  })
  .map(tierTerms);

/** A sale that may be heard of late, and what is refunded of it some days after. */
const sales = fc
  .record({
    day: fc.integer({ min: 0, max: DAYS - 1 }),
    hour: fc.integer({ min: 0, max: 23 }),
    spend: fc.bigInt({ min: 1n, max: 60n }),
    daysLate: fc.constantFrom(0, 0, 0, 1, 20),
    refund: fc.option(fc.record({ percent: fc.bigInt(1n, 100n), day: fc.nat(100) })),
  })
  .map(({ day, hour, spend, daysLate, refund }) => {
    const at = FIRST_DAY + day * DAY_MS + hour * 3_600_000 + 1;
    const sale = { at, recordedAt: at + daysLate * DAY_MS, spend };
    if (!refund) return [sale];
    const recordedAt = sale.recordedAt + refund.day * DAY_MS;
    return [sale, { at, recordedAt, spend: -((spend * refund.percent) / 100n) }];
  });

interface Life {
  terms: TierTerms;
  timeZone: string;
  deeds: readonly { at: number; recordedAt: number; spend: bigint }[];
}

const lives: fc.Arbitrary<Life> = fc
  .record({ terms: programs, timeZone: zones, done: fc.array(sales, { maxLength: 8 }) })
  .map(({ terms, timeZone, done }) => ({
    terms,
    timeZone,
    deeds: done.flat().toSorted((a, b) => a.recordedAt - b.recordedAt),
  }));

interface Observer {
  recorded?: (model: TierModel, recordedAt: number) => void;
  /** Answers whether the night is reviewed. */
  due?: (model: TierModel, night: LocalDate) => boolean;
  reviewed?: (before: TierModel["standing"], model: TierModel, night: LocalDate) => void;
}

/** Plays deeds and nights in the sequence of time. */
function live({ terms, timeZone, deeds: done }: Life, observer: Observer = {}): TierModel {
  const enrolledAt = done[0]?.at ?? FIRST_DAY;
  const model = new TierModel({ terms, timeZone, enrolledAt });
  const waiting = [...done];
  let night = localDateOf(FIRST_DAY, timeZone);
  for (let count = 0; count < DAYS + DAYS_AFTER; count++, night = addDaysTo(night, 1)) {
    const start = startOfDay(night, timeZone);
    for (let next = waiting[0]; next && next.recordedAt < start; next = waiting[0]) {
      waiting.shift();
      model.recordAt(next.at, { spend: next.spend }, next.recordedAt);
      observer.recorded?.(model, next.recordedAt);
    }
    if (observer.due && !observer.due(model, night)) continue;
    const before = model.standing;
    model.night(night);
    observer.reviewed?.(before, model, night);
  }
  return model;
}

/** To shrink a life of years takes minutes: the printed seed and path name it as it was. */
function check(property: (life: Life) => void, numRuns = 60): void {
  fc.assert(fc.property(lives, property), { numRuns, endOnFailure: true });
}

function bestEntered(model: TierModel, at: number): number {
  const { enrolledAt, timeZone, terms } = model;
  if (!terms) return -1;
  const sums = model.sums(windowSpan(terms.window, { enrolledAt, timeZone, at }));
  return terms.list.findLastIndex((tier) => entersBy(tier, sums));
}

describe("whatever a member does", () => {
  test("an upgrade never waits: no order leaves a member below what it reaches", () => {
    check((life) => {
      live(life, {
        recorded: (model, recordedAt) => {
          const held = indexOfTier(life.terms, model.tier);
          expect(held).toBeGreaterThanOrEqual(bestEntered(model, recordedAt));
        },
      });
    });
  });

  test("a fall never comes before the end of the tier and its grace", () => {
    check((life) => {
      live(life, {
        reviewed: (before, model, night) => {
          const fell = model.changes.at(-1)?.reason === "fell" && model.tier !== before.tierId;
          if (!fell || before.since === model.standing.since) return;
          const { graceDays, validity, downgrade } = life.terms;
          expect(downgrade).not.toBe("none");
          expect(validity.kind).not.toBe("forever");
          // Kept while met, a tier may end in the night that finds it unmet: then it falls at once,
          // but only where there is no grace.
          const ended = before.until ?? startOfDay(night, life.timeZone);
          const endedOn = localDateOf(ended, life.timeZone);
          if (validity.kind !== "while_met") expect(before.until).not.toBeNull();
          if (validity.kind !== "while_met" || graceDays > 0) {
            expect(addDaysTo(endedOn, graceDays) <= night).toBe(true);
          }
        },
      });
    });
  });

  test("a fall by one step passes over no tier that counters enter", () => {
    check((life) => {
      const terms = { ...life.terms, downgrade: "one_step" as const };
      const model = live({ ...life, terms });
      const earned = terms.list.filter(({ entry }) => entry === "earned").map(({ id }) => id);
      const place = (tierId: string | null) => (tierId === null ? -1 : earned.indexOf(tierId));
      const steps = model.changes
        .filter(({ reason }) => reason === "fell")
        .map(({ fromTierId, toTierId }) => place(fromTierId) - place(toTierId));
      expect(steps).toEqual(steps.map(() => 1));
    });
  });

  test("nobody is left below what is met at the review", () => {
    check((life) => {
      live(life, {
        reviewed: (_, model, night) => {
          const start = startOfDay(night, life.timeZone);
          const held = indexOfTier(life.terms, model.tier);
          expect(held).toBeGreaterThanOrEqual(bestEntered(model, start));
        },
      });
    });
  });

  test("tiers end at the beginning of a day of the shop's calendar", () => {
    check((life) => {
      live(life, {
        reviewed: (_, model) => {
          const { until } = model.standing;
          if (until === null) return;
          expect(startOfDay(localDateOf(until, life.timeZone), life.timeZone)).toBe(until);
        },
      });
    });
  });

  test("nobody gets into a tier by invitation without one", () => {
    check((life) => {
      expect(live(life).changes.map(({ toTierId }) => toTierId)).not.toContain("vip");
    });
  });
});

describe("the nights", () => {
  test("may be reviewed only when something is due: the same changes come about", () => {
    check((life) => {
      let nextReviewAt: number | null = 0;
      const sparse = live(life, {
        recorded: (model, recordedAt) => {
          const after = localDateOf(recordedAt, life.timeZone);
          const { standing, enrolledAt, timeZone } = model;
          nextReviewAt = nextReview({ terms: life.terms, standing, after, enrolledAt, timeZone });
        },
        due: (_, night) =>
          nextReviewAt !== null && nextReviewAt <= startOfDay(night, life.timeZone),
        reviewed: (_, model) => {
          nextReviewAt = model.nextReviewAt;
        },
      });
      const dense = live(life);
      expect(sparse.changes).toEqual(dense.changes);
      expect(sparse.standing).toEqual(dense.standing);
    });
  });

  test("may be reviewed twice: the second time changes nothing", () => {
    check((life) => {
      live(life, {
        reviewed: (_, model, night) => {
          const { standing } = model;
          expect(model.night(night).changes).toEqual([]);
          expect(model.standing).toEqual(standing);
        },
      });
    }, 40);
  });

  test("may be caught up after a silence in which nothing happened: the same changes, with the same dates", () => {
    check((life) => {
      const silent = new TierModel({ terms: life.terms, timeZone: life.timeZone });
      const awake = new TierModel({ terms: life.terms, timeZone: life.timeZone });
      for (const { at, spend } of life.deeds) {
        for (const model of [silent, awake]) model.recordAt(at, { spend }, at);
      }
      const last = Math.max(FIRST_DAY, ...life.deeds.map(({ at }) => at));
      let night = addDaysTo(localDateOf(last, life.timeZone), 1);
      const nights = Array.from({ length: DAYS_AFTER }, () => (night = addDaysTo(night, 1)));
      for (const one of nights) awake.night(one);
      const lateNow = startOfDay(night, life.timeZone);
      for (const one of nights) silent.night(one, lateNow);
      expect(silent.changes).toEqual(awake.changes);
    }, 40);
  });
});

describe("orders that are heard of in any sequence", () => {
  test("bring the same tier, now and at every later review", () => {
    const yearly = lives.filter(
      ({ terms }) => terms.window.kind !== "rolling" && terms.validity.kind !== "months",
    );
    const shuffled = yearly.chain((life) => {
      const kept = life.deeds.filter(({ spend }) => spend > 0n);
      return fc.shuffledSubarray(kept, { minLength: kept.length }).map((other) => ({
        life: { ...life, deeds: kept },
        other,
      }));
    });
    fc.assert(
      fc.property(shuffled, ({ life, other }) => {
        const { terms, timeZone } = life;
        const now = Math.max(FIRST_DAY, ...other.map(({ at }) => at));
        const [first, second] = [life.deeds, other].map((sequence) => {
          const model = new TierModel({ terms, timeZone, enrolledAt: FIRST_DAY });
          for (const { at, spend } of sequence) model.recordAt(at, { spend }, now);
          return model;
        });
        let night = addDaysTo(localDateOf(now, timeZone), 1);
        for (let count = 0; count < DAYS_AFTER; count++, night = addDaysTo(night, 1)) {
          expect(first?.tier).toBe(second?.tier);
          first?.night(night);
          second?.night(night);
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
