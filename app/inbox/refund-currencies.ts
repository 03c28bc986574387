// A refund's amounts are in the store's currency and in the customer's, and in no other: minor
// units of different currencies must never be added.
import type { MoneySet } from "./payload-fields.ts";
import { PayloadProblem } from "./payload-problem.ts";

type MaybeSet = MoneySet | null | undefined;

/** The parts of a refund's payload that carry amounts. */
interface RefundAmounts {
  readonly refund_line_items: readonly { readonly subtotal_set?: MaybeSet }[];
  readonly order_adjustments: readonly {
    readonly amount_set?: MaybeSet;
    readonly tax_amount_set?: MaybeSet;
  }[];
  readonly refund_shipping_lines: readonly { readonly subtotal_amount_set: MoneySet }[];
  readonly transactions: readonly {
    readonly kind?: string | null | undefined;
    readonly currency?: string | null | undefined;
  }[];
}

/** What is known of the order around it; null where a refund comes alone. */
export interface OrderCurrencies {
  readonly shop: string;
  /** Null where the payload does not tell. */
  readonly presentment: string | null;
}

/** Throws where an amount is in a currency of neither kind. */
export function refuseOtherCurrencies(
  refund: RefundAmounts,
  order: OrderCurrencies | null,
  path: string,
): void {
  let { shop = null, presentment = null } = order ?? {};
  for (const [field, { shop_money: own, presentment_money: paid }] of setsOf(refund)) {
    shop ??= own.currency_code;
    if (paid && paid.currency_code !== shop) presentment ??= paid.currency_code;
    const isPaidKnown = !paid || paid.currency_code === shop || paid.currency_code === presentment;
    if (own.currency_code === shop && isPaidKnown) continue;
    throw new PayloadProblem("currency_mismatch", `${path}${field}`);
  }
  if (order === null || setsOf(refund).length > 0) return;
  for (const { kind, currency } of refund.transactions) {
    if (kind !== "refund" || !currency || currency === shop) continue;
    presentment ??= currency;
    if (currency !== presentment) {
      throw new PayloadProblem("currency_mismatch", `${path}transactions`);
    }
  }
}

function setsOf(refund: RefundAmounts): [field: string, set: MoneySet][] {
  const named: [string, MaybeSet][] = [
    ...refund.order_adjustments.flatMap((part): [string, MaybeSet][] => [
      ["order_adjustments", part.amount_set],
      ["order_adjustments", part.tax_amount_set],
    ]),
    ...refund.refund_shipping_lines.map((part): [string, MaybeSet] => [
      "refund_shipping_lines",
      part.subtotal_amount_set,
    ]),
    ...refund.refund_line_items.map((part): [string, MaybeSet] => [
      "refund_line_items",
      part.subtotal_set,
    ]),
  ];
  return named.flatMap(([field, set]) => (set ? [[field, set]] : []));
}
