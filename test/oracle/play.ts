// Plays worlds through the app on a real database: each world in a shop of its own, a hundred shops
// side by side, one delivery of each in every batch.
import { parseOrder } from "../../app/inbox/parse-order.ts";
import { parseRefund } from "../../app/inbox/parse-refund.ts";
import {
  PROGRAM_SCHEMA_VERSION,
  programDocumentSchema,
  programDocumentToJson,
} from "../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { newId } from "../../app/db/new-id.ts";
import { pool } from "../../app/db/pool.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { awardActions } from "../../app/usecases/award-actions.ts";
import { adjustPoints } from "../../app/usecases/adjust-points.ts";
import { joinCampaign } from "../../app/usecases/join-campaign.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { recordDeletedDiscount, settleReturned } from "../../app/usecases/return-voucher.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { returnTierToProgram } from "../../app/usecases/tiers/return-tier-to-program.ts";
import { setMemberTier } from "../../app/usecases/tiers/set-member-tier.ts";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import { ALL_SCOPES } from "../support/shops.ts";
import type { Delivery } from "./deliveries.ts";
import { factsOf } from "./facts.ts";
import { VOUCHER_POINTS } from "./naive-lots.ts";
import { EUR, FIRST_MOMENT, customerId } from "./store.ts";
import type { StoreCurrency, Told } from "./store.ts";
import { webhookOf } from "./webhooks.ts";

/** When the app hears of a world: long after its last order, so that nothing is early. */
export const NOW = FIRST_MOMENT + 10 * 86_400_000;

export interface Played {
  readonly shopId: bigint;
  readonly deliveries: readonly Delivery[];
}

export interface Opened {
  readonly program: ProgramDocumentInput;
  readonly timeZone?: string;
  readonly currency?: StoreCurrency;
}

/**
 * Shops with the worlds' programs, in force since before their first order: all of them in one
 * statement, since to save a hundred programs takes longer than to bring them their orders.
 */
export async function openShops(worlds: readonly Opened[], name: string): Promise<bigint[]> {
  const domains = worlds.map((_, index) => `${name}-${index}.myshopify.com`);
  const { rows } = await pool().query<{ domain: string; shop_id: bigint }>(
    `with opened as (
       insert into shop (domain, time_zone, currency, scopes)
       select domain, time_zone, currency, $4
       from unnest($1::text[], $2::text[], $3::text[]) as shops (domain, time_zone, currency)
       returning domain, shop_id),
     started as (
       insert into program_version (shop_id, id, number, status, schema_version, document,
         active_from, carried_out_at, created_at, created_by)
       select shop_id, id, 1, 'active', $5, document, to_timestamp(0), to_timestamp(0),
         to_timestamp(0), 'system'
       from unnest($1::text[], $6::uuid[], $7::jsonb[]) as programs (domain, id, document)
       join opened using (domain))
     select domain, shop_id from opened`,
    [
      domains,
      worlds.map(({ timeZone }) => timeZone ?? "Europe/Berlin"),
      worlds.map(({ currency = EUR }) => currency.code),
      ALL_SCOPES,
      PROGRAM_SCHEMA_VERSION,
      worlds.map(() => newId()),
      worlds.map(({ program }) => programDocumentToJson(programDocumentSchema.parse(program))),
    ],
  );
  const opened = new Map(rows.map(({ domain, shop_id: shopId }) => [domain, shopId]));
  return domains.map((domain) => opened.get(domain) ?? 0n);
}

/** Another program follows, in force from now on. */
export async function changeProgram(
  shopId: bigint,
  document: ProgramDocumentInput,
  now: number,
): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from program_version where shop_id = $1 and status = 'active'`,
    [shopId],
  );
  const baseVersionId = rows[0]?.id ?? null;
  const saved = await saveProgram({ shopId, document, baseVersionId, now, actor: "system" });
  if (saved.outcome !== "saved") throw new Error(`No program: ${JSON.stringify(saved)}`);
}

/** Brings every shop its deliveries, all shops in step. */
export async function play(shops: readonly Played[]): Promise<void> {
  const steps = Math.max(...shops.map(({ deliveries }) => deliveries.length));
  for (let step = 0; step < steps; step += 1) {
    const all = shops.flatMap(({ shopId, deliveries }) => {
      const delivery = deliveries[step];
      return delivery ? [{ shopId, delivery }] : [];
    });
    await deliver(all, NOW);
  }
}

export interface Delivered {
  readonly shopId: bigint;
  readonly delivery: Delivery;
}

/**
 * Brings deliveries of which no two concern the same order, and none but news of orders the same
 * member: all news of orders in one batch.
 */
export async function deliver(all: readonly Delivered[], now: number): Promise<void> {
  const codes = await codesOf(all);
  const events = all.flatMap(({ shopId, delivery }) =>
    delivery.type === "told" ? eventsOf(shopId, delivery.told, codes) : [],
  );
  const { left } = await withTransaction((tx) => recordOrders(tx, events, now));
  if (left.length > 0) throw new Error("News of an order came twice in a batch");
  await Promise.all(all.map((each) => carryOut(each, now)));
}

async function carryOut({ shopId, delivery }: Delivered, now: number): Promise<void> {
  switch (delivery.type) {
    case "told":
      return;
    case "wish":
      return redeem(shopId, delivery.customer, delivery.key, now);
    case "adjust":
      return adjust(shopId, delivery, now);
    case "act":
      return act(shopId, delivery, now);
    case "tier":
    case "tier_back":
      return changeTier(shopId, delivery, now);
    case "return":
      return giveBack(shopId, delivery.key, now);
    case "join": {
      const { customer, campaignId, at = now } = delivery;
      await joinCampaign({ shopId, customerId: customerId(customer), campaignId, now: at });
      return;
    }
    case "merge": {
      const [keptCustomerId, goneCustomerId] = [delivery.kept, delivery.gone].map(customerId);
      if (keptCustomerId === undefined || goneCustomerId === undefined) return;
      const merge = { keptCustomerId, goneCustomerId };
      await withTransaction((tx) => mergeCustomers(tx, shopId, merge, now));
    }
  }
}

async function adjust(
  shopId: bigint,
  { customer, key, points }: Extract<Delivery, { type: "adjust" }>,
  now: number,
): Promise<void> {
  const memberId = await memberOf(shopId, customer);
  if (memberId === null) return;
  await adjustPoints({
    shopId,
    memberId,
    requestKey: key,
    points: BigInt(points),
    reason: "For a test",
    actor: "system",
    now,
  });
}

async function act(
  shopId: bigint,
  { customer, key, event, at }: Extract<Delivery, { type: "act" }>,
  now: number,
): Promise<void> {
  const memberId = await memberOf(shopId, customer);
  if (memberId === null) return;
  const once = { trigger: "custom", event, occurrence: key, occurredAt: at } as const;
  await withTransaction((tx) => awardActions(tx, [{ shopId, memberId, ...once }], now));
}

async function changeTier(
  shopId: bigint,
  delivery: Extract<Delivery, { type: "tier" | "tier_back" }>,
  now: number,
): Promise<void> {
  const memberId = await memberOf(shopId, delivery.customer);
  if (memberId === null) return;
  const actor = "merchant:1";
  if (delivery.type === "tier_back") {
    await returnTierToProgram({ shopId, memberId, actor, now });
    return;
  }
  const { tierId, through } = delivery;
  await setMemberTier({ shopId, memberId, tierId, through, reason: "For a test", actor, now });
}

async function memberOf(shopId: bigint, customer: number): Promise<string | null> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from member where shop_id = $1 and shopify_customer_id = $2
       and merged_into_id is null`,
    [shopId, customerId(customer)],
  );
  return rows[0]?.id ?? null;
}

/** The codes of the vouchers that orders carry, by shop and wish. */
async function codesOf(all: readonly Delivered[]): Promise<ReadonlyMap<string, string>> {
  const keys = all.flatMap(({ delivery }) =>
    delivery.type === "told" && delivery.told.type === "order"
      ? (delivery.told.order.voucher ?? [])
      : [],
  );
  if (keys.length === 0) return new Map();
  const { rows } = await pool().query<{ shop_id: bigint; request_key: string; code: string }>(
    `select shop_id, request_key, code from redemption
     where shop_id = any($1) and request_key = any($2)`,
    [all.map(({ shopId }) => shopId), keys],
  );
  return new Map(rows.map((row) => [`${row.shop_id} ${row.request_key}`, row.code]));
}

/** Shopify answers at once what no webhook of the order tells. */
function eventsOf(shopId: bigint, told: Told, codes: ReadonlyMap<string, string>) {
  const voucher = told.type === "order" ? told.order.voucher : null;
  const { topic, body } = webhookOf(told, codes.get(`${shopId} ${voucher}`) ?? "SALE");
  const answer = told.type === "order" ? parseOrder(topic, body) : parseRefund(body);
  if (answer.outcome !== "parsed") throw new Error(`Unreadable: ${JSON.stringify(answer)}`);
  const news = { shopId, event: answer.event };
  if (told.type === "refund") return [news];
  const { orderId } = told.order;
  const answered = { type: "facts_seen" as const, orderId, facts: factsOf(told.order) };
  return [news, { shopId, event: answered }];
}

async function redeem(
  shopId: bigint,
  customer: number,
  requestKey: string,
  now: number,
): Promise<void> {
  const agreed = { points: VOUCHER_POINTS, amountMinor: 500n, percent: null };
  const wish = { rewardId: "five-off", agreed, choice: null };
  const asked = await requestRedemption(
    { shopId, customerId: customerId(customer), requestKey, ...wish },
    now,
  );
  if (asked.outcome !== "accepted") return;
  await settleIssued(shopId, asked.redemption.id, discountOf(shopId, requestKey), now);
}

/** Shopify makes the vouchers that issued themselves. */
export async function settleIssues(shopId: bigint, now: number): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from redemption where shop_id = $1 and status = 'reserved' order by id`,
    [shopId],
  );
  for (const { id } of rows) await settleIssued(shopId, id, discountOf(shopId, id), now);
}

/** The voucher of a wish is given up, and it was not used. */
async function giveBack(shopId: bigint, requestKey: string, now: number): Promise<void> {
  const gid = discountOf(shopId, requestKey);
  const { rows } = await pool().query<{ id: string }>(
    `select id from redemption where shop_id = $1 and shopify_gid = $2`,
    [shopId, gid],
  );
  const [voucher] = rows;
  if (!voucher) return;
  await withTransaction((tx) => recordDeletedDiscount(tx, shopId, gid, now));
  await settleReturned(shopId, voucher.id, now);
}

function discountOf(shopId: bigint, requestKey: string): string {
  return `gid://shopify/DiscountCodeNode/${shopId}-${requestKey}`;
}
