// Switches off a code that works although no points stand behind it, because the merchant said so.
import { deactivateDiscount } from "../../adapters/shopify/operations/deactivate-discount.ts";
import { readDiscounts } from "../../adapters/shopify/operations/read-discounts.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

/** What is gone or off already is as it should be. */
export const switchOffDiscount: Deliver<{ shopifyGid: string }> = async (
  { shopId, payload: { shopifyGid } },
  signal,
) => {
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const { admin, shop } = opened;
  const asked = { gids: [shopifyGid], currency: shop.currency };
  const found = await readDiscounts(admin, asked, signal);
  if (found.outcome !== "ok") return outcomeOf(found);
  if (found.data.get(shopifyGid)?.isActive !== true) return { outcome: "sent" };
  const answer = await deactivateDiscount(admin, shopifyGid, signal);
  return answer.outcome === "ok" ? { outcome: "sent" } : outcomeOf(answer);
};
