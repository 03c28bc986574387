// Which shop a domain is, remembered for a moment: a flood of webhooks asks the database once.
// Shops that are not installed are asked for each time, so that the first webhook after an
// installation gets in.
import { findShopByDomain } from "../db/shop-store.ts";
import type { ShopIdentity } from "../db/shop-store.ts";

const REMEMBERED_MS = 5_000;
const MAX_REMEMBERED = 10_000;

export interface KnownShops {
  find: (domain: string) => Promise<ShopIdentity | undefined>;
}

export function createKnownShops(rememberedMs: number = REMEMBERED_MS): KnownShops {
  const remembered = new Map<string, { shop: ShopIdentity; untilMs: number }>();
  const asking = new Map<string, Promise<ShopIdentity | undefined>>();

  const ask = async (domain: string): Promise<ShopIdentity | undefined> => {
    try {
      const shop = await findShopByDomain(domain);
      if (shop?.isInstalled !== true) return shop;
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(domain, { shop, untilMs: performance.now() + rememberedMs });
      return shop;
    } finally {
      asking.delete(domain);
    }
  };

  return {
    find: (domain) => {
      const known = remembered.get(domain);
      if (known !== undefined && known.untilMs > performance.now()) {
        return Promise.resolve(known.shop);
      }
      const pending = asking.get(domain) ?? ask(domain);
      asking.set(domain, pending);
      return pending;
    },
  };
}
