// What voucher codes begin with: readable aloud, fit for every kind of code that Shopify knows, and
// nothing that a shopper would rather not type.
import { z } from "zod";

const LEAST_SIGNS = 2;
const MOST_SIGNS = 10;
export const DEFAULT_CODE_PREFIX = "REG";

/** Each taken for the other when it is read aloud or copied by hand. */
const letterLikeDigits = /[01]/;
const digitLikeLetters = /[OIL]/;
const onlyLookAlikes = /^[01OIL]+$/;

/** Whole words only, so that names of places and people with one inside are no problem. */
const offensiveWords: ReadonlySet<string> = new Set(
  (
    "ANAL ANUS ARSCH ASS BITCH CABRON CONNARD COON CUNT DICK FAG FOTZE FUCK FUCKYOU GOTVEREN " +
    "HITLER HURE IBNE KKK MERDE MIERDA NAZI NIGGA NIGGER OROSPU PENIS PIC PISS PORN PUTA PUTE " +
    "RAPE SALOPE SCHEISSE SEX SHIT SIEGHEIL SIK SLUT TITS WANK WHORE"
  ).split(" "),
);

const digitsAsLetters: Readonly<Record<string, string>> = {
  0: "O",
  1: "I",
  3: "E",
  4: "A",
  5: "S",
};

function isOffensive(prefix: string): boolean {
  const spelled = prefix.replace(/[01345]/g, (digit) => digitsAsLetters[digit] ?? digit);
  const bare = prefix.replace(/\d/g, "");
  return offensiveWords.has(spelled) || offensiveWords.has(bare);
}

function isAmbiguous(prefix: string): boolean {
  if (onlyLookAlikes.test(prefix)) return true;
  return letterLikeDigits.test(prefix) && digitLikeLetters.test(prefix);
}

/**
 * Typed in any case; stored in capitals, as codes are. Signs beyond letters and digits are none
 * that gift card codes can have.
 */
export const codePrefix = z
  .string()
  .trim()
  .toUpperCase()
  .min(LEAST_SIGNS, `Use at least ${LEAST_SIGNS} letters or digits`)
  .max(MOST_SIGNS, `Use at most ${MOST_SIGNS} letters and digits`)
  .refine(
    (prefix) => /^[A-Z0-9]*$/.test(prefix),
    "Use letters A to Z and digits only: Shopify takes no other signs in codes of gift cards",
  )
  .refine(
    (prefix) => !isAmbiguous(prefix),
    "Letters O, I and L are taken for the digits 0 and 1: use either these letters or these " +
      "digits, with something else beside them",
  )
  .refine((prefix) => !isOffensive(prefix), "Choose another word: many would not want to type it");
