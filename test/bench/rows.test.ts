// What a row of results says, and how the table shows it.
import { describe, expect, it } from "vitest";
import { isMet, limitRow, noneRow, rateRow, tableOf } from "./rows.ts";

const credits = rateRow("orders credited", "orders/s", { value: 5_432.1, baseline: 2_716.05 }, 1.5);

describe("a row of the benchmark", () => {
  it("tells how many times faster than the baseline a rate is", () => {
    expect(credits).toEqual({
      name: "orders credited",
      unit: "orders/s",
      value: 5_432,
      baseline: 2_716,
      ratio: 2,
      goal: 1.5,
    });
  });

  it("tells of a limit how often the value fits into it", () => {
    const row = limitRow("p99", "ms", 250, 1_000);
    expect(row).toMatchObject({ value: 250, baseline: 1_000, ratio: 4, goal: 1 });
    expect(isMet(row)).toBe(true);
  });

  it("keeps a digit of small values", () => {
    expect(limitRow("p99", "ms", 2.345, 10).value).toBe(2.3);
  });

  it("keeps a limit with nothing, however small the limit", () => {
    const row = limitRow("tasks", "ms", 0, 50);
    expect(row).toMatchObject({ value: 0, ratio: 1_000 });
    expect(isMet(row)).toBe(true);
  });

  it("is missed by the least of what there must be nothing of", () => {
    expect(isMet(noneRow("shift", "shift", 0))).toBe(true);
    const row = noneRow("shift", "shift", 0.0004);
    expect(row.value).toBe(0.0004);
    expect(isMet(row)).toBe(false);
  });

  it("is met without a goal", () => {
    const rates = { value: 1, baseline: 100 };
    expect(isMet(rateRow("answers", "answers/s", rates, null))).toBe(true);
  });

  it("is missed below its goal", () => {
    const rates = { value: 149, baseline: 100 };
    expect(isMet(rateRow("orders", "orders/s", rates, 1.5))).toBe(false);
  });
});

describe("the table", () => {
  it("aligns its columns and names what was missed", () => {
    const missed = limitRow("p99", "ms", 2_000, 1_000);
    expect(tableOf([credits, missed])).toEqual([
      "                 value          baseline       ratio  goal",
      "orders credited  5432 orders/s  2716 orders/s  2.00   >= 1.5",
      "p99              2000 ms        1000 ms        0.50   >= 1    missed",
    ]);
  });
});
