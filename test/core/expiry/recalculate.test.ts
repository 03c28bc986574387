// Ends of points after the member's tier or the program has changed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { localDateOf, startOfDay } from "../../../app/core/calendar/local-time.ts";
import {
  endsWithBalance,
  recalculateBalanceExpiry,
  recalculateLotExpiry,
} from "../../../app/core/expiry/recalculate.ts";
import { expiry as terms } from "../../../app/core/program/expiry-terms.ts";
import type { ProgramPeriod } from "../../../app/core/program/version-in-force.ts";
import { program } from "../../support/order-builder.ts";

type Expiry = z.input<typeof terms>;

const zone = "America/Santiago";
const months = (count: number) => ({ length: { unit: "months" as const, count } });
const age = (count: number): Expiry => ({ policy: { kind: "age", ...months(count) } });
const goldNever: Expiry = {
  ...age(6),
  byTier: [{ tierId: "gold", policy: { kind: "never" } }],
};

function day(date: string): number {
  return startOfDay(date, zone);
}

/** Versions v1 and v2, the second in force from 10 March on. */
const CHANGED_AT = day("2026-03-10");
function history(...expiries: Expiry[]): ProgramPeriod[] {
  return expiries.map((expiry, index) => ({
    version: {
      id: `v${index + 1}`,
      number: index + 1,
      document: { ...program(), expiry: terms.parse(expiry) },
    },
    activeFrom: index === 0 ? 0 : CHANGED_AT,
    activeUntil: index + 1 < expiries.length ? CHANGED_AT : null,
  }));
}

interface Case {
  readonly periods: ProgramPeriod[];
  readonly tierId?: string;
  readonly at?: number;
  readonly accruedAt?: number;
  readonly expiresAt?: number | null;
}

function lotEnd({ periods, tierId, at = CHANGED_AT, accruedAt, expiresAt = null }: Case) {
  const lot = { accruedAt: accruedAt ?? day("2026-03-01"), expiresAt, termsVersionId: "v1" };
  return recalculateLotExpiry(lot, { periods, tierId: tierId ?? null, zone, at });
}

describe("a lot", () => {
  test("never ends once its member's tier says so, and ends again after the fall", () => {
    const periods = history(goldNever);
    expect(lotEnd({ periods, tierId: "gold", expiresAt: day("2026-09-02") })).toBeNull();
    expect(lotEnd({ periods })).toBe(day("2026-09-02"));
  });

  test("follows a new version only where it takes all points over", () => {
    const kept = history(age(6), age(12));
    expect(lotEnd({ periods: kept, expiresAt: day("2026-09-02") })).toBe(day("2026-09-02"));
    const taken = history(age(6), { ...age(12), appliesTo: "all_points" });
    expect(lotEnd({ periods: taken, expiresAt: day("2026-09-02") })).toBe(day("2027-03-02"));
  });

  test("whose new end has come lives on through the day of the change", () => {
    const accruedAt = day("2025-01-01");
    const periods = history(goldNever);
    expect(lotEnd({ periods, accruedAt })).toBe(day("2026-03-11"));
    const noon = CHANGED_AT + 43_200_000;
    expect(lotEnd({ periods, accruedAt, at: noon })).toBe(day("2026-03-11"));
    const endsWithTheChange = { periods, accruedAt: day("2025-09-09") };
    expect(lotEnd(endsWithTheChange)).toBe(day("2026-03-11"));
    expect(lotEnd({ ...endsWithTheChange, accruedAt: day("2025-09-10") })).toBe(day("2026-03-11"));
    expect(lotEnd({ ...endsWithTheChange, accruedAt: day("2025-09-11") })).toBe(day("2026-03-12"));
  });

  test("that has ended stays ended", () => {
    const ended = { periods: history(goldNever), tierId: "gold" };
    expect(lotEnd({ ...ended, expiresAt: CHANGED_AT })).toBe(CHANGED_AT);
    expect(lotEnd({ ...ended, expiresAt: day("2026-01-01") })).toBe(day("2026-01-01"));
  });

  test("recalculated twice is where it was after the first time, and never in the past", () => {
    const instants = fc.integer({ min: day("2024-01-01"), max: day("2028-01-01") });
    const policies = fc.constantFrom<Expiry>(age(1), age(18), goldNever, {
      ...age(3),
      appliesTo: "all_points",
    });
    fc.assert(
      fc.property(
        instants,
        fc.option(instants),
        instants,
        policies,
        (accruedAt, end, at, policy) => {
          const given = { periods: history(age(6), policy), accruedAt, at };
          const once = lotEnd({ ...given, expiresAt: end });
          expect(lotEnd({ ...given, expiresAt: once })).toBe(once);
          if (once === null || once === end) return;
          expect(once > at).toBe(true);
          expect(startOfDay(localDateOf(once, zone), zone)).toBe(once);
        },
      ),
    );
  });
});

describe("a balance", () => {
  const inactivity: Expiry = { policy: { kind: "inactivity", ...months(12) } };
  const spared: Expiry = {
    ...inactivity,
    byTier: [{ tierId: "vip", policy: { kind: "never" } }],
  };

  function balanceEnd(
    periods: ProgramPeriod[],
    balance: object = {},
    tierId: string | null = null,
  ) {
    const given = { activityAt: day("2026-02-01"), balanceExpiresAt: null, ...balance };
    return recalculateBalanceExpiry(given, { periods, tierId, zone, at: CHANGED_AT });
  }

  test("gets an end when the program turns to inactivity, at the earliest after that day", () => {
    expect(balanceEnd(history(age(6), inactivity))).toBe(day("2027-02-02"));
    const idle = { activityAt: day("2020-02-01") };
    expect(balanceEnd(history(age(6), inactivity), idle)).toBe(day("2026-03-11"));
  });

  test("loses it with a tier or a version that knows none", () => {
    const balance = { balanceExpiresAt: day("2027-02-02") };
    expect(balanceEnd(history(spared), balance, "vip")).toBeNull();
    expect(
      balanceEnd(history(inactivity, { ...age(6), appliesTo: "all_points" }), balance),
    ).toBeNull();
  });

  test("keeps an end that has come, until the member is active again", () => {
    const patient: Expiry = {
      ...inactivity,
      byTier: [{ tierId: "vip", policy: { kind: "inactivity", ...months(24) } }],
    };
    const balance = { balanceExpiresAt: day("2026-03-01") };
    expect(balanceEnd(history(patient), balance, "vip")).toBe(day("2026-03-01"));
  });

  test("forgets an end that has come where inactivity ends nothing, and gets a new one", () => {
    const balance = { balanceExpiresAt: day("2026-03-01") };
    expect(balanceEnd(history(spared), balance, "vip")).toBeNull();
    const idle = { activityAt: day("2020-02-01") };
    expect(balanceEnd(history(spared))).toBe(day("2027-02-02"));
    expect(balanceEnd(history(spared), idle)).toBe(day("2026-03-11"));
  });

  test("takes with it the points that have no terms of their own", () => {
    const periods = history(age(6), inactivity);
    const given = { periods, tierId: null, at: CHANGED_AT };
    expect(endsWithBalance({ termsVersionId: "v1" }, given)).toBe(false);
    expect(endsWithBalance({ termsVersionId: "v2" }, given)).toBe(true);
    expect(endsWithBalance({ termsVersionId: null }, given)).toBe(false);
    const vip = { ...given, periods: history(spared), tierId: "vip" };
    expect(endsWithBalance({ termsVersionId: "v1" }, vip)).toBe(false);
  });
});
