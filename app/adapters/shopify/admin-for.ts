// Access to a shop's Admin API for work that no request started. Offline tokens expire and their
// refresh tokens rotate, so only the holder of the shop's lease asks for new ones; the others wait
// for its result.
import { HttpResponseError } from "@shopify/shopify-api";
import { setTimeout as wait } from "node:timers/promises";
import { sessionStorage, unauthenticated } from "../../shopify.server.ts";
import type { AdminAnswer } from "./admin-answer.ts";
import { type AdminGraphql, problemOf } from "./ask-admin.ts";

/**
 * Takes what one process at a time may hold, for a bounded time; nothing while another holds it.
 */
export type TakeLease = (
  domain: string,
  forMs: number,
) => Promise<{ release: () => Promise<void> } | undefined>;

/** The library refreshes a token with less than this left. */
const REFRESH_BEFORE_EXPIRY_MS = 5 * 60_000;
/** Longer than a refresh takes; a holder that died blocks the others no longer than this. */
const LEASE_MS = 15_000;
const POLL_MS = 100;

export async function adminFor(
  domain: string,
  takeLease: TakeLease,
  signal?: AbortSignal,
): Promise<AdminAnswer<AdminGraphql>> {
  const deadline = Date.now() + LEASE_MS;
  for (;;) {
    const session = await sessionStorage.loadSession(`offline_${domain}`);
    if (session === undefined) return { outcome: "unauthorised", reason: "no_session" };
    if (!session.isExpired(REFRESH_BEFORE_EXPIRY_MS)) return openAdmin(domain);
    const lease = await takeLease(domain, LEASE_MS);
    if (lease !== undefined) {
      try {
        return await openAdmin(domain);
      } finally {
        await lease.release();
      }
    }
    if (Date.now() >= deadline) return { outcome: "unknown", reason: "token_lease_busy" };
    await wait(POLL_MS, undefined, signal === undefined ? {} : { signal });
  }
}

/** Loads the session once more and refreshes it where it is about to expire. */
async function openAdmin(domain: string): Promise<AdminAnswer<AdminGraphql>> {
  try {
    const { admin } = await unauthenticated.admin(domain);
    return { outcome: "ok", data: admin as unknown as AdminGraphql };
  } catch (error) {
    const reason = closedDoor(error);
    return reason === null ? problemOf(error) : { outcome: "unauthorised", reason };
  }
}

/**
 * Why only the merchant, or a later attempt, can open the door again: there is no session, or its
 * refresh token was not taken. The library answers most failures to refresh with a bare response.
 * Null for anything else.
 */
function closedDoor(error: unknown): string | null {
  if (error instanceof Response) return "refresh_failed";
  if (error instanceof HttpResponseError) {
    return error.response.code < 500 ? `refresh_status_${error.response.code}` : null;
  }
  const name = error instanceof Error ? error.constructor.name : "";
  return ["SessionNotFoundError", "InvalidJwtError"].includes(name) ? name : null;
}
