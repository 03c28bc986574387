// Numbers as the storefront reads them. JSON has no bigint: what leaves the server is a safe
// integer.

/** A whole number of points, at most Number.MAX_SAFE_INTEGER. */
export type Points = number;

/**
 * Minor units of a currency. `minorDigits` says how many (EUR 2, JPY 0, KWD 3): no client keeps a
 * table.
 */
export interface Money {
  amountMinor: number;
  currency: string;
  minorDigits: number;
}

/** A moment as ISO 8601 text in UTC, for example `2026-07-01T09:30:00.000Z`. */
export type Instant = string;

/** A day on the shop's calendar, for example `2026-07-01`: the same day for every reader. */
export type LocalDate = string;

/** What the merchant calls a point. Shown as written, in every locale. */
export interface PointsName {
  one: string;
  other: string;
}
