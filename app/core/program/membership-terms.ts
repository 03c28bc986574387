// Members who joined not long ago, or have stayed away for long.
import { z } from "zod";
import { count } from "./fields.ts";

const MAX_DAYS = 3_650;
const days = count(1, MAX_DAYS);

export const membershipCondition = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("new"),
      days: days.describe("Days since they became members, their first day included"),
    }),
    z.object({
      kind: z.literal("lapsed"),
      days: days.describe("Days since their last order, or since they became members"),
    }),
  ])
  .nullable()
  .default(null)
  .describe("Only new members, or only those who have ordered nothing for a while; null for all");

export type MembershipCondition = NonNullable<z.output<typeof membershipCondition>>;
