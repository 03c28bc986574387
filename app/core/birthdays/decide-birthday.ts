// Whether a day is a birthday for which a member gets something.
import { addDaysTo } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { BirthdayTerms } from "../program/birthday-terms.ts";
import { aYearAfter, ageOn, isBirthday } from "./birth-date.ts";

/** What is known of a member on the day. All days are those of the shop's calendar. */
export interface BirthdayStanding {
  readonly birthDate: LocalDate;
  /** When that date was entered, or changed the last time. */
  readonly enteredOn: LocalDate;
  /** The birthdays for which something was offered, whatever became of it. */
  readonly gifts: readonly LocalDate[];
}

export const birthdayRefusals = ["not_today", "blackout", "within_a_year", "too_young"] as const;
/**
 * not_today: no birthday. blackout: the date was entered or changed too short a time ago.
 * within_a_year: the last gift was for a birthday less than a year away. too_young: below the
 * program's minimum age, which may be another one than when the date was entered.
 */
export type BirthdayRefusal = (typeof birthdayRefusals)[number];

export type BirthdayDecision =
  | { readonly outcome: "due" }
  | { readonly outcome: "none"; readonly reason: BirthdayRefusal };

/**
 * Whether the member gets their gift for the day `on`. Between two birthdays with a gift there is a
 * year at least, whatever dates were entered in between. Rule: docs/birthdays.md, "Once a year".
 */
export function decideBirthday(
  { birthDate, enteredOn, gifts }: BirthdayStanding,
  { blackoutDays, minimumAge }: Pick<BirthdayTerms, "blackoutDays" | "minimumAge">,
  on: LocalDate,
): BirthdayDecision {
  if (!isBirthday(birthDate, on)) return none("not_today");
  if (on < firstDayAfterBlackout(enteredOn, blackoutDays)) return none("blackout");
  if (gifts.some((gift) => isWithinYear(gift, on))) return none("within_a_year");
  if (ageOn(birthDate, on) < (minimumAge ?? 0)) return none("too_young");
  return { outcome: "due" };
}

/**
 * The first birthday that counts after the date was entered or changed, in days of the calendar.
 */
export function firstDayAfterBlackout(enteredOn: LocalDate, blackoutDays: number): LocalDate {
  return addDaysTo(enteredOn, blackoutDays);
}

/** For how many days, the birthday included, a member in the tier can have it. */
export function windowOf(
  { windowDays, windowByTier }: Pick<BirthdayTerms, "windowDays" | "windowByTier">,
  tierId: string | null,
): number {
  return windowByTier.find((one) => one.tierId === tierId)?.days ?? windowDays;
}

/**
 * The last day on which it can be had. What is given late, because a night was missed, can be had
 * for as long from the day on which it is given. Rule: docs/birthdays.md, "What they get".
 */
export function lastDayOf(birthday: LocalDate, givenOn: LocalDate, days: number): LocalDate {
  const from = givenOn > birthday ? givenOn : birthday;
  return addDaysTo(from, days - 1);
}

function isWithinYear(one: LocalDate, other: LocalDate): boolean {
  const [earlier, later] = one < other ? [one, other] : [other, one];
  return later < aYearAfter(earlier);
}

function none(reason: BirthdayRefusal): BirthdayDecision {
  return { outcome: "none", reason };
}
