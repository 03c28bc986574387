// Points and money in the words of a locale, exact at any size: no number passes through floating
// point.

export interface PointsName {
  one: string;
  other: string;
}

/** `amount` is decimal text in major units. */
export interface MoneyText {
  amount: string;
  currency: string;
}

export function formatPoints(points: bigint, name: PointsName, locale: string): string {
  const number = new Intl.NumberFormat(locale).format(points);
  return `${number} ${points === 1n ? name.one : name.other}`;
}

export function formatMoney(money: MoneyText, locale: string): string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  return format.format(money.amount as Intl.StringNumericLiteral);
}
