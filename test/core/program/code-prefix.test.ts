// What voucher codes may begin with.
import { describe, expect, it } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import { giftCardCode, voucherCode } from "../../../app/core/rewards/voucher-code.ts";

const problemsOf = (codePrefix: unknown) => {
  const parsed = parseProgramDocument({ codePrefix, rewards: [] });
  return parsed.outcome === "valid" ? [] : parsed.problems;
};
const readAs = (codePrefix?: string) => {
  const parsed = parseProgramDocument({ codePrefix, rewards: [] });
  return parsed.outcome === "valid" ? parsed.document.codePrefix : null;
};

describe("the beginning of codes", () => {
  it("is REG where a program does not say it", () => {
    expect(readAs()).toBe("REG");
  });

  it.each(["GOLD", "BEANS", "CAFE24", "B0", "XXXXXXXXXX", "SPARK2030"])("can be %s", (prefix) => {
    expect(readAs(prefix)).toBe(prefix);
  });

  it("is kept in capitals, however it is typed", () => {
    expect(readAs(" beans ")).toBe("BEANS");
  });

  it.each([
    ["", "at least 2"],
    ["X", "at least 2"],
    ["ELEVENSIGNS", "at most 10"],
    ["BE-AN", "Shopify takes no other signs"],
    ["BE AN", "Shopify takes no other signs"],
    ["KAFFEEÄ", "Shopify takes no other signs"],
    ["G0LD", "either these letters or these digits"],
    ["L10N", "either these letters or these digits"],
    ["OO", "something else beside them"],
    ["101", "something else beside them"],
    ["SHIT", "another word"],
    ["5HIT", "another word"],
    ["F4G", "another word"],
    ["SEX69", "another word"],
  ])("cannot be %j, and says why", (prefix, words) => {
    expect(problemsOf(prefix)).toEqual([
      { path: "codePrefix", message: expect.stringContaining(words) },
    ]);
  });

  it("may have a word inside that would be none alone", () => {
    expect([readAs("SUSSEX"), readAs("PICASSO")]).toEqual(["SUSSEX", "PICASSO"]);
  });
});

describe("codes", () => {
  const bytes = Uint8Array.from({ length: 12 }, (_value, index) => index * 21);

  it("begin with what the program says, and are as hard to guess with any of it", () => {
    for (const prefix of ["AB", "BEANS", "XXXXXXXXXX"]) {
      const [start, ...groups] = voucherCode(bytes, prefix).split("-");
      expect([start, groups.join("")]).toEqual([prefix, expect.stringMatching(/^[0-9A-Z]{12}$/)]);
    }
  });

  it("of gift cards are 8 to 20 letters and digits with all random signs", () => {
    const random = voucherCode(bytes, "X").replace(/^X|-/g, "");
    expect(giftCardCode(bytes, "AB")).toBe(`AB${random}`);
    expect(giftCardCode(bytes, "EIGHTXYZ")).toBe(`EIGHTXYZ${random}`);
    expect(giftCardCode(bytes, "TENSIGNSXY")).toBe(`TENSIGNS${random}`);
  });

  it("differ wherever one random byte differs in what it stands for", () => {
    const codes = Array.from({ length: 12 }, (_value, place) =>
      giftCardCode(
        bytes.map((byte, index) => (index === place ? byte + 1 : byte)),
        "TENSIGNSXY",
      ),
    );
    expect(new Set([giftCardCode(bytes, "TENSIGNSXY"), ...codes]).size).toBe(13);
  });
});
