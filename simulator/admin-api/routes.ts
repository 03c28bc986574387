// POST /admin/api/{version}/graphql.json, told which shop is meant by X-Forwarded-Host.

import { randomUUID } from "node:crypto";
import { expandScopes } from "./access.ts";
import type { Call } from "./call.ts";
import type { CostBuckets } from "./cost.ts";
import {
  prepareRequest,
  runRequest,
  throttled,
  type AdminAnswer,
  type AdminRequest,
  type PreparedRequest,
} from "./execute.ts";
import type { Faults } from "./faults.ts";
import { refusedAnswer } from "./refused.ts";
import { strike } from "./strike.ts";
import { apiVersion } from "./load-schema.ts";
import type { SimulatorContext } from "../context.ts";
import type { Shop } from "../model.ts";
import { authenticate } from "../oauth/tokens.ts";
import { json, type Route, type SimulatorRequest, type SimulatorResponse } from "../server.ts";
import { findShop } from "../state.ts";

export function adminApiRoutes(buckets: CostBuckets, faults: Faults): Route[] {
  return [
    {
      method: "POST",
      site: "home",
      path: "/admin/api/:version/graphql.json",
      handle: (request, context) => answer(request, context, buckets, faults),
    },
  ];
}

async function answer(
  request: SimulatorRequest,
  context: SimulatorContext,
  buckets: CostBuckets,
  faults: Faults,
): Promise<SimulatorResponse> {
  const call = callOf(request, context);
  if (!("shop" in call)) return call;
  const wanted = readRequest(request);
  if (!wanted) return json({ errors: { query: "Required parameter missing or invalid" } }, 400);
  const prepared = prepareRequest(call, wanted);
  if (!("document" in prepared)) return answered(prepared);
  const fault = faults.take(namesOf(prepared));
  if (!fault) return answered(await runRequest(call, prepared, buckets));
  return strike(fault, {
    run: async () => answered(await runRequest(call, prepared, buckets)),
    throttled: () => answered(throttled(prepared.cost, buckets.status(call.shop.id))),
    internalError: () => answered(internalError()),
    refused: (struck) => answered(refusedAnswer(prepared, struck)),
    tokenExpired: () => endToken(request, call.shop),
  });
}

function callOf(request: SimulatorRequest, context: SimulatorContext): Call | SimulatorResponse {
  const host = request.headers["x-forwarded-host"];
  const shop = typeof host === "string" ? findShop(context.state, host) : undefined;
  if (!shop || request.params["version"] !== apiVersion) {
    return json({ errors: "Not Found" }, 404);
  }
  const token = request.headers["x-shopify-access-token"];
  const access = typeof token === "string" ? authenticate(shop, token) : null;
  if (!access || !shop.installation) return unauthorized();
  const { installation } = shop;
  return { context, shop, installation, scopes: expandScopes(installation.scopes) };
}

function unauthorized(): SimulatorResponse {
  const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
  return json({ errors }, 401);
}

/** From now on this token is none; a refreshed one works. */
function endToken(request: SimulatorRequest, shop: Shop): SimulatorResponse {
  const given = request.headers["x-shopify-access-token"];
  const access = shop.installation?.accessTokens.find(({ token }) => token === given);
  if (access) access.expiresAtMs = Date.now() - 1;
  return unauthorized();
}

function readRequest(request: SimulatorRequest): AdminRequest | null {
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString("utf8"));
  } catch {
    return null;
  }
  const { query, operationName, variables } = { ...(body as Record<string, unknown>) };
  if (typeof query !== "string") return null;
  return {
    query,
    operationName: typeof operationName === "string" ? operationName : null,
    variables: typeof variables === "object" && variables !== null ? { ...variables } : {},
  };
}

/** What a fault may be aimed at: the operation's name and its root fields. */
function namesOf({ operation }: PreparedRequest): string[] {
  const fields = operation.selectionSet.selections.flatMap((selection) =>
    selection.kind === "Field" ? selection.name.value : [],
  );
  return [...(operation.name ? [operation.name.value] : []), ...fields];
}

function internalError(): AdminAnswer {
  const requestId = randomUUID();
  const message =
    "Internal error. Looks like something went wrong on our end.\n" +
    `Request ID: ${requestId} (include this in support requests).`;
  return {
    errors: [{ message, extensions: { code: "INTERNAL_SERVER_ERROR", requestId } }],
  };
}

function answered(body: AdminAnswer): SimulatorResponse {
  const response = json(body);
  return {
    ...response,
    headers: {
      ...response.headers,
      "x-request-id": randomUUID(),
      "x-shopify-api-version": apiVersion,
    },
  };
}
