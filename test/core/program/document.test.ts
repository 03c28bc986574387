// What a merchant decides, as one document.
import { describe, expect, test } from "vitest";
import { minorDigitsOf } from "../../../app/core/money/currency.ts";
import {
  PROGRAM_SCHEMA_VERSION,
  parseProgramDocument,
  programDocumentToJson,
  readStoredDocument,
} from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { starterProgram } from "../../../app/core/program/templates.ts";
import { versionInForce } from "../../../app/core/program/version-in-force.ts";
import { PROGRAM_INPUT, program, version } from "../../support/order-builder.ts";

const reward = { id: "five-off", kind: "amount_off", amountMinor: "500", points: "100" } as const;

function problemsOf(input: unknown): string[] {
  const parsed = parseProgramDocument(input);
  if (parsed.outcome === "valid") return [];
  return parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe("a program", () => {
  test("gets defaults for what is left out", () => {
    const parsed = parseProgramDocument({ rewards: [reward] });
    expect(parsed).toMatchObject({
      outcome: "valid",
      document: {
        pointsName: { one: "Point", other: "Points" },
        earning: {
          pointsPerUnit: "1",
          taxIncluded: true,
          shippingIncluded: false,
          giftCardsIncluded: false,
          minimumOrderMinor: 0n,
          perOrderCap: null,
        },
        rewards: [{ points: 100n, amountMinor: 500n, validityDays: 90 }],
        shortfallPolicy: "repay",
        emails: { orderEarned: true },
      },
    });
  });

  test("is the same after storage", () => {
    const document = program({ perOrderCap: "500", minimumOrderMinor: "1000" });
    const stored: unknown = JSON.parse(programDocumentToJson(document));
    expect(readStoredDocument(stored, PROGRAM_SCHEMA_VERSION)).toEqual(document);
  });

  test("of an unknown schema version is not guessed at", () => {
    expect(() => readStoredDocument({}, 99)).toThrow(RangeError);
  });

  test.each<[string, Partial<ProgramDocumentInput>, string]>([
    ["an empty name", { pointsName: { one: " ", other: "Stars" } }, "pointsName.one"],
    ["a rate of zero", { earning: { pointsPerUnit: "0.0" } }, "earning.pointsPerUnit"],
    [
      "a rate with five decimals",
      { earning: { pointsPerUnit: "0.12345" } },
      "earning.pointsPerUnit",
    ],
    ["a negative rate", { earning: { pointsPerUnit: "-1" } }, "earning.pointsPerUnit"],
    ["an endless rate", { earning: { pointsPerUnit: "1001" } }, "earning.pointsPerUnit"],
    [
      "a rate just above the most",
      { earning: { pointsPerUnit: "1000.0001" } },
      "earning.pointsPerUnit",
    ],
    ["a cap of zero", { earning: { perOrderCap: "0" } }, "earning.perOrderCap"],
    ["a negative minimum", { earning: { minimumOrderMinor: "-1" } }, "earning.minimumOrderMinor"],
    [
      "51 rewards",
      { rewards: Array.from({ length: 51 }, (_, at) => ({ ...reward, id: `reward-${at}` })) },
      "rewards",
    ],
    ["two rewards of one id", { rewards: [reward, reward] }, "rewards.1.id"],
    ["a reward for nothing", { rewards: [{ ...reward, points: "0" }] }, "rewards.0.points"],
    [
      "a voucher worth nothing",
      { rewards: [{ ...reward, amountMinor: "0" }] },
      "rewards.0.amountMinor",
    ],
    ["half a day", { rewards: [{ ...reward, validityDays: 0.5 }] }, "rewards.0.validityDays"],
  ])("with %s is refused beside the field", (_name, change, path) => {
    const problems = problemsOf({ ...PROGRAM_INPUT, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${path}: [A-Z]`));
  });

  test("names every problem, not only the first", () => {
    const problems = problemsOf({
      earning: { pointsPerUnit: "x" },
      rewards: [{ ...reward, points: "0" }],
    });
    expect(problems).toHaveLength(2);
  });
});

describe("the starter program", () => {
  test.each(["EUR", "JPY", "KWD", "CLF"])("is valid in %s", (currency) => {
    expect(problemsOf(starterProgram(currency))).toEqual([]);
  });

  test("gives back five percent in every currency", () => {
    for (const currency of ["EUR", "JPY", "KWD"]) {
      const parsed = parseProgramDocument(starterProgram(currency));
      if (parsed.outcome === "invalid") throw new Error(currency);
      const [first] = parsed.document.rewards;
      const perUnit = 10 ** (minorDigitsOf(currency) ?? 0);
      const spent = Number(first?.points) / Number(parsed.document.earning.pointsPerUnit);
      const off = first?.kind === "amount_off" ? first.amountMinor : undefined;
      expect(Number(off) / perUnit / spent).toBeCloseTo(0.05);
    }
  });
});

describe("the version in force", () => {
  const first = version(program(), { id: "first", number: 1 });
  const second = version(program(), { id: "second", number: 2 });
  const periods = [
    { version: first, activeFrom: 100, activeUntil: 200 },
    { version: second, activeFrom: 200, activeUntil: null },
  ];

  test.each([
    [99, undefined],
    [100, "first"],
    [199, "first"],
    [200, "second"],
    [9_999, "second"],
  ])("at %i is %s", (at, id) => {
    expect(versionInForce(periods, at)?.id).toBe(id);
  });
});
