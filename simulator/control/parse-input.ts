// Reads the JSON of a control call. What is wrong is told by field, with what was expected.

import { z } from "zod";
import { parseMinor } from "../money.ts";
import { readJson, type SimulatorRequest } from "../server.ts";
import { refuse } from "../world.ts";

export function parseInput<Schema extends z.ZodType>(
  request: SimulatorRequest,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse(readJson(request));
  if (result.success) return result.data;
  const findings = result.error.issues.map(
    (issue) => `${issue.path.join(".") || "body"}: ${issue.message}`,
  );
  return refuse(`${request.method} ${request.url.pathname}: ${findings.join("; ")}`);
}

/** A whole body without fields, for calls that take none. */
export const nothing = z.strictObject({});

export const id = z.string().regex(/^\d{1,20}$/, "an id is text with digits only");
export const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'an amount is decimal text such as "12.50"');
export const moment = z.iso.datetime({ offset: true });
export const text = z.string().min(1);

/** Decimal text of the API as minor units of the domain. */
export function minor(value: string, currency: string): number;
export function minor(value: string | undefined, currency: string): number | undefined;
export function minor(value: string | undefined, currency: string): number | undefined {
  if (value === undefined) return undefined;
  try {
    return parseMinor(value, currency);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** The same object without the fields that are undefined, as exact optional properties want it. */
export function given<Fields extends Record<string, unknown>>(fields: Fields): Given<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Given<Fields>;
}

type Given<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
