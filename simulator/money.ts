// Money as whole minor units: parsing, printing, and the few divisions that Shopify makes.

import type { MoneyBag } from "./model.ts";

const digitsByCurrency: Record<string, number> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

export const zero: MoneyBag = { shop: 0, presentment: 0 };

export function minorDigits(currency: string): number {
  return digitsByCurrency[currency] ?? 2;
}

/** "12.5" in EUR is 1250. Throws when the text is no amount of that currency. */
export function parseMinor(text: string, currency: string): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  const digits = minorDigits(currency);
  const fraction = (match?.[3] ?? "").replace(/0+$/, "");
  if (!match || fraction.length > digits) {
    throw new RangeError(`"${text}" is no amount in ${currency}, which has ${digits} decimals`);
  }
  const minor = BigInt(`${match[2]}${fraction.padEnd(digits, "0")}`);
  return toSafeNumber(match[1] === "-" ? -minor : minor);
}

/** 1250 in EUR is "12.50", as Shopify's REST and webhook payloads write it. */
export function formatMinor(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? sign + whole : `${sign}${whole}.${text.slice(-digits)}`;
}

/** 1250 in EUR is "12.5" and 500 is "5.0": GraphQL trims zeros but keeps one decimal. */
export function formatDecimal(minor: number, currency: string): string {
  const [whole = "", fraction = ""] = formatMinor(minor, currency).split(".");
  return `${whole}.${fraction.replace(/0+$/, "") || "0"}`;
}

/** value × numerator ÷ denominator, rounded half away from zero. */
export function scale(value: number, numerator: bigint, denominator: bigint): number {
  const product = BigInt(value) * numerator;
  const negative = product < 0n !== denominator < 0n;
  const top = product < 0n ? -product : product;
  const bottom = denominator < 0n ? -denominator : denominator;
  const rounded = (top * 2n + bottom) / (bottom * 2n);
  return toSafeNumber(negative ? -rounded : rounded);
}

/** A decimal text such as "0.19" as a fraction of integers. */
export function parseFraction(text: string): { numerator: bigint; denominator: bigint } {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new RangeError(`"${text}" is no decimal number`);
  const fraction = match[2] ?? "";
  return {
    numerator: BigInt(`${match[1]}${fraction}`),
    denominator: 10n ** BigInt(fraction.length),
  };
}

export function applyRate(value: number, rate: string): number {
  const { numerator, denominator } = parseFraction(rate);
  return scale(value, numerator, denominator);
}

/** An amount in the shop's currency seen in the buyer's. */
export function toBag(shop: number, order: CurrencyPair): MoneyBag {
  if (order.currency === order.presentmentCurrency) return { shop, presentment: shop };
  const { numerator, denominator } = parseFraction(order.exchangeRate);
  const shift = minorDigits(order.presentmentCurrency) - minorDigits(order.currency);
  const up = shift > 0 ? 10n ** BigInt(shift) : 1n;
  const down = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  return { shop, presentment: scale(shop, numerator * up, denominator * down) };
}

/** An amount in the buyer's currency seen in the shop's. */
export function fromPresentment(presentment: number, order: CurrencyPair): number {
  if (order.currency === order.presentmentCurrency) return presentment;
  const { numerator, denominator } = parseFraction(order.exchangeRate);
  const shift = minorDigits(order.currency) - minorDigits(order.presentmentCurrency);
  const up = shift > 0 ? 10n ** BigInt(shift) : 1n;
  const down = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  return scale(presentment, denominator * up, numerator * down);
}

export type CurrencyPair = { currency: string; presentmentCurrency: string; exchangeRate: string };

export function addBags(...bags: MoneyBag[]): MoneyBag {
  return bags.reduce(
    (sum, bag) => ({ shop: sum.shop + bag.shop, presentment: sum.presentment + bag.presentment }),
    zero,
  );
}

export function subtractBags(left: MoneyBag, right: MoneyBag): MoneyBag {
  return { shop: left.shop - right.shop, presentment: left.presentment - right.presentment };
}

export function scaleBag(bag: MoneyBag, part: number, whole: number): MoneyBag {
  if (whole === 0) return zero;
  return {
    shop: scale(bag.shop, BigInt(part), BigInt(whole)),
    presentment: scale(bag.presentment, BigInt(part), BigInt(whole)),
  };
}

/** Splits an amount over weights without losing a unit; remainders go to the last ones. */
export function spread(amount: number, weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  let before = 0;
  let given = 0;
  return weights.map((weight) => {
    before += weight;
    const due = Number((BigInt(amount) * BigInt(before)) / BigInt(total));
    const share = due - given;
    given = due;
    return share;
  });
}

function toSafeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} minor units are too many`);
  return number;
}
