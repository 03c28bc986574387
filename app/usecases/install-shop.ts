// A store installs the app, for the first time or again. What waited for it while it was away goes
// on.
import { enqueueMessages } from "../db/outbox-store.ts";
import { upsertInstalledShop } from "../db/shop-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { resumeRedemptions } from "./resume-redemptions.ts";

export interface InstallShop {
  readonly domain: string;
  /** As granted, separated by commas. */
  readonly scopes: string;
  readonly now: Date;
}

/**
 * Repeating it changes nothing; answers the shop's id, which stays the same over reinstallations.
 */
export async function installShop(command: InstallShop): Promise<{ shopId: bigint }> {
  return withTransaction(async (tx) => {
    const shopId = await upsertInstalledShop(tx, command);
    await enqueueMessages(tx, [{ shopId, kind: "fetch_shop", key: "shop", payload: {} }]);
    await resumeRedemptions(tx, shopId);
    return { shopId };
  });
}
