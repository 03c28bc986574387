// A lot that a voucher emptied follows what was heard of meanwhile as if it had held its points.
import { expect, test } from "vitest";
import { endOfEmptied } from "../../../app/core/expiry/catch-up.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import type { ProgramPeriod } from "../../../app/core/program/version-in-force.ts";
import { changesAsHeard } from "../../../app/core/tiers/as-heard.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const at = (moment: string) => Date.parse(`${moment}:00Z`);
const days = (count: number) =>
  ({ kind: "age", length: { unit: "days", count }, roundTo: "day" }) as const;
const never = { kind: "never" } as const;
const EXPIRY = {
  policy: days(30),
  byTier: [
    { tierId: "silver", policy: days(5) },
    { tierId: "gold", policy: never },
  ],
};

function period(
  id: string,
  from: string,
  expiry: ProgramDocumentInput["expiry"] = EXPIRY,
): ProgramPeriod {
  const document = programDocumentSchema.parse({ ...PROGRAM_INPUT, expiry });
  return { version: { id, number: 1, document }, activeFrom: at(from), activeUntil: null };
}

const first = period("first", "2026-01-01T00:00");

/** Of the first of March and until the end of the 31st; empty since the second. */
const lot = {
  accruedAt: at("2026-03-01T12:00"),
  expiresAt: at("2026-04-01T00:00"),
  termsVersionId: "first",
};

type Heard = readonly [tierId: string | null, effectiveAt: string, heardAt: string];

function endAfter(heard: readonly Heard[], periods = [first]): string | null {
  const moves = heard.map(([toTierId, effectiveAt, heardAt], index) => ({
    fromTierId: heard[index - 1]?.[0] ?? null,
    toTierId,
    effectiveAt: at(effectiveAt),
    heardAt: at(heardAt),
  }));
  const between = { since: at("2026-03-02T12:00"), now: at("2026-06-01T12:00") };
  const tierId = heard.at(-1)?.[0] ?? null;
  const missed = changesAsHeard({ ...between, periods, zone: "UTC", moves, tierId });
  const end = endOfEmptied(lot, missed);
  return end === null ? null : new Date(end).toISOString().slice(0, 16);
}

test("a tier holds for what had not ended when it was heard of", () => {
  expect(endAfter([["gold", "2026-03-20T12:00", "2026-03-31T12:00"]])).toBeNull();
});

test("what had ended when a tier was heard of stays ended, though the tier is older", () => {
  const ended = "2026-04-01T00:00";
  expect(endAfter([["gold", "2026-03-20T12:00", "2026-04-01T00:01"]])).toBe(ended);
});

test("what a tier would have ended before it was heard of lives on through that day", () => {
  expect(endAfter([["silver", "2026-03-03T12:00", "2026-03-20T12:00"]])).toBe("2026-03-21T00:00");
});

test("tiers that are heard of together are followed as of their moments, not of their news", () => {
  const silver: Heard = ["silver", "2026-03-03T12:00", "2026-03-20T12:00"];
  expect(endAfter([silver, ["gold", "2026-03-10T12:00", "2026-03-20T12:00"]])).toBe(
    "2026-03-21T00:00",
  );
  expect(endAfter([silver, ["gold", "2026-03-10T12:00", "2026-03-20T18:00"]])).toBeNull();
  expect(endAfter([silver, ["gold", "2026-03-10T12:00", "2026-03-21T12:00"]])).toBe(
    "2026-03-21T00:00",
  );
});

test("what a night decided holds as of its day, however late it was worked", () => {
  expect(endAfter([["gold", "2026-03-20T00:00", "2026-04-15T00:05"]])).toBeNull();
});

test("a version that comes between holds at the tier that was known by then", () => {
  const longer = { ...EXPIRY, policy: days(60), appliesTo: "all_points" as const };
  const periods = [first, period("b", "2026-03-15T12:00", longer)];
  expect(endAfter([], periods)).toBe("2026-05-01T00:00");
  expect(endAfter([["silver", "2026-03-20T12:00", "2026-03-20T12:00"]], periods)).toBe(
    "2026-03-21T00:00",
  );
  expect(endAfter([["gold", "2026-04-10T12:00", "2026-04-10T12:00"]], periods)).toBeNull();
});
