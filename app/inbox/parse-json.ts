// JSON without loss: ids beyond 2^53 and long decimals stay text.
import { parse } from "lossless-json";
import { PayloadProblem } from "./payload-problem.ts";

/**
 * Numbers shorter than this survive JSON.parse; it is some ten times faster than the careful way.
 */
const LONG_NUMBER_BYTES = 16;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The JSON value of a webhook's body. Numbers that JavaScript would round come as text. */
export function parseJson(body: Uint8Array): unknown {
  const text = decode(body);
  try {
    return mayHoldLongNumber(body) ? parse(text, undefined, { parseNumber }) : JSON.parse(text);
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
function mayHoldLongNumber(body: Uint8Array): boolean {
  for (let at = LONG_NUMBER_BYTES - 1; at < body.length; at += LONG_NUMBER_BYTES) {
    if (!isNumeric(body[at])) continue;
    let start = at;
    while (isNumeric(body[start - 1])) start--;
    let end = at + 1;
    while (isNumeric(body[end])) end++;
    if (end - start >= LONG_NUMBER_BYTES) return true;
  }
  return false;
}

const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

function isNumeric(byte: number | undefined): boolean {
  return byte === POINT || (byte !== undefined && byte >= ZERO && byte <= NINE);
}

function parseNumber(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) && String(value) === text ? value : text;
}
