// Rewards that no night can issue by itself are refused beside the field that can mend them.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";

const fiveOff = { kind: "amount_off", amountMinor: "500" };
const autoIssue = { kind: "threshold" };

/** Of five off, unless it is another kind. */
function problemsOf(reward: object) {
  const kind = "kind" in reward ? {} : fiveOff;
  const basics = { id: "five", points: "100", autoIssue };
  const parsed = parseProgramDocument({ rewards: [{ ...basics, ...kind, ...reward }] });
  return parsed.outcome === "valid"
    ? []
    : parsed.problems.map(({ path, message }) => [path, message]);
}

describe("a reward that leaves a choice", () => {
  test.each<[string, object, RegExp]>([
    [
      "how much",
      { kind: "points_for_money", amountPerStepMinor: "100" },
      /^Members choose how many points to spend/,
    ],
    [
      "which variant",
      {
        kind: "free_product",

        variantIds: ["1", "2"],
        variantNames: ["Light", "Dark"],
      },
      /^Members choose a variant.*name one variant only$/,
    ],
    [
      "who gets it",
      { kind: "gift_card", amountMinor: "500", recipient: "either" },
      /^Members say who gets/,
    ],
  ])("of %s cannot issue itself", (_choice, reward, message) => {
    expect(problemsOf(reward)).toEqual([
      ["rewards.0.autoIssue.kind", expect.stringMatching(message)],
    ]);
    expect(problemsOf({ ...reward, autoIssue: null })).toEqual([]);
  });

  test("can issue itself once nothing is left to choose", () => {
    const product = { kind: "free_product", variantIds: ["1"] };
    expect(problemsOf(product)).toEqual([]);
    expect(problemsOf({ kind: "gift_card", amountMinor: "500", recipient: "self" })).toEqual([]);
  });
});

describe("who a reward is for that issues itself", () => {
  test("must be known without asking Shopify", () => {
    const audience = { customerTags: ["vip"], segmentIds: ["5"] };
    expect(problemsOf({ audience })).toEqual([
      ["rewards.0.audience.customerTags", expect.stringContaining("Only Shopify knows this")],
      ["rewards.0.audience.segmentIds", expect.stringContaining("Only Shopify knows this")],
    ]);
  });
});

describe("the dates of a reward that issues itself", () => {
  const on = (dates: unknown, more: object = {}) =>
    problemsOf({ autoIssue: { kind: "dates", dates, ...more } });

  test("are one or more days of the year, each once", () => {
    expect(on(["02-29", "12-24"], { most: 2, mostPerYear: 3 })).toEqual([]);
    expect(on([])).toEqual([["rewards.0.autoIssue.dates", "Give at least one date"]]);
    expect(on(["02-30"])).toEqual([["rewards.0.autoIssue.dates.0", "This day does not exist"]]);
    expect(on(["12-24", "12-24"])).toEqual([
      ["rewards.0.autoIssue.dates.1", "Give each date once"],
    ]);
  });

  test("and numbers of times are refused where they are none", () => {
    expect(on(["12-24"], { most: 0 })).toEqual([["rewards.0.autoIssue.most", "Enter at least 1"]]);
    expect(problemsOf({ autoIssue: { kind: "threshold", keep: "-1" } })).toEqual([
      ["rewards.0.autoIssue.keep", "Enter a whole number, zero or more"],
    ]);
    expect(problemsOf({ autoIssue: { kind: "threshold", kept: "1" } })).toEqual([
      ["rewards.0.autoIssue.kept", expect.stringContaining('no setting "kept"')],
    ]);
  });
});
