// New tiers reach what pages show of members: a portion of them at a time, and only of those of
// whom something was counted.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tiers as tiersSchema } from "../../../app/core/program/tier-terms.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { newId } from "../../../app/db/new-id.ts";
import { pool } from "../../../app/db/pool.ts";
import { publishedTiers } from "../../../app/outbox/deliveries/published-tiers.ts";
import { carryOutPrograms } from "../../../app/usecases/night/carry-out-program.ts";
import { saveProgram } from "../../../app/usecases/save-program.ts";
import { MEMBERS_PER_PORTION } from "../../../app/usecases/show-progress.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { findMetafield } from "../../../simulator/actions/metafields.ts";
import { resolveNamespace } from "../../../simulator/app-declaration.ts";
import { createTestDatabase } from "../../support/database.ts";
import type { TestDatabase } from "../../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import { CUSTOMER, deliverOnce, startSimulatedShop } from "../../support/simulated-shop.ts";
import type { SimulatedShop } from "../../support/simulated-shop.ts";

const OTHER = "7777";
const MINUTE_MS = 60_000;

type Tiers = NonNullable<ProgramDocumentInput["tiers"]>;

function tiersFrom(atLeast: string, name = "Silver"): Tiers {
  const enter = { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast }] }] };
  return { window: { kind: "lifetime" }, list: [{ id: "silver", name, enter }] };
}

const keyOf = (tiers: Tiers) => publishedTiers(tiersSchema.parse(tiers), "EUR")?.key ?? "";

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  createCustomer(world.simulator.context, world.shop, { id: OTHER, email: "bo@example.com" });
  shopId = await openLoyaltyShop(
    db.pool,
    { domain: world.shop.domain },
    { ...PROGRAM_INPUT, tiers: tiersFrom("10000") },
  );
  await recordPaidOrder(shopId, { price: "40.00" });
  await recordPaidOrder(shopId, { price: "10.00", customerId: OTHER });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  await world.leaveBudget(2_000);
  await pool().query("delete from outbox_message where shop_id = $1", [shopId]);
});

function shown(customerId = CUSTOMER): Record<string, unknown> | undefined {
  const namespace = resolveNamespace(world.simulator.context.app, "$app");
  const owner = `gid://shopify/Customer/${customerId}`;
  const value = findMetafield(world.shop, owner, namespace, "progress")?.value;
  return value === undefined ? undefined : (JSON.parse(value) as Record<string, unknown>);
}

interface Asked {
  tiersKey: string;
  after?: string;
}

/** What is asked for now, and asked for no longer. */
async function taken<Payload = Asked>(kind = "write_progress"): Promise<Payload[]> {
  const { rows } = await pool().query<{ payload: Payload }>(
    "delete from outbox_message where shop_id = $1 and kind = $2 returning payload",
    [shopId, kind],
  );
  return rows.map(({ payload }) => payload);
}

/** Answers how many portions there were. */
async function deliverAll(): Promise<number> {
  let portions = 0;
  for (let [asked] = await taken(); asked; [asked] = await taken()) {
    expect(await deliverOnce(shopId, "write_progress", asked)).toEqual({ outcome: "sent" });
    portions += 1;
  }
  return portions;
}

async function save(tiers: Tiers | null): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    "select id from program_version where shop_id = $1 and status = 'active'",
    [shopId],
  );
  const saved = await saveProgram({
    shopId,
    document: { ...PROGRAM_INPUT, tiers },
    baseVersionId: rows[0]?.id ?? null,
    actor: "merchant:1",
    now: Date.now() - 2 * MINUTE_MS,
  });
  expect(saved.outcome).toBe("saved");
  const fail = (_: bigint, error: unknown) => expect(error).toBeUndefined();
  while ((await carryOutPrograms(Date.now(), fail)) > 0);
}

describe("progress of members", () => {
  test("is written anew where the merchant changes what leads into tiers", async () => {
    await save(tiersFrom("20000"));
    expect(await deliverAll()).toBe(1);
    const way = (amount: string) => [[{ counter: "spend", amount }]];
    const key = keyOf(tiersFrom("20000"));
    expect(shown()).toMatchObject({ key, share: 200, ways: way("160.00") });
    expect(shown(OTHER)).toMatchObject({ key, share: 50, ways: way("190.00") });
  });

  test("stays as it is where only the name of a tier changes", async () => {
    await save(tiersFrom("20000", "Argent"));
    expect(await taken()).toEqual([]);
  });

  test("is not written where there are no tiers any more, and is where there are again", async () => {
    await save(null);
    expect(await taken()).toEqual([]);
    await save(tiersFrom("30000"));
    expect(await deliverAll()).toBe(1);
    expect(shown()).toMatchObject({ key: keyOf(tiersFrom("30000")) });
  });

  test("is left to those who write the newer one where tiers changed meanwhile", async () => {
    const before = shown();
    const asked = { tiersKey: keyOf(tiersFrom("1")) };
    expect(await deliverOnce(shopId, "write_progress", asked)).toEqual({ outcome: "sent" });
    expect(shown()).toEqual(before);
    expect(await taken()).toEqual([]);
  });

  test("is written for those of whom something was counted, a portion at a time", async () => {
    await save(tiersFrom("40000"));
    await taken();
    const counted = await addMembers(MEMBERS_PER_PORTION + 10);
    const [uncounted = ""] = await addMembers(1, { isCounted: false });
    const asked = { tiersKey: keyOf(tiersFrom("40000")) };
    await deliverOnce(shopId, "write_progress", asked);
    const written = () => counted.filter((id) => shown(id) !== undefined).length;
    expect(written()).toBeGreaterThan(MEMBERS_PER_PORTION - 3);
    expect(written()).toBeLessThan(counted.length);
    // As it would be after a crash: what was written is written again.
    await deliverOnce(shopId, "write_progress", asked);
    expect(await deliverAll()).toBe(1);
    expect(written()).toBe(counted.length);
    expect(shown(uncounted)).toBeUndefined();
  });

  test("of the others is written where a customer among them is gone", async () => {
    await world.without(OTHER, async () => {
      const asked = { tiersKey: keyOf(tiersFrom("40000")) };
      expect(await deliverOnce(shopId, "write_progress", asked)).toEqual({ outcome: "sent" });
    });
    const alone = await taken<{ memberId: string }>("write_member_balance");
    expect(alone.length).toBeGreaterThan(1);
  });

  test("is tried again from the same place where Shopify does not answer", async () => {
    await world.fail("SetMetafield", "http_500", "before");
    const asked = { tiersKey: keyOf(tiersFrom("40000")) };
    expect(await deliverOnce(shopId, "write_progress", asked)).toMatchObject({ outcome: "retry" });
    expect(await taken()).toEqual([]);
  });

  test("steps back for shoppers where few calls are left", async () => {
    await world.leaveBudget(100);
    const asked = { tiersKey: keyOf(tiersFrom("40000")) };
    await deliverOnce(shopId, "write_program", {});
    expect(await deliverOnce(shopId, "write_progress", asked)).toMatchObject({
      outcome: "postpone",
    });
  });
});

let customers = 91_000;

/** Customers who joined; answers their numbers. */
async function addMembers(count: number, { isCounted = true } = {}): Promise<string[]> {
  const numbers = Array.from({ length: count }, () => String((customers += 1)));
  for (const id of numbers) {
    createCustomer(world.simulator.context, world.shop, { id, email: `${id}@example.com` });
  }
  const ids = numbers.map(() => newId());
  await db.ownerPool.query(
    `insert into member (shop_id, id, shopify_customer_id, enrolled_at)
      select $1, id, customer_id, now()
      from unnest($2::uuid[], $3::text[]) as new (id, customer_id)`,
    [shopId, ids, numbers],
  );
  if (!isCounted) return numbers;
  await db.ownerPool.query(
    `insert into qualifying_unit (shop_id, member_id, key, occurred_at, recorded_at, spend_minor)
      select $1, id, 'test', now(), now(), 100 from unnest($2::uuid[]) as counted (id)`,
    [shopId, ids],
  );
  return numbers;
}
