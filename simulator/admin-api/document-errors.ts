// Checks a request's document against the whole schema. What Shopify words in its own way is worded
// so; everything else keeps graphql-js's rules and sentences.

import {
  GraphQLError,
  specifiedRules,
  validate,
  FieldsOnCorrectTypeRule,
  KnownArgumentNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedVariablesRule,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
  ValuesOfCorrectTypeRule,
  VariablesInAllowedPositionRule,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { fieldRule, leafRule, variableUseRule } from "./field-rules.ts";
import { argumentRule } from "./literal-rules.ts";

const replaced = new Set<unknown>([
  FieldsOnCorrectTypeRule,
  ScalarLeafsRule,
  KnownArgumentNamesRule,
  ProvidedRequiredArgumentsRule,
  ValuesOfCorrectTypeRule,
  NoUnusedVariablesRule,
  NoUndefinedVariablesRule,
  VariablesInAllowedPositionRule,
]);

const kept = specifiedRules.filter((rule) => !replaced.has(rule));
const maximumErrors = 100;

export function documentErrors(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  const own = validate(schema, document, [fieldRule, leafRule, argumentRule, variableUseRule], {
    maxErrors: maximumErrors,
  });
  const general = validate(schema, document, kept, { maxErrors: maximumErrors });
  return [...own, ...general.map(withCode)];
}

function withCode(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    extensions: { code: "invalidDocument" },
  });
}
