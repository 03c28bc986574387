// The schema of a program says of every setting what it means, for whoever writes one by hand.
import { expect, test } from "vitest";
import { z } from "zod";
import { programDocumentSchema } from "../../../app/core/program/document.ts";

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly const?: unknown;
}

/** Every property with what is said of it. What tells kinds apart is told by the kinds' whole. */
function properties(node: SchemaNode, path = ""): [string, string][] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, part]): [string, string][] => [
    ...(part.const === undefined
      ? [[`${path}.${name}`, part.description ?? ""] as [string, string]]
      : []),
    ...properties(part, `${path}.${name}`),
  ]);
  const others = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  const inner = [
    ...others.flatMap((other) => properties(other, path)),
    ...(node.items ? properties(node.items, `${path}[]`) : []),
  ];
  return [...own, ...inner];
}

const schema = z.toJSONSchema(programDocumentSchema, { io: "input", unrepresentable: "any" });
const told = properties(schema as SchemaNode);

test("every setting is described", () => {
  expect(told.length).toBeGreaterThan(100);
  const silent = told.filter(([, description]) => !/^[A-Z].{9,}$/.test(description));
  expect([...new Set(silent.map(([path]) => path))]).toEqual([]);
});

test("no description ends in a full stop, as those of fields do not", () => {
  expect(told.filter(([, description]) => description.endsWith("."))).toEqual([]);
});
