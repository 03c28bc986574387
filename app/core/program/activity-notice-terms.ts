// Telling visitors of the store what members did in the last days: figures, and nobody's name.
import { z } from "zod";
import { count } from "./fields.ts";

const MOST_DAYS = 30;

export const activityNotice = z
  .object({
    days: count(1, MOST_DAYS)
      .default(7)
      .describe("Of how many last days of the store, without today"),
  })
  .describe("Telling visitors how many members earned points and chose rewards");

export type ActivityNoticeTerms = z.output<typeof activityNotice>;
