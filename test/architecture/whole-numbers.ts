// A rule for the linter: core calculates with whole numbers. Points, money and units are bigint,
// rates are exact fractions; a floating number beside them would change amounts unseen.

/** What the rule reads of a node of the syntax tree (ESTree). */
interface SyntaxNode {
  readonly type: string;
  readonly parent?: SyntaxNode;
  readonly name?: string;
  readonly value?: unknown;
  readonly raw?: string;
  readonly operator?: string;
  readonly computed?: boolean;
  readonly object?: SyntaxNode;
  readonly property?: SyntaxNode;
  readonly callee?: SyntaxNode;
  readonly arguments?: readonly SyntaxNode[];
}

interface RuleContext {
  readonly options: readonly unknown[];
  report(finding: { readonly node: SyntaxNode; readonly messageId: string }): void;
}

const WHOLE_MATH = new Set(["abs", "ceil", "floor", "max", "min", "sign", "trunc"]);
const WHOLE_QUOTIENTS = new Set(["ceil", "floor", "trunc"]);
const DECIMAL_TEXTS = new Set(["toFixed", "toPrecision", "toExponential", "toLocaleString"]);
const QUESTIONS = new Set(["isInteger", "isNaN", "isSafeInteger", "MAX_SAFE_INTEGER"]);
const COMPARISONS = new Set(["===", "!==", "<", "<=", ">", ">="]);

const messages = {
  fraction: "This number is not whole: write it as a fraction of bigints.",
  conversion: "A number made of text or of a bigint may be inexact: stay with bigint.",
  division: "A quotient of numbers is not whole: divide bigints, or round it at once.",
  mathematics: "This answers with a floating number: use bigint or a fraction.",
};

/** `conversions` where text of dates and times is read, `divisions` where bigints are divided. */
interface Allowed {
  readonly conversions?: boolean;
  readonly divisions?: boolean;
}

const wholeNumbers = {
  meta: {
    type: "problem",
    messages,
    schema: [
      {
        type: "object",
        properties: { conversions: { type: "boolean" }, divisions: { type: "boolean" } },
        additionalProperties: false,
      },
    ],
  },
  create(context: RuleContext) {
    const allowed = (context.options[0] ?? {}) as Allowed;
    const report = (node: SyntaxNode, messageId: keyof typeof messages) =>
      context.report({ node, messageId });
    return {
      Literal(node: SyntaxNode) {
        if (typeof node.value === "number" && !isWhole(node.value, node.raw ?? "")) {
          report(node, "fraction");
        }
      },
      MemberExpression(node: SyntaxNode) {
        const property = propertyOf(node);
        if (isMath(node) ? !WHOLE_MATH.has(property) : DECIMAL_TEXTS.has(property)) {
          report(node, "mathematics");
        }
      },
      Identifier(node: SyntaxNode) {
        const isConversion = node.name === "parseInt" || node.name === "Number";
        if (isConversion && !allowed.conversions && !isQuestion(node)) report(node, "conversion");
      },
      UnaryExpression(node: SyntaxNode) {
        if (node.operator === "+" && !allowed.conversions) report(node, "conversion");
      },
      BinaryExpression(node: SyntaxNode) {
        if (node.operator === "/" && !allowed.divisions && !isRounded(node)) {
          report(node, "division");
        }
      },
      AssignmentExpression(node: SyntaxNode) {
        if (node.operator === "/=" && !allowed.divisions) report(node, "division");
      },
    };
  },
};

function isWhole(value: number, raw: string): boolean {
  return Number.isSafeInteger(value) && !raw.includes(".") && !/^\d+e-/i.test(raw);
}

/** The name after the dot, or the text in brackets. */
function propertyOf({ property, computed }: SyntaxNode): string {
  const name = computed ? property?.value : property?.name;
  return typeof name === "string" ? name : "";
}

function isMath({ object }: SyntaxNode): boolean {
  return object?.type === "Identifier" && object.name === "Math";
}

/** `Number.isNaN(x)` makes no number, `Number(a === b)` is one or zero. */
function isQuestion(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.type === "MemberExpression") {
    return parent.object !== node || QUESTIONS.has(propertyOf(parent));
  }
  if (parent?.type !== "CallExpression" || parent.callee !== node) return false;
  const value = parent.arguments?.[0];
  return value?.type === "BinaryExpression" && COMPARISONS.has(value.operator ?? "");
}

/** Whether the quotient is the whole argument of `Math.floor` and its like. */
function isRounded({ parent }: SyntaxNode): boolean {
  const callee = parent?.type === "CallExpression" ? parent.callee : undefined;
  return callee !== undefined && isMath(callee) && WHOLE_QUOTIENTS.has(propertyOf(callee));
}

export default { meta: { name: "house" }, rules: { "whole-numbers": wholeNumbers } };
