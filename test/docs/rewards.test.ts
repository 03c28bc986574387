// The prices that docs/rewards.md works out are those that members pay.
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { priceOf } from "../../app/core/rewards/reward-price.ts";

const CELLS = 4;

/** A row of the table of prices, as numbers. */
interface Example {
  readonly usual: bigint;
  readonly ofTier: bigint | null;
  readonly percents: readonly number[];
  readonly paid: bigint;
}

function readExample(row: string): Example[] {
  const cells = row.split("|").slice(1, -1);
  const [usual = "", ofTier = "", campaigns = "", paid = ""] = cells.map((cell) => cell.trim());
  if (cells.length !== CELLS || !/^\d+$/.test(usual)) return [];
  const percents = [...campaigns.matchAll(/(\d+) %/g)].map(([, percent]) => Number(percent));
  const tier = ofTier === "—" ? null : BigInt(ofTier);
  return [{ usual: BigInt(usual), ofTier: tier, percents, paid: BigInt(paid) }];
}

const page = await readFile("docs/rewards.md", "utf8");
const section = page.split("## What it costs")[1]?.split("\n## ")[0] ?? "";
const examples = section.split("\n").flatMap(readExample);

test("the page works out some prices", () => {
  expect(examples.length).toBeGreaterThan(5);
});

test.each(examples)("$usual points, $ofTier in the tier, with $percents: $paid", (example) => {
  const { usual, ofTier, percents, paid } = example;
  const tierPrices = ofTier === null ? [] : [{ tierId: "gold", points: ofTier }];
  const campaigns = percents.map((percentOff) => ({
    id: `off-${percentOff}`,
    name: "Quiet weeks",
    startsAt: "2026-07-01T00:00",
    endsAt: "2026-08-01T00:00",
    weekdays: [],
    hours: null,
    rewardIds: [],
    percentOff,
  }));
  const now = Date.parse("2026-07-15T12:00:00Z");
  const reward = { id: "five", points: usual, tierPrices };
  const context = { tierId: "gold", now, timeZone: "Europe/Berlin", campaigns };
  expect(priceOf(reward, context)).toBe(paid);
});
