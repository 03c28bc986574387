// A cart as a checkout shows it, and what its sums tell that it does not say.
import type { AmountMinor } from "../money/money.ts";
import { ZERO, add, compare, isZero, subtract } from "../points/rational.ts";

export interface CartDiscount {
  /** Null where no code gave it. */
  readonly code: string | null;
  readonly amount: AmountMinor;
}

/** All amounts of a cart are in minor units of the shop's currency. */
export interface CartLine {
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly quantity: number;
  /** For all units, after the discounts of the line. */
  readonly total: AmountMinor;
  readonly discounts: readonly CartDiscount[];
  /** Gift cards are not sent, and nothing else tells them apart here. */
  readonly isSent: boolean;
}

export interface Cart {
  readonly currency: string;
  readonly lines: readonly CartLine[];
  /** Discounts of the whole cart, which its lines share. */
  readonly discounts: readonly CartDiscount[];
  /** After discounts; null while it is not known. */
  readonly shipping: AmountMinor | null;
  /** Null while it is not known. */
  readonly tax: AmountMinor | null;
  /** What is to be paid by all means; null where nobody says. */
  readonly total: AmountMinor | null;
  readonly isPaidByGiftCard: boolean;
}

export interface CartSums {
  /** Those of the whole cart that its goods share: a checkout mixes them with those of shipping. */
  readonly discounts: readonly CartDiscount[];
  /** Whether prices contain their tax; null where nobody knows. */
  readonly taxesIncluded: boolean | null;
}

/** Of more discounts than these either all or none are the goods'. */
const MOST_TRIED = 6;

/**
 * Finds out by what is to be paid which discounts are the goods', and whether prices contain their
 * tax; `taxesIncluded` is what is known of the shop. While shipping or the total is open, all
 * discounts are the goods'. Null where the sums leave it open which they are. Rule:
 * docs/storefront.md, "At checkout".
 */
export function readSums(cart: Cart, taxesIncluded: boolean | null): CartSums | null {
  const { lines, discounts, shipping, tax, total } = cart;
  if (shipping === null || total === null) return { discounts, taxesIncluded };
  const whole = add(sumOf(lines.map((line) => line.total)), shipping);
  const isTaxed = tax !== null && !isZero(tax);
  const fitting = partsOf(discounts).flatMap((part): CartSums[] => {
    const withoutTax = subtract(whole, amountOf(part));
    if (compare(withoutTax, total) === 0) {
      return [{ discounts: part, taxesIncluded: isTaxed ? true : taxesIncluded }];
    }
    const isOnTop = isTaxed && compare(add(withoutTax, tax), total) === 0;
    return isOnTop ? [{ discounts: part, taxesIncluded: false }] : [];
  });
  const likely = fitting.filter((one) => one.taxesIncluded === taxesIncluded);
  const [found, ...others] = differing(likely.length > 0 ? likely : fitting);
  if (found !== undefined) return others.length === 0 ? found : null;
  // Something else is to be paid, too: a tip, a fee.
  return discounts.length === 0 ? { discounts, taxesIncluded } : null;
}

/** What the goods cost after all discounts that are theirs, in minor units. */
export function goodsOf(cart: Cart): AmountMinor {
  const { discounts } = readSums(cart, null) ?? cart;
  return subtract(sumOf(cart.lines.map(({ total }) => total)), amountOf(discounts));
}

/** In minor units. */
export function amountOf(discounts: readonly CartDiscount[]): AmountMinor {
  return sumOf(discounts.map(({ amount }) => amount));
}

/** In minor units. */
export function sumOf(amounts: readonly AmountMinor[]): AmountMinor {
  return amounts.reduce(add, ZERO);
}

/** All of them first, none of them last. */
function partsOf(discounts: readonly CartDiscount[]): (readonly CartDiscount[])[] {
  if (discounts.length > MOST_TRIED) return [discounts, []];
  return discounts.reduceRight<(readonly CartDiscount[])[]>(
    (parts, one) => [...parts.map((part) => [one, ...part]), ...parts],
    [[]],
  );
}

/** Of those that leave the goods the same, the first. */
function differing(sums: readonly CartSums[]): CartSums[] {
  return sums.filter(
    (one, place) =>
      !sums
        .slice(0, place)
        .some((earlier) => compare(amountOf(earlier.discounts), amountOf(one.discounts)) === 0),
  );
}
