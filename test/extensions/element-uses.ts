// Which of Shopify's elements an extension draws at one place, with which attributes: read from its
// sources, from the module that the place names to all that it imports.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseAst, transformWithEsbuild } from "vite";

/** An element with one of its attributes; `value` is JavaScript, where the source says it there. */
export interface ElementUse {
  readonly element: string;
  /** Null for the element alone. */
  readonly attribute: string | null;
  readonly value: string | null;
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const partsOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

/** Of the module, and of all modules of ours that it imports. */
export async function elementUses(module: string): Promise<ElementUse[]> {
  const uses = new Map<string, ElementUse>();
  const seen = new Set<string>([module]);
  // Modules that are found are read after those that led to them.
  for (const file of seen) {
    const tree = await parsed(readFileSync(file, "utf8"), file);
    for (const name of importsOf(tree)) seen.add(join(dirname(file), name));
    for (const use of usesIn(tree)) uses.set(JSON.stringify(use), use);
  }
  return [...uses.values()];
}

/** Of one source. */
export const usesOf = async (source: string): Promise<ElementUse[]> =>
  usesIn(await parsed(source, "component.tsx"));

async function parsed(source: string, name: string): Promise<Node> {
  const options = { jsx: "automatic", jsxImportSource: "preact" } as const;
  return parseAst((await transformWithEsbuild(source, name, options)).code) as unknown as Node;
}

function importsOf(tree: Node): string[] {
  return partsOf(tree).flatMap(({ source }) => {
    const name = isNode(source) ? source["value"] : undefined;
    return typeof name === "string" && name.startsWith(".") ? name : [];
  });
}

function usesIn(tree: Node): ElementUse[] {
  const nodes = allNodes(tree);
  return nodes.flatMap((node) => {
    const [type, props] = (node["arguments"] ?? []) as Node[];
    const callee = node["callee"] as Node | undefined;
    const element = type?.["value"];
    const isDrawn = /^jsxs?$/.test(String(callee?.["name"]));
    if (!isDrawn || typeof element !== "string" || props === undefined) return [];
    return [{ element, attribute: null, value: null }, ...attributesOf(element, props, nodes)];
  });
}

const allNodes = (node: Node): Node[] => [node, ...partsOf(node).flatMap(allNodes)];

function attributesOf(element: string, props: Node, nodes: readonly Node[]): ElementUse[] {
  return objectsOf(props, nodes).flatMap((object) =>
    (object["properties"] as Node[]).flatMap((property): ElementUse[] => {
      if (property.type !== "Property") {
        return attributesOf(element, property["argument"] as Node, nodes);
      }
      const key = property["key"] as Node;
      const attribute = String(key["name"] ?? key["value"]);
      const values = literalsOf(property["value"] as Node);
      return values.map((value) => ({ element, attribute, value }));
    }),
  );
}

/** The objects that a value may be, wherever in the module they are made. */
function objectsOf(value: Node, nodes: readonly Node[]): Node[] {
  const of = (...places: string[]) =>
    places.flatMap((place) => objectsOf(value[place] as Node, nodes));
  switch (value.type) {
    case "ObjectExpression":
      return [value];
    case "ConditionalExpression":
      return of("consequent", "alternate");
    case "LogicalExpression":
      return of("right");
    case "ArrowFunctionExpression":
      return of("body");
    case "BlockStatement":
      return allNodes(value)
        .filter(({ type, argument }) => type === "ReturnStatement" && isNode(argument))
        .flatMap(({ argument }) => objectsOf(argument as Node, nodes));
    case "CallExpression":
      return of("callee");
    case "Identifier": {
      const made = nodes.filter(
        ({ type, id, init }) =>
          type === "VariableDeclarator" && isNode(init) && (id as Node)["name"] === value["name"],
      );
      if (made.length === 0) throw new Error(`Nobody knows what ${String(value["name"])} holds`);
      return made.flatMap(({ init }) => objectsOf(init as Node, nodes));
    }
    default:
      throw new Error(`Nobody knows what a ${value.type} holds`);
  }
}

/** What the source says an attribute is; null for what is known only when it runs. */
function literalsOf(value: Node): (string | null)[] {
  if (value.type === "Literal") return [JSON.stringify(value["value"])];
  if (value.type === "ConditionalExpression") {
    return [value["consequent"], value["alternate"]].flatMap((side) => literalsOf(side as Node));
  }
  return [null];
}
