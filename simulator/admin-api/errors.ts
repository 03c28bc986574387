// Errors as the Admin API words them. A gap is ours: something Shopify plays and the simulator does
// not, which must be loud and never look like an empty answer.

import { GraphQLError } from "graphql";

/** An error at the top of the answer, with Shopify's code. */
export function topLevel(
  message: string,
  code: string,
  extensions: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

export class SimulatorGap extends Error {
  override name = "SimulatorGap";
}

export function gap(what: string): never {
  throw new SimulatorGap(`The simulator does not play ${what}`);
}

export type UserError = { field: string[] | null; message: string; code?: string | null };

export function userError(field: string[] | null, message: string, code: string | null = null) {
  return { field, message, code } satisfies UserError;
}
