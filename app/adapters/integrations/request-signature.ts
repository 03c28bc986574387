// How a request of another system is signed: HMAC-SHA-256 over all that makes it what it is. A line
// break ends each part but the last, and none of the others can hold one.
import { createHmac, timingSafeEqual } from "node:crypto";

const VERSION = "v1";

export interface SignedRequest {
  /** Seconds since 1970, as they stand in the header. */
  readonly timestamp: string;
  readonly method: string;
  /** Path and query, as they stand in the request. */
  readonly target: string;
  /** As it stands in the header; empty where there is none. */
  readonly idempotencyKey: string;
  readonly body: Uint8Array;
}

/** `v1=` and the digest in hexadecimal. */
export function signRequest(secret: string, request: SignedRequest): string {
  return `${VERSION}=${digestOf(secret, request)}`;
}

/** Takes as long for a wrong signature as for the right one. */
export function isSignedWith(secret: string, request: SignedRequest, signature: string): boolean {
  return isSame(signRequest(secret, request), signature);
}

/** What makes two requests the same one, whenever they were sent. */
export function digestOfContent(
  secret: string,
  { method, target, body }: Pick<SignedRequest, "method" | "target" | "body">,
): string {
  return digestOf(secret, { timestamp: "", idempotencyKey: "", method, target, body });
}

/** Judge.me signs the raw body with the shop's token, or the secret of an OAuth app, in hex. */
export function isSignedByJudgeMe(secret: string, body: Uint8Array, signature: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest("hex");
  return isSame(expected, signature.toLowerCase());
}

function digestOf(secret: string, request: SignedRequest): string {
  const { timestamp, method, target, idempotencyKey, body } = request;
  return createHmac("sha256", secret)
    .update(`${VERSION}\n${timestamp}\n${method}\n${target}\n${idempotencyKey}\n`)
    .update(body)
    .digest("hex");
}

function isSame(expected: string, given: string): boolean {
  const known = Buffer.from(expected, "utf8");
  const asked = Buffer.from(given, "utf8");
  return known.length === asked.length && timingSafeEqual(known, asked);
}
