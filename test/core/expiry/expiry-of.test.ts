// When points end: by age, by inactivity, on fixed dates, or never; by tier; to the end of a time.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDateOf, startOfDay } from "../../../app/core/calendar/local-time.ts";
import { balanceExpiry, lotExpiry, policyFor } from "../../../app/core/expiry/expiry-of.ts";
import { expiry, expiryPolicy, roundings } from "../../../app/core/program/expiry-terms.ts";
import type { ExpiryTerms } from "../../../app/core/program/expiry-terms.ts";

const zone = "America/New_York";
const zones = fc.constantFrom(
  "UTC",
  zone,
  "Africa/Cairo",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
);
const instants = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 11, 31) });
const lengths = fc.record({
  unit: fc.constantFrom("days" as const, "months" as const, "years" as const),
  count: fc.integer({ min: 1, max: 100 }),
});
const periods = fc.constantFrom(...roundings);
const monthDays = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 29 }))
  .map((pair) => pair.map((part) => String(part).padStart(2, "0")).join("-"));
const endings = fc.oneof(
  fc.record({ kind: fc.constant("age" as const), length: lengths, roundTo: periods }),
  fc.record({
    kind: fc.constant("fixed_dates" as const),
    dates: fc.array(monthDays, { minLength: 1, maxLength: 12 }),
    leastAge: fc.option(lengths),
  }),
);

function terms(input: unknown): ExpiryTerms {
  return expiry.parse({ policy: input });
}

function utc(text: string): number {
  return Date.parse(`${text}Z`);
}

function endOf(input: unknown, accruedAt: string, tierId: string | null = null): string | null {
  const at = lotExpiry(terms(input), { accruedAt: utc(accruedAt), tierId }, zone);
  return at === null ? null : new Date(at).toISOString();
}

describe("points that end by age", () => {
  const sixMonths = { kind: "age", length: { unit: "months", count: 6 }, roundTo: "month" };

  test("earned on 15 December 2020, six months and the end of the month: 1 July 2021", () => {
    expect(endOf(sixMonths, "2020-12-15T12:00:00")).toBe("2021-07-01T04:00:00.000Z");
    expect(endOf(sixMonths, "2020-12-01T05:00:00")).toBe("2021-07-01T04:00:00.000Z");
    expect(endOf(sixMonths, "2020-12-01T04:59:59")).toBe("2021-06-01T04:00:00.000Z");
    expect(endOf(sixMonths, "2021-01-01T04:59:59")).toBe("2021-07-01T04:00:00.000Z");
  });

  test("live through their last day", () => {
    const day = { kind: "age", length: { unit: "days", count: 30 }, roundTo: "day" };
    expect(endOf(day, "2026-03-01T23:00:00")).toBe("2026-04-01T04:00:00.000Z");
  });

  test("end with the month where their day is missing", () => {
    const month = { kind: "age", length: { unit: "months", count: 1 }, roundTo: "day" };
    expect(endOf(month, "2026-01-31T12:00:00")).toBe("2026-03-01T05:00:00.000Z");
    const year = { kind: "age", length: { unit: "years", count: 1 }, roundTo: "day" };
    expect(endOf(year, "2024-02-29T12:00:00")).toBe("2025-03-01T05:00:00.000Z");
  });

  test("live to the end of the quarter or the year", () => {
    const quarter = { ...sixMonths, roundTo: "quarter" };
    expect(endOf(quarter, "2026-01-15T12:00:00")).toBe("2026-10-01T04:00:00.000Z");
    const year = { ...sixMonths, roundTo: "year" };
    expect(endOf(year, "2026-07-15T12:00:00")).toBe("2028-01-01T05:00:00.000Z");
  });
});

describe("points that end on fixed dates", () => {
  const twice = { kind: "fixed_dates", dates: ["12-31", "06-30"] };

  test("live through the next one", () => {
    expect(endOf(twice, "2026-03-01T12:00:00")).toBe("2026-07-01T04:00:00.000Z");
    expect(endOf(twice, "2026-06-30T12:00:00")).toBe("2026-07-01T04:00:00.000Z");
    expect(endOf(twice, "2026-07-01T12:00:00")).toBe("2027-01-01T05:00:00.000Z");
    expect(endOf({ ...twice, dates: ["01-31"] }, "2026-02-01T12:00:00")).toBe(
      "2027-02-01T05:00:00.000Z",
    );
  });

  test("wait for a later one while they are too young", () => {
    const aged = { ...twice, leastAge: { unit: "months", count: 6 } };
    expect(endOf(aged, "2025-12-31T12:00:00")).toBe("2026-07-01T04:00:00.000Z");
    expect(endOf(aged, "2026-01-01T12:00:00")).toBe("2027-01-01T05:00:00.000Z");
  });

  test("end on 28 February in years without the 29th", () => {
    const leap = { kind: "fixed_dates", dates: ["02-29"] };
    expect(endOf(leap, "2026-01-15T12:00:00")).toBe("2026-03-01T05:00:00.000Z");
    expect(endOf(leap, "2028-01-15T12:00:00")).toBe("2028-03-01T05:00:00.000Z");
  });
});

describe("tiers", () => {
  const terms = expiry.parse({
    policy: { kind: "age", length: { unit: "months", count: 6 }, roundTo: "month" },
    byTier: [{ tierId: "gold", policy: { kind: "never" } }],
  });
  const accruedAt = utc("2020-12-15T12:00:00");

  test("may have their own terms: points never end for gold", () => {
    expect(policyFor(terms, "gold")).toEqual({ kind: "never" });
    expect(lotExpiry(terms, { accruedAt, tierId: "gold" }, zone)).toBeNull();
  });

  test("without their own, and no tier at all, have those of the program", () => {
    const end = utc("2021-07-01T04:00:00");
    expect(lotExpiry(terms, { accruedAt, tierId: "green" }, zone)).toBe(end);
    expect(lotExpiry(terms, { accruedAt, tierId: null }, zone)).toBe(end);
  });
});

describe("a balance that ends by inactivity", () => {
  const policy = { kind: "inactivity", length: { unit: "months", count: 12 }, roundTo: "day" };

  test("ends after the last day of the time without activity, and no lot of it by itself", () => {
    const activityAt = utc("2024-02-29T20:00:00");
    const balance = { activityAt, tierId: null };
    expect(balanceExpiry(terms(policy), balance, zone)).toBe(utc("2025-03-01T05:00:00"));
    expect(endOf(policy, "2024-02-29T20:00:00")).toBeNull();
  });

  test("does not end under other terms", () => {
    const balance = { activityAt: 0, tierId: null };
    expect(balanceExpiry(terms({ kind: "never" }), balance, zone)).toBeNull();
    const spared = expiry.parse({ policy, byTier: [{ tierId: "vip", policy: { kind: "never" } }] });
    expect(balanceExpiry(spared, { activityAt: 0, tierId: "vip" }, zone)).toBeNull();
  });

  test("lives longer for later activity", () => {
    fc.assert(
      fc.property(
        instants,
        fc.nat(9_999_999_999),
        lengths,
        periods,
        (at, later, length, roundTo) => {
          const inactivity = { ...expiryPolicy.parse(policy), length, roundTo };
          const given = { ...terms(policy), policy: inactivity } as ExpiryTerms;
          const end = (activityAt: number) =>
            balanceExpiry(given, { activityAt, tierId: null }, zone) ?? 0;
          expect(end(at) > at).toBe(true);
          expect(end(at) <= end(at + later)).toBe(true);
        },
      ),
    );
  });
});

describe("an expiry", () => {
  test("lies after the accrual, at the beginning of a day, and later for later points", () => {
    fc.assert(
      fc.property(
        instants,
        fc.nat(9_999_999_999),
        endings,
        zones,
        (at, later, policy, shopZone) => {
          const given: ExpiryTerms = { ...terms({ kind: "never" }), policy };
          const end = (accruedAt: number) =>
            lotExpiry(given, { accruedAt, tierId: null }, shopZone) ?? 0;
          expect(end(at) > at).toBe(true);
          expect(startOfDay(localDateOf(end(at), shopZone), shopZone)).toBe(end(at));
          expect(end(at) <= end(at + later)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("of longer terms comes no earlier, and rounding only adds", () => {
    fc.assert(
      fc.property(
        instants,
        lengths,
        fc.nat(50),
        periods,
        zones,
        (at, length, more, to, shopZone) => {
          const end = (count: number, roundTo: (typeof roundings)[number]) => {
            const policy = { kind: "age" as const, length: { ...length, count }, roundTo };
            const given: ExpiryTerms = { ...terms({ kind: "never" }), policy };
            return lotExpiry(given, { accruedAt: at, tierId: null }, shopZone) ?? 0;
          };
          expect(end(length.count, to) <= end(length.count + more, to)).toBe(true);
          expect(end(length.count, "day") <= end(length.count, to)).toBe(true);
        },
      ),
    );
  });
});
