// How measurements of several sides become one result.
import { describe, expect, it } from "vitest";
import { median, medianRate, medianTurn, takeTurns } from "./compare.ts";
import type { Rate } from "./compare.ts";

describe("a comparison", () => {
  it("lets the sides take turns in the order of their names", async () => {
    const heard: string[] = [];
    const side = (name: string) => (): Promise<Rate> => {
      heard.push(name);
      return Promise.resolve({ perSecond: heard.length });
    };
    await takeTurns(2, { baseline: side("baseline"), product: side("product") });
    expect(heard).toEqual(["baseline", "product", "baseline", "product"]);
  });

  it("answers the turn with the median ratio, not with the best of each side", () => {
    const turn = (product: number, baseline: number) => ({
      product: { perSecond: product },
      baseline: { perSecond: baseline },
    });
    const turns = [turn(100, 10), turn(30, 10), turn(90, 45)];
    expect(medianTurn(turns, "product", "baseline")).toBe(turns[1]);
  });

  it("answers the measurement with the median rate where there is one side", () => {
    const rates = [{ perSecond: 40 }, { perSecond: 10 }, { perSecond: 30 }];
    expect(medianRate(rates)).toBe(rates[2]);
    expect(() => medianRate([])).toThrow("no median");
  });

  it("answers the median of values", () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(3);
    expect(() => median([])).toThrow("no median");
  });

  it("has no median without turns", () => {
    expect(() => medianTurn<"a", Rate>([], "a", "a")).toThrow("no median");
  });
});
