// A store whose admin can be opened: installed, with a token, a program and what the test orders.
import type { OrderHead, Refund } from "../../app/core/orders/order-state.ts";
import { PostgresSessionStorage } from "../../app/db/session-storage.ts";
import { TokenCipher } from "../../app/db/token-cipher.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { buildOfflineSession } from "./admin-requests.ts";
import type { TestDatabase } from "./database.ts";
import { orderSeen, PLACED_AT, PROGRAM_INPUT } from "./order-builder.ts";
import { tokenKey } from "./shopify-stand-in.ts";
import { insertShop } from "./shops.ts";

const storage = new PostgresSessionStorage(new TokenCipher(tokenKey));

export interface AdminStore {
  shopId: bigint;
  handle: string;
  versionId: string;
}

export async function openStore(
  database: TestDatabase,
  handle = "harbour-coffee",
): Promise<AdminStore> {
  const shopId = await insertShop(database.pool, { domain: `${handle}.myshopify.com` });
  await storage.storeSession(buildOfflineSession(handle));
  const saved = await saveProgram({
    shopId,
    document: PROGRAM_INPUT,
    baseVersionId: null,
    actor: "system",
    now: PLACED_AT,
    activeFrom: 0,
  });
  if (saved.outcome !== "saved") throw new Error("The program was not saved");
  return { shopId, handle, versionId: saved.versionId };
}

export interface OrderInput extends Partial<OrderHead> {
  orderId?: string;
  refunds?: readonly Refund[];
}

/** Records an order of 40.00, which earns 80. */
export async function placeOrder(
  { shopId }: AdminStore,
  { orderId = "5123", refunds = [], ...head }: OrderInput = {},
): Promise<void> {
  const event = orderSeen(head, { orderId, refunds });
  await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], PLACED_AT + 120_000));
}

export async function onlyMemberId(
  database: TestDatabase,
  { shopId }: AdminStore,
): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    "select id from member where shop_id = $1",
    [shopId],
  );
  if (rows.length !== 1 || !rows[0]) throw new Error(`There are ${rows.length} members`);
  return rows[0].id;
}

/** A member without any orders, as an enrolment leaves it. */
export async function addMember(
  database: TestDatabase,
  { shopId }: AdminStore,
  member: { name: string; email?: string; available?: number; enrolledAt?: Date },
): Promise<string> {
  const { rows } = await database.ownerPool.query<{ id: string }>(
    `insert into member (shop_id, id, first_name, last_name, email, available, enrolled_at)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, $6) returning id`,
    [
      shopId,
      ...splitName(member.name),
      member.email ?? null,
      member.available ?? 0,
      member.enrolledAt ?? new Date(PLACED_AT),
    ],
  );
  return rows[0]?.id ?? "";
}

function splitName(name: string): [string, string | null] {
  const [first = "", last = null] = name.split(" ");
  return [first, last];
}
