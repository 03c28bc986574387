// A cart as the checkout sends it: what does not matter has a default.
import type { CartLineSent, CartSent } from "../../widget/contract/checkout.ts";

/** One unit at 40.00, sent by post. */
export function sentLine(input: Partial<CartLineSent> = {}): CartLineSent {
  return {
    productId: "9001",
    variantId: "9002",
    quantity: 1,
    total: "40.0000",
    discounts: [],
    isSent: true,
    ...input,
  };
}

/** In euros, on the way to shipping. */
export function sentCart(input: Partial<CartSent> = {}): CartSent {
  return {
    currency: "EUR",
    lines: [sentLine()],
    discounts: [],
    shipping: null,
    tax: null,
    total: "40.0000",
    isPaidByGiftCard: false,
    ...input,
  };
}
