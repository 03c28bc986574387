// Exact fractions of whole numbers. Everything before rounding is one of these: never a
// floating-point number.

/** `n / d`, reduced, with `d` above zero. Equal values therefore have equal parts. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

/**
 * The fraction `n / d` in reduced form. Throws a RangeError when `d` is zero: that is a
 * programmer's mistake.
 */
export function rational(n: bigint, d: bigint = 1n): Rational {
  if (d === 1n) return { n, d };
  if (d === 0n) throw new RangeError("A fraction needs a denominator other than zero");
  const divisor = greatestCommonDivisor(n, d);
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

/** The exact sum, reduced. */
export function add(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return a.d === 1n ? { n: a.n + b.n, d: 1n } : rational(a.n + b.n, a.d);
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** `a - b`, exact and reduced. */
export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { n: -b.n, d: b.d });
}

/** The exact product, reduced. */
export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

/** Throws a RangeError when `b` is zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

/** Below zero when `a < b`, zero when equal, above zero when `a > b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether the value is exactly zero. */
export function isZero(a: Rational): boolean {
  return a.n === 0n;
}

/** The larger of the two; `a` where they are equal. */
export function maximum(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

/** The largest whole number that is not above `a`: -3/2 becomes -2. */
export function floor(a: Rational): bigint {
  const quotient = a.n / a.d;
  return a.n % a.d < 0n ? quotient - 1n : quotient;
}

/** `"7"` or `"-7/3"`: the form in which fractions are stored. */
export function rationalToText(a: Rational): string {
  return a.d === 1n ? a.n.toString() : `${a.n}/${a.d}`;
}

/** Reads what `rationalToText` wrote. Throws on anything else: stored documents are ours. */
export function rationalFromText(text: string): Rational {
  const slash = text.indexOf("/");
  if (slash < 0) return { n: BigInt(text), d: 1n };
  return rational(BigInt(text.slice(0, slash)), BigInt(text.slice(slash + 1)));
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * The exact value of plain decimal text such as `"12.50"` or `"-3"`, whatever its number of
 * decimals. Null for anything else: exponents, grouping, spaces and empty text are not read.
 */
export function rationalFromDecimal(text: string): Rational | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole, fraction = ""] = match;
  const magnitude = BigInt(`${whole}${fraction}`);
  return rational(sign === "-" ? -magnitude : magnitude, 10n ** BigInt(fraction.length));
}

/**
 * Decimal text with exactly `decimals` places, rounded down in size (towards zero). For screens
 * only: nothing is ever calculated from it.
 */
export function decimalFromRational(a: Rational, decimals: number): string {
  const scaled = (a.n * 10n ** BigInt(decimals)) / a.d;
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const sign = scaled < 0n ? "-" : "";
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** As `decimalFromRational`, without trailing zeros: 3/2 is `"1.5"` and 2 is `"2"`. */
export function shortDecimalFromRational(a: Rational, mostDecimals: number): string {
  const text = decimalFromRational(a, mostDecimals);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
