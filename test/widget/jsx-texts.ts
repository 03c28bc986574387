// Finds words in components that would be shown, or read aloud, without passing through a locale
// file.
import { parseAst, transformWithEsbuild } from "vite";

/** Attributes whose value people meet. */
const SPOKEN = new Set([
  "aria-label",
  "aria-description",
  "title",
  "alt",
  "placeholder",
  "children",
  "heading",
  "label",
  "accessibilityLabel",
]);

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

/** `name` tells by its end whether the source may have markup in it. */
export const hardCodedTexts = async (source: string, name = "component.tsx"): Promise<string[]> => {
  const { code } = await transformWithEsbuild(source, name, {
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  const found: string[] = [];
  /** Words that a value may turn into, whatever the condition before it says. */
  const collect = (value: unknown): void => {
    if (!isNode(value)) return;
    if (value.type === "Literal" && hasWords(value["value"])) found.push(String(value["value"]));
    if (value.type === "TemplateLiteral") {
      for (const part of value["quasis"] as { value: { cooked: string } }[]) {
        if (hasWords(part.value.cooked)) found.push(part.value.cooked);
      }
    }
    const branches: Record<string, string[]> = {
      ConditionalExpression: ["consequent", "alternate"],
      LogicalExpression: ["right"],
      BinaryExpression: ["left", "right"],
    };
    for (const name of branches[value.type] ?? []) {
      if (value.type !== "BinaryExpression" || value["operator"] === "+") collect(value[name]);
    }
    if (value.type === "ArrayExpression") (value["elements"] as unknown[]).forEach(collect);
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    if (value.type === "Property") {
      const key = value["key"] as Node;
      const name = key["name"] ?? key["value"];
      if (SPOKEN.has(String(name))) collect(value["value"]);
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
    Object.values(value).forEach(visit);
  };
  visit(parseAst(code));
  return found;
};
