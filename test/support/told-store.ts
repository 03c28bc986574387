// A store with a program that rewards what other systems tell, and the API's doors to it.
import { expect } from "vitest";
import {
  type ApiAnswer,
  type ApiKey,
  type ApiRequest,
  readAnswer,
  signedRequest,
} from "./api-client.ts";
import { routeArguments } from "./admin-requests.ts";
import { type TestDatabase, createTestDatabase } from "./database.ts";
import { toldProgram } from "./integrations.ts";
import { openLoyaltyShop } from "./loyalty-shop.ts";
import { startShopifyStandIn } from "./shopify-stand-in.ts";

/** The store's clock: some time after the orders of the tests. */
export const TOLD_AT = new Date("2026-03-01T13:00:00Z");

export const EVENTS = "/api/v1/events";
export const REVIEWS = "/api/v1/reviews";

/** What a till tells of a member. */
export const workshop = { event: "workshop", member: { customerId: "7001" } };

export interface ToldStore {
  readonly db: TestDatabase;
  readonly shopId: bigint;
  /** Of another store with the same program. */
  readonly otherShopId: bigint;
  /** Signs and sends; the answer is held against the document. */
  readonly send: (key: ApiKey, path: string, input?: ApiRequest) => Promise<ApiAnswer>;
  /** Rows of what was told, oldest first. */
  readonly told: () => Promise<Record<string, unknown>[]>;
  readonly waiting: () => Promise<object[]>;
  readonly expectNothingDone: () => Promise<void>;
  /** Forgets all keys and what they told. */
  readonly empty: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openToldStore(): Promise<ToldStore> {
  const shopify = await startShopifyStandIn();
  shopify.setClock(TOLD_AT);
  const db = await createTestDatabase();
  const events = await import("../../app/routes/api.v1.events.ts");
  const reviews = await import("../../app/routes/api.v1.reviews.ts");
  const shopId = await openLoyaltyShop(db.pool, {}, toldProgram);
  const other = { domain: "northwind-tea.myshopify.com" };
  const otherShopId = await openLoyaltyShop(db.pool, other, toldProgram);
  const told = async () => {
    const { rows } = await db.pool.query<Record<string, unknown>>(
      `select shop_id, integration_id, key, trigger, subject, named, occurred_at, settled_at
       from integration_event order by received_at, id`,
    );
    return rows;
  };
  const waiting = async () => {
    const { rows } = await db.pool.query<object>("select kind, payload from outbox_message");
    return rows;
  };
  return {
    db,
    shopId,
    otherShopId,
    told,
    waiting,
    async send(key, path, input = {}) {
      const request = signedRequest(key, path, { body: workshop, ...input });
      const { action } = path === REVIEWS ? reviews : events;
      return readAnswer(request, await action(routeArguments(request)));
    },
    async expectNothingDone() {
      expect(await told()).toEqual([]);
      expect(await waiting()).toEqual([]);
    },
    async empty() {
      await db.ownerPool.query("truncate integration, integration_event, outbox_message");
    },
    async close() {
      await db.drop();
      await shopify.stop();
    },
  };
}
