// The program as its form holds it: the document's own shape, with text as it is typed wherever the
// document has numbers, amounts or lists of short texts. A field and its problem share one path.
import { knownMinorDigits } from "../../core/money/currency.ts";
import { formatAmount, parseAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { DocumentProblem } from "../../core/program/document-problem.ts";
import { parseProgramDocument, type ProgramDocument } from "../../core/program/document.ts";
import { kindOf, lineLists } from "./typed-kinds.ts";

/** What a part of the document is while it is typed. */
export type Typed<Part> = [NonNullable<Part>] extends [never]
  ? Part
  : [NonNullable<Part>] extends [boolean]
    ? boolean
    : [NonNullable<Part>] extends [bigint | number]
      ? string
      : [NonNullable<Part>] extends [string]
        ? Part
        : Part extends readonly (infer Item)[]
          ? Item extends object
            ? Typed<Item>[]
            : string
          : Part extends object
            ? { -readonly [Key in keyof Part]: Typed<Part[Key]> }
            : Part;

export type TypedProgram = Typed<ProgramDocument>;
/** Any part of it, for what is reached by its path. */
export type TypedValue = string | boolean | null | TypedValue[] | { [key: string]: TypedValue };

export type ReadProgram =
  | { readonly outcome: "valid"; readonly document: ProgramDocument }
  | { readonly outcome: "invalid"; readonly problems: readonly DocumentProblem[] };

/** Amounts in major units of the currency; limits and amounts that are not set are empty. */
export function typeProgram(document: ProgramDocument, currency: string): TypedProgram {
  const type = (value: unknown, path: readonly string[], parent: object): unknown => {
    const kind = kindOf(path, parent);
    if (kind === "list") {
      return (value as unknown[]).map(String).join(lineLists.has(path.at(-1) ?? "") ? "\n" : ", ");
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => type(item, [...path, String(index)], value));
    }
    if (typeof value === "object" && value !== null) return typeFields(value, path, type);
    if (value === null) return kind === "limit" || kind === "countOrNull" ? "" : null;
    if (kind === "amount") return value === 0n ? "" : amountText(value as bigint, currency);
    if (kind === "zeroOrMore" && value === 0n) return "";
    if (kind === "countOrNone" && value === 0) return "";
    return typeof value === "bigint" || typeof value === "number" ? String(value) : value;
  };
  // The walk keeps the shape, which the types cannot follow.
  return type(document, [], {}) as TypedProgram;
}

type Walk = (value: unknown, path: readonly string[], parent: object) => unknown;

function typeFields(value: object, path: readonly string[], walk: Walk): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, walk(part, [...path, key], value)]),
  );
}

function amountText(minor: bigint, currency: string): string {
  return formatAmount(rational(minor), currency);
}

/** Nothing that the document accepts anywhere, so that what cannot be read is always refused. */
const UNREADABLE = "?";

/** The document, or every problem with the path of its field. */
export function readProgram(typed: TypedProgram, currency: string): ReadProgram {
  const unreadable = new Map<string, string>();
  const refuse = (path: readonly string[], message: string): string => {
    unreadable.set(path.join("."), message);
    return UNREADABLE;
  };
  const read: Walk = (value, path, parent) => {
    const kind = kindOf(path, parent);
    if (Array.isArray(value)) {
      return value.map((item, index) => read(item, [...path, String(index)], value));
    }
    if (typeof value === "object" && value !== null) return typeFields(value, path, read);
    if (typeof value !== "string") return value;
    const text = value.trim();
    switch (kind) {
      case "amount": {
        const minor = readAmount(text, currency);
        return minor ?? refuse(path, amountProblem(currency));
      }
      case "limit":
        return text === "" ? null : text;
      case "zeroOrMore":
        return text === "" ? "0" : text;
      case "count":
        return readCount(text) ?? refuse(path, "Enter a whole number");
      case "countOrNull":
        return text === "" ? null : (readCount(text) ?? refuse(path, "Enter a whole number"));
      case "countOrNone":
        return text === "" ? 0 : (readCount(text) ?? refuse(path, "Enter a whole number"));
      case "list":
        return readList(text, path, refuse);
      case "text":
        return text;
    }
  };
  const parsed = parseProgramDocument(read(typed, [], {}), { currency });
  if (parsed.outcome === "valid") return parsed;
  const problems = parsed.problems.map(({ path, message }) => ({
    path,
    message: unreadable.get(path) ?? message,
  }));
  return { outcome: "invalid", problems };
}

/** Minor units as decimal text; empty is zero. Null for what is no amount of this currency. */
function readAmount(text: string, currency: string): string | null {
  if (text === "") return "0";
  const minor = parseAmount(text, currency);
  return minor && minor.d === 1n && minor.n >= 0n ? minor.n.toString() : null;
}

function amountProblem(currency: string): string {
  const digits = knownMinorDigits(currency);
  return `Enter an amount such as ${digits === 0 ? "5" : `5.${"0".repeat(digits)}`}`;
}

function readCount(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

const countLists = new Set(["warningDays", "noticeDays", "weekdays"]);
/** What the admin's addresses and its API call a thing: the number at the end counts. */
const shopifyAddress = /^(?:gid:\/\/shopify\/\w+|https:\/\/\S+)\/(\d{1,20})(?:\?\S*)?$/;

function readList(
  text: string,
  path: readonly string[],
  refuse: (path: readonly string[], message: string) => string,
): unknown[] {
  const name = path.at(-1) ?? "";
  const items = text
    .split(lineLists.has(name) ? "\n" : ",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  if (countLists.has(name)) {
    return items.map(
      (item, index) =>
        readCount(item) ??
        refuse([...path, String(index)], "Enter whole numbers with commas between them"),
    );
  }
  return name.endsWith("Ids") ? items.map((id) => shopifyAddress.exec(id)?.[1] ?? id) : items;
}
