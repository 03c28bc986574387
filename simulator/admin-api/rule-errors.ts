// The shape of a validation error: where it is, told as the path of names from the operation down.

import { GraphQLError, type ASTNode, type ASTVisitor, type ValidationContext } from "graphql";

export type Ancestors = readonly (ASTNode | readonly ASTNode[])[];

/** A visitor's function as graphql-js calls it, narrowed to what the rules here use. */
export function onEnter<Node extends ASTNode>(
  handle: (node: Node, ancestors: Ancestors) => void,
): { enter: (...call: EnterCall<Node>) => void } {
  return {
    enter(node, _key, parent, _path, ancestors) {
      handle(node, parent ? [...ancestors, parent] : ancestors);
    },
  };
}

type EnterCall<Node> = [
  node: Node,
  key: unknown,
  parent: ASTNode | readonly ASTNode[] | undefined,
  path: unknown,
  ancestors: Ancestors,
];

export function report(
  context: ValidationContext,
  node: ASTNode,
  ancestors: Ancestors,
  message: string,
  code: string,
  extensions: Record<string, unknown> = {},
): void {
  const path = [...ancestors.flatMap(nameOf), ...nameOf(node)];
  const error = new GraphQLError(message, {
    nodes: node,
    path,
    extensions: { code, ...extensions },
  });
  context.reportError(error);
}

function nameOf(node: ASTNode | readonly ASTNode[]): string[] {
  if (!("kind" in node)) return [];
  if (node.kind === "OperationDefinition") {
    return [node.name ? `${node.operation} ${node.name.value}` : node.operation];
  }
  if (node.kind === "FragmentDefinition") return [`fragment ${node.name.value}`];
  if (node.kind === "InlineFragment") {
    return [node.typeCondition ? `... on ${node.typeCondition.name.value}` : "..."];
  }
  if (node.kind === "Field") return [node.alias?.value ?? node.name.value];
  return node.kind === "Argument" || node.kind === "ObjectField" ? [node.name.value] : [];
}

export type Rule = (context: ValidationContext) => ASTVisitor;
