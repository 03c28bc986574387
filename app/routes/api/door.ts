// The way in for other systems: only what a key that works has signed within the last minutes is
// read, and the key says which store it speaks for. Nothing is parsed before that.
import { MAX_REQUEST_BYTES, readBytes } from "./read-bytes.ts";
import { isSignedWith } from "../../adapters/integrations/request-signature.ts";
import type { IntegrationScope } from "../../core/integrations/integration.ts";
import { parseKeyName } from "../../core/integrations/key-name.ts";
import { log } from "../../log.server.ts";
import { type WorkingKey, findWorkingKey } from "../../queries/integrations.ts";
import { takeApiTurn } from "../../usecases/integrations/use-key.ts";
import { openSecret } from "./integration-secret.ts";
import { problem } from "./problems.ts";

/** How far the clocks of the two systems may be apart. */
const MAX_CLOCK_DIFFERENCE_SECONDS = 300;

export interface SignedVisit {
  readonly key: WorkingKey;
  readonly secret: string;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** As it was signed; empty where there is none. */
  readonly idempotencyKey: string;
  readonly body: Buffer;
}

/** Lets the request in or answers why not. */
export async function throughApiDoor(
  request: Request,
  scope: IntegrationScope,
  work: (visit: SignedVisit) => Promise<Response>,
): Promise<Response> {
  return answerProblems(async () => {
    const visit = await openDoor(request);
    await checkPace(visit.key);
    if (!visit.key.scopes.includes(scope)) {
      throw problem("insufficient-scope", `The key needs the permission ${scope}`);
    }
    return work(visit);
  });
}

/** What is thrown as an answer is one; everything else is a fault of ours. */
export async function answerProblems(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    log().error({ error: thrown }, "an API request failed");
    const headers = { "retry-after": "5" };
    const detail = "Send the same request with the same Idempotency-Key again";
    return problem("temporarily-unavailable", detail, { headers });
  }
}

const unsigned = () =>
  problem(
    "unauthenticated",
    "The key is unknown or revoked, or the signature does not fit the timestamp, method, path, " +
      "Idempotency-Key and body that were sent",
  );

async function openDoor(request: Request): Promise<SignedVisit> {
  const header = (name: string): string => request.headers.get(name) ?? "";
  const timestamp = header("regulars-timestamp");
  checkTimestamp(timestamp);
  const body = await readBytes(request, MAX_REQUEST_BYTES);
  const named = parseKeyName(header("regulars-key"));
  const key = named && (await findWorkingKey(named));
  if (key?.kind !== "api") throw unsigned();
  const secret = await openSecret(key);
  const { pathname, search } = new URL(request.url);
  const idempotencyKey = header("idempotency-key");
  const { method } = request;
  const signed = { timestamp, method, target: pathname + search, idempotencyKey, body };
  if (secret === null || !isSignedWith(secret, signed, header("regulars-signature"))) {
    throw unsigned();
  }
  return { key, secret, ...signed };
}

function checkTimestamp(timestamp: string): void {
  const serverTime = Math.trunc(Date.now() / 1_000);
  if (!/^[1-9]\d{0,11}$/.test(timestamp)) {
    const detail = "Send Regulars-Key, Regulars-Timestamp and Regulars-Signature";
    throw problem("unauthenticated", detail);
  }
  if (Math.abs(Number(timestamp) - serverTime) > MAX_CLOCK_DIFFERENCE_SECONDS) {
    const detail =
      `Sign each request when it is sent: Regulars-Timestamp holds the seconds since 1970 and is ` +
      `at most ${MAX_CLOCK_DIFFERENCE_SECONDS} seconds off`;
    throw problem("stale-timestamp", detail, { serverTime });
  }
}

/** Only what was signed counts, so that nobody else can use up a key's turns. */
export async function checkPace(key: WorkingKey): Promise<void> {
  const turn = await takeApiTurn(key);
  if (turn === undefined) throw unsigned();
  if (turn.waitMs === 0) return;
  const seconds = Math.ceil(turn.waitMs / 1_000);
  const headers = { "retry-after": String(seconds) };
  throw problem("rate-limited", `Wait ${seconds} s and send it again`, { headers });
}
