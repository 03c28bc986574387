// A person's orders are found without reading those of others, also the orders that were given to
// somebody else after the person paid them.
import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { loadLastOrders } from "../../app/db/customer-orders.ts";
import { findOrdersOfCustomer } from "../../app/db/privacy-store.ts";
import { newId } from "../../app/db/new-id.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { exportPersonalData } from "../../app/queries/privacy-export.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { redactCustomer } from "../../app/usecases/redact-customer.ts";
import { redactShop } from "../../app/usecases/redact-shop.ts";
import { requestCustomerData } from "../../app/usecases/request-customer-data.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { MINUTE_MS, PLACED_AT, orderSeen } from "../support/order-builder.ts";
import { RECORDED_AT as NOW, assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

const PAYER = "76543210001";
const HEIR = "76543210002";
const GIVEN = "given";
const OTHER_ORDERS = 20_000;

let db: TestDatabase;
let shop: TestShop;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** One order that the payer keeps, and one that was given away and is not paid in full any more. */
beforeEach(async () => {
  shop = await createShop(db);
  await shop.receive(orderSeen({ customerId: PAYER }, { orderId: "kept" }));
  await shop.receive(orderSeen({ customerId: PAYER }, { orderId: GIVEN }));
  await giveAway(HEIR);
});

async function giveAway(customerId: string | null, minutes = 5): Promise<void> {
  const open = { financialStatus: "partially_paid", fullyPaid: false } as const;
  const updatedAt = PLACED_AT + minutes * MINUTE_MS;
  await shop.receive(orderSeen({ ...open, customerId, updatedAt }, { orderId: GIVEN }), NOW);
}

async function readFormer(): Promise<Record<string, unknown>> {
  const orders = await shop.rows<{ order_id: string; paid_customer_id: unknown }>("order_state");
  return Object.fromEntries(orders.map((order) => [order.order_id, order.paid_customer_id]));
}

async function exportOf(customerId: string) {
  const request = { shopId: shop.id, requestId: customerId, customerId, now: NOW };
  await withTransaction((tx) => requestCustomerData(tx, request));
  const [row] = await shop.rows<{ id: string }>("privacy_request", "request_id = $2", [customerId]);
  return exportPersonalData(shop.id, row?.id ?? "");
}

async function redact(customerId: string): Promise<void> {
  const messageId = newId();
  const command = { shopId: shop.id, email: null, phone: null, orderIds: [], messageId, now: NOW };
  await withTransaction((tx) => redactCustomer(tx, { ...command, customerId }));
}

describe("an order that was given away", () => {
  test("is the only one with a former customer, until the new one has paid", async () => {
    expect(await readFormer()).toEqual({ kept: null, [GIVEN]: PAYER });
    const updatedAt = PLACED_AT + 9 * MINUTE_MS;
    await shop.receive(orderSeen({ customerId: HEIR, updatedAt }, { orderId: GIVEN }), NOW);
    expect(await readFormer()).toEqual({ kept: null, [GIVEN]: null });
    await assertLedgerAgrees(db);
  });

  test("is handed over to both of its customers", async () => {
    const orderIds = async (customerId: string) =>
      (await exportOf(customerId))?.orders.map(({ orderId }) => orderId).toSorted();
    expect(await orderIds(PAYER)).toEqual([GIVEN, "kept"]);
    expect(await orderIds(HEIR)).toEqual([GIVEN]);
    expect(await orderIds("76543210003")).toEqual([]);
  });

  test("forgets the former customer as soon as that one asks", async () => {
    await redact(PAYER);
    expect(await readFormer()).toEqual({ kept: null, [GIVEN]: null });
    const orders = await shop.rows<{ state: unknown }>("order_state");
    expect(JSON.stringify(orders.map(({ state }) => state))).not.toContain(PAYER);
    await assertLedgerAgrees(db);
  });

  test("to nobody is forgotten with its shop", async () => {
    await giveAway(null, 7);
    expect(await readFormer()).toEqual({ kept: null, [GIVEN]: PAYER });
    const command = { shopId: shop.id, messageId: newId(), askedAt: NOW, now: NOW };
    await db.ownerPool.query("update shop set installed_at = '2020-01-01' where shop_id = $1", [
      shop.id,
    ]);
    const redacted = await withTransaction((tx) => redactShop(tx, command));
    expect(redacted).toEqual({ outcome: "redacted" });
    expect(await readFormer()).toEqual({ kept: null, [GIVEN]: null });
    const orders = await shop.rows<{ state: unknown }>("order_state");
    expect(JSON.stringify(orders.map(({ state }) => state))).not.toContain(PAYER);
  });

  test("is found where it was written before anybody looked for it", async () => {
    await db.ownerPool.query("update order_state set paid_customer_id = null");
    const find = () => findOrdersOfCustomer(db.pool, shop.id, PAYER);
    expect(await find()).toEqual(["kept"]);
    await db.ownerPool.query(backfill());
    expect((await find()).toSorted()).toEqual([GIVEN, "kept"]);
    await assertLedgerAgrees(db);
  });
});

/** What the migration does to rows that exist. */
function backfill(): string {
  const path = "../../prisma/migrations/20261122001000_paid_customer/migration.sql";
  const migration = readFileSync(new URL(path, import.meta.url), "utf8");
  const [update] = /^UPDATE[^;]+;/m.exec(migration) ?? [];
  if (update === undefined) throw new Error("The migration fills nothing in");
  return update;
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface PlanNode {
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** The statements on orders that work sends, over whatever connection. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    const sent = query.mock.calls.map(([statement]) => statement as unknown);
    return sent.flatMap((one) => (isOnOrders(one) ? [one] : []));
  } finally {
    query.mockRestore();
  }
}

function isOnOrders(sent: unknown): sent is Statement {
  const { text, values } = (sent ?? {}) as Partial<Statement>;
  return values !== undefined && /\border_state\b/.test(text ?? "");
}

/** How many rows and index entries of orders a statement looks at. Changes nothing. */
async function countOrdersRead({ text, values }: Statement): Promise<number> {
  const client = await db.ownerPool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<{ "QUERY PLAN": readonly { readonly Plan: PlanNode }[] }>(
      `explain (analyze, format json) ${text}`,
      [...values],
    );
    return sumRead(rows[0]?.["QUERY PLAN"][0]?.Plan ?? {});
  } finally {
    await client.query("rollback");
    client.release();
  }
}

function sumRead(node: PlanNode): number {
  const perLoop = (node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0);
  const looksAt = node["Relation Name"] ?? node["Index Name"] ?? "";
  const own = looksAt.startsWith("order_state") ? perLoop * (node["Actual Loops"] ?? 0) : 0;
  return (node.Plans ?? []).reduce((sum, plan) => sum + sumRead(plan), own);
}

describe("among many orders of others, few are read", () => {
  /** Every tenth names a former customer of its own. */
  beforeEach(async () => {
    await db.ownerPool.query(
      `insert into order_state (shop_id, order_id, customer_id, paid_customer_id, placed_at, state,
         recorded_at)
       select $1, 'other-' || n, 'c' || n % 5000, case when n % 10 = 0 then 'f' || n end, now(),
         '{"v":1,"newest":null,"paid":null}', now()
       from generate_series(1, $2::int) as n`,
      [shop.id, OTHER_ORDERS],
    );
    await db.ownerPool.query("analyze order_state");
  });

  test.each([
    ["to forget a customer", () => redact(PAYER)],
    ["to hand over what is known of one", () => exportOf(PAYER)],
    [
      "to merge one into another",
      async () => {
        const merge = { goneCustomerId: PAYER, keptCustomerId: HEIR };
        await withTransaction((tx) => mergeCustomers(tx, shop.id, merge, NOW));
      },
    ],
    [
      "to find out when one ordered last",
      async () => {
        const [member] = await shop.rows<{ id: string }>("member");
        const question = { shopId: shop.id, memberId: member?.id ?? "", orderId: "new", at: NOW };
        const [lastAt] = await loadLastOrders(db.pool, [question]);
        expect(lastAt).toBe(PLACED_AT);
      },
    ],
  ])("%s", async (_, work) => {
    const statements = await statementsOf(work);
    expect(statements).not.toEqual([]);
    for (const statement of statements) {
      expect(await countOrdersRead(statement), statement.text).toBeLessThan(50);
    }
  });

  test("and the count tells a search that reads them all", async () => {
    const text = `select order_id from order_state
      where shop_id = $1 and (customer_id = $2 or state #>> '{paid,customerId}' = $2)`;
    const statement = { text, values: [shop.id, PAYER] };
    expect(await countOrdersRead(statement)).toBeGreaterThanOrEqual(OTHER_ORDERS);
  });
});
