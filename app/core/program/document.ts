// The program document: everything a merchant decides, as one JSON value with defaults. Immutable
// once active.
import { z } from "zod";
import { MAX_AMOUNT_MINOR } from "../money/money.ts";

/** The number stored beside each document; older ones are read through explicit upgrades. */
export const PROGRAM_SCHEMA_VERSION = 1;

const MAX_REWARD_POINTS = 1_000_000_000n;
const MAX_POINTS_PER_UNIT = 1_000;
const MAX_VALIDITY_DAYS = 3_650;

const wholeNumber = z
  .union([z.string().regex(/^\d{1,18}$/, "Enter a whole number, zero or more"), z.bigint().min(0n)])
  .transform((value) => BigInt(value));

const amountMinor = wholeNumber.refine(
  (value) => value <= MAX_AMOUNT_MINOR,
  "This amount is too large",
);

const pointsName = z
  .object({
    one: z
      .string()
      .trim()
      .min(1, "Enter the name of one point")
      .max(30, "Use at most 30 characters"),
    other: z
      .string()
      .trim()
      .min(1, "Enter the name of several points")
      .max(30, "Use at most 30 characters"),
  })
  .describe("What a point is called, for example Star and Stars");

const earning = z
  .object({
    pointsPerUnit: z
      .string()
      .regex(/^\d{1,4}(\.\d{1,4})?$/, {
        error: "Enter a number such as 2 or 0.5, with at most four decimals",
        abort: true,
      })
      .refine((text) => !/^[0.]+$/.test(text), "Enter more than zero")
      .refine((text) => Number(text) <= MAX_POINTS_PER_UNIT, `Enter at most ${MAX_POINTS_PER_UNIT}`)
      .default("1")
      .describe("Points for each whole unit of the shop's currency"),
    taxIncluded: z.boolean().default(true).describe("Whether tax counts"),
    shippingIncluded: z.boolean().default(false).describe("Whether shipping counts"),
    giftCardsIncluded: z
      .boolean()
      .default(false)
      .describe("Whether buying a gift card earns. What it later pays for earns in any case"),
    minimumOrderMinor: amountMinor
      .default(0n)
      .describe("The least amount that earns at all, in minor units of the shop's currency"),
    perOrderCap: wholeNumber
      .refine((value) => value > 0n, "Enter more than zero, or leave it empty")
      .nullable()
      .default(null)
      .describe("The most points that one order can earn"),
  })
  .describe("How orders earn points");

const combinesWith = z
  .object({
    order: z.boolean().default(false),
    product: z.boolean().default(false),
    shipping: z.boolean().default(true),
  })
  .describe("Which other discounts may apply together with the voucher");

const reward = z
  .object({
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, "Use lower-case letters, digits and hyphens")
      .describe("Stays the same when the reward is changed"),
    kind: z.literal("amount_off"),
    amountMinor: amountMinor
      .refine((value) => value > 0n, "Enter more than zero")
      .describe("What the voucher takes off, in minor units of the shop's currency"),
    points: wholeNumber
      .refine((value) => value > 0n, "Enter at least one point")
      .refine((value) => value <= MAX_REWARD_POINTS, "Enter at most 1,000,000,000 points")
      .describe("What it costs"),
    minimumSubtotalMinor: amountMinor
      .default(0n)
      .describe("The least subtotal of an order that may use the voucher; zero for none"),
    validityDays: z
      .number()
      .int("Enter whole days")
      .min(1, "Enter at least one day")
      .max(MAX_VALIDITY_DAYS, `Enter at most ${MAX_VALIDITY_DAYS} days`)
      .default(90)
      .describe("How long the voucher works, in days of 24 hours"),
    combinesWith: combinesWith.prefault({}),
  })
  .describe("What points can be turned into");

export const programDocumentSchema = z
  .object({
    pointsName: pointsName.default({ one: "Point", other: "Points" }),
    earning: earning.prefault({}),
    rounding: z
      .literal("floor")
      .default("floor")
      .describe("Fractions of a point are dropped, once per order"),
    rewards: z.array(reward).length(1, "Add exactly one reward"),
    shortfallPolicy: z
      .enum(["repay", "forgive"])
      .default("repay")
      .describe(
        "Spent points that a refund takes back: repaid, or forgiven when the voucher is used",
      ),
    emails: z
      .object({
        orderEarned: z.boolean().default(true).describe("Tell members what an order earned"),
      })
      .prefault({}),
  })
  .describe("A loyalty program");

/** A program as core reads it: whole numbers are bigint, defaults are filled in. */
export type ProgramDocument = z.output<typeof programDocumentSchema>;
/**
 * A program as it is typed or stored: whole numbers may be text, what has a default may be left
 * out.
 */
export type ProgramDocumentInput = z.input<typeof programDocumentSchema>;
export type EarningRule = ProgramDocument["earning"];
export type Reward = ProgramDocument["rewards"][number];

/** A document with the identity under which it was saved. */
export interface ProgramVersion {
  readonly id: string;
  readonly number: number;
  readonly document: ProgramDocument;
}

/**
 * One thing wrong with a document: the path of the field, such as `rewards.0.points`, and a
 * sentence for it.
 */
export interface DocumentProblem {
  readonly path: string;
  readonly message: string;
}

export type ParsedDocument =
  | { readonly outcome: "valid"; readonly document: ProgramDocument }
  | { readonly outcome: "invalid"; readonly problems: readonly DocumentProblem[] };

/**
 * Reads a document from outside: a form, a file, the API. Every problem is named beside its field.
 */
export function parseProgramDocument(input: unknown): ParsedDocument {
  const result = programDocumentSchema.safeParse(input);
  if (result.success) return { outcome: "valid", document: result.data };
  const problems = result.error.issues.map((issue) => ({
    path: issue.path.join("."),
    message: issue.message,
  }));
  return { outcome: "invalid", problems };
}

/**
 * Reads a stored document of a known schema version. Throws when it is unreadable: stored documents
 * were valid.
 */
export function readStoredDocument(stored: unknown, schemaVersion: number): ProgramDocument {
  if (schemaVersion !== PROGRAM_SCHEMA_VERSION) {
    throw new RangeError(`No upgrade from program schema ${schemaVersion} is known`);
  }
  return programDocumentSchema.parse(stored);
}

/** The document as JSON for storage: whole numbers become decimal text. */
export function programDocumentToJson(document: ProgramDocument): string {
  return JSON.stringify(document, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
