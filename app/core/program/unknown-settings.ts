// Settings that a document from outside names and the program does not know: mostly a slip of the
// pen, and never something to pass over in silence.
import { z } from "zod";
import type { DocumentProblem } from "./document-problem.ts";

/**
 * One sentence for each key of the input that its schema does not know, at whatever depth. What is
 * of the wrong type is left to the schema.
 */
export function unknownSettings(
  schema: z.core.$ZodType,
  input: unknown,
  path: readonly string[] = [],
): DocumentProblem[] {
  if (isWrapper(schema)) return unknownSettings(schema._zod.def.innerType, input, path);
  if (schema instanceof z.ZodArray) {
    if (!Array.isArray(input)) return [];
    return input.flatMap((item: unknown, index) =>
      unknownSettings(schema.element, item, [...path, String(index)]),
    );
  }
  if (!isRecord(input)) return [];
  const shape = shapeOf(schema, input);
  if (!shape) return [];
  return Object.entries(input).flatMap(([key, value]) => {
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (known) return unknownSettings(known, value, [...path, key]);
    const message = `There is no setting "${key}" here: correct its name, or leave it out`;
    return [{ path: [...path, key].join("."), message }];
  });
}

type Wrapper = z.ZodDefault | z.ZodPrefault | z.ZodNullable | z.ZodOptional;

function isWrapper(schema: z.core.$ZodType): schema is Wrapper {
  return (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional
  );
}

/** The fields of an object; among several kinds, those of the kind that the input names. */
function shapeOf(
  schema: z.core.$ZodType,
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, z.core.$ZodType>> | undefined {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined;
  const { discriminator, options } = schema.def;
  const named = options.find(
    (option) =>
      option instanceof z.ZodObject &&
      z.safeParse(option.shape[discriminator], input[discriminator]).success,
  );
  return named instanceof z.ZodObject ? named.shape : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
