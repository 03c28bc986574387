// The price of a free product, which its voucher takes off: read when the voucher is asked for, and
// written down before, so that every repetition asks for exactly the same.
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import {
  type VariantPrice,
  fetchVariantPrice,
} from "../../adapters/shopify/operations/fetch-variant-price.ts";
import { parseAmount } from "../../core/money/money.ts";
import { chosenVariant } from "../../core/rewards/offer.ts";
import type { VoucherRedemption } from "../../core/rewards/carrier.ts";
import { fixAmount } from "../../db/redemption-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import type { DeliveryOutcome } from "../delivery.ts";
import { outcomeOf } from "./open-shop.ts";

export type Priced =
  | { outcome: "priced"; redemption: VoucherRedemption }
  /** The voucher cannot be: why, for the merchant. */
  | { outcome: "impossible"; reason: string }
  /** Not to be known for now, or no longer asked. */
  | { outcome: "over"; delivery: DeliveryOutcome };

/** A redemption with all that its discount needs; most have it from the start. */
export async function priceVoucher(
  shopId: bigint,
  redemption: VoucherRedemption,
  admin: AdminGraphql,
  signal: AbortSignal,
): Promise<Priced> {
  const { reward, choice, amountMinor } = redemption;
  if (reward.kind !== "free_product" || amountMinor !== null) {
    return { outcome: "priced", redemption };
  }
  const variantId = chosenVariant(reward, choice);
  if (variantId === null) return impossible("No variant was chosen.");
  const answer = await fetchVariantPrice(admin, variantId, signal);
  if (answer.outcome === "refused") {
    return over({ outcome: "retry", reason: `price refused ${answer.code}` });
  }
  if (answer.outcome !== "ok") return over(outcomeOf(answer));
  if (answer.data === null) return impossible(`Variant ${variantId} is no longer in the store.`);
  const price = priceIn(redemption.currency, answer.data);
  if (typeof price === "string") return impossible(`Variant ${variantId} ${price}`);
  const fixed = await withTransaction((tx) => fixAmount(tx, shopId, redemption.id, price));
  if (fixed === undefined) return over({ outcome: "sent" });
  return { outcome: "priced", redemption: { ...redemption, amountMinor: fixed } };
}

/** In minor units, or why it can be none. */
function priceIn(currency: string, told: VariantPrice): bigint | string {
  if (told.currency !== currency) {
    return `costs ${told.currency} now, and the reward was of a store of ${currency}.`;
  }
  const amount = parseAmount(told.price, currency);
  if (amount === null || amount.d !== 1n) return `has a price that cannot be read: ${told.price}.`;
  return amount.n > 0n ? amount.n : "costs nothing, so there is nothing to take off.";
}

const impossible = (reason: string): Priced => ({ outcome: "impossible", reason });
const over = (delivery: DeliveryOutcome): Priced => ({ outcome: "over", delivery });
