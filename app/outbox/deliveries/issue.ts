// What every way of issuing a reward has in common: what it is told, and how it ends.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import type { DeliveryShop } from "../../db/delivery-shop-store.ts";
import { settleIssued, settleRefused } from "../../usecases/settle-redemption.ts";
import type { DeliveryOutcome, OutboxMessage } from "../delivery.ts";

type Message = OutboxMessage<{ redemptionId: string }>;

export interface Issuing<Of extends Redemption = Redemption> {
  readonly message: Message;
  /** An open reservation. */
  readonly redemption: Of;
  /** Shopify's number; null where the customer no longer exists, or asked to be forgotten. */
  readonly customerId: string | null;
  readonly shop: DeliveryShop;
  readonly admin: AdminGraphql;
  readonly signal: AbortSignal;
}

/** Repeating it must be harmless: an earlier attempt may have succeeded unheard. */
export type Issue = (issuing: Issuing) => Promise<DeliveryOutcome>;

/** It exists and works: the reserved points are spent. */
export async function issued(message: Message, shopifyGid: string): Promise<DeliveryOutcome> {
  const now = (await businessNow()).getTime();
  await settleIssued(message.shopId, message.payload.redemptionId, shopifyGid, now);
  return { outcome: "sent" };
}

/** It does not exist and will not: the points are free again. `reason` is for the merchant. */
export async function refused(message: Message, reason: string): Promise<DeliveryOutcome> {
  const now = (await businessNow()).getTime();
  await settleRefused(message.shopId, message.payload.redemptionId, reason, now);
  return { outcome: "sent" };
}
