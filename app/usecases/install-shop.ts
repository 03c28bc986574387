// A store installs the app, for the first time or again. What waited for it while it was away goes
// on.
import { enqueueMessages, reviveAfterInstallation } from "../db/outbox-store.ts";
import { enqueueBalances } from "../db/publication-store.ts";
import { confirmInstalledShop, upsertInstalledShop } from "../db/shop-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { resumeRedemptions } from "./resume-redemptions.ts";
import { followTierPerks } from "./tier-perks.ts";

export interface InstallShop {
  readonly domain: string;
  /** As granted, separated by commas. */
  readonly scopes: string;
  readonly now: Date;
}

/**
 * Repeating it is harmless: it proves that the shop is installed, so that older news of an
 * uninstallation counts no more. Answers the shop's id, the same over reinstallations.
 */
export async function installShop(command: InstallShop): Promise<{ shopId: bigint }> {
  return withTransaction(async (tx) => {
    const present = await confirmInstalledShop(tx, command);
    const shopId = present ?? (await upsertInstalledShop(tx, command));
    await enqueueMessages(tx, [{ shopId, kind: "fetch_shop", key: "shop", payload: {} }]);
    await reviveAfterInstallation(tx, shopId);
    if (present === undefined) {
      await resumeRedemptions(tx, shopId);
      // Shopify deleted the app's metafields together with the installation.
      await enqueueBalances(tx, shopId);
      await followTierPerks(tx, shopId, command.now.getTime());
    }
    return { shopId };
  });
}
