// Asks the simulated Admin API as an installed app does.

import { apiKey, apiSecret, type RunningSimulator } from "./running-simulator.ts";

export type AdminReply<Data = Record<string, unknown>> = {
  status: number;
  data?: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
  extensions?: { cost: { requestedQueryCost: number; actualQueryCost: number | null } };
};

export type Tokens = {
  access_token: string;
  refresh_token: string;
  scope: string;
  expires_in: number;
  refresh_token_expires_in: number;
};

export const exchangeFields = {
  client_id: apiKey,
  client_secret: apiSecret,
  grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
  subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
  requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
  expiring: "1",
};

export function postToken(
  simulator: RunningSimulator,
  fields: Record<string, string>,
  shop = simulator.shop.domain,
): Promise<Response> {
  return fetch(`${simulator.origin}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-host": shop },
    body: JSON.stringify(fields),
  });
}

export async function exchangeToken(simulator: RunningSimulator): Promise<Tokens> {
  const path = `/shops/${simulator.shop.handle}/session-token`;
  const { token } = await simulator.control<{ token: string }>("POST", path, {});
  const response = await postToken(simulator, { ...exchangeFields, subject_token: token });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Tokens;
}

export async function askAdmin<Data = Record<string, unknown>>(
  simulator: RunningSimulator,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
  operationName?: string,
): Promise<AdminReply<Data>> {
  const response = await fetch(`${simulator.origin}/admin/api/2026-07/graphql.json`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-access-token": token,
      "x-forwarded-host": simulator.shop.domain,
    },
    body: JSON.stringify({ query, variables, ...(operationName ? { operationName } : {}) }),
  });
  const reply = (await response.json()) as Omit<AdminReply<Data>, "status">;
  return { status: response.status, ...reply };
}
