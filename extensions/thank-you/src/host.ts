// The page after checkout that the extension runs in.
import type { Api } from "@shopify/ui-extensions/purchase.thank-you.block.render";

export function host(): Api {
  return (globalThis as unknown as { shopify: Api }).shopify;
}
