// What Shopify told of the store after installation is written down, and the program is published
// with it.
import { enqueueMessages } from "../db/outbox-store.ts";
import { enqueueBalances } from "../db/publication-store.ts";
import { type ShopFacts, isOtherInstallation, updateShopFacts } from "../db/shop-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { checkTierPerks } from "./tier-perks.ts";

export interface FetchedShop extends ShopFacts {
  readonly appInstallationGid: string;
}

export async function recordFetchedShop(shopId: bigint, shop: FetchedShop): Promise<void> {
  await withTransaction(async (tx) => {
    // A store that came back before its departure was heard of: the balances went with the old one.
    const cameBack = await isOtherInstallation(tx, shopId, shop.appInstallationGid);
    await updateShopFacts(tx, shopId, shop);
    await enqueueMessages(tx, [{ shopId, kind: "write_program", key: "program", payload: {} }]);
    if (cameBack) await enqueueBalances(tx, shopId);
    await checkTierPerks(tx, shopId);
  });
}
