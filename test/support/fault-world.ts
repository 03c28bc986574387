// Everything that the table of faults shares: one simulated Shopify, one database, one shop, and
// the seed from which sequence and timing come.
import type { RewardKind } from "../../app/core/program/reward-terms.ts";
import { pool } from "../../app/db/pool.ts";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import type { FaultKind } from "../../simulator/admin-api/faults.ts";
import { type Random, createRandom } from "../../simulator/seed/random.ts";
import { type TestDatabase, createTestDatabase } from "./database.ts";
import { KINDS } from "./fault-rewards.ts";
import { type FaultShop, type Shopper, openFaultShop } from "./fault-shop.ts";
import { letTimePass } from "./fault-worker.ts";
import { assertLedgerAddsUp } from "./ledger-check.ts";
import { type Fate, MortalProcess, makeMortal } from "./mortal-process.ts";
import { type ProxyServer, startProxyServer } from "./proxy-server.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "./simulated-shop.ts";
import { type EndState, endStateOf, truthOf } from "./voucher-truth.ts";

export interface FaultWorld {
  readonly db: TestDatabase;
  readonly world: SimulatedShop;
  readonly server: ProxyServer;
  readonly random: Random;
  /** The shop of the simulator's own. */
  readonly at: FaultShop;
  stop(): Promise<void>;
}

export async function openFaultWorld(seed: number): Promise<FaultWorld> {
  const db = await createTestDatabase();
  const world = await startSimulatedShop();
  const server = await startProxyServer();
  const at = await openFaultShop(world, server, world.shop);
  world.simulator.context.state.lag.usesSeconds = 0;
  await world.signIn();
  // The simulator reads its schema with the first call.
  await deliverOnce(at.shopId, "write_program", {}, { patienceMs: 30_000 });
  const endMortality = makeMortal(pool());
  return {
    db,
    world,
    server,
    at,
    random: createRandom(seed),
    async stop() {
      endMortality();
      server.stop();
      await world.stop();
      await db.drop();
    },
  };
}

/** A cell of the table: what is told of it where it fails. */
export interface Cell {
  readonly name: string;
  readonly shopper: Shopper;
  readonly expected: EndState | "either";
}

/** Every cell has come to one of the good ends. */
export async function expectEndStates(
  { world, at }: FaultWorld,
  cells: readonly Cell[],
): Promise<void> {
  const wrong: string[] = [];
  for (const { name, shopper, expected } of cells) {
    try {
      const end = endStateOf(await truthOf(world, at, shopper));
      if (expected !== "either" && end !== expected) wrong.push(`${name}: ends in ${end}`);
    } catch (error) {
      wrong.push(`${name}: ${(error as Error).message}`);
    }
  }
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
}

/** Postings, lots, balances, orders and vouchers of all shops tell the same story. */
export async function expectBooksAgree({ db }: FaultWorld): Promise<void> {
  await assertLedgerAddsUp(db.ownerPool);
  const { findings } = await auditLedger(db.ownerUrl);
  if (findings.length > 0) throw new Error(`The ledger disagrees: ${findings[0]?.rule}`);
}

/** One shopper of each kind, in any sequence. */
export async function shoppersOfAllKinds(
  { at, random }: FaultWorld,
  kinds: readonly RewardKind[] = KINDS,
): Promise<Shopper[]> {
  return Promise.all(shuffled(random, kinds).map((kind) => at.newShopper(kind)));
}

/** All of them ask for their voucher, each in a process of its own. */
export async function issueAll(
  all: FaultWorld,
  shoppers: readonly Shopper[],
  fateOf: (shopper: Shopper) => Fate = () => ({}),
): Promise<Map<Shopper, MortalProcess>> {
  await letTimePass(all);
  const processes = new Map(
    shoppers.map((shopper) => [shopper, processOf(all, fateOf(shopper))] as const),
  );
  await Promise.all(
    [...processes].map(async ([shopper, process]) => {
      await all.at.redeem(shopper, process);
      await process.end();
    }),
  );
  return processes;
}

export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({ item, key: random.next() }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

/** A process whose statements and calls fall between those of others as chance has it. */
export function processOf({ random }: FaultWorld, fate: Fate = {}): MortalProcess {
  return new MortalProcess({ jitter: random, ...fate });
}

/** What goes wrong with a call of Shopify's. */
export interface CallFault {
  readonly name: string;
  readonly kind: FaultKind;
  readonly when: "before" | "after";
}

export const CALL_FAULTS: readonly CallFault[] = [
  { name: "a call that is refused", kind: "refused", when: "before" },
  { name: "a call that times out before its effect", kind: "timeout", when: "before" },
  { name: "a call that times out after its effect", kind: "timeout", when: "after" },
  { name: "a call that is throttled", kind: "throttled", when: "before" },
  { name: "a call with a token that has expired", kind: "token_expired", when: "before" },
];
