// Finds which order or customer a payload speaks of, without parsing it: the door must stay cheap.
// A payload that hides its subject gets no key and is handled as it comes, which is right, too: see
// core/orders.
import { ruleOf } from "./topics.ts";
import type { Topic } from "./topics.ts";

/** Shopify names the subject first; what lies further in is not looked for. */
const SCANNED_BYTES = 8_192;
const MAX_ID_DIGITS = 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const ZERO = 0x30;
const NINE = 0x39;

export function findOrderingKey(topic: Topic, body: Buffer): string | null {
  const { subject } = ruleOf(topic);
  if (subject === undefined) return null;
  const start = findValue(body, subject.field, subject.depth);
  const id = start === undefined ? undefined : readDigits(body, start);
  return id === undefined ? null : `${subject.kind}/${id}`;
}

/** Where the value of `field` begins, in the first object that lies `depth` deep and has it. */
function findValue(body: Buffer, field: string, depth: number): number | undefined {
  const end = Math.min(body.length, SCANNED_BYTES);
  let level = 0;
  let mayBeKey = false;
  for (let at = 0; at < end; at++) {
    const byte = body[at];
    if (byte === QUOTE) {
      const close = findStringEnd(body, at + 1, end);
      if (mayBeKey && level === depth && body.toString("latin1", at + 1, close) === field) {
        const colon = skipSpace(body, close + 1, end);
        if (body[colon] === COLON) return skipSpace(body, colon + 1, end);
      }
      mayBeKey = false;
      at = close;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      level++;
      mayBeKey = byte === OPEN_OBJECT;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      level--;
    } else if (byte === COMMA) {
      mayBeKey = true;
    }
  }
  return undefined;
}

function findStringEnd(body: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return at;
}

function skipSpace(body: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && (body[at] ?? 0) <= 0x20) at++;
  return at;
}

/** An id as a number or as a text of digits. */
function readDigits(body: Buffer, from: number): string | undefined {
  const start = body[from] === QUOTE ? from + 1 : from;
  let at = start;
  while (at - start <= MAX_ID_DIGITS && isDigit(body[at])) at++;
  const length = at - start;
  if (length === 0 || length > MAX_ID_DIGITS) return undefined;
  return body.toString("latin1", start, at);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}
