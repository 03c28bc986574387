// Finds words in components and plain modules that would be shown, or read aloud, without passing
// through a locale file.
import { parseAst, transformWithEsbuild } from "vite";

/** Attributes whose value people meet. */
const SPOKEN = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
  "title",
  "alt",
  "placeholder",
  "children",
  "heading",
  "subheading",
  "label",
  "details",
  "error",
  "prefix",
  "suffix",
  "collapsedSummary",
  "accessibilityLabel",
]);

/** Properties that nobody reads. */
const NOT_SAID = new Set(["class", "className", "style", "gridTemplateColumns"]);

/** Properties that hold what is to be said, or the key of it. */
const SAID = new Set(["text", "message", "sentence", "summary"]);
const isKey = (text: string): boolean => /^[a-z][a-z\d_]*$/.test(text);

/** Properties by which plain scripts change what people meet. */
const WRITTEN = new Set([
  "textContent",
  "innerText",
  "innerHTML",
  "ariaLabel",
  "title",
  "alt",
  "placeholder",
]);

interface Node {
  type: string;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const hasWords = (text: unknown): boolean => typeof text === "string" && /\p{L}/u.test(text);

/** Words with a space between them: neither keys nor lists of selectors are written like that. */
const isSentence = (text: unknown): text is string =>
  typeof text === "string" && /\p{L}{2}[.!?:;…]?\s+\p{L}{2}/u.test(text);

/** Words that a value may turn into, whatever the condition before it says. */
const wordsOf = (value: unknown): string[] => {
  if (!isNode(value)) return [];
  if (value.type === "Literal") return hasWords(value["value"]) ? [String(value["value"])] : [];
  if (value.type === "TemplateLiteral") {
    const parts = value["quasis"] as { value: { cooked: string } }[];
    return parts.map((part) => part.value.cooked).filter(hasWords);
  }
  if (value.type === "ArrayExpression") return (value["elements"] as unknown[]).flatMap(wordsOf);
  if (value.type === "BinaryExpression" && value["operator"] !== "+") return [];
  const branches: Record<string, string[]> = {
    ConditionalExpression: ["consequent", "alternate"],
    LogicalExpression: ["right"],
    BinaryExpression: ["left", "right"],
  };
  return (branches[value.type] ?? []).flatMap((name) => wordsOf(value[name]));
};

/** `name` tells by its end whether the source may have markup in it. */
export const hardCodedTexts = async (source: string, name = "component.tsx"): Promise<string[]> => {
  const { code } = await transformWithEsbuild(source, name, {
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  const found = new Set<string>();
  const collect = (value: unknown, isFine?: typeof isKey): void => {
    for (const words of wordsOf(value)) if (!isFine?.(words)) found.add(words);
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    if (value.type === "Property") {
      const key = value["key"] as Node;
      const name = key["name"] ?? key["value"];
      if (SPOKEN.has(String(name))) collect(value["value"]);
      if (SAID.has(String(name))) collect(value["value"], isKey);
      if (NOT_SAID.has(String(name))) return;
    }
    if (value.type === "AssignmentExpression") {
      const place = value["left"] as { property?: Node };
      if (WRITTEN.has(String(place.property?.["name"]))) collect(value["right"]);
    }
    if (value.type === "CallExpression") {
      const called = value["callee"] as { property?: Node };
      const [name, written] = value["arguments"] as Node[];
      const isAttribute = called.property?.["name"] === "setAttribute";
      if (isAttribute && SPOKEN.has(String(name?.["value"]))) collect(written);
    }
    if (isSentence(value.type === "Literal" && value["value"])) found.add(String(value["value"]));
    if (value.type === "TemplateElement") {
      const { cooked } = value["value"] as { cooked: string };
      if (isSentence(cooked)) found.add(cooked);
    }
    // What went wrong is told to those who run the shop.
    const made = value.type === "NewExpression" && (value["callee"] as Node)["name"];
    if (typeof made === "string" && made.endsWith("Error")) return;
    Object.values(value).forEach(visit);
  };
  visit(parseAst(code));
  return [...found];
};
