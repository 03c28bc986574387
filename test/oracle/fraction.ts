// Exact fractions for the second implementation: as plain as can be, never reduced, shared with
// nobody.

export type Fraction = readonly [top: bigint, bottom: bigint];

export const NOTHING: Fraction = [0n, 1n];

export const whole = (top: bigint | number): Fraction => [BigInt(top), 1n];

export const plus = (a: Fraction, b: Fraction): Fraction => [
  a[0] * b[1] + b[0] * a[1],
  a[1] * b[1],
];

export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, [-b[0], b[1]]);

export const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];

export const over = (a: Fraction, b: Fraction): Fraction =>
  b[0] < 0n ? [-a[0] * b[1], -a[1] * b[0]] : [a[0] * b[1], a[1] * b[0]];

export const isLess = (a: Fraction, b: Fraction): boolean => a[0] * b[1] < b[0] * a[1];

export const least = (a: Fraction, b: Fraction): Fraction => (isLess(b, a) ? b : a);

export const most = (a: Fraction, b: Fraction): Fraction => (isLess(a, b) ? b : a);

export const sum = (all: readonly Fraction[]): Fraction => all.reduce(plus, NOTHING);

/** The whole number at or below; only for what is not negative. */
export const down = (a: Fraction): bigint => a[0] / a[1];

export const up = (a: Fraction): bigint => (a[0] + a[1] - 1n) / a[1];

/** Reads "1.25". */
export function decimal(text: string): Fraction {
  const [units = "0", decimals = ""] = text.split(".");
  return [BigInt(units + decimals), 10n ** BigInt(decimals.length)];
}
