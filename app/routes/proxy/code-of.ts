// What somebody enters at checkout, shown to its owner alone.
import { openCardCode } from "../../adapters/shopify/card-code.ts";
import type { HeldVoucher } from "../../queries/vouchers.ts";
import { codeOfDiscount } from "./views.ts";

/** Null where there is nothing to enter, or not yet. */
export function codeOf(held: HeldVoucher): string | null {
  const { shopId, redemption, sealedCode } = held;
  const { id: redemptionId, status } = redemption;
  return sealedCode === null || status !== "issued"
    ? codeOfDiscount(held)
    : openCardCode(sealedCode, { shopId, redemptionId });
}
