// What Shopify's answers tell of a shop's call budget: a bucket that every call takes from and that
// fills up again at a steady rate.
import { z } from "zod";

export interface CallBudget {
  readonly available: number;
  readonly maximum: number;
  readonly restoredPerSecond: number;
}

export interface CallCost {
  readonly requested: number;
  readonly budget: CallBudget;
}

const schema = z.object({
  cost: z.object({
    requestedQueryCost: z.number(),
    throttleStatus: z.object({
      currentlyAvailable: z.number(),
      maximumAvailable: z.number().positive(),
      restoreRate: z.number().positive(),
    }),
  }),
});

/** Nothing where an answer does not tell: some errors come without. */
export function readCallCost(extensions: unknown): CallCost | undefined {
  const parsed = schema.safeParse(extensions);
  if (!parsed.success) return undefined;
  const { requestedQueryCost, throttleStatus } = parsed.data.cost;
  return {
    requested: requestedQueryCost,
    budget: {
      available: throttleStatus.currentlyAvailable,
      maximum: throttleStatus.maximumAvailable,
      restoredPerSecond: throttleStatus.restoreRate,
    },
  };
}
