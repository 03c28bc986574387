// Which terms end which points, after the program has changed.
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { termsOfBalance, termsOfLot } from "../../../app/core/expiry/terms-in-force.ts";
import { expiry as terms } from "../../../app/core/program/expiry-terms.ts";
import type { ProgramPeriod } from "../../../app/core/program/version-in-force.ts";
import { program } from "../../support/order-builder.ts";

type Expiry = z.input<typeof terms>;

const months = (count: number) => ({ length: { unit: "months" as const, count } });
const age = (count: number): Expiry => ({ policy: { kind: "age", ...months(count) } });
const inactivity = (count: number): Expiry => ({
  policy: { kind: "inactivity", ...months(count) },
});
const forAll = (expiry: Expiry): Expiry => ({ ...expiry, appliesTo: "all_points" });

/** Versions v1, v2, … of which each was in force for one unit of time, the first from 10 on. */
function history(...expiries: Expiry[]): ProgramPeriod[] {
  return expiries.map((expiry, index) => ({
    version: {
      id: `v${index + 1}`,
      number: index + 1,
      document: { ...program(), expiry: terms.parse(expiry) },
    },
    activeFrom: 10 + index,
    activeUntil: index + 1 < expiries.length ? 11 + index : null,
  }));
}

function governing(
  periods: ProgramPeriod[],
  versionId: string | null,
  at = 100,
): string | undefined {
  const terms = termsOfLot(periods, versionId, at);
  return periods.find(({ version }) => version.document.expiry === terms)?.version.id;
}

describe("a lot", () => {
  test("keeps the terms under which it was earned", () => {
    expect(governing(history(age(6), age(12)), "v1")).toBe("v1");
    expect(governing(history(age(6), age(12)), "v2")).toBe("v2");
  });

  test("is taken over by a later version that says so, from its first instant on", () => {
    const periods = history(age(6), forAll(age(12)));
    expect(governing(periods, "v1", 10)).toBe("v1");
    expect(governing(periods, "v1", 11)).toBe("v2");
  });

  test("stays with the version that took it over when a third one comes for new points", () => {
    expect(governing(history(age(6), forAll(age(12)), age(1)), "v1")).toBe("v2");
    expect(governing(history(forAll(age(6)), age(12), age(1)), "v2")).toBe("v2");
  });

  test("from before there were terms never ends, unless it is taken over", () => {
    expect(termsOfLot(history(age(6)), null, 100).policy).toEqual({ kind: "never" });
    expect(governing(history(age(6), forAll(age(12))), null)).toBe("v2");
    expect(termsOfLot([], "v1", 100).policy).toEqual({ kind: "never" });
  });
});

describe("a balance", () => {
  const governs = (periods: ProgramPeriod[]) => {
    const terms = termsOfBalance(periods, 100);
    return periods.find(({ version }) => version.document.expiry === terms)?.version.id ?? null;
  };

  test("ends by the inactivity of the version in force", () => {
    expect(governs(history(inactivity(12), inactivity(6)))).toBe("v2");
    expect(governs(history(age(12)))).toBeNull();
    expect(governs([])).toBeNull();
  });

  test("goes on ending by it for earlier points when the program turns to other terms", () => {
    expect(governs(history(inactivity(12), age(6), age(3)))).toBe("v1");
  });

  test("ends no more when other terms take all points over", () => {
    expect(governs(history(inactivity(12), forAll(age(6)), age(3)))).toBeNull();
  });
});
