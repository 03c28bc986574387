// Two days after a store removed the app, every person of it is forgotten. Ids, points and dates
// stay, so that the books of the app remain whole.
import type { Instant } from "../core/calendar/instant.ts";
import { redactShopRows } from "../db/privacy-store.ts";
import { deleteSessionsOfShop, lockShop } from "../db/shop-store.ts";
import type { Transaction } from "../db/transaction.ts";

export interface RedactShop {
  readonly shopId: bigint;
  /** The message that asks for it is emptied when it is done. */
  readonly messageId: string;
  readonly now: Instant;
}

export type ShopRedacted =
  | { readonly outcome: "redacted" }
  /** The store came back in the meantime: Shopify promises not to ask then. */
  | { readonly outcome: "refused"; readonly reason: "installed_again" };

export async function redactShop(tx: Transaction, command: RedactShop): Promise<ShopRedacted> {
  const shop = await lockShop(tx, command.shopId);
  if (shop.isInstalled) return { outcome: "refused", reason: "installed_again" };
  await deleteSessionsOfShop(tx, shop.domain);
  await redactShopRows(tx, command.shopId, command.messageId, new Date(command.now));
  return { outcome: "redacted" };
}
