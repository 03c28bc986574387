// The cart as the app reads it, now and whenever it changes. Amounts leave as text.
import type { CartDiscountSent, CartSent } from "../../widget/contract/checkout.ts";
import { type Signal, useSignal } from "./signal.ts";

/** More does not fit into what the app reads of one request. */
const MAX_CHARACTERS = 14_000;
/** More than any currency has. */
const DECIMALS = 4;

interface Money {
  readonly amount: number;
}

interface Allocation {
  readonly discountedAmount: Money;
  readonly code?: string;
}

interface Line {
  readonly merchandise: {
    readonly id: string;
    readonly product: { readonly id: string };
    readonly requiresShipping: boolean;
  };
  readonly quantity: number;
  readonly cost: { readonly totalAmount: Money };
  readonly discountAllocations: readonly Allocation[];
}

/** As much of a checkout, and of the page after it, as a cart is read from. */
interface Host {
  readonly cost: {
    readonly totalAmount: Signal<Money & { readonly currencyCode: string }>;
    readonly totalShippingAmount: Signal<Money | undefined>;
    readonly totalTaxAmount: Signal<Money | undefined>;
  };
  readonly lines: Signal<readonly Line[]>;
  readonly discountAllocations: Signal<readonly Allocation[]>;
  readonly appliedGiftCards: Signal<readonly unknown[]>;
}

/** Null where it is too large to be sent. */
export function useCart(): CartSent | null {
  const host = (globalThis as unknown as { shopify: Host }).shopify;
  const { cost, lines, discountAllocations, appliedGiftCards } = host;
  const sold = useSignal(lines);
  const discounts = useSignal(discountAllocations);
  const giftCards = useSignal(appliedGiftCards);
  const total = useSignal(cost.totalAmount);
  const shipping = useSignal(cost.totalShippingAmount);
  const tax = useSignal(cost.totalTaxAmount);
  const cart: CartSent = {
    currency: total.currencyCode,
    lines: sold.map(
      ({ merchandise, quantity, cost: { totalAmount }, discountAllocations: own }) => ({
        productId: numberOf(merchandise.product.id),
        variantId: numberOf(merchandise.id),
        quantity,
        total: textOf(totalAmount),
        discounts: own.map(discountOf),
        isSent: merchandise.requiresShipping,
      }),
    ),
    discounts: discounts.map(discountOf),
    shipping: shipping ? textOf(shipping) : null,
    tax: tax ? textOf(tax) : null,
    total: textOf(total),
    isPaidByGiftCard: giftCards.length > 0,
  };
  return JSON.stringify(cart).length > MAX_CHARACTERS ? null : cart;
}

function discountOf({ code, discountedAmount }: Allocation): CartDiscountSent {
  return { code: code ?? null, amount: textOf(discountedAmount) };
}

function textOf({ amount }: Money): string {
  return amount.toFixed(DECIMALS);
}

/** Of `gid://shopify/Product/5123`. */
function numberOf(gid: string): string | null {
  return /[1-9][0-9]*$/.exec(gid)?.[0] ?? null;
}
