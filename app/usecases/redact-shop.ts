// Two days after a store removed the app, every person of it is forgotten. Ids, points and dates
// stay, so that the books of the app remain whole.
import { DAY_MS } from "../core/calendar/instant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { forgetIntegrations } from "../db/integration-event-store.ts";
import { redactShopRows } from "../db/shop-privacy-store.ts";
import { deleteSessionsOfShop, hasLivingToken, lockShop } from "../db/shop-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { uninstallShop } from "./uninstall-shop.ts";

/** Shopify asks this long after the app was removed. */
const ASKED_AFTER_MS = 2 * DAY_MS;

export interface RedactShop {
  readonly shopId: bigint;
  /** The message that asks for it is emptied when it is done. */
  readonly messageId: string;
  /** When Shopify asked. */
  readonly askedAt: Instant;
  readonly now: Instant;
}

export type ShopRedacted =
  | { readonly outcome: "redacted" }
  | {
      readonly outcome: "refused";
      /**
       * The store came back after it had removed the app, or never removed it: its token works, or
       * nobody can say.
       */
      readonly reason: "installed_again" | "still_installed";
    };

/** Shopify's word that the app was removed may come when app/uninstalled never did. */
export async function redactShop(tx: Transaction, command: RedactShop): Promise<ShopRedacted> {
  const { shopId, now } = command;
  const shop = await lockShop(tx, shopId);
  if (shop.isInstalled) {
    if (shop.installedAt.getTime() > command.askedAt - ASKED_AFTER_MS) {
      return { outcome: "refused", reason: "installed_again" };
    }
    if (await hasLivingToken(tx, shopId)) return { outcome: "refused", reason: "still_installed" };
    await uninstallShop(tx, { shopId, happenedAt: null, now });
  }
  await deleteSessionsOfShop(tx, shop.domain);
  await forgetIntegrations(tx, shopId, now);
  await redactShopRows(tx, shopId, command.messageId, new Date(now));
  return { outcome: "redacted" };
}
