// QR codes as pictures: what a camera reads from one is what was put in.
import { describe, expect, test } from "vitest";
import { qrSvg } from "../../../app/adapters/qr/qr-svg.ts";
import { readQr } from "../../support/read-qr.ts";

describe("a QR code", () => {
  test.each([
    "RG1.K7QM4T2X9.abcdefghijklmnopqrstuv",
    "https://harbour-coffee.myshopify.com/apps/loyalty/r/ADA-K7QM",
    "ünïcode ✓",
  ])("says %s", (text) => {
    expect(readQr(qrSvg(text, { title: "Code" }))).toBe(text);
  });

  test("has a name for those who cannot see it, and no markup comes from it", () => {
    const svg = qrSvg("a", { title: "<b>&</b>" });
    expect(svg).toContain("<title>&lt;b&gt;&amp;&lt;/b&gt;</title>");
    expect(svg).toContain('role="img"');
  });

  test("of no text, or of too much, is refused", () => {
    expect(() => qrSvg("", { title: "Code" })).toThrow(RangeError);
    expect(() => qrSvg("x".repeat(601), { title: "Code" })).toThrow(RangeError);
    expect(qrSvg("x".repeat(600), { title: "Code" })).toContain("<svg");
  });
});
