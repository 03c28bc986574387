// Random stores, random programs, random deliveries: the app and a second, naive implementation
// must hold the same points. ORACLE_RUNS and ORACLE_SEED choose how many histories, and which: a
// million of them take a night.
import fc from "fast-check";
import { expect, test } from "vitest";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { earnSnapshotFromJson } from "../../app/core/earning/earn-snapshot-json.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import { createTestDatabase } from "../support/database.ts";
import { deliveriesOf } from "./deliveries.ts";
import { NaiveShop } from "./naive-engine.ts";
import { openShops, play, storedOf } from "./play.ts";
import type { StoredShop } from "./play.ts";
import { customerId } from "./store.ts";
import { worlds } from "./worlds.ts";
import type { World } from "./worlds.ts";

const RUNS = Number(process.env["ORACLE_RUNS"] ?? 10_000);
const SEED = Number(process.env["ORACLE_SEED"] ?? Date.now() % 2 ** 31);
const SIDE_BY_SIDE = 100;
/** So many share a database: one with a million shops would fill the disk. */
const PER_DATABASE = 10_000;
/** A wide margin for a busy machine. */
const TIMEOUT_MS = Math.max(600_000, RUNS * 150);

/** What both implementations must say of a shop. */
interface Verdict {
  readonly orders: Record<string, bigint>;
  /** The most that each order that counts may hold, and its campaigns. */
  readonly grants: Record<string, { order: bigint | null; campaigns: Record<string, bigint> }>;
  readonly members: Record<string, { available: bigint; pending: bigint; shortfall: bigint }>;
  readonly lots: Record<string, { available: bigint; pending: bigint }>;
}

/** Nothing granted is the same as nothing asked for. */
function someOf(campaigns: readonly (readonly [string, bigint])[]): Record<string, bigint> {
  return Object.fromEntries(campaigns.filter(([, points]) => points > 0n));
}

function grantsOf(json: unknown) {
  const { granted, extras } = earnSnapshotFromJson(json);
  const campaigns = extras.map(({ id, granted: points }) => [id, points ?? 0n] as const);
  return { order: granted, campaigns: someOf(campaigns) };
}

function verdictOfApp({ orders, members, lots }: StoredShop) {
  const tiers = new Map(orders.map((order) => [order.order_id, order.snapshot?.tierId ?? null]));
  const verdict: Verdict = {
    orders: Object.fromEntries(orders.map((order) => [order.order_id, order.posted_points])),
    grants: Object.fromEntries(
      orders.flatMap(({ order_id: id, snapshot }) => (snapshot ? [[id, grantsOf(snapshot)]] : [])),
    ),
    members: Object.fromEntries(
      members.map(({ shopify_customer_id: id, available, pending, shortfall }) => [
        id,
        { available, pending, shortfall },
      ]),
    ),
    lots: Object.fromEntries(
      lots.map(({ order_id: id, available, pending }) => [id, { available, pending }]),
    ),
  };
  return { verdict, tierOf: (orderId: string) => tiers.get(orderId) ?? null };
}

function verdictOfOracle(world: World, tierOf: (orderId: string) => string | null): Verdict {
  const shop = new NaiveShop(programDocumentSchema.parse(world.program), tierOf);
  for (const delivery of deliveriesOf(world)) shop.receive(delivery);
  const members = [...shop.members];
  return {
    orders: Object.fromEntries([...shop.orders].map(([id, { posted }]) => [id, posted])),
    grants: Object.fromEntries(
      [...shop.orders].flatMap(([id, { granted }]) =>
        granted ? [[id, { order: granted.order, campaigns: someOf([...granted.campaigns]) }]] : [],
      ),
    ),
    members: Object.fromEntries(
      members.map(([customer, { available, pending, owed }]) => [
        customerId(customer),
        { available, pending, shortfall: owed },
      ]),
    ),
    lots: Object.fromEntries(
      members.flatMap(([, { lots }]) =>
        lots.map(({ orderId, available, pending }) => [orderId, { available, pending }]),
      ),
    ),
  };
}

async function compare(seed: number, count: number): Promise<void> {
  const some = fc.sample(worlds, { numRuns: count, seed });
  const shopIds = await openShops(some, `world-${seed}`);
  await play(
    some.map((world, index) => ({
      shopId: shopIds[index] as bigint,
      deliveries: deliveriesOf(world),
    })),
  );
  const stored = await storedOf(shopIds);
  for (const [index, world] of some.entries()) {
    const { verdict, tierOf } = verdictOfApp(stored[index] as StoredShop);
    const told = `ORACLE_SEED=${seed} ORACLE_RUNS=${count}, world ${index}: ${fc.stringify(world)}`;
    expect(verdict, told).toEqual(verdictOfOracle(world, tierOf));
  }
}

test(
  `${RUNS} random histories end as the naive implementation says`,
  { timeout: TIMEOUT_MS },
  async () => {
    process.stdout.write(`ORACLE_SEED=${SEED} ORACLE_RUNS=${RUNS}\n`);
    for (let first = 0; first < RUNS; first += PER_DATABASE) {
      const database = await createTestDatabase();
      const end = Math.min(first + PER_DATABASE, RUNS);
      for (let run = first; run < end; run += SIDE_BY_SIDE) {
        await compare(SEED + run, Math.min(SIDE_BY_SIDE, end - run));
      }
      const { findings } = await auditLedger(database.ownerUrl);
      expect(findings).toEqual([]);
      await database.drop();
    }
  },
);
