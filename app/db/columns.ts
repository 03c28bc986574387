// Columns of many rows on their way into one statement. As array literals they are a single text
// each, which costs a fraction of what the driver takes to quote them value by value.
import type { Instant } from "../core/calendar/instant.ts";
import { instantText } from "./rows.ts";

/** An array literal of values whose text needs no quotes. */
function literalOf<Value>(
  values: readonly (Value | null)[],
  write: (value: Value) => string,
): string {
  let text = "";
  for (const value of values) text += value === null ? ",NULL" : `,${write(value)}`;
  return `{${text.slice(1)}}`;
}

/** For `int`, `smallint` and `bigint` arrays. */
export function numberColumn(values: readonly (bigint | number | null)[]): string {
  return literalOf(values, String);
}

export function booleanColumn(values: readonly boolean[]): string {
  return literalOf(values, String);
}

const UUID_CHARACTERS = 36;

/** Throws for what is no id: unquoted, it could pass for two. */
export function uuidColumn(values: readonly (string | null)[]): string {
  return literalOf(values, (id) => {
    if (id.length !== UUID_CHARACTERS) throw new RangeError("An id of a row is no UUID");
    return id;
  });
}

/** For `timestamptz` arrays. */
export function instantColumn(values: readonly (Instant | null)[]): string {
  return literalOf(values, instantText);
}

const SPECIAL = /["\\]/;

/** For `text` arrays, whatever the texts hold. */
export function textColumn(values: readonly (string | null)[]): string {
  return literalOf(values, (text) =>
    SPECIAL.test(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `"${text}"`,
  );
}

/**
 * For `jsonRows`: JSON documents, one on a line. What JSON.stringify writes has no line breaks, so
 * nothing has to be quoted; a document that is null becomes SQL's null.
 */
export function jsonColumn(documents: readonly (string | null)[]): string {
  return documents.map((document) => document ?? "null").join("\n");
}

/** The documents of a `jsonColumn` as rows of texts, for `rows from`: `parameter` such as `$3`. */
export function jsonRows(parameter: string): string {
  return `string_to_table(${parameter}::text, E'\\n', 'null')`;
}
