// The program as a form shows it and as core reads it are the same program.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseProgramDocument,
  type ProgramDocument,
  programDocumentToJson,
} from "../../../app/core/program/document.ts";
import { withValueAt } from "../../../app/ui/program/typed-paths.ts";
import {
  readProgram,
  type TypedProgram,
  type TypedValue,
  typeProgram,
} from "../../../app/ui/program/typed-program.ts";
import { FULL_PROGRAM, OTHER_PROGRAM } from "../../support/full-programs.ts";
import { program } from "../../support/order-builder.ts";

const json = (read: ReturnType<typeof readProgram>) =>
  read.outcome === "valid" ? programDocumentToJson(read.document) : JSON.stringify(read.problems);

const full = typeProgram(FULL_PROGRAM, "EUR");
const typedAt = (path: string, value: TypedValue, typed: TypedProgram = full) =>
  readProgram(withValueAt(typed, path, value), "EUR");

describe("a program that is typed", () => {
  const programs: [string, ProgramDocument][] = [
    ["a plain one", program()],
    ["one that says everything", FULL_PROGRAM],
    ["another one that says everything", OTHER_PROGRAM],
  ];

  it.each(programs)("and sent unchanged is the same program: %s", (_name, document) => {
    const again = readProgram(typeProgram(document, "EUR"), "EUR");
    expect(json(again)).toBe(programDocumentToJson(document));
  });

  it("shows amounts in the currency's own decimals, and nothing where there is none", () => {
    expect(full.earning.minimumOrderMinor).toBe("10.00");
    expect(full.tiers?.list[1]?.enter?.anyOf[0]?.allOf).toEqual([
      { counter: "nights", atLeast: "50" },
      { counter: "spend", atLeast: "2000.00" },
    ]);
    const yen = typeProgram(program(), "JPY");
    expect(yen.rewards[0]).toMatchObject({ amountMinor: "500" });
    expect(typeProgram(program(), "EUR").earning).toMatchObject({
      minimumOrderMinor: "",
      perOrderCap: "",
    });
  });

  it("shows lists as texts with commas, and benefits line by line", () => {
    expect(full.expiry.warningDays).toBe("30, 7");
    expect(full.campaigns[0]?.weekdays).toBe("6, 7");
    expect(full.tiers?.list[1]?.benefits).toBe("Free shipping\nEarly access");
  });

  it("reads amounts in the currency's own decimals", () => {
    const typed = withValueAt(typeProgram(program(), "KWD"), "rewards.0.amountMinor", " 1.255 ");
    const dinar = readProgram(typed, "KWD");
    expect(dinar.outcome === "valid" && dinar.document.rewards[0]).toMatchObject({
      amountMinor: 1_255n,
    });
  });

  it("reads the addresses of Shopify's pages as the numbers in them", () => {
    const text = "gid://shopify/Product/12, https://admin.shopify.com/store/x/products/13?a=b, 14";
    const read = typedAt("earning.excludedProducts.productIds", text);
    expect(read.outcome === "valid" && read.document.earning.excludedProducts.productIds).toEqual([
      "12",
      "13",
      "14",
    ]);
  });

  it.each([
    ["earning.pointsPerUnit", "1000.5", /at most 1000/],
    ["earning.pointsPerUnit", "two", /number such as 2/],
    ["earning.pointsPerUnit", "", /number such as 2/],
    ["pointsName.one", " ", /name of one/],
    ["pointsName.other", "x".repeat(31), /30 characters/],
    ["earning.minimumOrderMinor", "-5", /amount such as 5.00/],
    ["earning.minimumOrderMinor", "1.234", /amount such as 5.00/],
    ["earning.minimumOrderMinor", "100000000000000", /amount such as 5.00/],
    ["earning.perOrderCap", "0", /leave it empty/],
    ["earning.perDayCap", "many", /whole number/],
    ["rewards.0.amountMinor", "", /more than zero/],
    ["rewards.0.points", "1.5", /whole number/],
    ["rewards.0.validityDays", "0", /at least one day/],
    ["rewards.0.validityDays", "soon", /whole number/],
    ["rewards.0.tierPrices.0.points", "", /whole number/],
    ["rewards.0.tierPrices.0.points", "101", /more than the usual price of 100/],
    ["rewards.1.drops.0.stock", "few", /whole number/],
    ["rewardCampaigns.0.percentOff", "91", /at most 90/],
    ["rewardCampaigns.0.percentOff", "", /whole number/],
    ["rewardCampaigns.0.endsAt", "2026-02-01T00:00", /ends before it starts/],
    ["campaigns.0.startsAt", "2026-02-30T00:00", /does not exist/],
    ["campaigns.0.startsAt", "", /date and time/],
    ["campaigns.0.endsAt", "2026-02-01T00:00", /ends before it starts/],
    ["campaigns.0.budget", "1", /.*/],
    ["earning.rules.0.name", "", /Enter a name/],
    ["earning.rules.0.effect.multiplier", "-2", /number such as 2/],
    ["earning.productMultipliers.0.products.tags", "", /.*/],
    ["pending.days", "", /whole number/],
    ["pending.atLatestDays", "3", /less than the 14 days/],
    ["expiry.policy.length.count", "1000", /ten years/],
    ["tiers.list.1.name", "silver", /Another tier/],
    ["tiers.list.1.enter.anyOf.0.allOf.1.atLeast", "2.5.0", /amount such as/],
    ["tiers.graceDays", "a month", /whole number/],
    ["shortfallPolicy", "sue", /./],
    ["rewards.0.audience.tierIds", "gold, lead", /No tier has the id lead/],
    ["rewardCampaigns.0.rewardIds", "five-off, none", /No reward has the id none/],
  ])("shows the problem of %s = %j at that field", (path, text, message) => {
    const refused = typedAt(path, text);
    if (refused.outcome === "valid") throw new Error("It was accepted");
    expect(refused.problems[0]?.message).toMatch(message);
    const field = path.replace(/\.tags$/, "");
    // The problem of one of several that are typed as one text lies within their field.
    const fields = refused.problems.map((problem) => problem.path.replace(/(Ids)\.\d+$/, "$1"));
    expect(fields).toContain(field);
  });

  it.each([
    ["expiry.warningDays", "30, soon", "expiry.warningDays.1"],
    ["tiers.noticeDays", "30, 30", "tiers.noticeDays"],
    ["earning.rules.0.conditions.tiers", "gold, lead", "earning.rules.0.conditions.tiers.1"],
    ["earning.excludedProducts.productIds", "1, tea", "earning.excludedProducts.productIds.1"],
  ])("points into a list: %s = %j", (path, text, at) => {
    const refused = typedAt(path, text);
    expect(refused.outcome === "invalid" && refused.problems.map((one) => one.path)).toContain(at);
  });

  it("shows every problem at once", () => {
    const once = withValueAt(full, "earning.pointsPerUnit", "");
    const twice = withValueAt(once, "rewards.0.amountMinor", "x");
    const refused = readProgram(withValueAt(twice, "pending.days", "x"), "EUR");
    expect(refused.outcome === "invalid" && refused.problems.map(({ path }) => path)).toEqual([
      "earning.pointsPerUnit",
      "pending.days",
      "rewards.0.amountMinor",
    ]);
  });

  it("whatever is typed, it answers a program or problems and never breaks", () => {
    const leaves = leafPaths(full).filter(([, value]) => typeof value === "string");
    const typed = fc.record({ at: fc.nat(leaves.length - 1), text: fc.string() });
    fc.assert(
      fc.property(typed, ({ at, text }) => {
        const read = typedAt(leaves[at]?.[0] ?? "", text);
        if (read.outcome === "valid") {
          const { outcome } = parseProgramDocument(
            JSON.parse(programDocumentToJson(read.document)),
          );
          expect(outcome).toBe("valid");
        } else expect(read.problems).not.toEqual([]);
      }),
    );
  });
});

function leafPaths(value: unknown, path = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) =>
    leafPaths(part, path === "" ? key : `${path}.${key}`),
  );
}
