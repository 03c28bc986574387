// Fifty shoppers at once for the last of something, over HTTP: one gets it, the others read why
// not.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";
import { loadProxyRoutes, signedQuery } from "../support/storefront.ts";

const MANY = 50;
const amountOff = { kind: "amount_off", amountMinor: "500", points: "100" } as const;
const rewards = [
  { ...amountOff, id: "any" },
  { ...amountOff, id: "last", stock: 1 },
];

let db: TestDatabase;
let world: SimulatedShop;
let server: Server;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  const routes = await loadProxyRoutes();
  server = createServer((incoming, outgoing) => {
    void answer(incoming).then(({ status, body }) => outgoing.writeHead(status).end(body));
  });
  const answer = async (incoming: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = new Request(`https://app.example.com${incoming.url}`, {
      method: "POST",
      headers: { "content-type": incoming.headers["content-type"] ?? "" },
      body: Buffer.concat(chunks),
    });
    const response = await routes["POST /proxy/redeem"](request);
    return { status: response.status, body: await response.text() };
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const document = { ...PROGRAM_INPUT, rewards };
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, document);
  await world.signIn();
  await deliverOnce(shopId, "write_program", {});
});
afterAll(async () => {
  server.close();
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
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/proxy/redeem?${signedQuery({ customerId })}`;
  const body = JSON.stringify({
    rewardId,
    points: 100,
    amountMinor: 500,
    requestKey: randomUUID(),
  });
  const headers = { "content-type": "application/json" };
  for (let asked = 0; asked < MAX_ASKED; asked += 1) {
    const response = await fetch(address, { method: "POST", headers, body });
    if (response.status === 200) return (await response.json()) as Told;
    expect(response.status).toBe(503);
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

test("of the last one in stock, one member gets it and the others keep their points", async () => {
  const members = Array.from({ length: MANY }, (_, index) => String(9_100 + index));
  for (const customerId of members) await newMember(customerId);
  const answers = await Promise.all(members.map((customerId) => redeem(customerId, "last")));
  expect(answers.filter(isGranted)).toHaveLength(1);
  const refused = answers.filter(({ outcome }) => outcome === "refused");
  const sentence = "All of these are taken.";
  const soldOut = { outcome: "refused", reason: "sold_out", sentence };
  expect(refused).toEqual(Array.from({ length: MANY - 1 }, () => soldOut));
  const { rows } = await db.pool.query<{ points: bigint; taken: number }>(
    `select (select sum(available) from member where shop_id = $1
        and shopify_customer_id = any($2))::bigint as points,
      (select taken from reward_stock where shop_id = $1 and reward_id = 'last') as taken`,
    [shopId, members],
  );
  expect(rows).toEqual([{ points: BigInt(MANY - 1) * 100n, taken: 1 }]);
  await assertLedgerAddsUp(db.ownerPool);
});
