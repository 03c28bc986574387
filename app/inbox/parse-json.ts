// JSON without loss: ids beyond 2^53 and long decimals stay text.
import { parse } from "lossless-json";
import { PayloadProblem } from "./payload-problem.ts";

/**
 * Numbers shorter than this survive JSON.parse; it is some ten times faster than the careful way.
 */
const LONG_NUMBER = /[\d.]{16}/;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The JSON value of a webhook's body. Numbers that JavaScript would round come as text. */
export function parseJson(body: Uint8Array): unknown {
  const text = decode(body);
  try {
    return LONG_NUMBER.test(text) ? parse(text, undefined, { parseNumber }) : JSON.parse(text);
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

function parseNumber(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) && String(value) === text ? value : text;
}
