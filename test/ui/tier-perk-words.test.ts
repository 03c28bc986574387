// Each reason why a benefit of a tier does not work is a sentence that says what to do.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { perkInWords, perkProblemInWords } from "../../app/ui/tier-perk-words.ts";

const deliveries = ["take-perk-steps.ts", "write-tier-perks.ts"].map((file) =>
  readFileSync(join(import.meta.dirname, "../../app/outbox/deliveries", file), "utf8"),
);
/** What the deliveries write down: technical names in quotation marks beside the word. */
const problems = new Set(
  deliveries.flatMap((source) =>
    [...source.matchAll(/problem: (?:isFull \? )?"(\w+)"(?: : "(\w+)")?/g)].flatMap(
      ([, one, other]) => (other ? [one ?? "", other] : [one ?? ""]),
    ),
  ),
);

describe("why a benefit of a tier does not work", () => {
  it("is known from the deliveries", () => {
    expect([...problems].toSorted()).toEqual([
      "access_denied",
      "not_removed",
      "refused",
      "too_many_discounts",
      "too_many_segments",
    ]);
  });

  it.each([...problems])("says what to do: %s", (problem) => {
    expect(perkProblemInWords(problem)).toMatch(/try again here\.$/);
  });

  it("names the benefit and the tier", () => {
    expect(perkInWords("free_shipping", "Gold")).toBe("Free shipping of Gold");
    expect(perkInWords("discount", "Gold")).toBe("Discount of Gold");
  });
});
