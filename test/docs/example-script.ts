// The boxes of docs/engine.md and docs/campaigns.md as statements: one line, one thing that happens
// or is expected.

export interface ScriptOrder {
  readonly lines: readonly string[];
  readonly shipping: string | null;
  readonly tip: string | null;
  readonly voucher: string | null;
  /** Whether it has no customer yet. */
  readonly guest: boolean;
}

export type RefundOf =
  | { readonly kind: "all" | "lines" | "shipping" }
  | { readonly kind: "line"; readonly line: number }
  | { readonly kind: "amount"; readonly amount: string };

/** What the member is expected to hold: points as text, or the id of a tier. */
export type Figures = Readonly<Record<string, string>>;

export type Statement =
  | { readonly type: "shop"; readonly currency: string; readonly timeZone: string }
  | { readonly type: "program" | "change"; readonly document: Record<string, unknown> }
  | { readonly type: "at"; readonly date: string; readonly time: string }
  | { readonly type: "night"; readonly date: string }
  | { readonly type: "order"; readonly name: string; readonly order: ScriptOrder }
  | { readonly type: "edit"; readonly name: string; readonly lines: readonly string[] }
  | { readonly type: "refund"; readonly name: string; readonly of: RefundOf }
  | { readonly type: "fulfil" | "redeem" | "customer" | "join"; readonly name: string }
  | { readonly type: "expect"; readonly figures: Figures };

export interface Example {
  /** Where the box begins in the document. */
  readonly lineNumber: number;
  readonly statements: readonly Statement[];
}

/** Every box that is marked as an example, in the order of the document. */
export function readExamples(markdown: string): Example[] {
  const examples: Example[] = [];
  let box: { lineNumber: number; statements: Statement[] } | null = null;
  markdown.split("\n").forEach((text, index) => {
    if (box === null) {
      if (text === "```engine") box = { lineNumber: index + 1, statements: [] };
    } else if (text === "```") {
      examples.push(box);
      box = null;
    } else {
      box.statements.push(readStatement(text));
    }
  });
  return examples;
}

/** Throws on what it does not understand: a line that is skipped would prove nothing. */
function readStatement(text: string): Statement {
  const [word = "", ...rest] = text.split(" ");
  const tail = rest.join(" ");
  switch (word) {
    case "shop":
      return { type: "shop", currency: rest[0] ?? "", timeZone: rest[1] ?? "" };
    case "program":
    case "change":
      return { type: word, document: JSON.parse(tail) as Record<string, unknown> };
    case "at":
      return { type: "at", date: rest[0] ?? "", time: rest[1] ?? "" };
    case "night":
      return { type: "night", date: tail };
    case "order":
      return { type: "order", name: nameOf(tail), order: readOrder(afterName(tail)) };
    case "edit":
      return { type: "edit", name: nameOf(tail), lines: afterName(tail).split(" + ") };
    case "refund":
      return { type: "refund", name: nameOf(tail), of: readRefund(afterName(tail)) };
    case "fulfil":
    case "redeem":
    case "customer":
    case "join":
      return { type: word, name: tail };
    case "→":
      return { type: "expect", figures: readFigures(tail) };
    default:
      throw new Error(`docs/engine.md says what no test understands: ${text}`);
  }
}

function nameOf(tail: string): string {
  return tail.slice(0, tail.indexOf(":"));
}

function afterName(tail: string): string {
  return tail.slice(tail.indexOf(":") + 2);
}

function readOrder(text: string): ScriptOrder {
  const [goods = "", ...extras] = text.split(", ");
  const extra = (word: string): string | null =>
    extras.find((part) => part.startsWith(`${word} `))?.slice(word.length + 1) ?? null;
  return {
    lines: goods.split(" + "),
    shipping: extra("shipping"),
    tip: extra("tip"),
    voucher: extra("voucher"),
    guest: extras.includes("guest"),
  };
}

function readRefund(text: string): RefundOf {
  const [word = "", value = ""] = text.split(" ");
  if (word === "all" || word === "lines" || word === "shipping") return { kind: word };
  if (word === "line") return { kind: "line", line: Number(value) };
  if (word === "amount") return { kind: "amount", amount: value };
  throw new Error(`docs/engine.md refunds what no test understands: ${text}`);
}

function readFigures(text: string): Figures {
  return Object.fromEntries(
    text.split(", ").map((figure) => figure.split(" ") as [string, string]),
  );
}
