// Query cost and its leaky bucket: 2,000 points at most, 100 restored each second of real time.

import {
  getNamedType,
  getOperationRootType,
  isObjectType,
  isInterfaceType,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

const maximumAvailable = 2_000;
const restorePerSecond = 100;
export const maximumQueryCost = 1_000;
const mutationCost = 10;

export type Bucket = { available: number; at: number };

export class CostBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes the points, or says that they are not there. */
  take(shopId: string, cost: number): boolean {
    const bucket = this.#level(shopId);
    if (bucket.available < cost) return false;
    bucket.available -= cost;
    return true;
  }

  give(shopId: string, cost: number): void {
    const bucket = this.#level(shopId);
    bucket.available = Math.min(maximumAvailable, bucket.available + cost);
  }

  /** Sets what is left, so that the next calls are throttled for real. */
  drain(shopId: string, available: number): void {
    this.#level(shopId).available = available;
  }

  status(shopId: string): Record<string, number> {
    const { available } = this.#level(shopId);
    return {
      maximumAvailable,
      currentlyAvailable: Math.floor(available),
      restoreRate: restorePerSecond,
    };
  }

  #level(shopId: string): Bucket {
    const now = performance.now();
    const bucket = this.#buckets.get(shopId) ?? { available: maximumAvailable, at: now };
    const restored = ((now - bucket.at) / 1000) * restorePerSecond;
    bucket.available = Math.min(maximumAvailable, bucket.available + restored);
    bucket.at = now;
    this.#buckets.set(shopId, bucket);
    return bucket;
  }
}

/** One point for each object, ten for a mutation, the page size for a connection. */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((entry) =>
      entry.kind === "FragmentDefinition" ? [[entry.name.value, entry] as const] : [],
    ),
  );
  const visit = (selections: SelectionSetNode, parent: GraphQLNamedType, depth: number): number =>
    selections.selections.reduce((sum, selection) => {
      if (depth > 50) return sum;
      if (selection.kind === "FragmentSpread") {
        const fragment = fragments.get(selection.name.value);
        const type = fragment && schema.getType(fragment.typeCondition.name.value);
        return fragment && type ? sum + visit(fragment.selectionSet, type, depth + 1) : sum;
      }
      if (selection.kind === "InlineFragment") {
        const name = selection.typeCondition?.name.value;
        const type = name === undefined ? parent : schema.getType(name);
        return type ? sum + visit(selection.selectionSet, type, depth + 1) : sum;
      }
      if (!selection.selectionSet || selection.name.value === "userErrors") return sum;
      if (!isObjectType(parent) && !isInterfaceType(parent)) return sum;
      const field = parent.getFields()[selection.name.value];
      if (!field) return sum;
      const type = getNamedType(field.type);
      const inner = visit(selection.selectionSet, type, depth + 1);
      if (type.name.endsWith("Connection")) return sum + 1 + pageOf(selection, variables) * inner;
      const free = ["edges", "nodes", "pageInfo"].includes(selection.name.value);
      const own = selection.name.value === "nodes" ? 1 : 0;
      return sum + inner + (free ? own : 1);
    }, 0);
  const root = getOperationRootType(schema, operation);
  const cost = visit(operation.selectionSet, root, 0);
  return operation.operation === "mutation" ? Math.max(cost, 0) + mutationCost - 1 : cost;
}

function pageOf(
  field: { arguments?: readonly { name: { value: string }; value: unknown }[] | undefined },
  variables: Record<string, unknown>,
): number {
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== "first" && argument.name.value !== "last") continue;
    const value = argument.value as { kind: string; value?: string; name?: { value: string } };
    if (value.kind === "IntValue") return Number(value.value);
    const variable = value.kind === "Variable" ? variables[value.name?.value ?? ""] : undefined;
    if (typeof variable === "number") return variable;
  }
  return 1;
}
