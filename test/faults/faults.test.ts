// The table of faults: whatever goes wrong, wherever, with a reward of whatever kind, a shopper has
// in the end a voucher that works and is short of its points, or no voucher and all points. Never
// both, never neither.
import { afterAll, beforeAll, beforeEach, describe, test, vi } from "vitest";
import { type FaultWorld, expectBooksAgree, openFaultWorld } from "../support/fault-world.ts";
import { faultsOfCalls } from "./calls.ts";
import { departures } from "./departures.ts";
import { kills } from "./kills.ts";
import { lateUses } from "./late-uses.ts";

/** Each of these tests plays some dozens of vouchers. */
vi.setConfig({ testTimeout: 120_000 });

const MOST_SEEDS = 1_000_000;
const seed = Number(process.env["FAULTS_SEED"] ?? Math.floor(Math.random() * MOST_SEEDS));

let all: FaultWorld;

beforeAll(async () => {
  all = await openFaultWorld(seed);
});
afterAll(() => all.stop());
beforeEach(async () => {
  await all.world.clearFaults();
  await all.world.signIn();
});

describe(`FAULTS_SEED=${seed}`, () => {
  faultsOfCalls(() => all);

  describe("a process that is killed after any of its steps", () => {
    kills(() => all);
  });

  describe("a shop that uninstalls the app", () => {
    departures(() => all);
  });

  describe("a code that is used while it is given up", () => {
    lateUses(() => all);
  });

  test("after all of this the books of all shops agree", () => expectBooksAgree(all));
});
