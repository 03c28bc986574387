// Checks the variables of a request and words what is wrong the way Shopify does.

import {
  GraphQLError,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from "graphql";
import { findingOf } from "./scalars.ts";

type Problem = { path: (string | number)[]; explanation: string };

export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): GraphQLError[] {
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined;
    const given = Object.hasOwn(variables, name);
    if (!type || (!given && definition.defaultValue)) return [];
    if (!given && !isNonNullType(type)) return [];
    const problems = findProblems(variables[name] ?? null, type, []);
    return problems.length > 0
      ? [describe(definition, type, variables[name] ?? null, problems)]
      : [];
  });
}

function describe(
  definition: VariableDefinitionNode,
  type: GraphQLInputType,
  value: unknown,
  problems: Problem[],
): GraphQLError {
  const named = problems
    .filter((problem) => problem.path.length > 0)
    .map((problem) => `${problem.path.join(".")} (${problem.explanation})`);
  const where = named.length > 0 ? ` for ${named.join(", ")}` : "";
  const name = definition.variable.name.value;
  return new GraphQLError(
    `Variable $${name} of type ${String(type)} was provided invalid value${where}`,
    { nodes: definition, extensions: { code: "INVALID_VARIABLE", value, problems } },
  );
}

function findProblems(value: unknown, type: GraphQLInputType, path: Problem["path"]): Problem[] {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) {
      return [{ path, explanation: "Expected value to not be null" }];
    }
    return findProblems(value, type.ofType as GraphQLInputType, path);
  }
  if (value === null || value === undefined) return [];
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) =>
      findProblems(item, type.ofType as GraphQLInputType, [...path, index]),
    );
  }
  if (isInputObjectType(type)) return objectProblems(value, type, path);
  if (isEnumType(type)) {
    const names = type.getValues().map((entry) => entry.name);
    if (typeof value === "string" && names.includes(value)) return [];
    const explanation = `Expected ${JSON.stringify(value)} to be one of: ${names.join(", ")}`;
    return [{ path, explanation }];
  }
  const explanation = isScalarType(type) ? findingOf(type.name, value) : null;
  return explanation === null ? [] : [{ path, explanation }];
}

function objectProblems(
  value: unknown,
  type: GraphQLInputObjectType,
  path: Problem["path"],
): Problem[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const explanation = `Could not coerce value ${JSON.stringify(value)} to ${type.name}`;
    return [{ path, explanation }];
  }
  const given: Record<string, unknown> = { ...value };
  const fields = type.getFields();
  const unknown = Object.keys(given)
    .filter((key) => !Object.hasOwn(fields, key))
    .map((key) => ({
      path: [...path, key],
      explanation: `Field is not defined on ${type.name}`,
    }));
  const count = Object.values(given).filter((item) => item !== undefined).length;
  if (type.isOneOf && count !== 1) {
    const explanation = `'${type.name}' requires exactly one argument, but ${count} were provided.`;
    return [...unknown, { path, explanation }];
  }
  const inner = Object.values(fields).flatMap((field) => {
    const present = Object.hasOwn(given, field.name);
    if (!present && (field.defaultValue !== undefined || !isNonNullType(field.type))) return [];
    return findProblems(given[field.name] ?? null, field.type, [...path, field.name]);
  });
  return [...unknown, ...inner];
}
