// Session tokens of extensions at checkout and in the account: for five minutes, naming the store
// and, where somebody is signed in, the customer. Signed with our own code, on real time.
import { randomUUID } from "node:crypto";
import type { SimulatorContext } from "../context.ts";
import type { Customer, Shop } from "../model.ts";
import { signToken } from "../oauth/session-token.ts";
import { gid } from "../world.ts";

const lifetimeSeconds = 300;

export function mintBuyerToken(
  { settings }: SimulatorContext,
  shop: Shop,
  customer: Customer | null,
): string {
  const now = Math.floor(Date.now() / 1000);
  return signToken(settings.apiSecret, {
    dest: shop.domain,
    aud: settings.apiKey,
    exp: now + lifetimeSeconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    ...(customer && { sub: gid("Customer", customer.id) }),
  });
}
