// POST /admin/oauth/access_token: token exchange and refresh.

import { timingSafeEqual } from "node:crypto";
import { verifySessionToken } from "./session-token.ts";
import {
  accessLifetimeSeconds,
  issueOffline,
  issueOnline,
  refreshLifetimeSeconds,
  refreshOffline,
  type IssuedTokens,
} from "./tokens.ts";
import type { Faults } from "../admin-api/faults.ts";
import { strike } from "../admin-api/strike.ts";
import type { SimulatorContext } from "../context.ts";
import type { Installation, Shop } from "../model.ts";
import { json, type Route, type SimulatorRequest, type SimulatorResponse } from "../server.ts";
import { findShop } from "../state.ts";

const exchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";
const idTokenType = "urn:ietf:params:oauth:token-type:id_token";
const offlineType = "urn:shopify:params:oauth:token-type:offline-access-token";
const onlineType = "urn:shopify:params:oauth:token-type:online-access-token";

export function oauthRoutes(faults: Faults): Route[] {
  return [
    {
      method: "POST",
      site: "home",
      path: "/admin/oauth/access_token",
      handle: (request, context) => {
        const fault = faults.take(["access_token"]);
        if (!fault) return exchange(request, context);
        return strike(fault, {
          run: () => Promise.resolve(exchange(request, context)),
          throttled: () => oauthError(429, "too_many_requests", "Too many requests"),
          internalError: () => oauthError(500, "server_error", "Something went wrong"),
          refused: ({ message }) => oauthError(400, "access_denied", message ?? "Not allowed"),
          tokenExpired: () => oauthError(400, "invalid_subject_token", "The token has expired"),
        });
      },
    },
  ];
}

function exchange(request: SimulatorRequest, context: SimulatorContext): SimulatorResponse {
  const forwarded = request.headers["x-forwarded-host"];
  const shop = typeof forwarded === "string" ? findShop(context.state, forwarded) : undefined;
  if (!shop) return oauthError(404, "shop_not_found", "This shop does not exist");
  const fields = readFields(request);
  if (fields.get("client_id") !== context.settings.apiKey) {
    return oauthError(400, "application_cannot_be_found", "Unknown client_id");
  }
  if (!sameText(fields.get("client_secret") ?? "", context.settings.apiSecret)) {
    return oauthError(400, "invalid_client", "Client authentication failed");
  }
  const { installation } = shop;
  if (!installation) return oauthError(400, "app_not_installed", "The app is not installed");
  const grant = fields.get("grant_type");
  if (grant === "refresh_token") {
    const issued = refreshOffline(installation, fields.get("refresh_token") ?? "");
    if (!issued) return oauthError(400, "invalid_grant", "This refresh token is not active");
    return answerOffline(installation, issued);
  }
  if (grant !== exchangeGrant) {
    return oauthError(400, "unsupported_grant_type", `No grant of the type "${grant ?? ""}"`);
  }
  return exchangeSessionToken(context, shop, installation, fields);
}

function exchangeSessionToken(
  context: SimulatorContext,
  shop: Shop,
  installation: Installation,
  fields: Map<string, string>,
): SimulatorResponse {
  if (fields.get("subject_token_type") !== idTokenType) {
    return oauthError(400, "invalid_request", `subject_token_type must be ${idTokenType}`);
  }
  const verdict = verifySessionToken(context, shop, fields.get("subject_token") ?? "");
  if (verdict.outcome === "invalid") {
    const description = `Session token is invalid (${verdict.reason})`;
    return oauthError(400, "invalid_subject_token", description);
  }
  const wanted = fields.get("requested_token_type");
  if (wanted === offlineType) {
    return answerOffline(installation, issueOffline(installation, fields.get("expiring") === "1"));
  }
  if (wanted !== onlineType) {
    return oauthError(400, "invalid_request", `No token of the type "${wanted ?? ""}"`);
  }
  const access = issueOnline(installation, verdict.claims.sub);
  return json({
    access_token: access.token,
    scope: installation.scopes.join(","),
    expires_in: 24 * 3600 - 1,
    associated_user_scope: installation.scopes.join(","),
    associated_user: {
      id: Number(verdict.claims.sub),
      first_name: "Robin",
      last_name: "Keeper",
      email: shop.email,
      email_verified: true,
      account_owner: true,
      locale: shop.locale,
      collaborator: false,
    },
  });
}

function answerOffline(installation: Installation, issued: IssuedTokens): SimulatorResponse {
  const scope = installation.scopes.join(",");
  const { access, refresh } = issued;
  if (!refresh) return json({ access_token: access.token, scope });
  return json({
    access_token: access.token,
    scope,
    expires_in: accessLifetimeSeconds,
    refresh_token: refresh.token,
    refresh_token_expires_in: refreshLifetimeSeconds,
  });
}

function readFields(request: SimulatorRequest): Map<string, string> {
  const text = request.body.toString("utf8");
  if (!(request.headers["content-type"] ?? "").includes("json")) {
    return new Map(new URLSearchParams(text));
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return new Map(Object.entries({ ...(parsed as object) }).map(([k, v]) => [k, String(v)]));
  } catch {
    return new Map();
  }
}

function oauthError(status: number, error: string, description: string): SimulatorResponse {
  return json({ error, error_description: description }, status);
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
