// What the program form sends.
import { z } from "zod";
import type { ProgramValues } from "../../ui/program-values.ts";

const MAX_FIELD_CHARACTERS = 100;
const text = z.string().max(MAX_FIELD_CHARACTERS);

export const submissionSchema = z.strictObject({
  /**
   * The version that the form was filled from; null before the first. Somebody may have saved
   * since.
   */
  baseVersionId: z.uuid().nullable(),
  values: z.strictObject({
    pointsNameOne: text,
    pointsNameOther: text,
    pointsPerUnit: text,
    taxIncluded: z.boolean(),
    shippingIncluded: z.boolean(),
    giftCardsIncluded: z.boolean(),
    minimumOrder: text,
    perOrderCap: text,
    rewardAmount: text,
    rewardPoints: text,
    rewardMinimum: text,
    rewardValidityDays: text,
    combinesOrder: z.boolean(),
    combinesProduct: z.boolean(),
    combinesShipping: z.boolean(),
    shortfallPolicy: text,
    orderEarnedEmail: z.boolean(),
  } satisfies Record<keyof ProgramValues, z.ZodType>),
});
