// The query language of customer segments, as far as clauses on a customer's own data go:
//   customer_tags CONTAINS 'vip' AND (number_of_orders >= 3 OR amount_spent > 100)

import { Refusal, refuse } from "../world.ts";

/** What a query may ask of a customer. A list holds any of its texts, a text compares as one. */
export type Attribute =
  | { kind: "list"; values: string[] }
  | { kind: "number"; value: number | null }
  | { kind: "text"; value: string | null };

export type Clause = {
  kind: "clause";
  attribute: string;
  /** Where the attribute stands, counted from zero. */
  column: number;
  operator: Operator;
  values: string[];
};
export type Condition = { kind: "and" | "or"; parts: Condition[] } | Clause;

const operators = ["=", "!=", ">=", "<=", ">", "<"] as const;
type Operator = (typeof operators)[number] | "CONTAINS" | "BETWEEN" | "NULL" | Negated;
type Negated = "NOT CONTAINS" | "NOT NULL";

/** Throws a SegmentSyntaxError, which is a refusal. */
export function parseSegmentQuery(query: string): Condition {
  const reader = new Reader(query);
  const condition = reader.either();
  if (!reader.isDone()) reader.fail();
  return condition;
}

/** Says what is wrong with a query, and where, in Shopify's words. */
export class SegmentSyntaxError extends Refusal {
  /** The filter whose comparison could not be read. */
  readonly filter: Filter | null;

  constructor(column: number, message: string, filter: Filter | null) {
    super(placed(column, message));
    this.filter = filter;
  }
}

type Filter = { attribute: string; column: number };

export function placed(column: number, message: string): string {
  return `Query Line 1 Column ${column}: ${message}`;
}

export function clausesOf(condition: Condition): Clause[] {
  return condition.kind === "clause" ? [condition] : condition.parts.flatMap(clausesOf);
}

export function meets(condition: Condition, read: (attribute: string) => Attribute): boolean {
  if (condition.kind !== "clause") {
    const check = (part: Condition): boolean => meets(part, read);
    return condition.kind === "and" ? condition.parts.every(check) : condition.parts.some(check);
  }
  const { operator, values } = condition;
  const attribute = read(condition.attribute);
  if (operator === "NULL" || operator === "NOT NULL") {
    const isNull = attribute.kind === "list" ? attribute.values.length === 0 : !hasValue(attribute);
    return isNull === (operator === "NULL");
  }
  if (attribute.kind === "list") return holds(attribute.values, operator, values[0] ?? "");
  if (attribute.value === null) return operator === "!=";
  if (attribute.kind === "number") return compares(attribute.value, operator, values.map(Number));
  return compares(attribute.value.toLowerCase(), operator, values.map(lower));
}

class Reader {
  readonly #tokens: string[];
  readonly #columns: number[] = [];
  readonly #length: number;
  #filter: Filter | null = null;
  #at = 0;

  constructor(query: string) {
    const token = /\s*('(?:[^']*)'|"(?:[^"]*)"|>=|<=|!=|[=<>()]|[^\s=<>()!']+)/y;
    this.#tokens = [];
    this.#length = query.length;
    while (token.lastIndex < query.trimEnd().length) {
      const match = token.exec(query);
      if (!match?.[1]) refuse(`The segment query "${query}" cannot be read`);
      this.#tokens.push(match[1]);
      this.#columns.push(token.lastIndex - match[1].length);
    }
    if (this.#tokens.length === 0) refuse("A segment needs a query");
  }

  isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  fail(): never {
    const column = this.#columns[this.#at] ?? this.#length;
    const token = this.#tokens[this.#at] ?? "end";
    throw new SegmentSyntaxError(column, `'${token}' is unexpected.`, this.#filter);
  }

  /** AND binds closer than OR. */
  either(): Condition {
    return this.#joined("OR", () => this.#joined("AND", () => this.#clause()));
  }

  #joined(word: "AND" | "OR", next: () => Condition): Condition {
    const parts = [next()];
    while (this.#takes(word)) parts.push(next());
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    return { kind: word === "AND" ? "and" : "or", parts };
  }

  #clause(): Condition {
    if (this.#takes("(")) {
      const inner = this.either();
      if (!this.#takes(")")) this.fail();
      return inner;
    }
    const isNegated = this.#takes("NOT");
    const attribute = this.#next();
    if (!/^[a-z_]+(\.[\w-]+)*$/.test(attribute)) {
      this.#at -= 1;
      this.fail();
    }
    this.#filter = { attribute, column: this.#columns[this.#at - 1] ?? 0 };
    const clause: Clause = { kind: "clause", ...this.#filter, ...this.#comparison() };
    this.#filter = null;
    if (isNegated) refuse("The simulator does not play NOT before a clause of a segment");
    return clause;
  }

  #comparison(): { operator: Operator; values: string[] } {
    const plain = operators.find((operator) => this.#takes(operator));
    if (plain) return { operator: plain, values: [this.#value()] };
    if (this.#takes("CONTAINS")) return { operator: "CONTAINS", values: [this.#value()] };
    if (this.#takes("BETWEEN")) {
      const from = this.#value();
      if (!this.#takes("AND")) this.fail();
      return { operator: "BETWEEN", values: [from, this.#value()] };
    }
    if (this.#takes("IS")) {
      const operator = this.#takes("NOT") ? "NOT NULL" : "NULL";
      if (!this.#takes("NULL")) this.fail();
      return { operator, values: [] };
    }
    if (this.#takes("NOT") && this.#takes("CONTAINS")) {
      return { operator: "NOT CONTAINS", values: [this.#value()] };
    }
    return this.fail();
  }

  #value(): string {
    const token = this.#next();
    const quoted = /^(['"])(.*)\1$/s.exec(token);
    if (quoted) return quoted[2] ?? "";
    if (/^-?\d+(\.\d+)?$/.test(token) || /^(true|false)$/i.test(token)) return token;
    this.#at -= 1;
    return this.fail();
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) return this.fail();
    this.#at += 1;
    return token;
  }

  #takes(word: string): boolean {
    if (this.#tokens[this.#at]?.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }
}

function hasValue(attribute: { value: number | string | null }): boolean {
  return attribute.value !== null;
}

/** Tags and countries are compared whole, whatever their case. */
function holds(list: string[], operator: Operator, wanted: string): boolean {
  const isHeld = list.map(lower).includes(lower(wanted));
  if (operator === "CONTAINS" || operator === "=") return isHeld;
  if (operator === "NOT CONTAINS" || operator === "!=") return !isHeld;
  return refuse(`A segment cannot compare a list by ${operator}`);
}

function compares<Value extends number | string>(
  value: Value,
  operator: Operator,
  [first, second]: Value[],
): boolean {
  if (first === undefined) return refuse("A comparison of a segment needs a value");
  switch (operator) {
    case "=":
      return value === first;
    case "!=":
      return value !== first;
    case ">":
      return value > first;
    case ">=":
      return value >= first;
    case "<":
      return value < first;
    case "<=":
      return value <= first;
    case "BETWEEN":
      return second !== undefined && value >= first && value <= second;
    case "CONTAINS":
    case "NOT CONTAINS":
    case "NULL":
    case "NOT NULL":
      return refuse(`A segment cannot compare one value by ${operator}`);
  }
}

function lower(text: string): string {
  return text.toLowerCase();
}
