// The currencies that Shopify can send, and how many decimals each has: ISO 4217, and what Shopify
// knows beyond it. XXX, "no currency", is none.

const WITHOUT_DECIMALS = "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const WITH_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND";
const WITH_FOUR_DECIMALS = "CLF UYW";
/** A coin that counts dollars in millionths. */
const WITH_SIX_DECIMALS = "USDC";
const WITH_TWO_DECIMALS = `
  AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
  CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GGP GHS GIP GMD GTQ
  GYD HKD HNL HRK HTG HUF IDR ILS IMP INR IRR JEP JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL
  LTL LVL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN
  PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STD STN SVC SYP
  KID SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VEF VES WST XCD XCG YER ZAR ZMW ZWG`;

const MINOR_DIGITS: ReadonlyMap<string, number> = new Map([
  ...listed(WITHOUT_DECIMALS, 0),
  ...listed(WITH_TWO_DECIMALS, 2),
  ...listed(WITH_THREE_DECIMALS, 3),
  ...listed(WITH_FOUR_DECIMALS, 4),
  ...listed(WITH_SIX_DECIMALS, 6),
]);

/**
 * How many decimals the currency has: EUR 2, JPY 0, KWD 3, CLF 4. Null for a code that we do not
 * know.
 */
export function minorDigitsOf(currency: string): number | null {
  return MINOR_DIGITS.get(currency) ?? null;
}

/**
 * As `minorDigitsOf`, for a code that was checked before. Throws a RangeError for an unknown one.
 */
export function knownMinorDigits(currency: string): number {
  const digits = MINOR_DIGITS.get(currency);
  if (digits === undefined) throw new RangeError(`Unknown currency ${JSON.stringify(currency)}`);
  return digits;
}

/** How many minor units a unit has: EUR 100, JPY 1. Throws a RangeError for an unknown currency. */
export function minorPerUnit(currency: string): bigint {
  return 10n ** BigInt(knownMinorDigits(currency));
}

function listed(codes: string, digits: number): [string, number][] {
  return codes
    .trim()
    .split(/\s+/)
    .map((code) => [code, digits]);
}
