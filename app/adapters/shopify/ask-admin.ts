// One call of the Admin GraphQL API: bounded in time, its answer parsed, its failures sorted into
// outcomes.
import { GraphqlQueryError, HttpResponseError, HttpThrottlingError } from "@shopify/shopify-api";
import type { z } from "zod";
import type { AdminAnswer, AdminProblem } from "./admin-answer.ts";
import { type CallBudget, readCallCost } from "./call-budget.ts";

/** What `unauthenticated.admin(shop)` gives; `authenticate.admin(request)` gives the same. */
export interface AdminGraphql {
  graphql(
    operation: string,
    options: { variables: Record<string, unknown>; signal?: AbortSignal },
  ): Promise<Response>;
  /** Is told after each call how much of the shop's call budget is left. */
  readonly hearBudget?: (budget: CallBudget) => void;
}

export interface AdminRequest<T> {
  operation: string;
  variables: Record<string, unknown>;
  schema: z.ZodType<T>;
}

/**
 * Longer than any answer of a healthy Shopify, shorter than the lease of the message being
 * delivered.
 */
export const ADMIN_TIMEOUT_MS = 10_000;
const DEFAULT_RETRY_AFTER_MS = 2_000;
const MAX_RETRY_AFTER_MS = 60_000;

export async function askAdmin<T>(
  admin: AdminGraphql,
  request: AdminRequest<T>,
  signal?: AbortSignal,
): Promise<AdminAnswer<T>> {
  const limit = AbortSignal.timeout(ADMIN_TIMEOUT_MS);
  let body: unknown;
  try {
    const response = await admin.graphql(request.operation, {
      variables: request.variables,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    body = await response.json();
  } catch (error) {
    tellBudget(admin, extensionsOf(error));
    return problemOf(error);
  }
  tellBudget(admin, (body as { extensions?: unknown } | null)?.extensions);
  const parsed = request.schema.safeParse((body as { data?: unknown } | null)?.data);
  if (parsed.success) return { outcome: "ok", data: parsed.data };
  return { outcome: "unknown", reason: "unreadable_answer" };
}

function tellBudget(admin: AdminGraphql, extensions: unknown): void {
  const cost = readCallCost(extensions);
  if (cost !== undefined) admin.hearBudget?.(cost.budget);
}

function extensionsOf(error: unknown): unknown {
  if (!(error instanceof GraphqlQueryError)) return undefined;
  return (error.body as { extensions?: unknown } | undefined)?.extensions;
}

/**
 * Sorts what the client threw. Anything that is not known to have been refused counts as unknown.
 */
export function problemOf(error: unknown): AdminProblem {
  if (error instanceof GraphqlQueryError) return problemOfGraphqlErrors(error);
  if (error instanceof HttpThrottlingError) {
    return { outcome: "throttled", retryAfterMs: retryAfterMs(error.response.retryAfter) };
  }
  if (error instanceof HttpResponseError) return problemOfStatus(error.response.code);
  if (error instanceof Response) return problemOfStatus(error.status);
  return { outcome: "unknown", reason: error instanceof Error ? error.name : "unexpected_error" };
}

/** Locked, frozen, deleted or closed to us: the shop's state, not this call's. */
const shutStatuses = new Set([401, 402, 403, 404, 423]);

function problemOfStatus(status: number): AdminProblem {
  if (status === 429) return { outcome: "throttled", retryAfterMs: DEFAULT_RETRY_AFTER_MS };
  if (shutStatuses.has(status)) return { outcome: "unauthorised", reason: `status_${status}` };
  if (status >= 400 && status < 500 && status !== 408) {
    return { outcome: "refused", code: `HTTP_${status}`, message: `Shopify answered ${status}.` };
  }
  return { outcome: "unknown", reason: `status_${status}` };
}

interface GraphqlErrorShape {
  message?: string;
  extensions?: { code?: string };
}

/** Errors of the request itself: Shopify did not run the operation. */
const unrunCodes = new Set([
  "INVALID_VARIABLE",
  "BAD_REQUEST",
  "MAX_COST_EXCEEDED",
  "MAX_INPUT_SIZE_EXCEEDED",
  "NOT_FOUND",
  "RESOURCE_NOT_FOUND",
  "undefinedField",
  "argumentLiteralsIncompatible",
  "missingRequiredInputObjectAttribute",
  "argumentNotAccepted",
  "INVALID_FIELD_ARGUMENTS",
  "CURRENCY_CODE_INVALID",
]);

function problemOfGraphqlErrors(error: GraphqlQueryError): AdminProblem {
  const body = error.body as { errors?: { graphQLErrors?: GraphqlErrorShape[] } } | undefined;
  const errors = body?.errors?.graphQLErrors ?? [];
  const codes = errors.map((entry) => entry.extensions?.code ?? "");
  if (codes.includes("THROTTLED")) {
    return { outcome: "throttled", retryAfterMs: throttleWaitMs(extensionsOf(error)) };
  }
  const message = errors.map((entry) => entry.message ?? "").join(" ");
  if (codes.includes("ACCESS_DENIED") || codes.includes("SHOP_INACTIVE")) {
    const isDenied = !codes.includes("SHOP_INACTIVE");
    const reason = codes.join(",").toLowerCase();
    return { outcome: "unauthorised", reason, ...(isDenied && { denied: message }) };
  }
  if (codes.length > 0 && codes.every((code) => unrunCodes.has(code))) {
    return { outcome: "refused", code: codes[0] ?? "INVALID", message };
  }
  return { outcome: "unknown", reason: codes.join(",") || "graphql_errors" };
}

/** How long until the bucket holds what the query asked for, as its cost report says. */
function throttleWaitMs(extensions: unknown): number {
  const cost = readCallCost(extensions);
  if (cost === undefined) return DEFAULT_RETRY_AFTER_MS;
  const { available, restoredPerSecond } = cost.budget;
  return retryAfterMs(Math.max(0, cost.requested - available) / restoredPerSecond);
}

function retryAfterMs(seconds: number | undefined): number {
  if (seconds === undefined || !Number.isFinite(seconds)) return DEFAULT_RETRY_AFTER_MS;
  return Math.min(MAX_RETRY_AFTER_MS, Math.max(250, Math.ceil(seconds * 1000)));
}
