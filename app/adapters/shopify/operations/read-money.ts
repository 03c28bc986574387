// Amounts and ids as the Admin API writes them.
import { minorDigitsOf } from "../../../core/money/currency.ts";
import { type AmountMinor, parseAmount } from "../../../core/money/money.ts";
import type { RefundMoney } from "../../../core/orders/order-state.ts";
import { ZERO, add } from "../../../core/points/rational.ts";
import type { MoneyBag } from "./order-lines.ts";

/** An amount that cannot be read, or in a currency that nobody knows. */
export class UnreadableAmount extends Error {}

/** In the shop's currency, and in the customer's where that is another. */
export function sumOf(bags: readonly MoneyBag[]): RefundMoney {
  const converted = bags.some(
    ({ shopMoney, presentmentMoney }) => shopMoney.currencyCode !== presentmentMoney.currencyCode,
  );
  return {
    shop: total(bags, shopAmount),
    presentment: converted ? total(bags, (bag) => amount(bag.presentmentMoney)) : null,
  };
}

/** The sum of what is read of each. */
export function total<T>(parts: readonly T[], read: (part: T) => AmountMinor): AmountMinor {
  return parts.map(read).reduce(add, ZERO);
}

/** In the shop's currency. */
export function shopAmount({ shopMoney }: MoneyBag): AmountMinor {
  return amount(shopMoney);
}

/** Throws an UnreadableAmount for what cannot be counted in. */
export function amount({ amount: text, currencyCode }: MoneyBag["shopMoney"]): AmountMinor {
  const parsed = minorDigitsOf(currencyCode) === null ? null : parseAmount(text, currencyCode);
  if (parsed === null) throw new UnreadableAmount(currencyCode);
  return parsed;
}

/** `gid://shopify/Order/5123` → `5123`. */
export function numericId(gid: string): string {
  return gid.split("/").at(-1)?.split("?")[0] ?? gid;
}
