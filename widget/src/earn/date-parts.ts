// A date as people know it by heart: day, month and year, in the order and with the months of a
// language.

export type DatePart = "day" | "month" | "year";

export const LENGTHS: Readonly<Record<DatePart, number>> = { day: 2, month: 2, year: 4 };

const calendar = { calendar: "gregory", timeZone: "UTC" } as const;

export const partsIn = (locale: string): DatePart[] =>
  new Intl.DateTimeFormat(locale, {
    ...calendar,
    day: "numeric",
    month: "numeric",
    year: "numeric",
  })
    .formatToParts(0)
    .flatMap(({ type }) => (type in LENGTHS ? [type as DatePart] : []));

export const monthsIn = (locale: string): string[] => {
  const format = new Intl.DateTimeFormat(locale, { ...calendar, month: "long" });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2000, month)));
};

/** What each part is called. */
export const namesIn = (locale: string): ((part: DatePart) => string | undefined) => {
  const names = new Intl.DisplayNames(locale, { type: "dateTimeField" });
  return (part) => names.of(part);
};

/**
 * As `2000-02-29`; empty where nothing was entered. Whether there is such a day, the server says.
 */
export const dateOf = (entered: (part: DatePart) => string): string => {
  const parts = (["year", "month", "day"] as const).map((part) => {
    const text = entered(part).trim();
    return text ? text.padStart(LENGTHS[part], "0") : "";
  });
  return parts.some(Boolean) ? parts.join("-") : "";
};
