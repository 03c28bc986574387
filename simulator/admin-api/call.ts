// One request to the Admin API as resolvers see it, and the form in which they are written down.

import type { SimulatorContext } from "../context.ts";
import type { Installation, Shop } from "../model.ts";

export type Call = {
  context: SimulatorContext;
  shop: Shop;
  installation: Installation;
  /** Granted scopes, with what each write scope allows to read. */
  scopes: Set<string>;
};

export type Arguments = Record<string, unknown>;

export type Resolver = (source: unknown, args: Arguments, call: Call) => unknown;

export type FieldResolvers = Record<string, Resolver>;

/** Resolvers of one type, written against the model that stands behind it. */
export function fieldsOf<Source>(
  resolvers: Record<string, (source: Source, args: Arguments, call: Call) => unknown>,
): FieldResolvers {
  return resolvers as FieldResolvers;
}

export function textOf(args: Arguments, name: string): string {
  const value = args[name];
  return typeof value === "string" ? value : "";
}
