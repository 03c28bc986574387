// Fifty shoppers at once for the last of something, over HTTP: one gets it, the others read why
// not.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type ProxyServer, startProxyServer } from "../support/proxy-server.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";

const MANY = 50;
const amountOff = { kind: "amount_off", amountMinor: "500", points: "100" } as const;
const rewards = [
  { ...amountOff, id: "any" },
  { ...amountOff, id: "last", stock: 1 },
  {
    id: "place",
    kind: "experience",
    points: "100",
    place: "The roastery",
    startsAt: "2099-06-01T18:00",
    stock: 1,
  },
] as const;

let db: TestDatabase;
let world: SimulatedShop;
let server: ProxyServer;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  server = await startProxyServer();
  const document = { ...PROGRAM_INPUT, rewards: [...rewards] };
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
  await world.signIn();
  await deliverOnce(shopId, "write_program", {});
});
afterAll(async () => {
  server.stop();
  await world.stop();
  await db.drop();
});

async function newMember(customerId: string): Promise<void> {
  const { simulator, shop } = world;
  createCustomer(simulator.context, shop, { id: customerId, email: `${customerId}@example.com` });
  await recordPaidOrder(shopId, { customerId, price: "50.00" });
}

interface Told {
  readonly outcome?: string;
  readonly reason?: string;
  readonly sentence?: string;
}

const MAX_ASKED = 10;

/** As the panel does: who is told to come again later asks with the same key. */
async function redeem(customerId: string, rewardId: string): Promise<Told> {
  const amountMinor = rewardId === "place" ? null : 500;
  const body = { rewardId, points: 100, amountMinor, requestKey: randomUUID() };
  for (let asked = 0; asked < MAX_ASKED; asked += 1) {
    const { status, json } = await server.post("POST /proxy/redeem", { customerId }, body);
    if (status === 200) return json as Told;
    expect(status).toBe(503);
  }
  throw new Error(`No answer after ${MAX_ASKED} requests`);
}

/** With its code, or with the code on its way where the machine is busy. */
const isGranted = ({ outcome }: Told) => outcome === "issued" || outcome === "on_its_way";

test("of the last points of one member, one request gets a code", async () => {
  await newMember("9001");
  const answers = await Promise.all(Array.from({ length: MANY }, () => redeem("9001", "any")));
  expect(answers.filter(isGranted)).toHaveLength(1);
  const refused = answers.filter(({ outcome }) => outcome === "refused");
  expect(refused).toHaveLength(MANY - 1);
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(["insufficient_points"]));
  expect(await balancesOf(shopId, "9001")).toMatchObject({ available: 0n });
  await assertLedgerAddsUp(db.ownerPool);
});

test.each([
  ["code in stock", "last", 9_100],
  ["place of an experience", "place", 9_200],
])("of the last %s, one gets it and the others keep their points", async (_, rewardId, first) => {
  const members = Array.from({ length: MANY }, (_member, index) => String(first + index));
  for (const customerId of members) await newMember(customerId);
  const answers = await Promise.all(members.map((customerId) => redeem(customerId, rewardId)));
  expect(answers.filter(isGranted)).toHaveLength(1);
  const refused = answers.filter(({ outcome }) => outcome === "refused");
  const sentence = "All of these are taken.";
  const soldOut = { outcome: "refused", reason: "sold_out", sentence };
  expect(refused).toEqual(Array.from({ length: MANY - 1 }, () => soldOut));
  const { rows } = await db.pool.query<{ points: bigint; taken: number }>(
    `select (select sum(available) from member where shop_id = $1
        and shopify_customer_id = any($2))::bigint as points,
      (select taken from reward_stock where shop_id = $1 and reward_id = $3) as taken`,
    [shopId, members, rewardId],
  );
  expect(rows).toEqual([{ points: BigInt(MANY - 1) * 100n, taken: 1 }]);
  await assertLedgerAddsUp(db.ownerPool);
});
