// Asking members one question: how likely they are to recommend the store.
import { z } from "zod";
import { count } from "./fields.ts";

export const survey = z
  .object({
    daysAfterOrder: count(0, 90)
      .default(14)
      .describe("Days after an order from which members are asked in the storefront panel"),
    pauseDays: count(30, 730)
      .default(180)
      .describe("Days after an answer, or a question by e-mail, in which nobody is asked again"),
    inOrderEmail: z
      .boolean()
      .default(false)
      .describe("Whether the e-mail about an order asks, too"),
  })
  .describe("One question to members: how likely they are to recommend the store");

export type SurveyTerms = z.output<typeof survey>;
