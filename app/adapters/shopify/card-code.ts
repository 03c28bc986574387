// The code of a gift card is money for whoever knows it: it rests sealed, bound to its redemption.
import { tokenCipher } from "../../shopify.server.ts";

export interface CardOwner {
  readonly shopId: bigint;
  readonly redemptionId: string;
}

export function sealCardCode(code: string, owner: CardOwner): string {
  return tokenCipher.seal(code, placeOf(owner));
}

/** Null where it was sealed with a key that is no longer configured. */
export function openCardCode(sealed: string, owner: CardOwner): string | null {
  const opened = tokenCipher.open(sealed, placeOf(owner));
  return opened.outcome === "opened" ? opened.value : null;
}

function placeOf({ shopId, redemptionId }: CardOwner): string {
  return `gift_card/${shopId}/${redemptionId}`;
}
