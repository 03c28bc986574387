// The pieces of which Shopify's REST payloads are made, read strictly where it matters and
// leniently elsewhere.
import { z } from "zod";
import type { Instant } from "../core/calendar/instant.ts";
import { minorDigitsOf } from "../core/money/currency.ts";
import { parseAmount } from "../core/money/money.ts";
import type { AmountMinor } from "../core/money/money.ts";
import { rationalFromDecimal } from "../core/points/rational.ts";
import { PayloadProblem } from "./payload-problem.ts";

/** Longer names are cut: they are for people to read. */
const MAX_TEXT_CHARACTERS = 255;

const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A Shopify id: a number in JSON, text with us. */
export const idField = z
  .union([z.string().regex(/^\d{1,30}$/), z.int().nonnegative()])
  .transform(String);

/** Text that PostgreSQL can store: no NUL, no half surrogate pairs, not endless. */
export const textField = z
  .string()
  .transform((text) => text.slice(0, MAX_TEXT_CHARACTERS).replace(UNSTORABLE, ""));

/** ISO 8601 with an offset, as epoch milliseconds. */
export const instantField = z.iso
  .datetime({ offset: true })
  .transform((text): Instant => Date.parse(text));

/** A decimal as text or as a bare number: both are in use. */
export const decimalField = z.union([z.string(), z.number()]).transform(String);

const moneyField = z.object({ amount: decimalField, currency_code: z.string() });

/** An amount in the shop's currency and in the customer's. */
export const moneySetField = z.object({
  shop_money: moneyField,
  presentment_money: moneyField.nullish(),
});
export type MoneySet = z.output<typeof moneySetField>;

/** A list that is missing or null is empty. */
export function listOf<Item extends z.ZodType>(item: Item): z.ZodType<z.output<Item>[]> {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}

/** Reads a payload by its schema. The problem names the first field that does not fit. */
export function readFields<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.join(".") || "body";
  const missing = issue?.input === undefined || issue.input === null;
  throw new PayloadProblem(missing ? "missing_field" : "bad_field", path);
}

/** Refuses a currency that we cannot count in. */
export function requireCurrency(currency: string, path: string): string {
  if (minorDigitsOf(currency) === null) throw new PayloadProblem("unknown_currency", path);
  return currency;
}

/** The exact minor units of an amount, whatever its sign. */
export function readAmount(text: string, currency: string, path: string): AmountMinor {
  const amount = parseAmount(text, requireCurrency(currency, path));
  if (amount) return amount;
  const decimal = rationalFromDecimal(text) !== null;
  throw new PayloadProblem(decimal ? "amount_out_of_range" : "bad_amount", path);
}

/** As `readAmount`, for amounts that cannot be below zero. */
export function readPrice(text: string, currency: string, path: string): AmountMinor {
  const amount = readAmount(text, currency, path);
  if (amount.n < 0n) throw new PayloadProblem("negative_amount", path);
  return amount;
}

/** Whole units, zero or more. */
export function readQuantity(quantity: number, path: string): number {
  if (quantity < 0) throw new PayloadProblem("negative_quantity", path);
  return quantity;
}
