// A member's lots at a moment, with the ends that they had then.
import { expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { memberAsOf } from "../../../app/core/ledger/member-as-of.ts";
import type { MemberRecords } from "../../../app/core/ledger/member-as-of.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../../support/order-builder.ts";
import { LedgerModel } from "../../support/ledger-model.ts";

const NOON_MS = DAY_MS / 2;
const day = (days: number) => PLACED_AT - NOON_MS + days * DAY_MS;

function version(id: string, expiry: ProgramDocumentInput["expiry"]) {
  return { id, number: 1, document: programDocumentSchema.parse({ ...PROGRAM_INPUT, expiry }) };
}

const age = (count: number) => ({ kind: "age" as const, length: { unit: "days" as const, count } });

/** Thirty days under v1; v2 gives all points sixty, from day 20 on. */
const periods = [
  { version: version("v1", { policy: age(30) }), activeFrom: 0, activeUntil: day(20) },
  {
    version: version("v2", { policy: age(60), appliesTo: "all_points" }),
    activeFrom: day(20),
    activeUntil: null,
  },
];

function records(model: LedgerModel): MemberRecords {
  const lots = model.ledger.lots.map((lot) => ({ ...lot, termsVersionId: "v1" }));
  return { lots, entries: model.entries, tierChanges: [] };
}

function endsAt(at: number, model: LedgerModel) {
  const program = { periods, timeZone: "UTC" };
  return memberAsOf(records(model), program, { at, by: "recordedAt" }).lots.map(
    ({ expiresAt }) => expiresAt,
  );
}

test("lots have the ends that the terms of the moment gave them", () => {
  const model = new LedgerModel().order("A", 10n);
  expect(endsAt(day(19), model)).toEqual([day(31)]);
  expect(endsAt(day(20), model)).toEqual([day(61)]);
});

test("lots are told by their ends, and those without points are left out", () => {
  const model = new LedgerModel().order("B", 10n, { placedAt: PLACED_AT + DAY_MS });
  model
    .order("A", 10n, { now: PLACED_AT + 2 * DAY_MS })
    .order("C", 5n)
    .order("C", 0n);
  expect(endsAt(day(19), model)).toEqual([day(31), day(32)]);
});
