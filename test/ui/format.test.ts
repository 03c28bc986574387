// Numbers, amounts and days in the merchant's words, currency and time zone.
import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatDateTime,
  formatMinor,
  formatMoney,
  formatPeriod,
  formatPoints,
  formatSigned,
  plural,
} from "../../app/ui/format.ts";

const stars = { one: "Star", other: "Stars" };

describe("numbers in the admin", () => {
  it("one point has its own word, any other number the other one", () => {
    expect(formatPoints(1, stars)).toBe("1 Star");
    expect(formatPoints(0, stars)).toBe("0 Stars");
    expect(formatPoints(12_412, stars)).toBe("12,412 Stars");
  });

  it("movements carry their sign, nothing has none", () => {
    expect(formatSigned(80)).toBe("+80");
    expect(formatSigned(-1_200)).toBe("−1,200");
    expect(formatSigned(0)).toBe("0");
  });

  it("amounts have the decimals of their currency", () => {
    expect(formatMinor(4_000, "EUR")).toBe("€40.00");
    expect(formatMinor(4_000, "JPY")).toBe("¥4,000");
    expect(formatMinor(4_000, "KWD").replaceAll(/\s/g, " ")).toBe("KWD 4.000");
    expect(formatMoney("1", "USD")).toBe("$1.00");
    expect(formatMinor(4_500_000, "USDC").replaceAll(/\s/g, " ")).toBe("USDC 4.500000");
  });

  it("an amount beyond the exact range of numbers keeps every digit", () => {
    expect(formatMoney("90071992547409.93", "EUR")).toBe("€90,071,992,547,409.93");
  });

  it("times are told in the shop's time zone", () => {
    const instant = new Date("2026-07-01T22:30:00Z");
    expect(formatDateTime(instant, "Europe/Berlin")).toContain("Jul 2, 2026");
    expect(formatDateTime(instant, "America/New_York")).toContain("Jul 1, 2026");
  });

  it("a period is named by its first day in the shop's calendar, wherever the reader is", () => {
    expect(formatPeriod("2026-07-06", "week")).toBe("Jul 6");
    expect(formatPeriod("2026-07-01", "month")).toBe("Jul 26");
  });

  it("sizes and counts read naturally", () => {
    expect(formatBytes(900)).toBe("900 bytes");
    expect(formatBytes(4_096)).toBe("4 KB");
    expect(plural(1, "attempt", "attempts")).toBe("1 attempt");
    expect(plural(2, "attempt", "attempts")).toBe("2 attempts");
  });
});
