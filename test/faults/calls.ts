// Calls of Shopify's that go wrong, one after the other, while vouchers are issued and given back.
import { test, vi } from "vitest";
import { MADE_IN_SHOPIFY } from "../support/fault-rewards.ts";
import {
  CALL_FAULTS,
  type CallFault,
  type Cell,
  type FaultWorld,
  expectEndStates,
  issueAll,
  shoppersOfAllKinds,
} from "../support/fault-world.ts";
import type { Shopper } from "../support/fault-shop.ts";
import { work } from "../support/fault-worker.ts";
import type { MortalProcess } from "../support/mortal-process.ts";
import { type Processes, cleanIssueInShopify, cleanReturn } from "./clean-lives.ts";
import { returnAll, shoppersWithVouchers, wayOf } from "./ways.ts";

export function faultsOfCalls(open: () => FaultWorld): void {
  test.each(CALL_FAULTS)("$name keeps no voucher's points from coming back", async (fault) => {
    const all = open();
    const clean = await cleanReturn(all);
    for (let place = 0; place < mostCalls(clean); place += 1) {
      const calls = callsAt(clean, place, wayOf);
      const shoppers = await shoppersWithVouchers(all);
      const struck = shoppers.map((shopper) => calls.get(wayOf(shopper)));
      await strike(all, fault, struck, () => returnAll(all, shoppers));
      const cells = shoppers.map((shopper): Cell => {
        const way = wayOf(shopper);
        const name = `${calls.get(way)}: ${fault.name}, ${shopper.kind} ${way}`;
        return { name, shopper, expected: "none" };
      });
      await expectEndStates(all, cells);
    }
  });

  test.each(CALL_FAULTS)("$name ends in the voucher, or in all points", async (fault) => {
    const all = open();
    const clean = await cleanIssueInShopify(all);
    for (let place = 0; place < mostCalls(clean); place += 1) {
      const calls = callsAt(clean, place, ({ kind }) => kind);
      const shoppers = await shoppersOfAllKinds(all, [...calls.keys()]);
      const struck = shoppers.map(({ kind }) => calls.get(kind));
      await strike(all, fault, struck, () => issueAll(all, shoppers));
      const cells = shoppers.map((shopper): Cell => {
        const call = calls.get(shopper.kind);
        const name = `${call}: ${fault.name}, ${shopper.kind}`;
        return { name, shopper, expected: endOf(fault, call) };
      });
      await expectEndStates(all, cells);
    }
  });

  test("any of these, as chance has it, ends well", async () => {
    const all = open();
    const { random, world } = all;
    for (let round = 0; round < MIXTURES; round += 1) {
      const shoppers = await shoppersOfAllKinds(all, MADE_IN_SHOPIFY);
      const faults = shoppers.map(() => random.pick(MIXED));
      for (const { kind, when } of faults) await world.fail("*", kind, when);
      await impatiently(async () => {
        await issueAll(all, shoppers);
        await work(all);
      });
      await world.clearFaults();
      const told = faults.map(({ name }) => name).join(", ");
      const cells = shoppers.map((shopper): Cell => {
        return { name: `${shopper.kind}: ${told}`, shopper, expected: "either" };
      });
      await expectEndStates(all, cells);
    }
  });
}

/** Of what the app asks first, a refusal may end it, or be met by asking again. */
function endOf({ kind }: CallFault, call = ""): Cell["expected"] {
  if (kind !== "refused") return "voucher";
  return call.startsWith("mutation") ? "none" : "either";
}

const MIXTURES = 3;
/** An expired token is one for all calls that follow. */
const MIXED = CALL_FAULTS.filter(({ kind }) => kind !== "token_expired");

const callsIn = ({ steps }: MortalProcess) =>
  steps.filter((step) => /^(query|mutation) /.test(step));

function mostCalls(clean: Processes): number {
  return Math.max(...[...clean.values()].map((process) => callsIn(process).length));
}

/** What is asked in this place of a voucher's life, of those that ask so much. */
function callsAt<Key>(
  clean: Processes,
  place: number,
  keyOf: (shopper: Shopper) => Key,
): Map<Key, string> {
  const calls = new Map<Key, string>();
  for (const [shopper, process] of clean) {
    const call = callsIn(process)[place];
    if (call !== undefined) calls.set(keyOf(shopper), call);
  }
  return calls;
}

/** Each of the calls goes wrong once; then a worker goes on, until nothing is left to be done. */
async function strike(
  all: FaultWorld,
  { kind, when }: CallFault,
  calls: readonly (string | undefined)[],
  deed: () => Promise<unknown>,
): Promise<void> {
  const { world } = all;
  const isToken = kind === "token_expired";
  const operations = calls.flatMap((call) => call?.split(" ")[1] ?? []);
  // One token serves all: where it ends with one call, it ends for all of them.
  for (const operation of isToken ? operations.slice(0, 1) : operations) {
    await world.fail(operation, kind, when);
  }
  const patience = kind === "timeout" ? impatiently : (act: () => Promise<void>) => act();
  await patience(async () => {
    await deed();
    // By the app's clock the token is over now, too.
    if (isToken) await world.signIn(0);
    await work(all);
  });
  await world.clearFaults();
}

/** Longer than a healthy simulator takes. */
const PATIENCE_MS = 400;
const LONG_MS = 10_000;

/** As though nobody had more patience: what would take ten seconds or more ends sooner. */
async function impatiently(deed: () => Promise<void>): Promise<void> {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const spy = vi.spyOn(AbortSignal, "timeout");
  spy.mockImplementation((ms) => timeout(ms >= LONG_MS ? PATIENCE_MS : ms));
  await deed().finally(() => spy.mockRestore());
}
