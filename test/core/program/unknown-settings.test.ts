// A setting that no program has is refused by its name, wherever it stands; what is stored is read
// as it is.
import { describe, expect, test } from "vitest";
import {
  PROGRAM_SCHEMA_VERSION,
  parseProgramDocument,
  programDocumentToJson,
  readStoredDocument,
} from "../../../app/core/program/document.ts";
import { FULL_PROGRAM, OTHER_PROGRAM } from "../../support/full-programs.ts";
import { PROGRAM_INPUT, program } from "../../support/order-builder.ts";

function refused(change: object): string[] {
  const parsed = parseProgramDocument({ ...PROGRAM_INPUT, ...change });
  return parsed.outcome === "valid"
    ? []
    : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

const sentence = (name: string) =>
  `There is no setting "${name}" here: correct its name, or leave it out`;

describe("a setting that no program has", () => {
  test.each<[string, object, string]>([
    ["beside all others", { campaings: [] }, "campaings"],
    ["within a part", { earning: { pointPerUnit: "5" } }, "earning.pointPerUnit"],
    [
      "within a list",
      { earning: { productMultipliers: [{ id: "a", products: { tag: ["x"] }, multiplier: "2" }] } },
      "earning.productMultipliers.0.products.tag",
    ],
    ["of another kind", { pending: { kind: "none", days: 3 } }, "pending.days"],
    [
      "deep within the tiers",
      {
        tiers: {
          list: [
            {
              id: "gold",
              name: "Gold",
              enter: { anyOf: [{ allOf: [{ counter: "orders", atLeast: "1", atMost: "5" }] }] },
            },
          ],
        },
      },
      "tiers.list.0.enter.anyOf.0.allOf.0.atMost",
    ],
    ["with the name of what every object has", { toString: "x" }, "toString"],
  ])("is refused by its name, %s", (_place, change, path) => {
    expect(refused(change)).toContain(`${path}: ${sentence(path.split(".").at(-1) ?? "")}`);
  });

  test("is told beside everything else that is wrong", () => {
    expect(refused({ rounding: "up", rouding: "floor" })).toEqual([
      `rouding: ${sentence("rouding")}`,
      "rounding: Choose floor, half_up or ceiling",
    ]);
  });

  test("is passed over in what is stored already", () => {
    const document = program();
    const stored = { ...(JSON.parse(programDocumentToJson(document)) as object), former: 1 };
    expect(readStoredDocument(stored, PROGRAM_SCHEMA_VERSION)).toEqual(document);
  });

  test.each(Object.entries({ FULL_PROGRAM, OTHER_PROGRAM }))(
    "is not found in a program that says all that it can: %s",
    (_name, document) => {
      const parsed = parseProgramDocument(JSON.parse(programDocumentToJson(document)));
      expect(parsed).toEqual({ outcome: "valid", document });
    },
  );
});
