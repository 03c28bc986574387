// The small parts that the program document is made of, each with the sentence that refuses it.
import { z } from "zod";
import { MAX_AMOUNT_MINOR } from "../money/money.ts";
import { compare, rational, rationalFromDecimal } from "../points/rational.ts";

const MAX_DECIMAL = 1_000n;
const MAX_POINTS = 1_000_000_000n;
/** So that a document stays readable, and so that one order is matched against few rules. */
export const MAX_LIST_ENTRIES = 100;
export const MAX_TIERS = 12;

/** Whole numbers are bigint in core; as they are typed or stored they may be text. */
export const wholeNumber = z
  .union(
    [
      z.string().regex(/^\d{1,18}$/, "Enter a whole number, zero or more"),
      z.bigint().min(0n, "Enter a whole number, zero or more"),
    ],
    {
      error: ({ input }) =>
        input === undefined
          ? "This is missing: add it"
          : 'Enter a whole number in quotation marks, such as "100"',
    },
  )
  .transform((value) => BigInt(value));

export const amountMinor = wholeNumber.refine(
  (value) => value <= MAX_AMOUNT_MINOR,
  "This amount is too large",
);

/** At least one point, and few enough that sums stay exact in the database. */
export const pointsAboveZero = wholeNumber
  .refine((value) => value > 0n, "Enter at least one point")
  .refine((value) => value <= MAX_POINTS, "Enter at most 1,000,000,000 points");

/** Points, or none. */
export const pointsFromZero = wholeNumber.refine(
  (value) => value <= MAX_POINTS,
  "Enter at most 1,000,000,000 points",
);

/** The most points of something; null for no limit. */
export const pointsLimit = wholeNumber
  .refine((value) => value > 0n, "Enter more than zero, or leave it empty")
  .nullable()
  .default(null);

/** Decimal text from zero, with at most four decimals: it is never read as a float. */
export const decimalFromZero = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,4})?$/, {
    error: "Enter a number such as 2 or 0.5, with at most four decimals",
    abort: true,
  })
  .refine(isWithinMost, `Enter at most ${MAX_DECIMAL}`);

/** As `decimalFromZero`, zero excluded. */
export const decimalAboveZero = decimalFromZero.refine(
  (text) => !/^[0.]+$/.test(text),
  "Enter more than zero",
);

/** Decimal text above zero and up to 100, with at most two decimals: hundredths. */
export const percent = z
  .string()
  .regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/, {
    error: "Enter a percentage up to 100 such as 10 or 12.5, with at most two decimals",
    abort: true,
  })
  .refine((text) => !/^[0.]+$/.test(text), "Enter more than zero");

function isWithinMost(text: string): boolean {
  const exact = rationalFromDecimal(text);
  return exact !== null && compare(exact, rational(MAX_DECIMAL)) <= 0;
}

/** Stays the same when the thing that it names is changed. */
export const id = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, "Use lower-case letters, digits and hyphens, at most 40")
  .describe("Names this entry for good, also when all else of it is changed");

/** Text that a database can hold: no NUL, and no half of a pair that makes one character. */
export const writable = z
  .string()
  .refine((text) => !/[\0\p{Surrogate}]/u.test(text), "Leave out characters that nobody can read");

/** What merchants and shoppers read. */
export const name = writable
  .trim()
  .min(1, "Enter a name")
  .max(60, "Use at most 60 characters")
  .describe("What merchants and shoppers read");

/** A number of days, months or other things, from `least` to `most`. */
export function count(least: number, most: number) {
  return z
    .number()
    .int("Enter a whole number")
    .min(least, `Enter at least ${least}`)
    .max(most, `Enter at most ${most}`);
}

/** Days before something happens at which members are told, each once. */
export const daysBefore = z
  .array(count(1, 365))
  .max(5, "Give at most five times of notice")
  .refine((days) => new Set(days).size === days.length, "Give each number of days once");

/** Entries of one kind: none unless given, and never more than `MAX_LIST_ENTRIES`. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).max(MAX_LIST_ENTRIES, `Use at most ${MAX_LIST_ENTRIES}`).default([]);
}
