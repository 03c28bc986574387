// The pieces of which Shopify's REST payloads are made, read strictly where it matters and
// leniently elsewhere.
import { z } from "zod";
import type { Instant } from "../core/calendar/instant.ts";
import { minorDigitsOf } from "../core/money/currency.ts";
import { parseAmount } from "../core/money/money.ts";
import type { AmountMinor } from "../core/money/money.ts";
import { rationalFromDecimal } from "../core/points/rational.ts";
import { PayloadProblem } from "./payload-problem.ts";
import { UNSURE, plainReaderOf, readPlainly } from "./plain-values.ts";

/** Longer names are cut: they are for people to read. */
const MAX_TEXT_CHARACTERS = 255;

const UNSTORABLE = /[\0\p{Surrogate}]/gu;
/** Halves of pairs, but also the pairs themselves. */
const MAYBE_UNSTORABLE = /[\0\uD800-\uDFFF]/;

const ID = /^\d{1,30}$/;

/** A Shopify id: a number in JSON, text with us. */
export const idField = readPlainly(
  z.union([z.string().regex(ID), z.int().nonnegative()]).transform(String),
  (value) => {
    if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return String(value);
    return typeof value === "string" && ID.test(value) ? value : UNSURE;
  },
);

/** Text that PostgreSQL can store: no NUL, no half surrogate pairs, not endless. */
export const textField = readPlainly(z.string().transform(storableText), (value) =>
  typeof value === "string" ? storableText(value) : UNSURE,
);

function storableText(text: string): string {
  if (text.length <= MAX_TEXT_CHARACTERS && !MAYBE_UNSTORABLE.test(text)) return text;
  return text.slice(0, MAX_TEXT_CHARACTERS).replace(UNSTORABLE, "");
}

/** Orders are imported with the dates that they had, but nothing is older than computers are. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
const OUT_OF_RANGE = "date_out_of_range";

const YEAR = String.raw`(?:19[7-9]\d|2[01]\d\d)`;
const DATE = String.raw`${YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?`;
const OFFSET = String.raw`(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)`;
/** As Shopify writes moments; days that only some months have are left to zod. */
const PLAIN_INSTANT = new RegExp(`^${DATE}T${TIME}${OFFSET}$`);

const anyInstant = z.iso
  .datetime({ offset: true })
  .refine(isInRange, { params: { reason: OUT_OF_RANGE } })
  .transform((text): Instant => Date.parse(text));

/** Whether the local year is one that calendars here can count on from. */
function isInRange(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** ISO 8601 with an offset, as epoch milliseconds. */
export const instantField = readPlainly(anyInstant, (value) => {
  if (typeof value === "string" && PLAIN_INSTANT.test(value)) return Date.parse(value);
  const result = anyInstant.safeParse(value);
  return result.success ? result.data : UNSURE;
});

/** A decimal as text or as a bare number: both are in use. */
export const decimalField = readPlainly(
  z.union([z.string(), z.number()]).transform(String),
  (value) => (typeof value === "string" ? value : UNSURE),
);

const moneyField = z.object({ amount: decimalField, currency_code: z.string() });

/** An amount in the shop's currency and in the customer's. */
export const moneySetField = z.object({
  shop_money: moneyField,
  presentment_money: moneyField.nullish(),
});
export type MoneySet = z.output<typeof moneySetField>;

/** A list that is missing or null is empty. */
export function listOf<Item extends z.ZodType>(item: Item): z.ZodType<z.output<Item>[]> {
  const list = z.array(item);
  const field = list.nullish().transform((items) => items ?? []);
  const read = plainReaderOf(list) as (value: unknown) => z.output<Item>[] | typeof UNSURE;
  return readPlainly(field, (value) => (value === null || value === undefined ? [] : read(value)));
}

/** Reads a payload by its schema. The problem names the first field that does not fit. */
export function readFields<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const plain = plainReaderOf(schema)(value);
  if (plain !== UNSURE) return plain as z.output<Schema>;
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.join(".") || "body";
  if (issue?.code === "custom" && issue.params?.["reason"] === OUT_OF_RANGE) {
    throw new PayloadProblem(OUT_OF_RANGE, path);
  }
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
