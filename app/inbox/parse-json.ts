// JSON without loss: ids beyond 2^53 and long decimals stay text.
import { parse } from "lossless-json";
import { PayloadProblem } from "./payload-problem.ts";

/**
 * Numbers shorter than this survive JSON.parse; it is some ten times faster than the careful way.
 */
const LONG_NUMBER_LENGTH = 16;

/** As it travelled: the claim of many has the database decode them. */
export type PayloadBody = Uint8Array | string;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The JSON value of a webhook's body. Numbers that JavaScript would round come as text. */
export function parseJson(body: PayloadBody): unknown {
  const text = typeof body === "string" ? body : decode(body);
  try {
    return mayHoldLongNumber(text) ? parse(text, undefined, { parseNumber }) : JSON.parse(text);
  } catch {
    throw new PayloadProblem("not_json", "body");
  }
}

function decode(body: Uint8Array): string {
  try {
    return decoder.decode(body);
  } catch {
    throw new PayloadProblem("not_utf8", "body");
  }
}

/**
 * Whether so many digits or points follow one another anywhere. A run of them meets every place
 * that is a multiple of its length, so only these are looked at.
 */
function mayHoldLongNumber(text: string): boolean {
  for (let at = LONG_NUMBER_LENGTH - 1; at < text.length; at += LONG_NUMBER_LENGTH) {
    if (!isNumeric(text.charCodeAt(at))) continue;
    let start = at;
    while (isNumeric(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (isNumeric(text.charCodeAt(end))) end++;
    if (end - start >= LONG_NUMBER_LENGTH) return true;
  }
  return false;
}

const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Beyond either end of a text the code is NaN. */
function isNumeric(code: number): boolean {
  return code === POINT || (code >= ZERO && code <= NINE);
}

function parseNumber(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) && String(value) === text ? value : text;
}
