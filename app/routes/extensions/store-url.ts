// Where paths of the store lead for an extension, which does not run there.
import type { ShopView } from "../../queries/shop.ts";

export function storeUrl({ domain }: Pick<ShopView, "domain">): string {
  return `https://${domain}`;
}
