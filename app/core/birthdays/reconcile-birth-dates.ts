// A date of birth stands in two places: with the member here, and with the customer in Shopify,
// where the store's staff, other apps and Shopify's own forms can change it.
import type { LocalDate } from "../calendar/local-date.ts";

export interface BirthDateSides {
  /** Null where none is known. */
  readonly here: LocalDate | null;
  /** As text, which may be no date; null where there is none. */
  readonly there: string | null;
  /** What both sides had when they were last found to be the same; null for none, or never. */
  readonly agreed: LocalDate | null;
}

/**
 * agreed: both have the same. write_there: Shopify gets what stands here. take_there: what stands
 * in Shopify is taken over, where it is a date that could be entered here.
 */
export type BirthDateStep = "agreed" | "write_there" | "take_there";

/**
 * Whoever changed it since both were the same has the say; where both did, the member's own word
 * counts. Rule: docs/birthdays.md, "Where it stands".
 */
export function reconcileBirthDates({ here, there, agreed }: BirthDateSides): BirthDateStep {
  if (here === there) return "agreed";
  return here === agreed ? "take_there" : "write_there";
}
