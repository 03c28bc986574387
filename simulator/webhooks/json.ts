// JSON text for payloads. Ids are written as whole numbers however large they are, and amounts that
// Shopify sends as bare numbers keep their digits; JSON.stringify could do neither.

/** A number given by its digits. */
export type NumberText = { readonly numberText: string };

export type Json =
  | string
  | number
  | boolean
  | null
  | bigint
  | NumberText
  | Json[]
  | { [key: string]: Json };

export type JsonObject = { [key: string]: Json };

export function numberText(text: string): NumberText {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new RangeError(`"${text}" is no number`);
  return { numberText: text };
}

export function stringify(value: Json): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(stringify).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isNumberText(value)) return value.numberText;
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${stringify(item)}`,
  );
  return `{${members.join(",")}}`;
}

/** Keeps the named fields only; "customer.id" keeps one field of an object or of each list item. */
export function pickFields(payload: JsonObject, fields: string[]): JsonObject {
  const wanted = new Map<string, string[]>();
  for (const field of fields) {
    const [head = "", ...rest] = field.split(".");
    const inner = wanted.get(head) ?? [];
    if (rest.length > 0) inner.push(rest.join("."));
    else inner.push("*");
    wanted.set(head, inner);
  }
  const kept: JsonObject = {};
  for (const [key, inner] of wanted) {
    const value = payload[key];
    if (value === undefined) continue;
    kept[key] = inner.includes("*") ? value : pickInside(value, inner);
  }
  return kept;
}

function pickInside(value: Json, fields: string[]): Json {
  if (Array.isArray(value)) return value.map((item) => pickInside(item, fields));
  if (typeof value !== "object" || value === null || isNumberText(value)) return value;
  return pickFields(value, fields);
}

function isNumberText(value: object): value is NumberText {
  return "numberText" in value;
}
