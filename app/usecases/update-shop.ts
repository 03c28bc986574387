// A store changes its name, currency, time zone, language or contact, or what the app may do.
import { enqueueMessages } from "../db/outbox-store.ts";
import { updateShopFacts, updateShopScopes } from "../db/shop-store.ts";
import type { ShopFacts } from "../db/shop-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import { checkTierPerks } from "./tier-perks.ts";

/**
 * The storefront shows amounts in the store's currency, and the cart names discounts in its
 * language, so both learn of the change, too.
 */
export async function updateShop(tx: Transaction, shopId: bigint, facts: ShopFacts): Promise<void> {
  await updateShopFacts(tx, shopId, facts);
  await enqueueMessages(tx, [{ shopId, kind: "write_program", key: "program", payload: {} }]);
  await checkTierPerks(tx, shopId);
}

export async function updateScopes(
  tx: Transaction,
  shopId: bigint,
  scopes: readonly string[],
): Promise<void> {
  await updateShopScopes(tx, shopId, scopes.join(","));
  // What the store did not allow before may be allowed now, and the other way round: theme blocks
  // promise no reward that is paused.
  await enqueueMessages(tx, [{ shopId, kind: "write_program", key: "program", payload: {} }]);
  await checkTierPerks(tx, shopId);
}

/** As `updateScopes`, for who has just asked Shopify. */
export async function learnScopes(shopId: bigint, scopes: readonly string[]): Promise<void> {
  await withTransaction((tx) => updateScopes(tx, shopId, scopes));
}

/** As `updateShop`, for who has just asked Shopify in which currency the store counts. */
export async function learnCurrency(shopId: bigint, currency: string): Promise<void> {
  await withTransaction((tx) => updateShop(tx, shopId, { currency }));
}
