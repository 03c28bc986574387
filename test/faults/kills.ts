// Processes that are killed between every two of their steps, and others that go on after them.
import { expect, test } from "vitest";
import type { Shopper } from "../support/fault-shop.ts";
import { work } from "../support/fault-worker.ts";
import { type FaultWorld, expectEndStates, issueAll, processOf } from "../support/fault-world.ts";
import { type Processes, cleanIssue, cleanReturn } from "./clean-lives.ts";
import { type Numbered, cellsOf, mostSteps, numbered, oneForEachStep } from "./each-step.ts";
import { returnAll, shoppersWithVouchers } from "./ways.ts";

export function kills(open: () => FaultWorld): void {
  test("issuing a voucher ends in the voucher, which is had once", async () => {
    const all = open();
    const clean = await cleanIssue(all);
    const doomed = await oneForEachStep(all, clean);
    const processes = await issueAll(all, [...doomed.keys()], diesAfter(doomed));
    expectDeaths(processes);
    await workAndDie(all);
    // Who got no answer asks again, with the same key.
    const answers = await Promise.all([...doomed.keys()].map((shopper) => all.at.redeem(shopper)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await work(all);
    await expectEndStates(all, cellsOf("killed", doomed, "voucher"));
  });

  test("giving a voucher back ends with all points there, once", async () => {
    const all = open();
    const clean = await cleanReturn(all);
    const doomed = numbered(await shoppersWithVouchers(all, mostSteps(clean)));
    await returnAll(all, [...doomed.keys()], diesAfter(doomed));
    await workAndDie(all);
    await work(all);
    await expectEndStates(all, cellsOf("killed", doomed, "none"));
  });
}

const diesAfter = (doomed: Numbered) => (shopper: Shopper) => ({
  diesAfter: doomed.get(shopper) ?? 0,
});

function expectDeaths(processes: Processes): void {
  expect([...processes.values()].filter(({ isDead }) => !isDead)).toEqual([]);
}

const MORTAL_WORKERS = 3;
const MOST_STEPS = 40;

/** The first workers that go on are killed in their turn. */
async function workAndDie(all: FaultWorld): Promise<void> {
  for (let worker = 0; worker < MORTAL_WORKERS; worker += 1) {
    await work(all, processOf(all, { diesAfter: all.random.between(1, MOST_STEPS) }));
  }
}
