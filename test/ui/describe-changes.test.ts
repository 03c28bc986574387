// Differences of programs are told in sentences that a merchant can read.
import { describe, expect, it } from "vitest";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import type { ProgramDocument, ProgramDocumentInput } from "../../app/core/program/document.ts";
import { describeChanges } from "../../app/ui/describe-changes.ts";
import { PROGRAM_INPUT, program } from "../support/order-builder.ts";

const told = (before: ProgramDocument, after: ProgramDocument) =>
  describeChanges(before, after, "EUR");
const withChange = (change: Partial<ProgramDocumentInput>) =>
  programDocumentSchema.parse({ ...PROGRAM_INPUT, ...change });
/** From the program of test orders to the same with a change. */
const change = (changes: Partial<ProgramDocumentInput>) => told(program(), withChange(changes));

describe("when points can be spent", () => {
  it.each<[ProgramDocumentInput["pending"], string]>([
    [{ kind: "days", days: 14 }, "Points can be spent 14 days after payment."],
    [{ kind: "fulfilment" }, "Points can be spent as soon as the order is fulfilled."],
    [{ kind: "fulfilment", days: 1 }, "Points can be spent 1 day after the order is fulfilled."],
    [
      { kind: "delivery" },
      "Points can be spent as soon as the order is delivered, and at the latest 60 days " +
        "after payment.",
    ],
  ])("%j", (pending, sentence) => {
    expect(change({ pending })).toEqual([sentence]);
  });
});

describe("tiers", () => {
  const everyone = { id: "all", name: "Everyone", enter: { anyOf: [{ allOf: [] }] } };
  const tiers = (terms: object) => withChange({ tiers: { list: [everyone], ...terms } });

  it.each<[object, string]>([
    [{ window: { kind: "membership_year" } }, "Tiers count the year of membership."],
    [{ window: { kind: "rolling", months: 1 } }, "Tiers count the last month."],
    [{ validity: { kind: "while_met" } }, "A tier is kept while its threshold is met."],
    [{ validity: { kind: "forever" } }, "A tier is kept for ever."],
    [
      { validity: { kind: "rest_of_year", furtherYears: 0 } },
      "A tier is kept for the rest of the year.",
    ],
    [{ downgrade: "none" }, "Members who no longer meet a tier stay in it."],
  ])("%j", (terms, sentence) => {
    expect(told(tiers({}), tiers(terms))).toEqual([sentence]);
  });
});

describe("other settings", () => {
  it.each<[Partial<ProgramDocumentInput>, string]>([
    [{ rounding: "ceiling" }, "Fractions of a Point are rounded up."],
    [
      { shortfallPolicy: "forgive" },
      "What members owe after a refund is forgiven once the voucher is used.",
    ],
    [
      { returnSpentPoints: "on_full_refund" },
      "Points spent on a voucher come back when its order is refunded in full.",
    ],
    [
      { earning: { pointsPerUnit: "2", stacking: "newest" } },
      "When several extras match, only the one that began last counts.",
    ],
    [
      { earning: { pointsPerUnit: "2", stacking: "bonus_on_base" } },
      "When several extras match, each counts on base points, and all are added.",
    ],
    [{ earning: { pointsPerUnit: "1" } }, "Orders earn 1 Point per €1.00 instead of 2."],
  ])("%j", (changes, sentence) => {
    expect(change(changes)).toEqual([sentence]);
  });
});
