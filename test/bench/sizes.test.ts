// What the arguments of the benchmark ask for.
import { describe, expect, it } from "vitest";
import { parts, readSizes } from "./sizes.ts";

describe("the sizes of the benchmark", () => {
  it("are small unless all is asked for", () => {
    expect(readSizes([])).toMatchObject({ parts, lots: 1_000_000 });
  });

  it("are those that are promised when all is asked for", () => {
    expect(readSizes(["--full"])).toMatchObject({ lots: 10_000_000, memoryOrders: 1_000_000 });
  });

  it("name the parts that are wanted", () => {
    expect(readSizes(["--only=core,door"]).parts).toEqual(["core", "door"]);
  });

  it.each([
    ["--fulll", "does not know"],
    ["credits", "does not know"],
    ["--only=ledger", "no part"],
    ["--only=", "no part"],
  ])("refuse %s", (arg, reason) => {
    expect(() => readSizes([arg])).toThrow(reason);
  });
});
