// What the storefront's scripts ask of the app, through the signed app proxy.
import type { Stack } from "./stack.ts";

/** A path of the app proxy as somebody visits it; null for a guest. */
export interface StorefrontVisit {
  readonly path: string;
  readonly customerId: string | null;
}

/** Answers the app's JSON; throws where it refuses. With a body it is sent. */
export async function askStorefront<Answer>(
  stack: Stack,
  handle: string,
  { path, customerId }: StorefrontVisit,
  body?: object,
): Promise<Answer> {
  const signed = { path, ...(customerId !== null && { customerId }) };
  const { url } = await stack.control<{ url: string }>(
    "POST",
    `/shops/${handle}/proxy-url`,
    signed,
  );
  const headers = { "content-type": "application/json" };
  const sent = body && { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await fetch(url, sent);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} of ${handle} was refused: ${answer.status} ${text}`);
  return JSON.parse(text) as Answer;
}
