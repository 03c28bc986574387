// What the API answers when it refuses: problem details (RFC 9457). The types are names that stay
// as they are; docs/api.md tells what each means and what to do.

const TYPE_PREFIX = "urn:regulars:problem:";

const problems = {
  unauthenticated: { status: 401, title: "The request is not signed by a key that works" },
  "stale-timestamp": { status: 401, title: "The timestamp is too far from now" },
  "insufficient-scope": { status: 403, title: "The key may not do this" },
  "not-found": { status: 404, title: "There is nothing at this address" },
  "method-not-allowed": { status: 405, title: "This address does not take the method" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "The body is not announced as JSON" },
  "malformed-json": { status: 400, title: "The body is no JSON" },
  "idempotency-key-missing": { status: 400, title: "The Idempotency-Key is missing" },
  "idempotency-key-reused": { status: 422, title: "The Idempotency-Key names another request" },
  "invalid-request": { status: 422, title: "The body is not what is expected here" },
  "unknown-event": { status: 422, title: "The program knows no such event" },
  "rate-limited": { status: 429, title: "Too many requests" },
  "temporarily-unavailable": { status: 503, title: "The request could not be carried out now" },
} as const;

export type ProblemName = keyof typeof problems;

/** One field that is wrong: where, as a JSON Pointer (RFC 6901), and what to do about it. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

interface ProblemMore {
  readonly errors?: readonly FieldProblem[];
  /** The server's clock, in seconds. */
  readonly serverTime?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export const answerHeaders = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
} as const;

/** What a door throws or answers; `detail` says what to do. */
export function problem(name: ProblemName, detail: string, more: ProblemMore = {}): Response {
  const { headers, ...extensions } = more;
  const body = { type: TYPE_PREFIX + name, ...problems[name], detail, ...extensions };
  return new Response(JSON.stringify(body), {
    status: problems[name].status,
    headers: {
      ...answerHeaders,
      "content-type": "application/problem+json",
      ...(problems[name].status === 401 && { "www-authenticate": "Regulars-HMAC-SHA256" }),
      ...headers,
    },
  });
}

/** The answer to a method that an address does not take. */
export function methodNotAllowed(allowed: string): Response {
  const detail = `Use ${allowed.replaceAll(", ", " or ")} here`;
  return problem("method-not-allowed", detail, { headers: { allow: allowed } });
}

export function answerJson(body: object, status: number, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...answerHeaders, "content-type": "application/json", ...headers },
  });
}
