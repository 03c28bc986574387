// How the language of an answer writes numbers. Only the server asks its own tables: a browser is
// busy for longer with the first number that it writes than with all that the panel does.

/** How one kind of number is written. */
export type NumberStyle = [
  /** From zero on, with # in the place of the digits. */
  above: string,
  /** Below zero. */
  below: string,
  decimal: string,
  group: string,
  /** With as many whole digits as this, they are grouped. */
  groupedFrom: number,
  /** Of groups before the last, which has three digits. */
  groupSize: number,
  /** Of money: as many decimals, or none where all of them are zeros. */
  decimals?: number,
];

export interface Numbers {
  /** BCP 47. */
  locale: string;
  /** From zero to nine. */
  digits: string;
  number: NumberStyle;
  /** A movement shows its direction; of nothing but zero it is not asked. */
  signed: NumberStyle;
  percent: NumberStyle;
  /** By currency, of those that occur. */
  money: Record<string, NumberStyle>;
  /** What occurs of days of the calendar, and of numbers of days: "2026-03-15", "14". */
  written: Record<string, string>;
  /** The day of the answer on the shop's calendar. */
  today: string;
}
