// Puts numbers into the page's language as the server says that it writes them, without asking the
// browser for a single one.
import type { NumberStyle, Numbers } from "../contract/numbers.ts";
import type { Formats } from "./wording.ts";

/** Before an answer there are no numbers, and nothing is written. */
export const writtenFormats = (numbers: Numbers): Formats => {
  const { locale, written } = numbers;

  /** `whole` and `part` are the digits before and after the decimal mark. */
  const write = (
    [above, below, decimal, group, groupedFrom, groupSize]: NumberStyle,
    value: number,
    whole = "",
    part = "",
  ): string => {
    const figure =
      whole.length < groupedFrom
        ? whole
        : whole.replace(RegExp(`\\B(?=(\\d{${groupSize}})*\\d{3}$)`, "g"), group);
    return (value < 0 ? below : above).replace(
      "#",
      (+part ? figure + decimal + part : figure).replace(
        /\d/g,
        (digit) => Array.from(numbers.digits)[+digit] as string,
      ),
    );
  };

  /** Plain decimals of a few digits, as the shop counts points and percents. */
  const plain = (style: NumberStyle, value: number) =>
    write(style, value, ...`${Math.abs(value)}`.split("."));

  return {
    locale,
    number: (value) => plain(numbers.number, +value),
    signed: (count) => plain(count ? numbers.signed : numbers.number, count),
    percent: (percent) => plain(numbers.percent, +percent),
    days: (count) => written[count] as string,
    money: ({ amountMinor, minorDigits, currency }) => {
      // What came after the answer may be of a currency that was not in it.
      const style = numbers.money[currency] ?? [`${currency} #`, ...numbers.number.slice(1)];
      const [, , , , , , decimals = minorDigits] = style as NumberStyle;
      const minor = Math.round(Math.abs(+amountMinor) / 10 ** (minorDigits - decimals));
      const text = `${minor}`.padStart(decimals + 1, "0");
      const cut = text.length - decimals;
      return write(style as NumberStyle, +amountMinor, text.slice(0, cut), text.slice(cut));
    },
    // So may a day.
    date: (day) =>
      written[day] ??
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
        new Date(day),
      ),
  };
};
