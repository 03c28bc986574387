// A merchant has made room for the benefits of tiers in Shopify: they are made while they wait, or
// go on by themselves.
import { deliverNow } from "../../outbox/deliver-now.ts";
import { requestTierPerksAgain } from "../../usecases/tier-perks.ts";

const PATIENCE_MS = 8_000;

export async function retryTierPerks(shopId: bigint): Promise<void> {
  const message = await requestTierPerksAgain(shopId);
  await deliverNow(message, PATIENCE_MS);
}
