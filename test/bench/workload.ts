// What the benchmark works on: shops, members, and orders as Shopify sends them.
import { createHmac, randomUUID } from "node:crypto";
import type pg from "pg";
import {
  PROGRAM_SCHEMA_VERSION,
  programDocumentSchema,
  programDocumentToJson,
} from "../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { webhookHeaders } from "../support/webhooks.ts";
import { orderBody } from "./order-body.ts";
import { FULL_PROGRAM, PLAIN_PROGRAM } from "./programs.ts";

export const benchSecret = "shpss_bench_secret";
/** Shops of usual size, and after them one that has as many members as all of them together. */
export const USUAL_SHOPS = 100;
export const HOT_SHOP = USUAL_SHOPS + 1;
export const MEMBERS_PER_SHOP = 500;
export const HOT_MEMBERS = 50_000;
export const MEMBERS = USUAL_SHOPS * MEMBERS_PER_SHOP + HOT_MEMBERS;
/** Customer ids as long as Shopify's, so that bodies and keys have their real size. */
const FIRST_CUSTOMER_ID = 7_000_000_000_000;
/** Share no factor with the numbers of members: each comes once before any comes again. */
const MEMBER_STEP = 37;
const HOT_STEP = 7_919;

/** Which shops orders fall on. */
export type Spread = "mixed" | "many" | "hot";

export interface Buyer {
  readonly shop: number;
  readonly customerId: string;
}

export function shopDomain(shop: number): string {
  return `bench-${shop}.myshopify.com`;
}

/** Who buys with a number: each member once before any buys again. */
export function buyerOf(number: number, spread: Spread): Buyer {
  if (spread === "mixed") {
    return buyerOf(Math.floor(number / 2), number % 2 === 0 ? "many" : "hot");
  }
  if (spread === "hot") return buyer(HOT_SHOP, (number * HOT_STEP) % HOT_MEMBERS);
  const round = Math.floor(number / USUAL_SHOPS);
  return buyer((number % USUAL_SHOPS) + 1, (round * MEMBER_STEP) % MEMBERS_PER_SHOP);
}

function buyer(shop: number, member: number): Buyer {
  return { shop, customerId: String(FIRST_CUSTOMER_ID + shop * 1_000_000 + member) };
}

/** Shops with a program in force and members in them. */
export async function prepareShops(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into shop (domain, currency, time_zone)
     select 'bench-' || n || '.myshopify.com', 'EUR', 'Europe/Berlin'
     from generate_series(1, $1::int) as n order by n`,
    [HOT_SHOP],
  );
  await addProgram(pool, 1, PLAIN_PROGRAM);
  await addProgram(pool, 2, FULL_PROGRAM);
  await useProgram(pool, 1);
  await pool.query(
    `insert into member (shop_id, id, shopify_customer_id, email, enrolled_at)
     select shop_id, uuidv7(), customer_id, 'customer-' || customer_id || '@example.com', now()
     from (
       select shop_id, ($4::bigint + shop_id * 1000000 + n)::text as customer_id
       from shop, generate_series(0, case when shop_id = $1 then $2::int else $3::int end - 1) as n
     ) as customers`,
    [HOT_SHOP, HOT_MEMBERS, MEMBERS_PER_SHOP, FIRST_CUSTOMER_ID],
  );
  await pool.query("vacuum analyze shop, member, program_version");
}

/** Retired from the start: it was never in force. */
async function addProgram(
  pool: pg.Pool,
  number: number,
  program: ProgramDocumentInput,
): Promise<void> {
  const document = programDocumentToJson(programDocumentSchema.parse(program));
  await pool.query(
    `insert into program_version (shop_id, id, number, status, schema_version, document,
       active_from, active_until, created_at, created_by)
     select shop_id, gen_random_uuid(), $1, 'retired', $2, $3, to_timestamp(0), to_timestamp(0),
       now(), 'system'
     from shop`,
    [number, PROGRAM_SCHEMA_VERSION, document],
  );
}

/** Puts one of all shops' programs into force, as though there had never been another. */
export async function useProgram(pool: pg.Pool, number: number): Promise<void> {
  await pool.query(
    "update program_version set status = 'retired', active_until = active_from where number <> $1",
    [number],
  );
  await pool.query(
    "update program_version set status = 'active', active_until = null where number = $1",
    [number],
  );
}

interface ShopOrder {
  readonly body: string;
  readonly shop: number;
}

/** A paid order, always another one; the members take turns. */
export function paidOrder(number: number): ShopOrder {
  const { shop, customerId } = buyerOf(number, "mixed");
  return { shop, body: orderBody({ number, customerId }) };
}

/** A paid order of anybody, as in life: two that come together may be of one member. */
export function anyonesOrder(number: number, spread: Spread): ShopOrder {
  const { shop, customerId } = buyerOf(scattered(number), spread);
  return { shop, body: orderBody({ number, customerId }) };
}

/** Always the same number for a number, but in no order that anybody could see. */
function scattered(number: number): number {
  const mixed = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d);
  return Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 0;
}

/** What Shopify sends beside the body of the order with a number. */
export function deliveryHeaders(
  number: number,
  body: string,
  webhookId: string,
): Record<string, string> {
  return webhookHeaders(body, {
    shop: shopDomain(buyerOf(number, "mixed").shop),
    secret: benchSecret,
    webhookId,
    headers: { host: "bench", "content-length": String(Buffer.byteLength(body)) },
  });
}

/** A signed delivery as bytes on the wire, its id left open. */
export function webhookRequest(number: number): { readonly head: string; readonly body: string } {
  const { body } = paidOrder(number);
  return { head: headOf("POST /webhooks/shopify", deliveryHeaders(number, body, "{id}")), body };
}

/** The signed address of the balance of the member who buys with the number. */
export function balancePath(number: number): string {
  return signedPath("/proxy/balance", number);
}

/** As Shopify's app proxy passes a request on of the member who buys with the number. */
function signedPath(path: string, number: number): string {
  return signedPathOf(path, buyerOf(number, "mixed"));
}

function signedPathOf(path: string, { shop, customerId }: Buyer): string {
  const params: Record<string, string> = {
    logged_in_customer_id: customerId,
    path_prefix: "/apps/loyalty",
    shop: shopDomain(shop),
    timestamp: String(Math.floor(Date.now() / 1_000)),
  };
  const message = Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  const signature = createHmac("sha256", benchSecret).update(message).digest("hex");
  return `${path}?${new URLSearchParams({ ...params, signature }).toString()}`;
}

export function balanceRequest(number: number): { readonly head: string; readonly body: string } {
  return { head: headOf(`GET ${balancePath(number)}`, { host: "bench" }), body: "" };
}

/** Anybody of the one large shop when there are so many members in all, in no order to be seen. */
export function anyoneOf(members: number, number: number): Buyer {
  return buyer(HOT_SHOP, scattered(number) % (members - USUAL_SHOPS * MEMBERS_PER_SHOP));
}

export function balanceRequestOf(member: Buyer): { readonly head: string; readonly body: string } {
  const path = signedPathOf("/proxy/balance", member);
  return { head: headOf(`GET ${path}`, { host: "bench" }), body: "" };
}

/** Lets the one large shop grow until there are so many members in all. */
export async function addMembers(pool: pg.Pool, members: number): Promise<void> {
  await pool.query(
    `insert into member (shop_id, id, shopify_customer_id, email, enrolled_at, available)
     select $1, uuidv7(), customer_id, 'customer-' || customer_id || '@example.com', now(), 10
     from (
       select ($2::bigint + $1::bigint * 1000000 + n)::text as customer_id
       from generate_series($3::int, $4::int - 1) as n
     ) as customers`,
    [HOT_SHOP, FIRST_CUSTOMER_ID, HOT_MEMBERS, members - USUAL_SHOPS * MEMBERS_PER_SHOP],
  );
  await pool.query("vacuum analyze member");
}

/** The member asks for the one voucher of the program, each time anew. */
export function redeemRequest(number: number): { readonly head: string; readonly body: string } {
  const asked = { rewardId: "five-off", points: 100, amountMinor: 500 };
  const body = JSON.stringify({ ...asked, requestKey: randomUUID() });
  const headers = {
    host: "bench",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
  };
  return { head: headOf(`POST ${signedPath("/proxy/redeem", number)}`, headers), body };
}

export function selectRequest(number: number): { readonly head: string; readonly body: string } {
  return { head: headOf(`GET /balance?id=${number + 1}`, { host: "bench" }), body: "" };
}

function headOf(line: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${[`${line} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`;
}
