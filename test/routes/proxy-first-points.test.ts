// The first points of a customer, and a request of the same moment that would spend them: over
// HTTP, in as many interleavings as chance brings.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { createRandom } from "../../simulator/seed/random.ts";
import { stringify } from "../../simulator/webhooks/json.ts";
import { orderPayload } from "../../simulator/webhooks/payloads/order.ts";
import { placeOrder } from "../../simulator/actions/orders.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { handleAll, storeWebhooks } from "../support/inbox.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { openLoyaltyShop } from "../support/loyalty-shop.ts";
import { MortalProcess, makeMortal, othersTurn } from "../support/mortal-process.ts";
import { type ProxyServer, startProxyServer } from "../support/proxy-server.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";

const REPEATS = 40;
const AT_ONCE = 4;
/** About half of what a credit takes, so that both often come first. */
const MOST_TURNS = 24;
const FULL_BUDGET = 2_000;
const MOST_SEEDS = 1_000_000;
const seed = Number(process.env["RACE_SEED"] ?? Math.floor(Math.random() * MOST_SEEDS));
const random = createRandom(seed);

let db: TestDatabase;
let world: SimulatedShop;
let server: ProxyServer;
let shopId: bigint;
let endMortality: () => void;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  server = await startProxyServer();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  await world.signIn();
  await deliverOnce(shopId, "write_program", {}, { patienceMs: 30_000 });
  endMortality = makeMortal(pool());
});
afterAll(async () => {
  endMortality();
  server.stop();
  await world.stop();
  await db.drop();
});

const processOf = () => new MortalProcess({ jitter: random });

/** Fifty units: a hundred points, which is what the one reward costs. */
async function firstCredit(customerId: string, process: MortalProcess): Promise<void> {
  const { context } = world.simulator;
  const lines = [{ title: "Beans", priceMinor: 5_000, quantity: 1 }];
  const order = placeOrder(context, world.shop, { customerId, lines, paid: true });
  const body = stringify(orderPayload(world.shop, order));
  await process.run(async () => {
    await storeWebhooks([{ shopId, topic: "orders/paid", body }]);
    await handleAll(Date.now());
  });
}

async function firstRedemption(customerId: string, requestKey: string) {
  const body = { rewardId: "five-off", points: 100, amountMinor: 500, requestKey };
  const visit = { customerId };
  const { status, json } = await server.post("POST /proxy/redeem", visit, body, processOf());
  expect(status).toBe(200);
  return json as Race["told"];
}

interface Race {
  readonly customerId: string;
  readonly key: string;
  readonly told: { outcome: string; reason?: string };
}

/**
 * The request comes when the order is so far on its way, or has just been booked. Of the first and
 * the last, chance does not decide: both outcomes are there on any machine.
 */
async function race(customerId: string, place: number): Promise<Race> {
  const key = randomUUID();
  const crediting = processOf();
  if (place === 0) {
    const told = await firstRedemption(customerId, key);
    await firstCredit(customerId, crediting);
    return { customerId, key, told };
  }
  const start = place === REPEATS - 1 ? Infinity : random.between(0, MOST_TURNS);
  let isBooked = false;
  const credit = firstCredit(customerId, crediting).then(() => (isBooked = true));
  while (crediting.turns < start && !isBooked) await othersTurn();
  const told = await firstRedemption(customerId, key);
  await credit;
  return { customerId, key, told };
}

interface Figures {
  readonly available: bigint;
  readonly reserved: bigint;
  readonly redeemed: bigint;
}

/** By the postings, whatever the member's row says. */
async function figuresOf(customerId: string): Promise<Figures | undefined> {
  const moved = (account: string) =>
    `coalesce(sum(case '${account}' when to_account then points when from_account then -points
      end), 0)::bigint as ${account}`;
  const { rows } = await pool().query<Figures>(
    `select ${moved("available")}, ${moved("reserved")}, ${moved("redeemed")}
     from posting join member on member.shop_id = posting.shop_id and member.id = member_id
     where posting.shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId],
  );
  return rows[0];
}

test.each([
  ["whom nobody knew", { first: 1_000, isMember: false }],
  ["who is a member without points", { first: 2_000, isMember: true }],
])(
  `a customer %s spends the first points once, or not yet (RACE_SEED=${seed})`,
  async (_, { first, isMember }) => {
    const { context } = world.simulator;
    const customers = Array.from({ length: REPEATS }, (_one, index) => String(first + index));
    for (const id of customers) {
      createCustomer(context, world.shop, { id, email: `${id}@example.com` });
      if (isMember) await enrol(id);
    }
    await world.leaveBudget(FULL_BUDGET);
    const races: Race[] = [];
    while (races.length < REPEATS) {
      const run = races.length;
      const next = customers.slice(run, run + AT_ONCE);
      races.push(...(await Promise.all(next.map((id, place) => race(id, run + place)))));
    }
    const early = races.filter(({ told }) => told.outcome === "refused");
    expect(early.length % REPEATS).not.toBe(0);
    for (const { customerId, key, told } of races) {
      const isEarly = told.outcome === "refused";
      const figures = await figuresOf(customerId);
      if (isEarly) {
        expect(["not_a_member", "insufficient_points"]).toContain(told.reason);
        expect(figures).toEqual({ available: 100n, reserved: 0n, redeemed: 0n });
        // Nothing of the refusal stays behind: the same request goes through now.
        const { outcome } = await firstRedemption(customerId, key);
        expect(["issued", "on_its_way"]).toContain(outcome);
      }
      expect(await figuresOf(customerId)).toMatchObject({ available: 0n });
      const { reserved, redeemed } = (await figuresOf(customerId)) ?? {};
      expect((reserved ?? 0n) + (redeemed ?? 0n)).toBe(100n);
    }
    await assertLedgerAddsUp(db.ownerPool);
  },
);

/** Known from the news of the customer alone. */
async function enrol(customerId: string): Promise<void> {
  const customer = world.shop.customers.get(customerId);
  await pool().query(
    `insert into member (shop_id, id, shopify_customer_id, email, enrolled_at)
     values ($1, uuidv7(), $2, $3, now())`,
    [shopId, customerId, customer?.email ?? null],
  );
}
