// A store removes the app: its tokens are forgotten at once, its ledger waits for a return.
import type { Instant } from "../core/calendar/instant.ts";
import { enqueueBalances } from "../db/publication-store.ts";
import { deleteSessionsOfShop, lockShop, markUninstalled } from "../db/shop-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { suspendRedemptions } from "./resume-redemptions.ts";
import { checkTierPerks } from "./tier-perks.ts";

export interface UninstallShop {
  readonly shopId: bigint;
  /** When Shopify says that it happened; null where it does not say. */
  readonly happenedAt: Date | null;
  readonly now: Instant;
}

export type ShopUninstalled =
  | { readonly outcome: "uninstalled" }
  /** The news is older than the last installation, or came before. */
  | { readonly outcome: "ignored" };

export async function uninstallShop(
  tx: Transaction,
  { shopId, happenedAt, now }: UninstallShop,
): Promise<ShopUninstalled> {
  const domain = await markUninstalled(tx, shopId, new Date(now), happenedAt);
  if (domain === undefined) {
    // A shop that is back already has lost the app's metafields all the same.
    const { isInstalled } = await lockShop(tx, shopId);
    if (isInstalled) {
      await enqueueBalances(tx, shopId);
      await checkTierPerks(tx, shopId);
    }
    return { outcome: "ignored" };
  }
  await deleteSessionsOfShop(tx, domain);
  await suspendRedemptions(tx, shopId, now);
  return { outcome: "uninstalled" };
}
