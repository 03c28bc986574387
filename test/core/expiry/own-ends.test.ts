// Which points inactivity does not end.
import { expect, test } from "vitest";
import type { z } from "zod";
import { ownEnds } from "../../../app/core/expiry/own-ends.ts";
import { expiry as terms } from "../../../app/core/program/expiry-terms.ts";
import type { ProgramPeriod } from "../../../app/core/program/version-in-force.ts";
import { program } from "../../support/order-builder.ts";

type Expiry = z.input<typeof terms>;

const length = { unit: "months" as const, count: 12 };
const age: Expiry = { policy: { kind: "age", length } };
const idle: Expiry = { policy: { kind: "inactivity", length } };

function periodsOf(...expiries: Expiry[]): ProgramPeriod[] {
  return expiries.map((expiry, index) => ({
    version: {
      id: `v${index + 1}`,
      number: index + 1,
      document: { ...program(), expiry: terms.parse(expiry) },
    },
    activeFrom: index,
    activeUntil: index + 1 < expiries.length ? index + 1 : null,
  }));
}

function ends(periods: ProgramPeriod[], tierId: string | null = null) {
  return [...ownEnds(periods, periods.at(-1)?.version ?? null, tierId)];
}

test("points of a version with other terms, and of none, keep their own end", () => {
  expect(ends(periodsOf(age, idle))).toEqual([null, "v1"]);
});

test("none do once a version takes all points over", () => {
  expect(ends(periodsOf(age, { ...idle, appliesTo: "all_points" }))).toEqual([]);
});

test("all do in a tier whose points never end", () => {
  const gold = { ...idle, byTier: [{ tierId: "gold", policy: { kind: "never" as const } }] };
  expect(ends(periodsOf(gold), "gold")).toEqual([null, "v1"]);
  expect(ends(periodsOf(gold))).toEqual([null]);
});

test("nobody asks where no version ends balances, or none is in force", () => {
  expect(ends(periodsOf(age))).toEqual([]);
  expect([...ownEnds(periodsOf(idle), null, null)]).toEqual([]);
});
