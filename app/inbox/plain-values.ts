// Reads values that plainly fit their schema without asking zod, which takes care of every case and
// explains every fault: that is too dear for each field of each order. The functions are made from
// the schemas, which stay the only declaration; whatever is not plain is left to zod.
import { z } from "zod";

/** Says that only zod can tell. */
export const UNSURE = Symbol("unsure");

/** Answers what the schema would, or `UNSURE`. What is not declared may stay in it, unread. */
type PlainReader = (value: unknown) => unknown;

const readers = new WeakMap<z.ZodType, PlainReader>();

/** Declares how plain values of a field are read. Answers the field. */
export function readPlainly<Schema extends z.ZodType>(
  field: Schema,
  read: (value: unknown) => z.output<Schema> | typeof UNSURE,
): Schema {
  readers.set(field, read);
  return field;
}

/** The reader of a schema; made once. */
export function plainReaderOf(schema: z.ZodType): PlainReader {
  const known = readers.get(schema);
  if (known) return known;
  const made = makeReader(schema);
  readers.set(schema, made);
  return made;
}

function makeReader(schema: z.ZodType): PlainReader {
  if (hasChecks(schema)) return askingZod(schema);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return optionally(plainReaderOf(schema.unwrap() as z.ZodType), schema);
  }
  if (schema instanceof z.ZodObject && !schema.def.catchall) return objectReader(schema);
  if (schema instanceof z.ZodArray) return listReader(plainReaderOf(schema.element as z.ZodType));
  if (schema instanceof z.ZodBoolean) return ofType("boolean");
  if (schema instanceof z.ZodString) return ofType("string");
  if (schema instanceof z.ZodNumberFormat && schema._zod.def.format === "safeint")
    return wholeNumber;
  return askingZod(schema);
}

function hasChecks({ def }: z.ZodType): boolean {
  return (def.checks?.length ?? 0) > 0;
}

function askingZod(schema: z.ZodType): PlainReader {
  return (value) => {
    const result = schema.safeParse(value);
    return result.success ? result.data : UNSURE;
  };
}

function optionally(read: PlainReader, schema: z.ZodType): PlainReader {
  const isOptional = schema instanceof z.ZodOptional;
  return (value) => {
    if (isOptional ? value === undefined : value === null) return value;
    return read(value);
  };
}

function ofType(type: "boolean" | "string"): PlainReader {
  return (value) => (typeof value === type ? value : UNSURE);
}

function wholeNumber(value: unknown): unknown {
  return Number.isSafeInteger(value) ? value : UNSURE;
}

function listReader(readItem: PlainReader): PlainReader {
  return (value) => {
    if (!Array.isArray(value)) return UNSURE;
    const items: unknown[] = [];
    for (const item of value as unknown[]) {
      const read = readItem(item);
      if (read === UNSURE) return UNSURE;
      items.push(read);
    }
    return items;
  };
}

/** Copies an object only where a field reads as something else than it is. */
function objectReader(schema: z.ZodObject): PlainReader {
  const names = Object.keys(schema.shape);
  const fields = Object.values(schema.shape).map((field) => plainReaderOf(field as z.ZodType));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return UNSURE;
    const given = value as Record<string, unknown>;
    let read = given;
    for (let index = 0; index < names.length; index++) {
      const name = names[index] as string;
      const before = given[name];
      const after = fields[index]?.(before);
      if (after === UNSURE) return UNSURE;
      if (after === before) continue;
      if (read === given) read = { ...given };
      read[name] = after;
    }
    return read;
  };
}
