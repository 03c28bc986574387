// A cart as the checkout sends it. Amounts are text, so that no floating point comes between.
import { z } from "zod";
import type { Cart, CartDiscount, CartLine } from "../../core/earning/cart-sums.ts";
import { parseAmount } from "../../core/money/money.ts";
import type { AmountMinor } from "../../core/money/money.ts";
import { problem } from "../proxy/door.ts";

const MAX_LINES = 500;
const MAX_DISCOUNTS = 100;
const MAX_CODE_CHARACTERS = 255;
const MAX_QUANTITY = 1_000_000;

const amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/);
const id = z
  .string()
  .regex(/^[1-9][0-9]{0,19}$/)
  .nullable();
const discounts = z
  .array(z.object({ code: z.string().max(MAX_CODE_CHARACTERS).nullable(), amount }))
  .max(MAX_DISCOUNTS);

export const cartSchema = z.object({
  currency: z.string().length(3),
  lines: z
    .array(
      z.object({
        productId: id,
        variantId: id,
        quantity: z.int().positive().max(MAX_QUANTITY),
        total: amount,
        discounts,
        isSent: z.boolean(),
      }),
    )
    .max(MAX_LINES),
  discounts,
  shipping: amount.nullable(),
  tax: amount.nullable(),
  total: amount,
  isPaidByGiftCard: z.boolean(),
});
type SentCart = z.output<typeof cartSchema>;

/** Null where it is not in the shop's currency: nobody knows at what rate it will be counted. */
export function readCart(sent: SentCart, currency: string): Cart | null {
  if (sent.currency !== currency) return null;
  const read = (text: string): AmountMinor => {
    const minor = parseAmount(text, currency);
    if (minor === null) throw problem("bad_request");
    return minor;
  };
  const readDiscounts = (all: SentCart["discounts"]): CartDiscount[] =>
    all.map((one) => ({ code: one.code, amount: read(one.amount) }));
  return {
    currency,
    lines: sent.lines.map((line): CartLine => ({
      ...line,
      total: read(line.total),
      discounts: readDiscounts(line.discounts),
    })),
    discounts: readDiscounts(sent.discounts),
    shipping: sent.shipping === null ? null : read(sent.shipping),
    tax: sent.tax === null ? null : read(sent.tax),
    total: read(sent.total),
    isPaidByGiftCard: sent.isPaidByGiftCard,
  };
}
