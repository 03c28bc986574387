// Access tokens of one installation: expiring offline tokens with rotating refresh tokens, and
// online tokens. Lifetimes run on real time, as the app's do.

import { randomBytes } from "node:crypto";
import type { AccessToken, Installation, RefreshToken, Shop, SimulatorState } from "../model.ts";

export const accessLifetimeSeconds = 3600;
export const refreshLifetimeSeconds = 90 * 24 * 3600;
const onlineLifetimeSeconds = 24 * 3600;

export type IssuedTokens = { access: AccessToken; refresh: RefreshToken | null };

export function issueOffline(
  installation: Installation,
  expiring: boolean,
  replaces: string | null = null,
): IssuedTokens {
  const access: AccessToken = {
    token: `shpat_${secret()}`,
    kind: "offline",
    userId: null,
    expiresAtMs: expiring ? Date.now() + accessLifetimeSeconds * 1000 : null,
    issuedWith: null,
  };
  installation.accessTokens.push(access);
  if (!expiring) return { access, refresh: null };
  const refresh: RefreshToken = {
    token: `shprt_${secret()}`,
    expiresAtMs: Date.now() + refreshLifetimeSeconds * 1000,
    replaces,
  };
  access.issuedWith = refresh.token;
  installation.refreshTokens.push(refresh);
  return { access, refresh };
}

export function issueOnline(installation: Installation, userId: string): AccessToken {
  const access: AccessToken = {
    token: `shpua_${secret()}`,
    kind: "online",
    userId,
    expiresAtMs: Date.now() + onlineLifetimeSeconds * 1000,
    issuedWith: null,
  };
  installation.accessTokens.push(access);
  return access;
}

/**
 * Exchanges a refresh token. The one given survives until its successor is used for the first
 * time; only then is it gone, so that a client that lost the answer can try again.
 */
export function refreshOffline(installation: Installation, token: string): IssuedTokens | null {
  const given = installation.refreshTokens.find((entry) => entry.token === token);
  if (!given || given.expiresAtMs <= Date.now()) return null;
  retirePredecessor(installation, given);
  return issueOffline(installation, true, given.token);
}

/** The installation and token behind an X-Shopify-Access-Token header. */
export function authenticate(shop: Shop, token: string): AccessToken | null {
  const { installation } = shop;
  const access = installation?.accessTokens.find((entry) => entry.token === token);
  if (!installation || !access) return null;
  if (access.expiresAtMs !== null && access.expiresAtMs <= Date.now()) return null;
  const refresh = installation.refreshTokens.find((entry) => entry.token === access.issuedWith);
  if (refresh) retirePredecessor(installation, refresh);
  return access;
}

/** Ends all access tokens at once: how an app meets an expired token in a test. */
export function expireAccessTokens(state: SimulatorState): number {
  let count = 0;
  for (const shop of state.shops.values()) {
    for (const access of shop.installation?.accessTokens ?? []) {
      access.expiresAtMs = Date.now() - 1;
      count += 1;
    }
  }
  return count;
}

function retirePredecessor(installation: Installation, used: RefreshToken): void {
  const gone = new Set<string>();
  for (let token = used.replaces; token !== null && !gone.has(token);) {
    gone.add(token);
    token = installation.refreshTokens.find((entry) => entry.token === token)?.replaces ?? null;
  }
  installation.refreshTokens = installation.refreshTokens.filter((entry) => !gone.has(entry.token));
  installation.accessTokens = installation.accessTokens.filter(
    (entry) => entry.issuedWith === null || !gone.has(entry.issuedWith),
  );
}

function secret(): string {
  return randomBytes(16).toString("hex");
}
