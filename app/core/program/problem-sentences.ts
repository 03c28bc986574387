// What the schema finds wrong, in sentences that say what to do. Most fields bring their own; these
// are for what is not of the right type, or is no choice at all.
import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

const WANTED: Readonly<Record<string, string>> = {
  string: "Enter text, in quotation marks",
  number: "Enter a number, without quotation marks",
  boolean: "Enter true or false",
  array: "Give a list, in square brackets",
  object: "Give settings with their names, in braces",
};

const UNREADABLE = "Enter something else: this cannot be read";

/** The sentence for an issue of a field that has none of its own. */
export function problemSentence(issue: Issue): string {
  const { code, input } = issue;
  if (code === "invalid_type" && input === undefined) return "This is missing: add it";
  if (code === "invalid_type") return WANTED[issue.expected] ?? UNREADABLE;
  if (code === "invalid_value") return `Choose ${choice(issue.values.map(String))}`;
  const kinds: unknown = code === "invalid_union" ? issue["options"] : undefined;
  return Array.isArray(kinds) ? `Choose ${choice(kinds.map(String))}` : UNREADABLE;
}

/** `a`, `a or b`, `a, b or c`. */
function choice(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}
