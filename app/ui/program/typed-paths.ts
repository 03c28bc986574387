// Reading and changing what is typed by its path, such as `earning.rules.0.name`.
import type { TypedProgram, TypedValue } from "./typed-program.ts";

/** Null where nothing is. */
export function valueAt(typed: TypedProgram, path: string): TypedValue {
  let value: TypedValue | undefined = asValue(typed);
  for (const step of path.split(".")) {
    value = typeof value === "object" && value !== null ? childOf(value, step) : undefined;
  }
  return value ?? null;
}

/** The same program but for one part. Throws where the path leads nowhere. */
export function withValueAt(typed: TypedProgram, path: string, value: TypedValue): TypedProgram {
  const change = (whole: TypedValue | undefined, steps: readonly string[]): TypedValue => {
    const [step, ...rest] = steps;
    if (step === undefined) return value;
    if (typeof whole !== "object" || whole === null) throw new RangeError(`No ${path}`);
    const part = change(childOf(whole, step), rest);
    return Array.isArray(whole) ? whole.with(Number(step), part) : { ...whole, [step]: part };
  };
  // Its type cannot follow paths; the fields of the form are tested to be those of the document.
  return change(asValue(typed), path.split(".")) as unknown as TypedProgram;
}

/** Whether a problem at `path` belongs to the field at `field`: at it, or within it. */
export function isWithin(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`);
}

function childOf(value: TypedValue[] | { [key: string]: TypedValue }, step: string) {
  if (Array.isArray(value)) return value[Number(step)];
  return Object.hasOwn(value, step) ? value[step] : undefined;
}

function asValue(typed: TypedProgram): TypedValue {
  return typed as unknown as TypedValue;
}
