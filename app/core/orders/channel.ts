// Where an order was placed, by the name that Shopify gives its source.
import type { Channel } from "../program/conditions.ts";

/** Names of the online store and of the Shop app; newer orders carry the number of the channel. */
const ONLINE: ReadonlySet<string> = new Set(["web", "580111", "shop_app", "3890849"]);
/** Shopify's point of sale, under today's and former names. */
const POINT_OF_SALE: ReadonlySet<string> = new Set(["pos", "129785", "iphone", "android"]);

/** Draft orders, other apps and unnamed sources are `other`. */
export function channelOf(sourceName: string | null): Channel {
  if (sourceName === null) return "other";
  if (ONLINE.has(sourceName)) return "online";
  return POINT_OF_SALE.has(sourceName) ? "pos" : "other";
}
