// What Shopify told of the store after installation is written down, and the program is published
// with it.
import { enqueueMessages } from "../db/outbox-store.ts";
import { type ShopFacts, updateShopFacts } from "../db/shop-store.ts";
import { withTransaction } from "../db/transaction.ts";

export async function recordFetchedShop(shopId: bigint, facts: ShopFacts): Promise<void> {
  await withTransaction(async (tx) => {
    await updateShopFacts(tx, shopId, facts);
    await enqueueMessages(tx, [{ shopId, kind: "write_program", key: "program", payload: {} }]);
  });
}
