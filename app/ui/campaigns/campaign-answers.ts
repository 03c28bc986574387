// What the server tells of a campaign's preview and results, line by line as it works it out.
// Points and amounts are decimal text.
import { z } from "zod";

const progress = z.object({ type: z.literal("progress"), done: z.number(), of: z.number() });
const points = z.string().regex(/^-?\d+$/);

const previewOfEarning = z.object({
  type: z.literal("done"),
  kind: z.literal("earning"),
  firstDay: z.string(),
  lastDay: z.string(),
  isCut: z.boolean(),
  asksShopify: z.boolean(),
  points,
  members: z.number(),
  orders: z.number(),
  looked: z.number(),
  unknown: z.number(),
  budgetUsed: points.nullable(),
  isBudgetUsedUp: z.boolean(),
});

const previewOfPrices = z.object({
  type: z.literal("done"),
  kind: z.literal("price"),
  firstDay: z.string(),
  lastDay: z.string(),
  isCut: z.boolean(),
  spared: points,
  members: z.number(),
  redemptions: z.number(),
  looked: z.number(),
});

const days = z.array(z.object({ day: z.string(), points, count: z.number() }));

const resultsOfEarning = z.object({
  type: z.literal("done"),
  kind: z.literal("earning"),
  isCut: z.boolean(),
  points,
  members: z.number(),
  orders: z.number(),
  amountMinor: points,
  budget: points.nullable(),
  budgetUsed: points,
  joined: z.number().nullable(),
  days,
});

const resultsOfPrices = z.object({
  type: z.literal("done"),
  kind: z.literal("price"),
  isCut: z.boolean(),
  points,
  members: z.number(),
  redemptions: z.number(),
  days,
});

const never = z.object({ type: z.literal("done"), kind: z.literal("never") });

export const previewLine = z.union([progress, previewOfEarning, previewOfPrices]);
export const resultsLine = z.union([progress, resultsOfEarning, resultsOfPrices, never]);

export type PreviewAnswer = z.output<typeof previewOfEarning> | z.output<typeof previewOfPrices>;
export type ResultsAnswer =
  | z.output<typeof resultsOfEarning>
  | z.output<typeof resultsOfPrices>
  | z.output<typeof never>;
export type DayFigures = z.output<typeof days>[number];

/** Work of the server that tells how far it is. */
export type Working<Answer> =
  | { readonly state: "idle" }
  /** `of` is zero where nobody knows how much there is. */
  | { readonly state: "working"; readonly done: number; readonly of: number }
  | { readonly state: "done"; readonly answer: Answer }
  | { readonly state: "failed" };
