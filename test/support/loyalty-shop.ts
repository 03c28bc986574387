// A shop with a program and members who have earned something, made through the app's own use
// cases.
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { OrderHead } from "../../app/core/orders/order-state.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { type Sql, pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { PLACED_AT, PROGRAM_INPUT, line, orderSeen } from "./order-builder.ts";
import { type TestShop, insertShop } from "./shops.ts";

/** Some time after the test orders were placed. */
export const NOW: Instant = PLACED_AT + 3_600_000;

export async function openLoyaltyShop(
  sql: Sql,
  shop: TestShop = {},
  document: ProgramDocumentInput = PROGRAM_INPUT,
): Promise<bigint> {
  const shopId = await insertShop(sql, shop);
  const saved = await saveProgram({
    shopId,
    document,
    baseVersionId: null,
    actor: "system",
    now: PLACED_AT,
    activeFrom: 0,
  });
  if (saved.outcome !== "saved") throw new Error(`The program was not saved: ${saved.outcome}`);
  return shopId;
}

let lastOrder = 50_000;

export interface TestOrder {
  orderId?: string;
  customerId?: string;
  /** Decimal text; two points per unit. */
  price?: string;
  head?: Partial<OrderHead>;
}

/** Records a paid order. Answers its id. */
export async function recordPaidOrder(
  shopId: bigint,
  {
    orderId = String((lastOrder += 1)),
    customerId = "7001",
    price = "50.00",
    head = {},
  }: TestOrder,
  now: Instant = NOW,
): Promise<string> {
  const event = orderSeen(
    { customerId, name: `#${orderId}`, lines: [line({ id: orderId, price })], ...head },
    { orderId },
  );
  await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], now));
  return orderId;
}

export interface Balances {
  available: bigint;
  reserved: bigint;
  shortfall: bigint;
}

export async function balancesOf(shopId: bigint, customerId = "7001"): Promise<Balances> {
  const { rows } = await pool().query<Balances>(
    `select available, reserved, shortfall from member
     where shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId],
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`Customer ${customerId} is no member`);
  return row;
}
