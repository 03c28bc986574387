// The checkout that the extension runs in.
import type { Api } from "@shopify/ui-extensions/purchase.checkout.block.render";

export function host(): Api {
  return (globalThis as unknown as { shopify: Api }).shopify;
}
