// Another system that speaks to the API: it signs with its own code, and everything that it sends
// and is answered is held against the document.
import { createHmac, randomUUID } from "node:crypto";
import { expect } from "vitest";
import { answerFindings, operationOf } from "./api-document.ts";
import { appUrl } from "./shopify-stand-in.ts";

export interface ApiKey {
  readonly name: string;
  readonly secret: string;
}

export interface ApiRequest {
  readonly method?: string;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Left out for a fresh one; null for none. */
  readonly idempotencyKey?: string | null;
  /** Seconds that the clock is off. */
  readonly clockOff?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is signed in place of the body that is sent. */
  readonly signedBody?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

export function signedRequest(key: ApiKey, path: string, request: ApiRequest = {}): Request {
  const { method = request.body === undefined ? "GET" : "POST", body, headers = {} } = request;
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const timestamp = String(Math.trunc(Date.now() / 1_000) + (request.clockOff ?? 0));
  const { idempotencyKey = method === "GET" ? null : randomUUID() } = request;
  const signed = ["v1", timestamp, method, path, idempotencyKey ?? "", request.signedBody ?? text];
  const digest = createHmac("sha256", key.secret).update(signed.join("\n")).digest("hex");
  return new Request(new URL(path, appUrl), {
    method,
    headers: {
      "regulars-key": key.name,
      "regulars-timestamp": timestamp,
      "regulars-signature": `v1=${digest}`,
      ...(idempotencyKey !== null && { "idempotency-key": idempotencyKey }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: text }),
  });
}

/** Fails where the document says something else of the answer. */
export async function readAnswer(request: Request, answer: Response): Promise<ApiAnswer> {
  const operation = operationOf(request.method, new URL(request.url).pathname);
  expect(await answerFindings(operation, answer)).toEqual([]);
  const json = (await answer.json()) as Record<string, unknown>;
  if (answer.status >= 400) expect(json).toMatchObject({ status: answer.status });
  return { status: answer.status, headers: answer.headers, json };
}

export const problemType = (name: string): string => `urn:regulars:problem:${name}`;
