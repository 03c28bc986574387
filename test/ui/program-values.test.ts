// The program as a form shows it and as core reads it are the same program.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseProgramDocument,
  type ProgramDocument,
  type ProgramDocumentInput,
  programDocumentToJson,
} from "../../app/core/program/document.ts";
import { describeChanges } from "../../app/ui/describe-changes.ts";
import {
  type ProgramValues,
  readProgramValues,
  valuesFromDocument,
} from "../../app/ui/program-values.ts";

function buildDocument(
  reward: object = {},
  change: Partial<ProgramDocumentInput> = {},
): ProgramDocument {
  const parsed = parseProgramDocument({
    pointsName: { one: "Star", other: "Stars" },
    earning: { pointsPerUnit: "2" },
    ...change,
    rewards: [{ id: "five-off", kind: "amount_off", amountMinor: "500", points: "80", ...reward }],
  });
  if (parsed.outcome === "invalid") throw new Error("The example is no program");
  return parsed.document;
}

const base = buildDocument();
const values = valuesFromDocument(base, "EUR");
const read = (changes: Partial<ProgramValues>, currency = "EUR") =>
  readProgramValues({ ...values, ...changes }, currency, base);

describe("the program form", () => {
  it("filled from a program and sent unchanged, makes the same program", () => {
    const again = readProgramValues(values, "EUR", base);
    expect(again.outcome === "valid" && programDocumentToJson(again.document)).toBe(
      programDocumentToJson(base),
    );
  });

  it("keeps the reward's id when everything about the reward changes", () => {
    const changed = read({ rewardPoints: "200", rewardAmount: "12.50", rewardValidityDays: "30" });
    expect(changed.outcome === "valid" && changed.document.rewards[0]).toMatchObject({
      id: "five-off",
      points: 200n,
      amountMinor: 1_250n,
      validityDays: 30,
    });
  });

  it("reads amounts in the currency's own decimals", () => {
    const yen = read({ rewardAmount: "500", minimumOrder: "1000" }, "JPY");
    expect(yen.outcome === "valid" && yen.document.rewards[0]?.amountMinor).toBe(500n);
    const dinar = read({ rewardAmount: "1.255" }, "KWD");
    expect(dinar.outcome === "valid" && dinar.document.rewards[0]?.amountMinor).toBe(1_255n);
  });

  it.each([
    ["pointsPerUnit", "0", /more than zero/],
    ["pointsPerUnit", "two", /number such as 2/],
    ["pointsPerUnit", "", /number such as 2/],
    ["pointsNameOne", " ", /name of one/],
    ["pointsNameOther", "x".repeat(31), /30 characters/],
    ["minimumOrder", "-5", /amount such as 5.00/],
    ["minimumOrder", "1.234", /amount such as 5.00/],
    ["perOrderCap", "0", /leave it empty/],
    ["rewardAmount", "", /more than zero/],
    ["rewardAmount", "five", /amount such as 5.00/],
    ["rewardPoints", "1.5", /whole number/],
    ["rewardPoints", "0", /at least one/],
    ["rewardMinimum", "1e3", /amount such as 5.00/],
    ["rewardValidityDays", "0", /at least one day/],
    ["rewardValidityDays", "soon", /whole days/],
    ["shortfallPolicy", "sue", /./],
  ] as const)("shows the problem of %s = %j beside that field", (field, text, message) => {
    const refused = read({ [field]: text });
    expect(refused).toMatchObject({
      outcome: "invalid",
      problems: { [field]: expect.stringMatching(message) },
    });
    expect(refused.outcome === "invalid" && Object.keys(refused.problems)).toEqual([field]);
  });

  it("shows every problem at once", () => {
    const refused = read({ pointsPerUnit: "", rewardAmount: "x", rewardPoints: "x" });
    expect(refused.outcome === "invalid" && Object.keys(refused.problems).sort()).toEqual([
      "pointsPerUnit",
      "rewardAmount",
      "rewardPoints",
    ]);
  });

  it("whatever is typed, it answers a program or problems and never breaks", () => {
    const typed = fc.record({
      pointsPerUnit: fc.string(),
      minimumOrder: fc.string(),
      perOrderCap: fc.string(),
      rewardAmount: fc.string(),
      rewardPoints: fc.string(),
      rewardValidityDays: fc.string(),
      pointsNameOne: fc.string({ unit: "grapheme" }),
    });
    fc.assert(
      fc.property(typed, (changes) => {
        const answer = read(changes);
        const problems = answer.outcome === "invalid" ? Object.keys(answer.problems) : ["none"];
        expect(problems).not.toEqual([]);
      }),
    );
  });
});

describe("what the form does not show", () => {
  const change: Partial<ProgramDocumentInput> = {
    earning: { pointsPerUnit: "2", perDayCap: "50", stacking: "sum" },
    tiers: { list: [{ id: "gold", name: "Gold", entry: "manual" }] },
    emails: { tierChanged: false },
    returnSpentPoints: "on_full_refund",
  };

  it("stays as it is", () => {
    const before = buildDocument({}, change);
    const saved = readProgramValues(valuesFromDocument(before, "EUR"), "EUR", before);
    expect(saved).toEqual({ outcome: "valid", document: before });
  });

  it("is named where it contradicts what is typed", () => {
    const before = buildDocument({}, change);
    const typed = { ...valuesFromDocument(before, "EUR"), perOrderCap: "51" };
    expect(readProgramValues(typed, "EUR", before)).toEqual({
      outcome: "invalid",
      problems: { other: "This is less than the most points of one order, 51" },
    });
  });
});

describe("what saving would change", () => {
  const changes = (after: Partial<ProgramValues>) => {
    const changed = read(after);
    if (changed.outcome === "invalid") throw new Error("The change is no program");
    return describeChanges(base, changed.document, "EUR");
  };

  it("nothing, when nothing was changed", () => {
    expect(changes({})).toEqual([]);
  });

  it("the rate is told with the old one", () => {
    expect(changes({ pointsPerUnit: "3" })).toEqual([
      "Orders earn 3 Stars per €1.00 instead of 2.",
    ]);
  });

  it("the reward is told as a sentence of points and money", () => {
    expect(changes({ rewardPoints: "100", rewardAmount: "7.5" })).toEqual([
      "100 Stars turn into €7.50 off.",
    ]);
  });

  it("every field that the form can change leads to a sentence", () => {
    const others: ProgramValues = {
      pointsNameOne: "Bean",
      pointsNameOther: "Beans",
      pointsPerUnit: "7",
      taxIncluded: !values.taxIncluded,
      shippingIncluded: !values.shippingIncluded,
      giftCardsIncluded: !values.giftCardsIncluded,
      minimumOrder: "10",
      perOrderCap: "500",
      rewardAmount: "9",
      rewardPoints: "99",
      rewardMinimum: "20",
      rewardValidityDays: "10",
      combinesOrder: !values.combinesOrder,
      combinesProduct: !values.combinesProduct,
      combinesShipping: !values.combinesShipping,
      shortfallPolicy: "forgive",
      orderEarnedEmail: !values.orderEarnedEmail,
    };
    for (const [field, value] of Object.entries(others)) {
      const told = changes({ [field]: value });
      expect(told, field).toHaveLength(1);
      expect(told[0]).not.toMatch(/undefined|NaN/);
    }
  });
});
