// QR codes as pictures: what a camera reads from one is what was put in.
import decodeQR from "qr/decode.js";
import { describe, expect, test } from "vitest";
import { qrSvg } from "../../../app/adapters/qr/qr-svg.ts";

const PIXELS_PER_MODULE = 4;

/** Paints the picture's path as a browser does, and reads it as a camera does. */
function readFrom(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const width = size * PIXELS_PER_MODULE;
  const data = new Uint8Array(width * width * 4).fill(255);
  const path = /fill="#000" d="([^"]*)"/.exec(svg)?.[1] ?? "";
  for (const [, x = "", y = "", length = ""] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let row = 0; row < PIXELS_PER_MODULE; row += 1) {
      const start = (Number(y) * PIXELS_PER_MODULE + row) * width + Number(x) * PIXELS_PER_MODULE;
      for (let pixel = 0; pixel < Number(length) * PIXELS_PER_MODULE; pixel += 1) {
        data.fill(0, (start + pixel) * 4, (start + pixel) * 4 + 3);
      }
    }
  }
  return decodeQR({ width, height: width, data });
}

describe("a QR code", () => {
  test.each([
    "RG1.K7QM4T2X9.abcdefghijklmnopqrstuv",
    "https://harbour-coffee.myshopify.com/apps/loyalty/r/ADA-K7QM",
    "ünïcode ✓",
  ])("says %s", (text) => {
    expect(readFrom(qrSvg(text, { title: "Code" }))).toBe(text);
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
