// What the benchmark works on: shops, members, and orders as Shopify sends them.
import { createHmac } from "node:crypto";
import type pg from "pg";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { orderPayload } from "../support/order-payload.ts";
import { webhookHeaders } from "../support/webhooks.ts";

export const benchSecret = "shpss_bench_secret";
export const SHOPS = 50;
export const MEMBERS_PER_SHOP = 200;

export function shopDomain(shop: number): string {
  return `bench-${shop}.myshopify.com`;
}

/** Shops with a program in force and members in them. */
export async function prepareShops(pool: pg.Pool): Promise<void> {
  const document = JSON.stringify(programDocumentSchema.parse(PROGRAM_INPUT), (_key, value) =>
    typeof value === "bigint" ? value.toString() : (value as unknown),
  );
  await pool.query(
    `insert into shop (domain, currency, time_zone)
     select 'bench-' || n || '.myshopify.com', 'EUR', 'Europe/Berlin'
     from generate_series(1, $1::int) as n`,
    [SHOPS],
  );
  await pool.query(
    `insert into program_version (shop_id, id, number, status, schema_version, document,
       active_from, created_at, created_by)
     select shop_id, gen_random_uuid(), 1, 'active', 1, $1, to_timestamp(0), now(), 'system'
     from shop`,
    [document],
  );
  await pool.query(
    `insert into member (shop_id, id, shopify_customer_id, email, enrolled_at)
     select shop_id, uuidv7(), n::text, n || '@example.com', now()
     from shop, generate_series(1, $1::int) as n`,
    [MEMBERS_PER_SHOP],
  );
}

/** A paid order of a member, always another one. */
export function paidOrder(number: number): { readonly body: string; readonly shop: number } {
  const shop = (number % SHOPS) + 1;
  const customerId = String((Math.floor(number / SHOPS) % MEMBERS_PER_SHOP) + 1);
  const price = `${10 + (number % 90)}.00`;
  return { shop, body: orderPayload({ orderId: String(1_000_000 + number), customerId, price }) };
}

/** A signed delivery as bytes on the wire, its id left open. */
export function webhookRequest(number: number): { readonly head: string; readonly body: string } {
  const { shop, body } = paidOrder(number);
  const headers = webhookHeaders(body, {
    shop: shopDomain(shop),
    secret: benchSecret,
    webhookId: "{id}",
    headers: { host: "bench", "content-length": String(Buffer.byteLength(body)) },
  });
  return { head: headOf("POST /webhooks/shopify", headers), body };
}

/** A signed balance request of a member. */
export function balanceRequest(number: number): { readonly head: string; readonly body: string } {
  const params: Record<string, string> = {
    logged_in_customer_id: String((number % MEMBERS_PER_SHOP) + 1),
    path_prefix: "/apps/loyalty",
    shop: shopDomain((number % SHOPS) + 1),
    timestamp: String(Math.floor(Date.now() / 1_000)),
  };
  const message = Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  const signature = createHmac("sha256", benchSecret).update(message).digest("hex");
  const query = new URLSearchParams({ ...params, signature }).toString();
  return { head: headOf(`GET /proxy/balance?${query}`, { host: "bench" }), body: "" };
}

export function selectRequest(number: number): { readonly head: string; readonly body: string } {
  return { head: headOf(`GET /balance?id=${number + 1}`, { host: "bench" }), body: "" };
}

function headOf(line: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${[`${line} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`;
}
