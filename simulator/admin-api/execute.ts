// Runs one request: parse, validate against the whole schema, charge, execute, and answer in
// Shopify's shape.

import {
  GraphQLError,
  execute,
  parse,
  type DocumentNode,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from "graphql";
import { checkAccess } from "./access.ts";
import type { Call } from "./call.ts";
import { maximumQueryCost, requestedCost, type CostBuckets } from "./cost.ts";
import { documentErrors } from "./document-errors.ts";
import { SimulatorGap, topLevel } from "./errors.ts";
import { loadSchema } from "./load-schema.ts";
import { gapsIn, resolverOf } from "./played.ts";
import { variableErrors } from "./variable-errors.ts";

export type AdminRequest = {
  query: string;
  operationName: string | null;
  variables: Record<string, unknown>;
};

export type AdminAnswer = {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
  extensions?: { cost: Record<string, unknown> };
};

export type PreparedRequest = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  cost: number;
};

/** Everything that can be refused before the operation takes effect. */
export function prepareRequest(call: Call, request: AdminRequest): PreparedRequest | AdminAnswer {
  const { schema } = loadSchema();
  const document = parseDocument(request.query);
  if (document instanceof GraphQLError) return failed([document]);
  const operation = chooseOperation(document, request.operationName);
  if (operation instanceof GraphQLError) return failed([operation]);
  const errors = documentErrors(schema, document);
  if (errors.length > 0) return failed(errors);
  const bad = variableErrors(schema, operation, request.variables);
  if (bad.length > 0) return failed(bad);
  const gaps = gapsIn(schema, document, call);
  if (gaps.length > 0) {
    return failed(gaps.map((name) => unplayed(`The simulator does not play ${name}`)));
  }
  const cost = requestedCost(schema, document, operation, request.variables);
  if (cost > maximumQueryCost) return failed([tooExpensive(cost)]);
  return { document, operation, variables: request.variables, cost };
}

export async function runRequest(
  call: Call,
  prepared: PreparedRequest,
  buckets: CostBuckets,
): Promise<AdminAnswer> {
  const { cost } = prepared;
  const { id } = call.shop;
  if (!buckets.take(id, cost)) return throttled(cost, buckets.status(id));
  const result = await execute({
    schema: loadSchema().schema,
    document: prepared.document,
    operationName: prepared.operation.name?.value ?? null,
    variableValues: prepared.variables,
    contextValue: call,
    fieldResolver(source: unknown, args, context: Call, info) {
      checkAccess(context, info);
      const resolver = resolverOf(info.parentType.name, info.fieldName);
      const name = `${info.parentType.name}.${info.fieldName}`;
      if (!resolver) throw new SimulatorGap(`The simulator does not play ${name}`);
      return resolver(source, args as Record<string, unknown>, context);
    },
    typeResolver: (value) => (value as { __typename?: string }).__typename,
  });
  const gaps = (result.errors ?? []).filter((error) => error.originalError instanceof SimulatorGap);
  if (gaps.length > 0) return failed(gaps.map((error) => unplayed(error.message)));
  const report = {
    requestedQueryCost: cost,
    actualQueryCost: cost,
    throttleStatus: buckets.status(id),
  };
  return {
    ...(result.errors ? { errors: result.errors.map(format) } : {}),
    data: { ...result.data },
    extensions: { cost: report },
  };
}

export function throttled(cost: number, throttleStatus: Record<string, number>): AdminAnswer {
  return {
    errors: [
      format(
        topLevel("Throttled", "THROTTLED", {
          documentation: "https://shopify.dev/api/usage/rate-limits",
        }),
      ),
    ],
    extensions: { cost: { requestedQueryCost: cost, actualQueryCost: null, throttleStatus } },
  };
}

function parseDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError(String(error));
  }
}

function chooseOperation(
  document: DocumentNode,
  name: string | null,
): OperationDefinitionNode | GraphQLError {
  const operations = document.definitions.filter((entry) => entry.kind === "OperationDefinition");
  if (name !== null) {
    const found = operations.find((operation) => operation.name?.value === name);
    return found ?? new GraphQLError(`No operation named "${name}"`);
  }
  const [first] = operations;
  if (operations.length === 1 && first) return first;
  return new GraphQLError("An operation name is required");
}

function tooExpensive(cost: number): GraphQLError {
  return topLevel(
    `Query cost is ${cost}, which exceeds the single query max cost limit (${maximumQueryCost}).`,
    "MAX_COST_EXCEEDED",
    {
      cost,
      maxCost: maximumQueryCost,
      documentation: "https://shopify.dev/api/usage/rate-limits",
    },
  );
}

function unplayed(message: string): GraphQLError {
  return topLevel(message, "SIMULATOR_GAP");
}

function failed(errors: GraphQLError[]): AdminAnswer {
  return { errors: errors.map(format) };
}

/** Errors of graphql-js carry nodes of our schema; only what Shopify sends goes out. */
function format(error: GraphQLError): GraphQLFormattedError {
  const { message, locations, path, extensions } = error;
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
}
